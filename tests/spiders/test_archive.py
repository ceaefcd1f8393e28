"""The archive: replayed, cut off, counted and tampered with."""

from __future__ import annotations

import gzip
import shutil
import zlib
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest

from spiders.archive import ArchiveWriter, Exchange, Original, read_records, whole_length
from spiders.archive_index import NotArchived, captures, index_missing, show
from spiders.archive_manifest import add_manifest, head, manifests, verify
from spiders.packing import unpacked

URL = "https://lantern.example/en/news/a-fine/?id=1"
DAY = datetime(2021, 3, 4, 10, tzinfo=UTC)


def exchange(url: str = URL, body: bytes = b"<p>A fine.</p>", status: int = 200, **headers: str) -> Exchange:
    return Exchange(
        url=url,
        method="GET",
        request_headers=[("Host", "lantern.example"), ("Cookie", "secret=1")],
        status=status,
        response_headers=[("Content-Type", "text/html"), ("Transfer-Encoding", "chunked"), *headers.items()],
        body=body,
        ip="192.0.2.1",
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def fill(root: Path, run: str, *exchanges: Exchange) -> Path:
    writer = ArchiveWriter(root, "lantern", run, DAY)
    for one in exchanges:
        writer.write(one)
    writer.close()
    index_missing(root)
    return writer.path


def test_records_come_back_as_they_were_sent(root: Path) -> None:
    packed = gzip.compress(b"<p>A fine, packed.</p>")
    path = fill(root, "r1", exchange(), exchange(URL + "2", packed, **{"Content-Encoding": "gzip"}))
    first, second = read_records(path, root)
    assert (first.url, first.status, first.body) == (URL, 200, b"<p>A fine.</p>")
    assert second.body == b"<p>A fine, packed.</p>"
    raw = gzip.decompress(path.read_bytes())
    assert b"secret" not in raw
    assert b"chunked" not in raw
    assert b"WARC-IP-Address: 192.0.2.1" in raw
    assert raw.startswith(b"WARC/1.1")


BODY = b"<p>A fine, packed.</p>" * 200
HEADLESS = zlib.compressobj(wbits=-15)


@pytest.mark.parametrize(
    ("encoding", "sent", "read"),
    [
        ("gzip", gzip.compress(BODY), BODY),
        ("deflate", zlib.compress(BODY), BODY),
        ("deflate", HEADLESS.compress(BODY) + HEADLESS.flush(), BODY),
        ("br", brotli.compress(BODY), BODY),
        ("gzip", BODY, BODY),  # says so and is not
        ("br", BODY, BODY),
    ],
    ids=["gzip", "zlib", "deflate", "brotli", "gzip that is none", "brotli that is none"],
)
def test_every_packing_that_is_asked_for_is_read_again(
    root: Path, encoding: str, sent: bytes, read: bytes
) -> None:
    fill(root, "r1", exchange(URL, sent, **{"Content-Encoding": encoding}))
    assert show(root, URL).body == read


def test_a_stored_bomb_does_not_go_off() -> None:
    for encoding, pack in (("gzip", gzip.compress), ("br", brotli.compress)):
        bomb = pack(bytes(30_000_000))
        assert len(bomb) < 50_000
        assert 1_000_000 <= len(unpacked(bomb, encoding, 1_000_000)) < 4_000_000


def test_a_file_cut_anywhere_is_readable_up_to_its_last_whole_record(root: Path, tmp_path: Path) -> None:
    path = fill(root, "r1", *(exchange(f"{URL}{number}") for number in range(2)))
    data = path.read_bytes()
    borders = set()
    cut = tmp_path / "cut.warc.gz"
    for length in range(len(data)):
        cut.write_bytes(data[:length])
        border = whole_length(cut)
        assert border <= length
        borders.add(border)
    assert len(borders) == 5  # start, information, and three of the two responses and two requests
    assert whole_length(path) == len(data)


def test_any_page_is_shown_as_it_was(root: Path) -> None:
    fill(root, "r1", exchange(body=b"first"))
    (first,) = captures(root, URL)
    fill(root, "r2", exchange(body=b"second"))
    assert show(root, URL).body in (b"first", b"second")
    assert len(captures(root, "http://www.lantern.example/en/news/a-fine/?id=1")) == 2
    assert show(root, URL, at=first.timestamp[:8]).status == 200
    with pytest.raises(NotArchived):
        show(root, URL, at="2001")
    with pytest.raises(NotArchived):
        show(root, "https://lantern.example/other")


def test_a_revisit_is_shown_with_the_body_it_repeats(root: Path) -> None:
    writer = ArchiveWriter(root, "lantern", "r1", DAY)
    place = writer.write(exchange())
    writer.write(exchange(), Original(URL, place.date, place.digest))
    writer.close()
    index_missing(root)
    assert len(captures(root, URL)) == 2
    assert show(root, URL).body == b"<p>A fine.</p>"


def test_an_untouched_archive_verifies(root: Path) -> None:
    assert add_manifest(root, DAY) is None
    fill(root, "r1", exchange())
    assert [finding.kind for finding in verify(root)] == ["note"]
    add_manifest(root, DAY)
    fill(root, "r2", exchange(URL + "2"))
    add_manifest(root, DAY)
    assert [path.name for path in manifests(root)] == ["2021-03-04-001.json", "2021-03-04-002.json"]
    assert list(verify(root, deep=True)) == []
    assert head(root)


def tamper_byte(root: Path) -> None:
    path = next(root.rglob("*r1.warc.gz"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def tamper_remove(root: Path) -> None:
    next(root.rglob("*r1.warc.gz")).unlink()


def tamper_manifest(root: Path) -> None:
    first = manifests(root)[0]
    first.write_text(first.read_text().replace("2021", "2020", 1))


def tamper_drop_manifest(root: Path) -> None:
    manifests(root)[0].unlink()


@pytest.mark.parametrize(
    ("tamper", "kind"),
    [
        (tamper_byte, "changed"),
        (tamper_remove, "missing"),
        (tamper_manifest, "broken_chain"),
        (tamper_drop_manifest, "broken_chain"),
    ],
)
def test_tampering_shows(root: Path, tamper, kind: str) -> None:
    fill(root, "r1", exchange())
    add_manifest(root, DAY)
    fill(root, "r2", exchange(URL + "2"))
    add_manifest(root, DAY)
    tamper(root)
    assert kind in {finding.kind for finding in verify(root)}


def test_a_rewritten_chain_has_another_head(root: Path) -> None:
    fill(root, "r1", exchange())
    add_manifest(root, DAY)
    kept = head(root)
    shutil.rmtree(root / "manifests")
    tamper_byte(root)
    add_manifest(root, DAY)
    assert head(root) != kept

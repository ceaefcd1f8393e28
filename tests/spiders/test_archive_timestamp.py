"""Timestamps of manifests, by an authority of our own: openssl behind an HTTP server."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from spiders.archive_manifest import manifests, sha256
from spiders.archive_timestamp import (
    TimestampFailed,
    timestamp,
    timestamp_last,
    token_path,
    trusted_roots,
    verify_timestamps,
)
from tests.run_khronika import khronika

SETTINGS = """
[req]
distinguished_name = name
[name]
[ca]
basicConstraints = critical,CA:TRUE
[tsa]
extendedKeyUsage = critical,timeStamping
[authority]
serial = serial
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
"""


class Authority:
    """Certificates in a folder, and a server that answers as it is told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.roots = folder / "ca.pem"
        self.answer = self.stamp
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        (folder / "settings.cnf").write_text(SETTINGS)
        (folder / "serial").write_text("01\n")
        self.openssl(
            "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3 -extensions ca", "CA"
        )
        self.openssl("req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr", "Clock")
        self.openssl(
            "x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 3 "
            "-extfile settings.cnf -extensions tsa -out tsa.pem"
        )

    def openssl(self, words: str, name: str = "") -> None:
        extra = ["-subj", f"/CN=Lantern {name}", "-config", "settings.cnf"] if name else []
        subprocess.run(["openssl", *words.split(), *extra], cwd=self.folder, check=True, capture_output=True)

    def stamp(self, query: bytes) -> bytes:
        (self.folder / "query.tsq").write_bytes(query)
        self.openssl(
            "ts -reply -config settings.cnf -section authority -queryfile query.tsq "
            "-signer tsa.pem -inkey tsa.key -out reply.tsr"
        )
        return (self.folder / "reply.tsr").read_bytes()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        authority = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                query = self.rfile.read(int(self.headers["Content-Length"]))
                asked = self.headers["Content-Type"] == "application/timestamp-query"
                body = authority.answer(query) if asked else b""
                self.send_response(200 if body else 503)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    authority = Authority(tmp_path_factory.mktemp("authority"))
    threading.Thread(target=authority.server.serve_forever, daemon=True).start()
    yield authority
    authority.server.shutdown()
    authority.server.server_close()


@pytest.fixture
def authority(served: Authority) -> Authority:
    served.answer = served.stamp
    return served


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive with two chained manifests of no files."""
    folder = tmp_path / "archive" / "manifests"
    folder.mkdir(parents=True)
    first, second = folder / "2021-03-04-001.json", folder / "2021-03-05-001.json"
    first.write_text('{"made_at":"2021-03-04T10:00:00+00:00","previous":null,"files":[]}')
    second.write_text(f'{{"made_at":"2021-03-05T10:00:00+00:00","previous":"{sha256(first)}","files":[]}}')
    return tmp_path / "archive"


def kinds(root: Path, authority: Authority) -> list[str]:
    return [finding.kind for finding in verify_timestamps(root, trusted_roots(authority.roots))]


def test_the_last_manifest_gets_a_token_once(root: Path, authority: Authority) -> None:
    roots = trusted_roots(authority.roots)
    path = timestamp_last(root, authority.url, roots)
    assert path == token_path(manifests(root)[-1])
    assert path.name == "2021-03-05-001.json.tsr"
    assert timestamp_last(root, authority.url, roots) is None
    (finding,) = verify_timestamps(root, roots)
    assert finding.kind == "note"
    told = datetime.fromisoformat(finding.message.removeprefix("timestamped "))
    assert abs(datetime.now(UTC) - told) < timedelta(minutes=1)


def test_openssl_reads_the_token_too(root: Path, authority: Authority) -> None:
    manifest = manifests(root)[-1]
    token = timestamp(manifest, authority.url, trusted_roots(authority.roots))
    authority.openssl(f"ts -verify -data {manifest} -in {token} -CAfile ca.pem")


def test_an_archive_without_manifests_asks_nobody(tmp_path: Path) -> None:
    assert timestamp_last(tmp_path, "http://127.0.0.1:9/") is None


@pytest.mark.parametrize("damage", ["manifest", "token", "other", "gone", "cut"])
def test_a_token_that_does_not_match_is_found(root: Path, authority: Authority, damage: str) -> None:
    first, last = manifests(root)
    token = timestamp(last, authority.url, trusted_roots(authority.roots))
    data = token.read_bytes()
    if damage == "manifest":
        last.write_text(last.read_text().replace("2021", "2020", 1))
    elif damage == "token":
        token.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    elif damage == "other":
        token.write_bytes(timestamp(first, authority.url, trusted_roots(authority.roots)).read_bytes())
    elif damage == "gone":
        last.unlink()
    else:
        token.write_bytes(data[:100])
    assert kinds(root, authority)[-1] == ("missing" if damage == "gone" else "bad_timestamp")


def test_a_clock_that_nobody_vouches_for_is_refused(root: Path, authority: Authority) -> None:
    with pytest.raises(TimestampFailed, match="local issuer certificate"):
        timestamp_last(root, authority.url)
    assert not list(root.rglob("*.tsr"))


@pytest.mark.parametrize(
    ("kind", "why"), [("busy", "503"), ("page", "ASN.1"), ("replayed", "Nonce"), ("refused", "refused: Bad")]
)
def test_what_is_no_token_for_this_question_is_not_kept(
    root: Path, authority: Authority, kind: str, why: str
) -> None:
    roots = trusted_roots(authority.roots)
    earlier = timestamp(manifests(root)[-1], authority.url, roots)
    answers = {
        "busy": b"",
        "page": b"<html>busy</html>",
        "replayed": earlier.read_bytes(),
        "refused": authority.stamp(b"no query"),
    }
    earlier.unlink()
    authority.answer = lambda _query: answers[kind]
    with pytest.raises(TimestampFailed, match=why):
        timestamp_last(root, authority.url, roots)
    assert not list(root.rglob("*.tsr"))


def test_an_authority_that_is_not_there(root: Path) -> None:
    with pytest.raises(TimestampFailed, match="refused"):
        timestamp_last(root, "http://127.0.0.1:9/")


def test_every_command_reports_it(root: Path, authority: Authority, tmp_path: Path) -> None:
    file = tmp_path / "khronika.toml"
    file.write_text(f'home = "{tmp_path}"\n[archive]\ntimestamp_roots = "{authority.roots}"\n')
    timestamp_last(root, authority.url, trusted_roots(authority.roots))
    well = khronika("archive", "verify", "--config", str(file))
    assert (well.returncode, "2021-03-05-001.json: timestamped 20" in well.stdout) == (0, True), well.stderr
    last = manifests(root)[-1]
    last.write_text(last.read_text().replace("2021", "2020", 1))
    ill = khronika("archive", "verify", "--config", str(file))
    assert (ill.returncode, "bad_timestamp: 2021-03-05-001.json.tsr" in ill.stdout) == (3, True)
    file.write_text(f'home = "{tmp_path}"\n[archive]\ntimestamp_roots = "{tmp_path / "none.pem"}"\n')
    wrong = khronika("archive", "verify", "--config", str(file))
    assert (wrong.returncode, "archive.timestamp_roots" in wrong.stderr) == (2, True)

"""CDXJ: where in the archive a page lies, so that it can be shown as it was. One index beside each file."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
from msgspec import Struct
from surt import surt

from spiders.archive import Record, read_at
from spiders.feed import write_whole

SUFFIX = ".cdxj"
ANY = WarcRecordType.any_type
ANSWERS = WarcRecordType.response | WarcRecordType.revisit


class NotArchived(LookupError):
    """There is no copy of this address."""


class Capture(Struct, frozen=True, kw_only=True):
    """One archived answer. `timestamp` is YYYYMMDDhhmmss, UTC; `status` is "-" for a repeated body."""

    url: str
    timestamp: str
    status: str
    digest: str
    mime: str
    file: str
    offset: int


def index_path(warc: Path) -> Path:
    return warc.with_name(warc.name.removesuffix(".warc.gz") + SUFFIX)


def index(warc: Path) -> Path:
    """Write the index of a finished WARC file, sorted by address; returns its path."""
    path = index_path(warc)
    write_whole(path, "".join(sorted(_entries(warc))).encode())
    return path


def _entries(warc: Path) -> Iterator[str]:
    """One line an answer. A record is as long as it is to the next one, of whatever kind."""
    waiting: dict[str, str] | None = None
    with warc.open("rb") as handle:
        for record in ArchiveIterator(handle, record_types=ANY):
            if waiting:
                yield _line(waiting, record.stream_pos)
            waiting = _fields(record, warc.name) if record.record_type & ANSWERS else None
        if waiting:
            yield _line(waiting, warc.stat().st_size)


def _fields(record: WarcRecord, name: str) -> dict[str, str]:
    """What the index says of a record, in the words of the CDXJ format; times are still as in the record."""
    revisit = record.record_type == WarcRecordType.revisit
    http = record.http_headers
    mime = "warc/revisit" if revisit else record.http_content_type
    fields = {
        "time": record.headers["WARC-Date"],
        "url": record.headers["WARC-Target-URI"],
        "mime": mime or "",
        "status": str(http.status_code) if http and http.status_code else "",
        "digest": record.headers.get("WARC-Payload-Digest") or "",
        "offset": str(record.stream_pos),
        "filename": name,
    }
    return {name: value for name, value in fields.items() if value}


def _line(fields: dict[str, str], end: int) -> str:
    time = re.sub(r"\D", "", fields.pop("time"))[:14]
    fields["length"] = str(end - int(fields["offset"]))
    return f"{surt(fields['url'])} {time} {json.dumps(fields)}\n"


def index_missing(root: Path) -> list[Path]:
    """Index every WARC file under `root` that has no index yet."""
    return [index(warc) for warc in sorted(root.rglob("*.warc.gz")) if not index_path(warc).exists()]


def captures(root: Path, url: str) -> list[Capture]:
    """All copies of `url`, oldest first. Scheme, `www.` and the order of parameters do not matter."""
    key = f"{surt(url)} "
    found = [capture for path in sorted(root.rglob(f"*{SUFFIX}")) for capture in _in_index(path, root, key)]
    return sorted(found, key=lambda capture: capture.timestamp)


def show(root: Path, url: str, at: str | None = None) -> Record:
    """The copy of `url` as it was at `at` (digits of YYYYMMDDhhmmss, as many as known), or the latest.

    A revisit is answered with the body it repeats. Raises NotArchived.
    """
    copies = captures(root, url)
    before = [copy for copy in copies if at is None or copy.timestamp[: len(at)] <= at]
    if not before:
        raise NotArchived(f"no copy of {url}" + (f" up to {at}" if copies else ""))
    wanted = before[-1]
    bodies = [copy for copy in before if copy.digest == wanted.digest and copy.status != "-"]
    with_body = [copy for copy in bodies if copy.mime != "warc/revisit"] or [wanted]
    return read_at(root, with_body[-1].file, with_body[-1].offset)


def _in_index(path: Path, root: Path, key: str) -> Iterator[Capture]:
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in lines[bisect_left(lines, key) :]:
        if not line.startswith(key):
            return
        _, timestamp, fields = line.split(" ", 2)
        found = json.loads(fields)
        yield Capture(
            url=found["url"],
            timestamp=timestamp,
            status=found.get("status", "-"),
            digest=found.get("digest", ""),
            mime=found.get("mime", ""),
            file=(path.parent / found["filename"]).relative_to(root).as_posix(),
            offset=int(found["offset"]),
        )

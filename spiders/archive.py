"""The archive: every exchange with a server as WARC 1.1 records, flushed one by one."""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Iterator
from datetime import datetime
from http.client import responses
from pathlib import Path

from msgspec import Struct, structs
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from spiders.packing import unpacked

# Headers that describe the transfer and would lie about the stored body, which is whole and not chunked.
TRANSFER = frozenset(
    {"transfer-encoding", "connection", "keep-alive", "proxy-authorization", "proxy-connection"}
)
SOFTWARE = "khronika/0.1"
GZIP = 31  # zlib: a gzip member with header and checksum
CHUNK = 65536
SECRET = frozenset({"authorization", "proxy-authorization", "cookie"})


class Exchange(Struct, frozen=True, kw_only=True):
    """One request and what came back, the body as it was sent (still compressed, no longer chunked)."""

    url: str
    method: str
    request_headers: list[tuple[str, str]]
    status: int
    response_headers: list[tuple[str, str]]
    body: bytes
    protocol: str = "HTTP/1.1"
    ip: str | None = None
    date: str | None = None  # of a page that others fetched; their request is not known and not written


class Location(Struct, frozen=True):
    """Where a record lies: WARC file relative to the archive folder, byte offset; digest of its body."""

    file: str
    offset: int
    digest: str
    date: str


class Original(Struct, frozen=True):
    """An earlier record that holds the same body."""

    url: str
    date: str
    digest: str


class ArchiveWriter:
    """Appends to one file of one run and source, made when the first record comes."""

    def __init__(
        self, root: Path, source: str, run_id: str, started: datetime, software: str = SOFTWARE
    ) -> None:
        self.name = f"{source}/{started:%Y%m%dT%H%M%SZ}-{run_id}.warc.gz"
        self.path = root / self.name
        self._info = {"software": software, "format": "WARC File Format 1.1", "isPartOf": run_id}
        self._handle: io.BufferedWriter | None = None
        self._writer: WARCWriter | None = None

    def write(self, exchange: Exchange, original: Original | None = None) -> Location:
        """Response (or revisit, where `original` has the same body) and request, flushed; gives its place."""
        handle, writer = self._opened()
        offset = handle.tell()
        response = _response(writer, exchange, original)
        if exchange.date is not None:
            writer.write_record(response)
            handle.flush()
            return _location(self.name, offset, response)
        request = writer.create_warc_record(
            exchange.url, "request", payload=io.BytesIO(b""), http_headers=_request_headers(exchange)
        )
        writer.write_request_response_pair(request, response)
        handle.flush()
        return _location(self.name, offset, response)

    def close(self) -> None:
        if self._handle is not None:
            self._handle.flush()
            os.fsync(self._handle.fileno())
            self._handle.close()
            self._handle = self._writer = None

    def _opened(self) -> tuple[io.BufferedWriter, WARCWriter]:
        if self._handle is None or self._writer is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._handle = self.path.open("ab")
            self._writer = WARCWriter(self._handle, gzip=True, warc_version="WARC/1.1")
            if self._handle.tell() == 0:
                self._writer.write_record(self._writer.create_warcinfo_record(self.path.name, self._info))
        return self._handle, self._writer


def _location(name: str, offset: int, response: ArcWarcRecord) -> Location:
    headers = response.rec_headers
    return Location(name, offset, headers.get_header("WARC-Payload-Digest"), headers.get_header("WARC-Date"))


def payload_digest(body: bytes) -> str:
    """The digest that the archive gives `body`: "sha1:<base32>"."""
    digester = Digester("sha1")
    digester.update(body)
    return str(digester)


def _response(writer: WARCWriter, exchange: Exchange, original: Original | None) -> ArcWarcRecord:
    line = f"{exchange.status} {responses.get(exchange.status, 'Unknown')}"
    headers = [(name, value) for name, value in exchange.response_headers if name.lower() not in TRANSFER]
    http = StatusAndHeaders(line, headers, protocol=exchange.protocol)
    given = {"WARC-IP-Address": exchange.ip, "WARC-Date": exchange.date}
    extra = {name: value for name, value in given.items() if value}
    if original is None:
        return writer.create_warc_record(
            exchange.url,
            "response",
            payload=io.BytesIO(exchange.body),
            http_headers=http,
            warc_headers_dict=extra,
        )
    revisit = writer.create_revisit_record(
        exchange.url, original.digest, original.url, original.date, http_headers=http, warc_headers_dict=extra
    )
    if exchange.status == 304:
        profile = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
        revisit.rec_headers.replace_header("WARC-Profile", profile)
    return revisit


def _request_headers(exchange: Exchange) -> StatusAndHeaders:
    target = "/" + exchange.url.split("://", 1)[-1].partition("/")[2]
    headers = [(name, value) for name, value in exchange.request_headers if name.lower() not in SECRET]
    line = f"{exchange.method} {target} HTTP/1.1"
    return StatusAndHeaders(line, headers, is_http_request=True)


class Record(Struct, frozen=True, kw_only=True):
    """One response or revisit as read back."""

    url: str
    kind: str  # response, revisit
    status: int
    headers: list[tuple[str, str]]
    body: bytes  # decompressed
    digest: str | None
    date: str
    file: str
    offset: int


def read_records(path: Path, root: Path, *, with_body: bool = True) -> Iterator[Record]:
    """Responses and revisits of one file in order, without a record that kill -9 cut off."""
    name = path.relative_to(root).as_posix()
    with path.open("rb") as handle:
        iterator = ArchiveIterator(handle)
        try:
            for record in iterator:
                if record.rec_type in ("response", "revisit"):
                    yield _read(record, name, iterator, with_body)
        except (ArchiveLoadFailed, EOFError, _Cut):
            return


def read_at(root: Path, file: str, offset: int) -> Record:
    """The response or revisit at one place. Raises KeyError when there is none."""
    with (root / file).open("rb") as handle:
        handle.seek(offset)
        iterator = ArchiveIterator(handle)
        for record in iterator:
            found = _read(record, file, iterator, with_body=True)
            return structs.replace(found, offset=offset)
    raise KeyError(f"{file}: no record at {offset}")


class _Cut(Exception):
    """A record shorter than it says, or other than it says."""


def _read(record: ArcWarcRecord, name: str, iterator: ArchiveIterator, with_body: bool) -> Record:
    headers, http = record.rec_headers, record.http_headers
    digest = headers.get_header("WARC-Payload-Digest")
    body = b""
    if with_body and record.rec_type == "response":
        raw = _all(record.raw_stream)
        if digest and payload_digest(raw) != digest:
            raise _Cut(name)
        body = unpacked(raw, http.get_header("Content-Encoding") or "" if http else "")
    return Record(
        url=headers.get_header("WARC-Target-URI"),
        kind=record.rec_type,
        status=int(http.get_statuscode() or 0) if http else 0,
        headers=list(http.headers) if http else [],
        body=body,
        digest=digest,
        date=headers.get_header("WARC-Date"),
        file=name,
        offset=iterator.get_record_offset(),  # reads to the record's end, so it must come last
    )


def _all(stream: BufferedReader) -> bytes:
    """warcio's streams give one buffer a call."""
    out = io.BytesIO()
    while chunk := stream.read(CHUNK):
        out.write(chunk)
    return out.getvalue()


def whole_length(path: Path) -> int:
    """Bytes of `path` up to the end of its last whole record: each is a gzip member with a checksum."""
    end = read = 0
    member = zlib.decompressobj(GZIP)
    with path.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            read += len(chunk)
            try:
                member.decompress(chunk)
                while member.eof:
                    rest = member.unused_data
                    end = read - len(rest)
                    member = zlib.decompressobj(GZIP)
                    member.decompress(rest)
            except zlib.error:
                break
    return end

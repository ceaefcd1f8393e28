"""A daily manifest of the archive: hashes of its files, chained, so that tampering shows.

Each manifest names the hash of the one before it. Whoever keeps the last hash elsewhere can prove that
nothing before it has been changed, removed or slipped in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from spiders.archive import read_records
from spiders.archive_index import index_path
from spiders.feed import write_whole

FOLDER = "manifests"


class Entry(Struct, frozen=True):
    """One archive file, relative to the archive folder."""

    file: str
    bytes: int
    sha256: str


class Manifest(Struct, frozen=True, kw_only=True):
    """The files finished since the manifest before; `previous` is the SHA-256 of that one's file."""

    made_at: str
    previous: str | None
    files: tuple[Entry, ...]


class Finding(Struct, frozen=True):
    """One thing that verification noticed. Only `note` is harmless."""

    kind: Literal["broken_chain", "missing", "changed", "damaged", "bad_timestamp", "note"]
    file: str
    message: str


def manifests(root: Path) -> list[Path]:
    """The chain, first to last."""
    return sorted((root / FOLDER).glob("*.json"))


def add_manifest(root: Path, now: datetime) -> Path | None:
    """Write down every finished file that no manifest names yet; None when there is none."""
    chain = manifests(root)
    listed = {entry.file for path in chain for entry in _read(path).files}
    new = [path for path in _finished(root) if path.relative_to(root).as_posix() not in listed]
    if not new:
        return None
    manifest = Manifest(
        made_at=now.isoformat(),
        previous=sha256(chain[-1]) if chain else None,
        files=tuple(_entry(path, root) for path in new),
    )
    number = sum(path.name.startswith(f"{now:%Y-%m-%d}") for path in chain) + 1
    path = root / FOLDER / f"{now:%Y-%m-%d}-{number:03}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, msgspec.json.format(msgspec.json.encode(manifest), indent=1))
    return path


def head(root: Path) -> str | None:
    """The hash to keep elsewhere: it stands for the whole archive up to now."""
    chain = manifests(root)
    return sha256(chain[-1]) if chain else None


def verify(root: Path, *, deep: bool = False) -> Iterator[Finding]:
    """Everything that is wrong with the archive; `deep` also checks the digest of every record."""
    previous: str | None = None
    listed: set[str] = set()
    for path in manifests(root):
        manifest = _read(path)
        if manifest.previous != previous:
            yield Finding("broken_chain", path.name, "does not follow the manifest before it")
        previous = sha256(path)
        for entry in manifest.files:
            listed.add(entry.file)
            yield from _check(root, entry, deep=deep)
    for warc in sorted(root.rglob("*.warc.gz")):
        if (name := warc.relative_to(root).as_posix()) not in listed:
            yield Finding("note", name, "not in a manifest yet")


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _check(root: Path, entry: Entry, *, deep: bool) -> Iterator[Finding]:
    path = root / entry.file
    if not path.is_file():
        yield Finding("missing", entry.file, "named in a manifest, not in the archive")
    elif path.stat().st_size != entry.bytes or sha256(path) != entry.sha256:
        yield Finding("changed", entry.file, "differs from the file that the manifest names")
    elif deep:
        expected = len(index_path(path).read_bytes().splitlines()) if index_path(path).is_file() else None
        found = sum(1 for _ in read_records(path, root))
        if expected is not None and found != expected:
            yield Finding("damaged", entry.file, f"{found} of {expected} records can be read")


def _finished(root: Path) -> list[Path]:
    """Files with an index: it is written when the last record is."""
    return [path for path in sorted(root.rglob("*.warc.gz")) if index_path(path).exists()]


def _entry(path: Path, root: Path) -> Entry:
    return Entry(path.relative_to(root).as_posix(), path.stat().st_size, sha256(path))


def _read(path: Path) -> Manifest:
    return msgspec.json.decode(path.read_bytes(), type=Manifest)

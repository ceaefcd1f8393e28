"""Stored bodies are as they were sent, often packed; here they are unpacked to be read again."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import brotli

# What is asked for. Scrapy would take zstd too, which programs that replay archives seldom know.
ACCEPTED = "gzip, deflate, br"
MEGABYTE = 1024 * 1024
LARGEST = 64 * MEGABYTE  # bytes: a gzip bomb is stored as small as it came
GZIP_OR_ZLIB = 47  # zlib: whichever header there is
HEADLESS = -15  # zlib: what some servers call "deflate"


def unpacked(raw: bytes, encoding: str, limit: int = LARGEST) -> bytes:
    """`raw` by its Content-Encoding, or as it is where it is not packed so; about `limit` bytes at most."""
    for unpack in UNPACKERS.get(encoding.strip().lower(), ()):
        try:
            return unpack(raw, limit)
        except (zlib.error, brotli.error):
            continue
    return raw


def _zlib(raw: bytes, limit: int) -> bytes:
    return zlib.decompressobj(GZIP_OR_ZLIB).decompress(raw, limit)


def _headless(raw: bytes, limit: int) -> bytes:
    return zlib.decompressobj(HEADLESS).decompress(raw, limit)


def _brotli(raw: bytes, limit: int) -> bytes:
    return bytes(brotli.Decompressor().process(raw, output_buffer_limit=limit))


Unpack = Callable[[bytes, int], bytes]
UNPACKERS: dict[str, tuple[Unpack, ...]] = {
    "gzip": (_zlib,),
    "x-gzip": (_zlib,),
    "deflate": (_zlib, _headless),
    "br": (_brotli,),
}

"""From bytes to text: the declared charset is believed only where the bytes agree with it."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes
from msgspec import Struct

META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:-]{2,40})", re.IGNORECASE)
XML_ENCODING = re.compile(rb"^<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:-]{2,40})", re.IGNORECASE)
HEAD = 4096  # bytes in which browsers look for a declaration, with room for long comments

# What sites of the region send when it is not UTF-8. Guessing among all charsets confuses the Cyrillic ones.
CANDIDATES = ["utf_8", "cp1251", "koi8_u", "cp1254", "cp1252", "utf_16"]
WESTERN = frozenset({"cp1252", "cp1254", "iso8859-1", "iso8859-9", "iso8859-15"})
ACCENTED = re.compile("[À-ÖØ-öø-ÿ]")
LETTER = re.compile(r"[^\W\d_]")


class Decoded(Struct, frozen=True):
    """Text and how it was read; `repaired` when the declared charset was wrong."""

    text: str
    charset: str
    declared: str | None
    repaired: bool


def declared_charset(body: bytes, http_charset: str | None = None) -> str | None:
    """The charset named by byte order mark, HTTP header or markup, as Python calls it; None if unknown."""
    if body.startswith(codecs.BOM_UTF8):
        return "utf-8"
    for pattern in (None, META_CHARSET, XML_ENCODING):
        name = http_charset if pattern is None else _first(pattern, body[:HEAD])
        if name and (known := _lookup(name)):
            return known
    return None


def decode(body: bytes, http_charset: str | None = None) -> Decoded:
    """Read `body`. Bytes that are valid UTF-8 are UTF-8, whatever is declared: chance hits hardly exist."""
    declared = declared_charset(body, http_charset)
    if (text := _strict(body, "utf-8")) is not None:
        wrong = declared not in (None, "utf-8", "ascii") and not body.isascii()
        return Decoded(text.removeprefix("\ufeff"), "utf-8", declared, wrong)
    if declared and declared != "utf-8":
        text = _strict(body, declared)
        if text is not None and not _mojibake(text, declared):
            return Decoded(text, declared, declared, False)
    return _guess(body, declared)


def _guess(body: bytes, declared: str | None) -> Decoded:
    """Bytes that contradict their declaration: a few stray bytes in UTF-8, else the likeliest candidate."""
    lenient = body.decode("utf-8", errors="replace")
    if lenient.count("\ufffd") <= max(2, len(lenient) // 500):
        return Decoded(lenient.replace("\ufffd", ""), "utf-8", declared, declared != "utf-8")
    best = from_bytes(body[:200_000], cp_isolation=CANDIDATES).best()
    charset = best.encoding if best is not None else "cp1251"
    return Decoded(body.decode(charset, errors="replace"), codecs.lookup(charset).name, declared, True)


def _mojibake(text: str, charset: str) -> bool:
    """Cyrillic bytes read as a Western charset come out as accented letters only."""
    if charset not in WESTERN:
        return False
    letters = len(LETTER.findall(text)) - len(re.findall("[A-Za-z]", text))
    accented = len(ACCENTED.findall(text))
    runs = len(re.findall("[À-ÖØ-öø-ÿ]{4,}", text))
    return letters > 40 and accented > 0.9 * letters and runs > 5


def _first(pattern: re.Pattern[bytes], head: bytes) -> str | None:
    match = pattern.search(head)
    return match.group(1).decode("ascii", errors="ignore") if match else None


def _lookup(name: str) -> str | None:
    try:
        return codecs.lookup(name.strip()).name
    except LookupError:
        return None


def _strict(body: bytes, charset: str) -> str | None:
    try:
        return body.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None

"""Which part of a page is the article: two readings by trafilatura, and two independent extractors as judges.

Each extractor alone errs on other pages. Of the trafilatura readings the one closer to what readability and
resiliparse found is taken, and a line of it stays only where the precise reading or readability has it too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

import lxml.html
from lxml.html import HtmlElement
from readability import Document as Readability
from readability.readability import Unparseable
from resiliparse.extract.html2text import extract_plain_text
from trafilatura import bare_extraction
from trafilatura.settings import Document, Extractor

WORDS = re.compile(r"\w+")
SIZE = 4  # words in a shingle when whole texts are compared
LINE_SIZE = 3  # words in a shingle when a line is looked for
LINE_SHARE = 0.7  # of a line's shingles that another reading must have
# Where resiliparse has nearly all of the text and little more, no judge is needed: more than half of them.
HELD = 0.98  # share of trafilatura's shingles
MORE = 60  # shingles beyond it, or a tenth of its length

Shingles = Counter[tuple[str, ...]]


def extract_body(tree: HtmlElement, url: str | None) -> str:
    """Read the article's lines out of `tree`, which is not changed. Empty where there is none."""
    text = _trafilatura(tree, url, precise=False)
    plain = extract_plain_text(_markup(tree), main_content=True, alt_texts=False)
    if not agreed(shingles(text), shingles(plain)):
        text = _judged(tree, url, text, plain)
    return text


def _judged(tree: HtmlElement, url: str | None, wide: str, plain: str) -> str:
    precise = _trafilatura(tree, url, precise=True)
    readable = _readability(tree)
    judges = [shingles(readable), shingles(plain)]
    text = max((wide, precise), key=lambda reading: sum(overlap(shingles(reading), one) for one in judges))
    others = [readable] if text is precise else [precise, readable]
    return "\n".join(supported(text.split("\n"), others)) or text


def _readability(tree: HtmlElement) -> str:
    try:
        summary = Readability(_markup(tree)).summary()
    except Unparseable:
        return ""
    return " ".join(lxml.html.fromstring(summary).itertext())


def _markup(tree: HtmlElement) -> str:
    return str(lxml.html.tostring(tree, encoding="unicode"))


def supported(lines: Sequence[str], readings: Sequence[str]) -> list[str]:
    """Those of `lines` that at least one of `readings` has too, nearly word by word."""
    known = [_parts(reading) for reading in readings]
    return [line for line in lines if any(_share(line, parts) >= LINE_SHARE for parts in known)]


def shingles(text: str) -> Shingles:
    """Runs of four words, with how often each occurs."""
    words = WORDS.findall(text.lower())
    return Counter(zip(*(words[start:] for start in range(SIZE)), strict=False))


def agreed(text: Shingles, plain: Shingles) -> bool:
    """Whether a greedy reading, `plain`, holds `text` and hardly anything else."""
    common, length = (text & plain).total(), text.total()
    return length > 0 and common >= HELD * length and plain.total() - common <= max(MORE, length / 10)


def overlap(one: Shingles, other: Shingles) -> float:
    """F1 of two bags of shingles, 0 to 1; 1 for two empty ones."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _parts(text: str) -> set[tuple[str, ...]]:
    words = WORDS.findall(text.lower())
    return {
        tuple(words[start : start + size])
        for size in range(1, LINE_SIZE + 1)
        for start in range(len(words) - size + 1)
    }


def _share(line: str, parts: set[tuple[str, ...]]) -> float:
    words = WORDS.findall(line.lower())
    size = min(LINE_SIZE, len(words))
    runs = [tuple(words[start : start + size]) for start in range(len(words) - size + 1)]
    return sum(run in parts for run in runs) / len(runs) if size else 0.0


@cache
def _options(precise: bool) -> Extractor:
    """Made once: reading them anew for every page takes a twentieth of its time."""
    return Extractor(output_format="python", comments=False, precision=precise)


def _trafilatura(tree: HtmlElement, url: str | None, *, precise: bool) -> str:
    """Its text. trafilatura works on a copy of a tree that it is given."""
    found = bare_extraction(tree, url=url, options=_options(precise))
    return (found.text or "") if isinstance(found, Document) else ""

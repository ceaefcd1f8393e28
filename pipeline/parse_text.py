"""From the tree of a page to clean paragraphs: extraction, then what every outlet repeats is taken off."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

import dateparser
from lxml.etree import XPathError
from lxml.html import HtmlElement

SPACES = re.compile(r"[^\S\n]+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b-\x1f]")
WORDS = re.compile(r"\w+")
SENTENCE = re.compile(r"[.!?…:;][\"'”»’)\]]*(?:\s|$)|[。！？।؟]")
PROSE = 60  # characters in sentences below which a page is no article
TOP = 6  # leading paragraphs in which title, byline and time may be repeated
BYLINE = 90  # characters; longer paragraphs are text
LEAD = 40  # characters from which an exact repetition is a doubled lead, not a refrain


def drop(tree: HtmlElement, selectors: tuple[str, ...]) -> None:
    """Remove what `selectors` (CSS, or XPath from a slash on) match, in place. ValueError for a bad one."""
    for selector in selectors:
        for element in select(tree, selector):
            if element.getparent() is not None:
                element.drop_tree()


def select(tree: HtmlElement, selector: str) -> list[HtmlElement]:
    """Elements that `selector` matches, in document order."""
    try:
        found = tree.xpath(selector) if selector.startswith("/") else tree.cssselect(selector)
    except (XPathError, SyntaxError) as error:
        raise ValueError(f"selector {selector!r}: {error}") from error
    return [element for element in found if isinstance(element, HtmlElement)]


def clean(text: str) -> str:
    """NFC, one space between words, no invisible characters, paragraphs separated by one blank line."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    lines = (SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n\n".join(line for line in lines if line)


def has_prose(text: str) -> bool:
    """Whether there are sentences, and not only menu words, captions or headlines."""
    sentences = (part for part in text.split("\n\n") if SENTENCE.search(part) and len(part) >= 30)
    return sum(map(len, sentences)) >= PROSE


def without_repeats(text: str, title: str | None, author: str | None) -> str:
    """`text` without title, byline and time repeated on top and without a lead that is told twice."""
    paragraphs = text.split("\n\n")
    kept = [part for part in paragraphs[:TOP] if not _is_furniture(part, title, author)] + paragraphs[TOP:]
    top = [part for place, part in enumerate(kept[:TOP]) if len(part) < LEAD or part not in kept[:place]]
    return "\n\n".join(top + kept[TOP:])


def _is_furniture(paragraph: str, title: str | None, author: str | None) -> bool:
    words = _words(paragraph)
    if not words:
        return True
    if title and words == _words(title):
        return True
    return len(paragraph) <= BYLINE and (_is_author(words, author) or _is_time(paragraph))


def _is_author(words: list[str], author: str | None) -> bool:
    """The author's name, alone or after "by", perhaps with the time behind it."""
    if not author:
        return False
    name = [word for part in author.split(";") for word in _words(part)]
    left = [word for word in words if word not in name and not word.isdigit()]
    return len(left) <= 1 and len(words) > len(left)


def _is_time(paragraph: str) -> bool:
    """Nothing but a date or a time of day, in any language that dateparser knows."""
    if len(paragraph) > 45 or not re.search(r"\d", paragraph) or paragraph.endswith((".", "!", "?")):
        return False
    found = dateparser.parse(
        paragraph, languages=["en", "ru", "uk", "tr"], settings={"STRICT_PARSING": False}
    )
    return isinstance(found, datetime)


def _words(text: str) -> list[str]:
    return WORDS.findall(unicodedata.normalize("NFC", text).lower())

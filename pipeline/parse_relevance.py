"""Is a page worth reading at all? A few milliseconds a page, before the parser and any language model."""

from __future__ import annotations

from functools import cache

from resiliparse.extract.html2text import extract_plain_text

from models.relevance import Relevance
from pipeline.parse_charset import decode


def is_relevant_page(html: bytes, http_charset: str | None = None) -> bool:
    """Whether the main text of a page may report persecution; menus and teasers around it do not count."""
    text = extract_plain_text(
        decode(html, http_charset).text, main_content=True, alt_texts=False, links=False, noscript=False
    )
    return _relevance()(text)


@cache
def _relevance() -> Relevance:
    return Relevance()

"""Pages that answer 200 and are no article: error pages and bot checks, by the words they use."""

from __future__ import annotations

import re
from functools import cache

from models.vocabulary import NoVocabulary, compiled, either, vocabulary

LANGUAGES = ("en", "ru", "uk")  # error pages often come in another language than the site
SHORT = 900  # characters: an article about captchas is longer than a captcha page


def is_error_page(title: str | None, text: str) -> bool:
    """A "page not found" served with status 200. `title` decides; a long text is never an error page."""
    return _says("not_found", title, text)


def is_blocked(title: str | None, text: str) -> bool:
    """A captcha, a bot check or a refusal in place of the article."""
    return _says("blocked", title, text)


def _says(kind: str, title: str | None, text: str) -> bool:
    if len(text) > SHORT:
        return False
    pattern = _pattern(kind)
    whole_title = pattern.match((title or "").strip())
    return bool(whole_title) or (len(text) < 200 and bool(pattern.match(text.strip())))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    words: list[str] = []
    for lang in LANGUAGES:
        try:
            words += vocabulary(lang, "pages")[kind]
        except NoVocabulary:
            continue
    return compiled(r"[\W\d]*" + either(words))

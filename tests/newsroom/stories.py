"""The articles of the sample newsroom, one text file each.

A file has three parts, divided by lines of three dashes: `key: value` lines about the article, its
body (paragraphs divided by empty lines), and what a careful human reads out of it (see reading.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

ARTICLES = Path(__file__).parent / "articles"


@dataclass(frozen=True, kw_only=True)
class Story:
    """One article as the newsroom's editors wrote it; `parts` are the habits of its page template."""

    slug: str
    lang: str
    title: str
    published: datetime
    section: str
    byline: str | None
    paragraphs: tuple[str, ...]
    event: str | None = None
    parts: frozenset[str] = frozenset()
    reading: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        # The guest column is published in the English section whatever its language is.
        section = self.lang if self.lang in {"en", "ru", "uk"} else "en"
        return f"/{section}/news/{self.slug}/"

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


def parse_story(slug: str, lang: str, source: str) -> Story:
    """Read one article file; a missing part or key is a KeyError or ValueError."""
    head, body, reading = (part.strip("\n") for part in source.split("\n---\n"))
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return Story(
        slug=slug,
        lang=fields.get("lang", lang),
        title=fields["title"],
        published=datetime.fromisoformat(fields["published"]),
        section=fields["section"],
        byline=fields.get("byline"),
        paragraphs=tuple(part.replace("\n", " ").strip() for part in body.split("\n\n") if part.strip()),
        event=fields.get("event"),
        parts=frozenset(fields.get("parts", "").split()),
        reading=tuple(line for line in reading.splitlines() if line.strip()),
    )


@cache
def load_stories() -> tuple[Story, ...]:
    """All hand-written articles, newest first."""
    stories = [
        parse_story(path.stem, path.parent.name, path.read_text(encoding="utf-8"))
        for path in sorted(ARTICLES.glob("*/*.md"))
    ]
    return tuple(sorted(stories, key=lambda story: story.published, reverse=True))

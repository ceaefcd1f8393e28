"""robots.txt, RSS and sitemap of the sample newsroom."""

from __future__ import annotations

from collections.abc import Iterable
from email.utils import format_datetime
from xml.sax.saxutils import escape

from tests.newsroom.stories import Story

ROBOTS = "User-agent: *\nDisallow: /en/news/draft-\nDisallow: /search\nSitemap: {base}/sitemap.xml\n"
FEED_LENGTH = 20


def rss(base: str, stories: Iterable[Story]) -> str:
    """RSS 2.0 of the newest stories; `stories` come newest first."""
    items = "".join(
        f"<item><title>{escape(story.title)}</title><link>{base}{story.path}</link>"
        f'<guid isPermaLink="true">{base}{story.path}</guid>'
        f"<pubDate>{format_datetime(story.published)}</pubDate>"
        f"<description>{escape(story.paragraphs[0] if story.paragraphs else '')}</description></item>\n"
        for story in list(stories)[:FEED_LENGTH]
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>The Coast Lantern</title><link>{base}/</link><description>News of the coast</description>\n"
        f"{items}</channel></rss>\n"
    )


def sitemap(base: str, entries: Iterable[tuple[str, str | None]]) -> str:
    """A sitemap of (path, last modification as ISO 8601 or None)."""
    rows = "".join(
        f"<url><loc>{escape(base + path)}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>\n"
        for path, changed in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )

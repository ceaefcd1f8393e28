"""Mediazona: courts, police and prisons in Russia. Light on scripts."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="mediazona",
    title="Mediazona",
    languages=("ru", "en"),
    base="https://zona.media/",
    feeds=(Address("https://zona.media/rss", verified=True),),
    article=(r"^/(?:en/)?(?:news|article|online|chronicle)/\d{4}/\d\d/\d\d/[^/]+/?$",),
    hints=ParseHints(
        drop=(".mz-publish__tags", ".mz-donate", ".mz-related", ".mz-figure"),
    ),
    volume=(10.0, 150.0),
)

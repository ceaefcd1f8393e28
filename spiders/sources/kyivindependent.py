"""The Kyiv Independent. Calls to subscribe stand between the paragraphs."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="kyivindependent",
    title="The Kyiv Independent",
    languages=("en",),
    base="https://kyivindependent.com/",
    feeds=(Address("https://kyivindependent.com/feed/", verified=True),),
    sitemaps=(Address("https://kyivindependent.com/sitemap.xml"),),
    article=(r"^/[a-z0-9]+(?:-[a-z0-9]+){2,}/?$",),
    hints=ParseHints(
        drop=(".kg-card", ".c-support", ".p-tags"),
    ),
    volume=(10.0, 120.0),
)

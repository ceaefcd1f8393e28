"""Euromaidan Press. Its terms, in the footer, limit quotation to 500 characters."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="euromaidanpress",
    title="Euromaidan Press",
    languages=("en", "de"),
    base="https://euromaidanpress.com/",
    feeds=(Address("https://euromaidanpress.com/feed/", verified=True),),
    sitemaps=(Address("https://euromaidanpress.com/sitemap_index.xml"),),
    article=(r"^/\d{4}/\d\d/\d\d/[^/]+/?$",),
    hints=ParseHints(
        drop=(".patreon", ".related-posts", ".entry-tags", ".read-more"),
    ),
    volume=(3.0, 50.0),
)

"""Ukrinform, the national news agency of Ukraine. German and Ukrainian mirrors tell one story twice."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="ukrinform",
    title="Ukrinform",
    languages=("en", "uk", "ru"),
    base="https://www.ukrinform.net/",
    mirrors=("ukrinform.ua",),
    feeds=(
        Address("https://www.ukrinform.net/rss/block-lastnews", verified=True),
        Address("https://www.ukrinform.ua/rss/block-lastnews", verified=True),
    ),
    article=(r"^/rubric-[\w-]+/\d+-[^/]+\.html$",),
    ignore=(r"^/amp/",),
    hints=ParseHints(
        drop=(".read", ".newsBottom", ".tags", ".newsPicture", "section.read"),
    ),
    volume=(50.0, 500.0),
)

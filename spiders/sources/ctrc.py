"""Crimean Tatar Resource Center. A date line under the title; "Reference:" introduces older events."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="ctrc",
    title="Crimean Tatar Resource Center",
    languages=("en", "ru", "uk", "tr"),
    base="https://ctrcenter.org/",
    feeds=(Address("https://ctrcenter.org/en/rss"),),
    sections=(Address("https://ctrcenter.org/en/news"), Address("https://ctrcenter.org/uk/news")),
    article=(r"^/(?:en|ru|uk|tr)/(?:news/)?\d+-[^/]+/?$",),
    hints=ParseHints(
        drop=(".news-date", ".share-buttons", ".related-news"),
    ),
    volume=(0.5, 20.0),
)

"""Viasna, the human rights centre of Belarus. A timestamp and image captions come before the text."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="viasna",
    title="Viasna",
    languages=("en", "be", "ru"),
    base="https://spring96.org/",
    feeds=(Address("https://spring96.org/en/rss"), Address("https://spring96.org/ru/rss")),
    sections=(Address("https://spring96.org/en/news"), Address("https://spring96.org/ru/news")),
    article=(r"^/(?:en|be|ru)/news/\d+/?$",),
    hints=ParseHints(
        drop=(".article-date", ".article-img", "figure", ".article-tags"),
    ),
    volume=(3.0, 60.0),
    notes="One public list reports the feed as broken.",
)

"""Hromadske. The lead stands in the head of the page and again as the first paragraph."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="hromadske",
    title="Hromadske",
    languages=("uk", "en", "ru"),
    base="https://hromadske.ua/",
    mirrors=("en.hromadske.ua",),
    feeds=(Address("https://hromadske.ua/rss", verified=True),),
    article=(
        r"^/(?:en/|ru/)?posts/[^/]+$",
        r"^/[\w-]+/\d+-[^/]+$",  # since 2024, not verified
    ),
    hints=ParseHints(
        drop=(".PostLead", ".c-donate", ".c-read-also", ".PostTags"),
    ),
    volume=(10.0, 120.0),
)

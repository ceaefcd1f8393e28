"""The Insider. Exchange rates run above the text: without the hint they become sums of money."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="theinsider",
    title="The Insider",
    languages=("ru", "en"),
    base="https://theins.ru/",
    mirrors=("theins.press",),
    feeds=(Address("https://theins.ru/feed", verified=True),),
    article=(r"^/(?:en/)?(?:news|politika|obshestvo|society|politics)/\d+$",),
    hints=ParseHints(
        drop=(".ticker", ".currency", ".post-donate", ".post-tags"),
    ),
    volume=(5.0, 60.0),
)

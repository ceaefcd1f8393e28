"""Interfax-Ukraine. Very short items that begin with a date line."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="interfax_ukraine",
    title="Interfax-Ukraine",
    languages=("uk", "ru", "en"),
    base="https://interfax.com.ua/",
    mirrors=("en.interfax.com.ua", "ua.interfax.com.ua", "ru.interfax.com.ua"),
    feeds=(Address("https://interfax.com.ua/news/general.rss", verified=True),),
    article=(r"^/news/[\w-]+/\d+\.html$",),
    hints=ParseHints(
        drop=(".article-time", ".article-tags", ".article-share", ".also-read"),
    ),
    volume=(50.0, 400.0),
)

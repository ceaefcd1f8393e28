"""UNIAN. The two sites put the number of an article before or behind its slug."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="unian",
    title="UNIAN",
    languages=("uk", "ru", "en"),
    base="https://www.unian.ua/",
    mirrors=("unian.info", "unian.net"),
    feeds=(
        Address("https://rss.unian.net/site/news_ukr.rss", verified=True),
        Address("https://rss.unian.net/site/news_rus.rss", verified=True),
    ),
    article=(
        r"^/[\w-]+/\d+-[^/]+\.html$",  # unian.ua
        r"^/[\w-]+/[^/]+-\d+\.html$",  # unian.info and newer pages
    ),
    hints=ParseHints(
        drop=(".read-also", ".read-also-slider", ".article__video", ".subscribe_block", ".article__tags"),
    ),
    volume=(80.0, 700.0),
)

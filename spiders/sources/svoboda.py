"""Radio Svoboda, the Russian and Ukrainian services of Radio Free Europe/Radio Liberty."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="svoboda",
    title="Radio Svoboda",
    languages=("ru", "uk"),
    base="https://www.svoboda.org/",
    mirrors=("radiosvoboda.org",),
    sections=(Address("https://www.svoboda.org/news"), Address("https://www.radiosvoboda.org/news")),
    article=(r"^/a/(?:[^/]+/)?\d+\.html$",),
    hints=ParseHints(
        drop=(
            "#skipLinks",
            ".publishing-details",
            ".wsw__embed",
            ".media-block",
            ".infgraphicsAttach",
            ".c-mmp",
            ".links--with-label",
            ".article__aside",
            ".nav-tabs__inner",
        ),
        date=".published time",
    ),
    volume=(20.0, 200.0),
)

"""Radio Free Europe/Radio Liberty. Feeds have a code a section; "Accessibility links" open every page."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="rferl",
    title="Radio Free Europe/Radio Liberty",
    languages=("en",),
    base="https://www.rferl.org/",
    sitemaps=(Address("https://www.rferl.org/sitemap.xml"),),
    sections=(Address("https://www.rferl.org/news"),),
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
    volume=(10.0, 100.0),
)

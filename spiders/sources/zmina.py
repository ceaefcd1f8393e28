"""ZMINA, the human rights centre. "A+ A-" and a spelling-report widget surround the text."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="zmina",
    title="ZMINA",
    languages=("uk", "en"),
    base="https://zmina.info/",
    mirrors=("zmina.ua",),
    feeds=(Address("https://zmina.info/feed/"),),
    sitemaps=(Address("https://zmina.info/sitemap.xml"),),
    article=(
        r"^/(?:en/)?news(?:-en)?/[^/]+/?$",
        r"^/en/[\w-]+/[^/]+/?$",
    ),
    ignore=(r"/(?:tag|category|page|author)/",),
    hints=ParseHints(
        drop=(".font-size", ".mistape_caption", ".orphus", ".share"),
    ),
    volume=(2.0, 40.0),
)

"""Crimean Human Rights Group. A search widget stands above the text; the monthly reviews are totals."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="crimeahrg",
    title="Crimean Human Rights Group",
    languages=("en", "ru", "uk"),
    base="https://crimeahrg.org/",
    feeds=(Address("https://crimeahrg.org/en/feed/"), Address("https://crimeahrg.org/uk/feed/")),
    sitemaps=(Address("https://crimeahrg.org/wp-sitemap.xml"),),
    article=(
        r"^/(?:en|ru|uk)/[^/]*-[^/]*/$",
        r"^/\?p=\d+$",
    ),
    ignore=(r"/(?:category|tag|author|page)/",),
    hints=ParseHints(
        drop=(".search-form", ".widget", ".addtoany_share_save_container", ".post-navigation"),
    ),
    volume=(0.1, 10.0),
)

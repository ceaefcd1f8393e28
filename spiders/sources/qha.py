"""QHA, the Crimean News Agency. Its old site is at old.qha.com.ua."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="qha",
    title="QHA, Crimean News Agency",
    languages=("en", "ru", "uk", "tr", "crh"),
    base="https://qha.com.ua/",
    mirrors=("old.qha.com.ua", "qirim.news"),
    feeds=(Address("https://qha.com.ua/en/rss/"), Address("https://qha.com.ua/ru/rss/")),
    sitemaps=(Address("https://qha.com.ua/sitemap.xml"),),
    sections=(
        Address("https://qha.com.ua/en/"),
        Address("https://qha.com.ua/ru/"),
        Address("https://qha.com.ua/uk/"),
    ),
    article=(
        r"^/(?:en|ru|uk|tr|ct|crh)/[\w-]+/[^/]+/\d+/?$",  # /en/<section>/<slug>/<id>/ of the old site
        r"^/[^/]+-\d+(?:en|ru|ua|tr|ct)\.html$",  # 2014: /<slug>-<id>en.html
        r"^/(?:en|ru|uk|tr|crh)/[\w-]+/[^/]*-[^/]*/?$",  # since 2019: /en/<category>/<slug>/
    ),
    ignore=(r"/(?:tag|tags|author|page|search)/",),
    # Byline and time stand above the headline's text twice; Facebook posts are embedded in the middle.
    hints=ParseHints(
        drop=(".byline", ".article-meta", ".post-meta", ".fb-post", "//iframe", ".related", ".share"),
    ),
    volume=(2.0, 80.0),
    notes="Addresses are not verified. The site is blocked in Russia.",
)

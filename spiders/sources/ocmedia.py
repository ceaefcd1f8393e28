"""OC Media: the Caucasus. The feed is reported to carry full texts."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="ocmedia",
    title="OC Media",
    languages=("en", "ru"),
    base="https://oc-media.org/",
    feeds=(Address("https://oc-media.org/feed/", verified=True),),
    sitemaps=(Address("https://oc-media.org/sitemap.xml"),),
    article=(r"^/(?:ru/)?[^/?]+-[^/?]+-[^/?]+/?$",),
    ignore=(r"/(?:tag|author|page|category)/",),
    hints=ParseHints(
        drop=(".membership", ".post-tags", ".read-more-block"),
    ),
    volume=(2.0, 40.0),
)

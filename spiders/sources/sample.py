"""The sample newsroom: a small site with invented news, served on this machine."""

from spiders.source import Address, Source

SOURCE = Source(
    name="sample",
    title="Sample newsroom",
    languages=("en", "ru", "uk"),
    base="http://127.0.0.1:8765/",
    mirrors=("coast-lantern.example",),  # its pages name their canonical addresses there, whatever the port
    feeds=(Address("http://127.0.0.1:8765/rss.xml", verified=True),),
    sitemaps=(Address("http://127.0.0.1:8765/sitemap.xml", verified=True),),
    article=(r"^/(?:en|ru|uk)/news/[^/]+/?$",),
    delay=0.0,
    revisit_hours=0.0,
    local=True,
)

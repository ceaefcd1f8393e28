"""Kyiv Post. "You are reading" opens the page; many items are reprints of Interfax-Ukraine."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="kyivpost",
    title="Kyiv Post",
    languages=("en",),
    base="https://www.kyivpost.com/",
    mirrors=("archive.kyivpost.com",),
    feeds=(Address("https://www.kyivpost.com/feed", verified=True),),
    article=(
        r"^/[\w-]+/[^/]+\.html$",  # until 2022, now at archive.kyivpost.com
        r"^/post/\d+$",  # since 2022, not verified
    ),
    ignore=(r"/(?:tag|author|category)/",),
    hints=ParseHints(
        drop=(".reading-now", ".post-tags", ".subscribe-banner"),
    ),
    volume=(5.0, 100.0),
)

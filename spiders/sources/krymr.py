"""Krym.Realii, the Crimean service of Radio Free Europe/Radio Liberty. Blocked in Russia; many mirrors."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="krymr",
    title="Krym.Realii",
    languages=("ru", "uk", "crh"),
    base="https://ru.krymr.com/",
    mirrors=("ua.krymr.com", "ktat.krymr.com", "krymr.com"),
    feeds=(
        Address("https://ua.krymr.com/api/zukopvepmipt", verified=True),
        Address("https://ru.krymr.com/api/zgtopme_iip_", verified=True),
    ),
    sitemaps=(Address("https://ru.krymr.com/sitemap.xml"),),
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
    volume=(10.0, 120.0),
)

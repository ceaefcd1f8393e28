"""CrimeaSOS. View counters stand next to the text."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="krymsos",
    title="CrimeaSOS",
    languages=("en", "uk", "ru"),
    base="https://krymsos.com/",
    feeds=(Address("https://krymsos.com/feed/"),),
    sections=(Address("https://krymsos.com/en/news/"), Address("https://krymsos.com/news/")),
    article=(
        r"^/(?:en/|ru/)?news/[^/]+/?$",
        r"^/en/[^/]*-[^/]*/?$",
    ),
    ignore=(r"/(?:tag|category|page)/",),
    hints=ParseHints(
        drop=(".views", ".post-views", ".share", ".subscribe"),
    ),
    volume=(0.2, 15.0),
)

"""KHPG, Kharkiv: long essays, "Similar articles" before the body, the lead told twice."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="khpg",
    title="Kharkiv Human Rights Protection Group",
    languages=("en", "ru", "uk"),
    base="https://khpg.org/",
    feeds=(Address("https://khpg.org/en/rss"), Address("https://khpg.org/rss")),
    sections=(Address("https://khpg.org/en/"), Address("https://khpg.org/")),
    article=(
        r"^/(?:en/|ru/)?\d{9,11}/?$",
        r"^/(?:en/)?index\.php\?id=\d+$",  # the old site
    ),
    ignore=(r"do=print",),
    hints=ParseHints(
        drop=(".similar", ".similar-articles", ".recommend", ".share", ".print-link"),
        author=".article-author",
    ),
    volume=(1.0, 15.0),
)

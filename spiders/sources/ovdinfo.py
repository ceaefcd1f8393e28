"""OVD-Info: detentions and trials in Russia. Blocked in Russia; a call for donations ends every page."""

from pipeline.parse_hints import ParseHints
from spiders.source import Address, Source

SOURCE = Source(
    name="ovdinfo",
    title="OVD-Info",
    languages=("ru", "en"),
    base="https://ovd.info/",
    mirrors=("reports.ovdinfo.org", "ovdinfo.org"),
    feeds=(Address("https://ovd.info/rss.xml", verified=True),),
    article=(
        r"^/(?:express-news|news|articles)/\d{4}/\d\d/\d\d/[^/]+$",
        r"^/\d{4}/[^/]+/?$",  # reports.ovdinfo.org
    ),
    hints=ParseHints(
        drop=(".donate", ".field--name-field-tags", ".share", ".support-block"),
    ),
    volume=(5.0, 80.0),
)

"""Whether a crawl that ended well also went well: a broken source must not pass for a quiet day."""

from __future__ import annotations

from typing import Any

from spiders.source import Source


def verdict(source: Source, stats: dict[str, Any]) -> list[str]:
    """Reasons why the source counts as degraded, in words; none means healthy."""
    reasons: list[str] = []
    if stats["lists_failed"] and stats["lists_failed"] >= stats["lists"]:
        reasons.append("no feed, sitemap or section page could be read")
    if not (stats["articles"] or stats["known"] or stats["unchanged"] or stats["copies"]):
        reasons.append("not a single article was found")
    return reasons

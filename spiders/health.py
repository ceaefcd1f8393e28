"""Whether a crawl that ended well also went well: a broken source must never pass for a quiet day.

Spidermon checks Scrapy items and stats inside one run. These monitors also need the source's declaration and
its earlier runs (silence, volume), and recovery bypasses Scrapy's items: so they are functions of stats.json.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from spiders.feed import STATS
from spiders.source import Source

Stats = dict[str, Any]
Monitor = Callable[[Source, Stats, Sequence[Stats]], str | None]

RUNS = 60  # earlier runs that say what is usual
FEW = 10  # pages below which a share says nothing
BROKEN = ("http_error", "unreachable", "timeout", "truncated", "too_large")
UNREADABLE = ("empty_article", "not_an_article", "malformed_page", "not_html", "bad_charset", "crashed")
REFUSED = ("blocked", "rate_limited")


def verdict(source: Source, stats: Stats, history: Sequence[Stats] = ()) -> list[str]:
    """Reasons why the source counts as degraded, in words; none: healthy. `history`: newest run first."""
    reasons = (monitor(source, stats, history) for monitor in MONITORS)
    return [reason for reason in reasons if reason]


def earlier_runs(home: Path, source: str) -> list[Stats]:
    """stats.json of the source's finished runs, newest first; runs that were cut off have no figures."""
    found = [msgspec.json.decode(path.read_bytes()) for path in (home / "runs").glob(f"*/{source}/{STATS}")]
    whole = [stats for stats in found if "finished_at" in stats]
    return sorted(whole, key=lambda stats: str(stats["finished_at"]), reverse=True)[:RUNS]


def lists_answer(source: Source, stats: Stats, history: Sequence[Stats]) -> str | None:
    failed, tried = stats["lists_failed"], stats["lists"]
    if failed and failed * 2 >= tried:
        return f"{failed} of {tried} feeds, sitemaps and section pages could not be read"
    return None


def something_is_found(source: Source, stats: Stats, history: Sequence[Stats]) -> str | None:
    if stats["articles"] or stats["known"] or stats["unchanged"] or stats["known_before"]:
        return None
    return "not a single article was found"


def pages_come(source: Source, stats: Stats, history: Sequence[Stats]) -> str | None:
    return _too_many(stats, BROKEN, 0.3, "requests failed")


def pages_are_not_refused(source: Source, stats: Stats, history: Sequence[Stats]) -> str | None:
    return _too_many(stats, REFUSED, 0.2, "pages were refused or are captchas")


def pages_are_readable(source: Source, stats: Stats, history: Sequence[Stats]) -> str | None:
    return _too_many(stats, UNREADABLE, 0.3, "pages could not be read: has the site been redesigned?")


def fields_are_filled(source: Source, stats: Stats, history: Sequence[Stats]) -> str | None:
    if stats["articles"] < FEW:
        return None
    wanted = {name: getattr(source.fill, name) for name in source.fill.__struct_fields__}
    low = [name for name, share in wanted.items() if stats["fill"].get(name, 0.0) < share]
    shares = ", ".join(
        f"{name} {stats['fill'].get(name, 0.0):.0%} (usual {wanted[name]:.0%})" for name in low
    )
    return f"fields are missing: {shares}" if low else None


def not_silent_for_long(source: Source, stats: Stats, history: Sequence[Stats]) -> str | None:
    """Silence beyond three times the usual gap, and beyond what the declared least volume explains."""
    fruitful = [_time(run) for run in history if run.get("new")]
    if stats["new"] or not fruitful:
        return None
    gaps = [(late - early).total_seconds() for late, early in pairwise(fruitful)]
    usual = timedelta(seconds=median(gaps)) if gaps else timedelta(0)
    patience = max(3 * usual, timedelta(days=3 / source.volume[0]))
    silent = _time(stats) - fruitful[0]
    return f"nothing new for {silent.days} days; usually every {_words(usual)}" if silent > patience else None


def not_flooded(source: Source, stats: Stats, history: Sequence[Stats]) -> str | None:
    """Far more than the most that is normal: a pattern catches too much. First runs take in the backlog."""
    if not history:
        return None
    days = max(1.0, (_time(stats) - _time(history[0])) / timedelta(days=1))
    most = source.volume[1] * days * 2
    return f"{stats['new']} new articles, {most:.0f} at most are normal" if stats["new"] > most else None


MONITORS: tuple[Monitor, ...] = (
    lists_answer,
    something_is_found,
    pages_come,
    pages_are_not_refused,
    pages_are_readable,
    fields_are_filled,
    not_silent_for_long,
    not_flooded,
)


def _too_many(stats: Stats, kinds: Sequence[str], share: float, words: str) -> str | None:
    counted = sum(stats["problems"].get(kind, 0) for kind in kinds)
    asked = stats["responses"] + sum(stats["problems"].get(kind, 0) for kind in ("unreachable", "timeout"))
    return f"{counted} of {asked} {words}" if asked >= FEW and counted > share * asked else None


def _time(stats: Stats) -> datetime:
    return datetime.fromisoformat(str(stats["finished_at"]))


def _words(gap: timedelta) -> str:
    return f"{gap.days} days" if gap.days else f"{gap.seconds // 3600} hours"

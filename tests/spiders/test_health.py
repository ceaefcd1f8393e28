"""When a source is not well, and when it is only a quiet day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from spiders.health import verdict
from spiders.source import Source
from spiders.state import LONGEST_WAIT, next_visit
from tests.spiders.conftest import Crawls, Site, article

NOW = datetime(2021, 3, 4, tzinfo=UTC)
SOURCE = Source(
    name="lantern",
    title="The Lantern",
    languages=("en",),
    base="https://lantern.example/",
    article=("/news/",),
    volume=(1.0, 20.0),
)
GOOD: dict[str, Any] = {
    "finished_at": NOW.isoformat(),
    "responses": 60,
    "articles": 12,
    "new": 12,
    "known": 3,
    "unchanged": 2,
    "known_before": 100,
    "lists": 2,
    "lists_failed": 0,
    "problems": {"gone": 1, "http_error": 1},
    "fill": {"title": 1.0, "published_at": 1.0, "author": 0.2},
}


def runs(*days_ago: int) -> list[dict[str, Any]]:
    return [GOOD | {"finished_at": (NOW - timedelta(days=days)).isoformat()} for days in days_ago]


def test_a_good_run_is_well() -> None:
    assert verdict(SOURCE, GOOD, runs(1, 2, 3)) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"lists_failed": 1}, "1 of 2 feeds"),
        ({"articles": 0, "new": 0, "known": 0, "unchanged": 0, "known_before": 0}, "not a single article"),
        ({"problems": {"http_error": 12, "timeout": 9}}, "21 of 69 requests failed"),
        ({"problems": {"blocked": 15}}, "15 of 60 pages were refused"),
        ({"problems": {"empty_article": 30}}, "redesigned"),
        ({"fill": {"title": 1.0, "published_at": 0.5}}, "published_at 50%"),
        ({"new": 500}, "500 new articles"),
    ],
)
def test_what_makes_a_source_degraded(change: dict[str, Any], says: str) -> None:
    (reason,) = verdict(SOURCE, GOOD | change, runs(1, 2, 3))
    assert says in reason


def test_a_quiet_day_is_no_silence_but_a_quiet_week_is() -> None:
    quiet = GOOD | {"articles": 0, "new": 0}
    assert verdict(SOURCE, quiet, runs(2, 3, 4)) == []
    assert "nothing new for 7 days" in verdict(SOURCE, quiet, runs(7, 8, 9))[0]


def test_looks_at_a_page_that_stays_the_same_become_rare() -> None:
    waits = [next_visit(NOW, unchanged, 6.0) - NOW for unchanged in range(12)]
    assert waits[:3] == [timedelta(hours=6), timedelta(hours=12), timedelta(hours=24)]
    assert waits[-1] == LONGEST_WAIT


def test_a_redesigned_site_ends_with_exit_code_three(site: Site, crawls: Crawls) -> None:
    for path in site.news(*(f"n{number}" for number in range(12))):
        site.pages[path] = "<html><body><nav>Home News</nav><div id='app'></div></body></html>"
    stats = crawls.run("r1", expect=3)
    assert any("redesigned" in reason for reason in stats["degraded"])


def test_a_page_that_is_not_due_is_left_alone(site: Site, crawls: Crawls) -> None:
    site.pages |= {
        "/en/": "<a href='/en/society/fine-in-zelenohirsk/41/'>Fine</a>",
        "/en/society/fine-in-zelenohirsk/41/": article("due"),
    }
    crawls.run("r1", source="qha", expect=None)
    stats = crawls.run("r2", source="qha", expect=None)
    assert stats["known"] == 1
    assert site.hits["/en/society/fine-in-zelenohirsk/41/"] == 1

"""The day of publication, over all pages whose day is known."""

from __future__ import annotations

from benchmarks.article import dates


def test_the_day_is_right_on_nearly_all_pages() -> None:
    found = {name: (right, count) for name, right, count in dates()}
    assert found["outlets"][1] >= 15
    assert found["hard"][1] > 20
    for right, count in found.values():
        assert right >= 0.95 * count, found

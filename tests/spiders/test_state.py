"""The store of seen pages."""

from __future__ import annotations

import pytest

from spiders.state import Page, SeenStore

MANY = 3000


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> SeenStore:
    """A store with as many articles as a small outlet has."""
    store = SeenStore(tmp_path_factory.mktemp("seen") / "seen.sqlite", "lantern")
    for number in range(MANY):
        store.put(Page(url=f"https://lantern.example/{number}", status="article", article_id=f"a{number}"))
    return store


def steps(store: SeenStore, look: object) -> int:
    """How many hundreds of instructions of its virtual machine SQLite needs for `look`."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    store._db.set_progress_handler(count, 100)
    assert callable(look)
    look()
    store._db.set_progress_handler(None, 0)
    return counted


def test_no_look_goes_through_all_pages(full: SeenStore) -> None:
    assert steps(full, lambda: full.version("a17")) < 5
    assert steps(full, lambda: full.get("https://lantern.example/17")) < 5
    assert steps(full, lambda: full.count("article")) > MANY / 100  # the measure does see a walk


def test_a_page_comes_back_as_it_was_put(full: SeenStore) -> None:
    page = Page(
        url="https://lantern.example/x",
        status="article",
        article_id="x",
        etag='"1"',
        archive_offset=7,
        unchanged=3,
    )
    full.put(page)
    assert full.get(page.url) == full.version("x") == page
    assert full.count("gone") == 0

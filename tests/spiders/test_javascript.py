"""Pages that scripts write: read with a browser, empty without one."""

from __future__ import annotations

import importlib.util
import shutil

import pytest

from spiders.javascript import BROWSERS
from tests.spiders.conftest import Crawls, Site

HAS_BROWSER = any(map(shutil.which, BROWSERS)) and importlib.util.find_spec("playwright") is not None
TEXT = (
    "The court of Zelenohirsk fined Olha Kalynets 4,000 rubles for a ribbon. Her lawyer called the decision "
    "absurd and will appeal. About thirty neighbours came to the hearing and were not let in."
)
PAGE = f"""<html lang="en"><head><title>Written by a script</title></head><body><div id="app"></div>
<script>
fetch("/secret-elsewhere").catch(() => 0);
fetch("http://127.0.0.2:1/").catch(() => 0);
document.getElementById("app").innerHTML = "<article><h1>Written by a script</h1><p>{TEXT}</p></article>";
</script></body></html>"""


def test_without_a_browser_there_is_nothing_to_read(site: Site, crawls: Crawls) -> None:
    (path,) = site.news("script")
    site.pages[path] = PAGE
    crawls.run("r1", expect=None)
    assert crawls.problems() == {path: "empty_article"}


@pytest.mark.skipif(not HAS_BROWSER, reason="needs the Debian package chromium")
def test_a_declared_source_is_rendered(site: Site, crawls: Crawls) -> None:
    (path,) = site.news("script")
    site.pages[path] = PAGE
    crawls.options = ("--javascript",)
    crawls.run("r1")
    (article,) = crawls.articles()
    assert article["text"] == TEXT
    assert crawls.archived()[path] == 1

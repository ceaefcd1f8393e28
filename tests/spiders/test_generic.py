"""Sources without code, and the two commands that help to write one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.parse import EmptyArticle
from spiders.generic import generic_source, read_list
from spiders.scaffold import AlreadyThere, article_pattern, scaffold
from tests.spiders.conftest import ROOT, Crawls, Site, article


def test_any_feed_any_sitemap_and_a_list_of_addresses(site: Site, crawls: Crawls, tmp_path: Path) -> None:
    site.pages |= {f"/story/{name}": article(name) for name in ("feed", "map", "list")}
    item = f"<item><link>{site.url}/story/feed</link></item>"
    site.pages["/any.rss"] = f"<rss version='2.0'><channel>{item}</channel></rss>"
    site.pages["/map.xml"] = f"<urlset><url><loc>{site.url}/story/map</loc></url></urlset>"
    listed = tmp_path / "urls.txt"
    listed.write_text(f"# saved by hand\n{site.url}/story/list\n{site.url}/story/list#top\n")
    for run, option in (("feed", "/any.rss"), ("sitemap", "/map.xml")):
        crawls.options = (f"--{run}", site.url + option)
        crawls.run(run, source=f"own_{run}")
    crawls.options = ("--urls", str(listed))
    crawls.run("urls", source="own_list")
    assert sorted(row["title"] for row in crawls.articles()) == ["Story feed", "Story list", "Story map"]


def test_a_generic_source_needs_an_address() -> None:
    with pytest.raises(ValueError, match="neither"):
        generic_source("nothing")


def test_lists_of_addresses_are_tidied(tmp_path: Path) -> None:
    path = tmp_path / "urls.txt"
    path.write_text("https://a.example/x?utm_source=rss\n\n# later\nhttps://a.example/x #the same\n")
    assert read_list(path) == ("https://a.example/x",)


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("/en/news/a-fine-for-a-ribbon/4123.html", r"^/en/news/[^/]+/\d+\.html$"),
        ("/2021/03/04/fine-again/", r"^/\d+/\d+/\d+/[^/]+/?$"),
        ("/posts/shvachku-oshtrafuvaly", r"^/posts/[^/]+$"),
    ],
)
def test_article_patterns_are_guessed(path: str, pattern: str) -> None:
    assert article_pattern(path) == pattern


def test_a_scaffold_asks_for_review(tmp_path: Path) -> None:
    head = "<link rel='alternate' type='application/rss+xml' href='/feed/'>"
    html = article("scaffold", head=head).encode()
    module, page, expected = scaffold("lantern", "https://lantern.example/en/news/a-b/7/", html, tmp_path)
    assert 'Address("https://lantern.example/feed/")' in module.read_text()
    assert page.read_bytes() == html
    assert "compare each field" in json.loads(expected.read_text())["review"]
    compile(module.read_text(), str(module), "exec")
    with pytest.raises(AlreadyThere):
        scaffold("lantern", "https://lantern.example/en/news/a-b/7/", html, tmp_path)
    with pytest.raises(EmptyArticle):
        scaffold("other", "https://lantern.example/en/", b"<p>Hello</p>", tmp_path)


def test_check_tells_which_addresses_answer(site: Site) -> None:
    site.news("one")
    del site.pages["/rss.xml"]
    command = [sys.executable, "-m", "spiders.check", "--source", "sample", "--base-url", site.url]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    rows = {row["kind"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 3
    assert (rows["feed"]["ok"], rows["feed"]["says"]) == (False, "HTTP 404")
    assert (rows["sitemap"]["ok"], rows["sitemap"]["articles"]) == (True, 1)

"""Articles out of foreign WARC files: filtered, copied, dated, and continued after a kill."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import brotli
import pytest

from pipeline.parse import MalformedPage, ParsedPage
from pipeline.parse_hints import NO_HINTS
from spiders.archive import ArchiveWriter, Exchange
from spiders.backfill import Backfill, wanted_source
from spiders.discovery import Range
from spiders.foreign import candidates
from spiders.sieve import Sieve
from spiders.state import utc_now
from tests.spiders.conftest import ROOT, Crawls, Site, article

RELEVANT = (
    "The court in Simferopol sentenced the activist Olha Kalynets to five years in prison. She will appeal."
)
COOKERY = (
    "Peel the apples, cut them into slices and bake them for forty minutes. Serve with cream and cinnamon."
)

DEADLY = """
import os
import pipeline.parse_relevance as parse_relevance
usual = parse_relevance.is_relevant_page

def deadly(html, charset=None):
    return os._exit(9) if b"Story deadly" in html else usual(html, charset)

parse_relevance.is_relevant_page = deadly
"""


def warc(
    folder: Path, name: str, pages: dict[str, str], date: str = "2021-03-04T10:00:00Z", packing: str = ""
) -> Path:
    """A file as another crawler would have left it."""
    pack = {"": bytes, "gzip": gzip.compress, "br": brotli.compress}[packing]
    writer = ArchiveWriter(folder, "other", name, utc_now())
    for url, html in pages.items():
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", packing)]
        writer.write(
            Exchange(
                url=url,
                method="GET",
                request_headers=[],
                status=200,
                response_headers=headers,
                body=pack(html.encode()),
                date=date,
            )
        )
    writer.close()
    return writer.path


def many(count: int) -> dict[str, str]:
    return {
        f"https://lantern.example/news/{number}": article(
            f"story {number}", RELEVANT if number % 2 else COOKERY
        )
        for number in range(count)
    }


def lines(home: Path, name: str) -> list[dict[str, Any]]:
    files = sorted((home / "runs").glob(f"*/*/{name}.jsonl"))
    return [json.loads(line) for path in files for line in path.read_text().splitlines()]


def lines_so_far(home: Path) -> list[str]:
    path = home / "runs/b1/commoncrawl/articles.jsonl"
    return path.read_text().splitlines() if path.exists() else []


def test_only_what_is_relevant_is_taken_and_copied(tmp_path: Path) -> None:
    path = warc(tmp_path / "theirs", "a", many(10))
    backfill = Backfill(tmp_path / "data", "b1", wanted_source("commoncrawl"))
    backfill.read(path, Range())
    backfill.close()
    articles = lines(tmp_path / "data", "articles")
    assert len(articles) == 5
    assert articles[0]["fetched_at"] == "2021-03-04T10:00:00+00:00"
    assert (tmp_path / "data" / "archive" / articles[0]["archive_file"]).is_file()
    stats = json.loads((tmp_path / "data/runs/b1/commoncrawl/stats.json").read_text())
    assert (stats["pages"], stats["irrelevant"], stats["new"]) == (10, 5, 5)


@pytest.mark.parametrize("packing", ["gzip", "br"])
def test_bodies_that_were_stored_packed_are_read(tmp_path: Path, packing: str) -> None:
    backfill = Backfill(tmp_path / "data", "b1", wanted_source("commoncrawl"), workers=0)
    backfill.read(warc(tmp_path / "theirs", "a", many(4), packing=packing), Range())
    backfill.close()
    assert len(lines(tmp_path / "data", "articles")) == 2


def test_a_file_that_ends_in_the_middle_of_a_page_gives_the_pages_before(tmp_path: Path) -> None:
    path = warc(tmp_path / "theirs", "a", many(10))
    os.truncate(path, path.stat().st_size - 40)
    backfill = Backfill(tmp_path / "data", "b1", wanted_source("commoncrawl"), workers=0)
    backfill.read(path, Range())
    backfill.close()
    assert len(lines(tmp_path / "data", "articles")) == 4
    assert [row["kind"] for row in lines(tmp_path / "data", "problems")] == ["truncated"]


def test_a_damaged_file_is_reported_and_the_next_one_is_read(tmp_path: Path) -> None:
    damaged, whole = warc(tmp_path / "theirs", "a", many(10)), tmp_path / "theirs" / "b"
    data = bytearray(damaged.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 30] = bytes(30)
    damaged.write_bytes(data)
    further = {f"https://lantern.example/further/{n}": article(f"further {n}", RELEVANT) for n in range(3)}
    whole = warc(tmp_path / "theirs", "b", further)
    home = tmp_path / "data"
    options = [
        "--source",
        "commoncrawl",
        "--home",
        str(home),
        "--run",
        "b1",
        "--warc",
        str(damaged),
        str(whole),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "spiders.backfill", *options], cwd=ROOT, timeout=60, check=False
    )
    assert done.returncode == 3
    assert len([row for row in lines(home, "articles") if "/further/" in row["url"]]) == 3
    assert [row["kind"] for row in lines(home, "problems")] == ["malformed_warc"]
    stats = json.loads((home / "runs/b1/commoncrawl/stats.json").read_text())
    assert damaged.name in stats["degraded"][0]


def test_a_page_that_kills_its_reader_is_the_only_one_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Processes that are started anew know nothing of a patched module: a file tells them what to do."""
    pages = many(60) | {"https://lantern.example/news/deadly": article("deadly", RELEVANT)}
    (tmp_path / "sitecustomize.py").write_text(DEADLY)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    sieve = Sieve(NO_HINTS, workers=2)
    judged = {page.fetched.url: what for page, what in sieve(candidates(warc(tmp_path, "a", pages), Range()))}
    sieve.close()
    assert len(judged) == 61
    assert [url for url, what in judged.items() if isinstance(what, MalformedPage)] == list(pages)[-1:]
    assert sum(isinstance(what, ParsedPage) for what in judged.values()) == 30


def test_days_outside_the_range_are_left_out(tmp_path: Path) -> None:
    path = warc(tmp_path / "theirs", "a", many(4), "2020-12-31T23:59:59Z")
    backfill = Backfill(tmp_path / "data", "b1", wanted_source("commoncrawl"), workers=0)
    backfill.read(path, Range("2021-01-01"))
    assert backfill.feed.counts["pages"] == 0
    backfill.read(warc(tmp_path / "theirs", "b", many(4), "2020-12-31T23:59:59Z"), Range(None, "2020-12-31"))
    assert backfill.feed.counts["pages"] == 4
    backfill.close()


def test_a_declared_source_takes_only_its_own_pages(tmp_path: Path) -> None:
    pages = {
        "https://zona.media/news/2021/03/04/penal": article("own", RELEVANT),
        "https://zona.media/about": article("about", RELEVANT),
        "https://elsewhere.example/news/2021/03/04/penal": article("other", RELEVANT),
    }
    backfill = Backfill(tmp_path / "data", "b1", wanted_source("mediazona"), workers=0)
    backfill.read(warc(tmp_path / "theirs", "a", pages), Range())
    backfill.close()
    assert [row["title"] for row in lines(tmp_path / "data", "articles")] == ["Story own"]


@pytest.mark.parametrize("written", [1, 70])
def test_a_killed_backfill_goes_on_and_doubles_nothing(tmp_path: Path, written: int) -> None:
    path = warc(tmp_path / "theirs", "a", many(300))
    home = tmp_path / "data"
    options = ["--source", "commoncrawl", "--home", str(home), "--run", "b1", "--warc", str(path)]
    command = [sys.executable, "-m", "spiders.backfill", *options, "--workers", "0"]
    process = subprocess.Popen(command, cwd=ROOT)
    while len(articles := lines_so_far(home)) < written and process.poll() is None:
        time.sleep(0.005)
    process.kill()
    process.wait()
    assert written <= len(articles) < 150
    subprocess.run(command, cwd=ROOT, timeout=120, check=True)
    urls = [row["url"] for row in lines(home, "articles")]
    assert len(urls) == len(set(urls)) == 150


def test_a_sitemap_is_backfilled_by_days(site: Site, crawls: Crawls) -> None:
    site.pages |= {f"/news/{year}/story": article(str(year)) for year in (2019, 2020, 2021)}
    entries = "".join(
        f"<url><loc>{site.url}/news/{year}/story</loc><lastmod>{year}-05-04</lastmod></url>"
        for year in (2019, 2020, 2021)
    )
    site.pages["/old.xml"] = f"<urlset>{entries}</urlset>"
    crawls.options = ("--sitemap", f"{site.url}/old.xml", "--since", "2020-01-01", "--until", "2020-12-31")
    crawls.run("r1", source="old")
    assert [row["title"] for row in crawls.articles()] == ["Story 2020"]

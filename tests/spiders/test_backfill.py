"""Articles out of foreign WARC files: filtered, copied, dated, and continued after a kill."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from spiders.archive import ArchiveWriter, Exchange
from spiders.backfill import Backfill, wanted_source
from spiders.discovery import Range
from spiders.state import utc_now
from tests.spiders.conftest import ROOT, Crawls, Site, article

RELEVANT = (
    "The court in Simferopol sentenced the activist Olha Kalynets to five years in prison. She will appeal."
)
COOKERY = (
    "Peel the apples, cut them into slices and bake them for forty minutes. Serve with cream and cinnamon."
)


def warc(folder: Path, name: str, pages: dict[str, str], date: str = "2021-03-04T10:00:00Z") -> Path:
    """A file as another crawler would have left it."""
    writer = ArchiveWriter(folder, "other", name, utc_now())
    for url, html in pages.items():
        headers = [("Content-Type", "text/html; charset=utf-8")]
        writer.write(
            Exchange(
                url=url,
                method="GET",
                request_headers=[],
                status=200,
                response_headers=headers,
                body=html.encode(),
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


def test_days_outside_the_range_are_left_out(tmp_path: Path) -> None:
    path = warc(tmp_path / "theirs", "a", many(4), "2020-12-31T23:59:59Z")
    backfill = Backfill(tmp_path / "data", "b1", wanted_source("commoncrawl"))
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
    backfill = Backfill(tmp_path / "data", "b1", wanted_source("mediazona"))
    backfill.read(warc(tmp_path / "theirs", "a", pages), Range())
    backfill.close()
    assert [row["title"] for row in lines(tmp_path / "data", "articles")] == ["Story own"]


@pytest.mark.parametrize("seconds", [0.9, 1.6])
def test_a_killed_backfill_goes_on_and_doubles_nothing(tmp_path: Path, seconds: float) -> None:
    path = warc(tmp_path / "theirs", "a", many(300))
    home = tmp_path / "data"
    options = ["--source", "commoncrawl", "--home", str(home), "--run", "b1", "--warc", str(path)]
    command = [sys.executable, "-m", "spiders.backfill", *options]
    with pytest.raises(subprocess.TimeoutExpired):  # run() kills with SIGKILL
        subprocess.run(command, cwd=ROOT, timeout=seconds, check=False)
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

"""How fast each stage is, on a generated newsroom that is crawled over HTTP."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final, TypeVar

from benchmarks.process import measure

KHRONIKA: Final = (sys.executable, "-m", "flows")
SETTINGS: Final = """
home = "{home}"
[crawl]
sources = ["sample"]
[sources.sample]
local = true
"""
T = TypeVar("T")
Figure = tuple[str, str]


def figures(pages: int) -> Iterator[Figure]:
    """(what, figure) for a newsroom with `pages` generated articles and the hand-written ones."""
    yield from help_time()
    with tempfile.TemporaryDirectory() as folder:
        home, settings = Path(folder) / "data", Path(folder) / "khronika.toml"
        settings.write_text(SETTINGS.format(home=home), encoding="utf-8")
        yield from end_to_end(pages, settings, home)
        yield from stages(pages, home, Path(folder))


def help_time(times: int = 7) -> Iterator[Figure]:
    """The median of some starts, after one that fills the file cache."""
    seconds = [measure([*KHRONIKA, "--help"]).seconds for _ in range(times + 1)][1:]
    yield "khronika --help", f"{median(seconds):.2f} s"


def newsroom(pages: int, *command: str) -> list[str]:
    return [sys.executable, "-m", "tests.newsroom", "--pages", str(pages), "--", *command]


def end_to_end(pages: int, settings: Path, home: Path) -> Iterator[Figure]:
    """The whole nightly run, and a second one that finds nothing new."""
    words = newsroom(pages, *KHRONIKA, "nightly", "--config", str(settings))
    first = measure(words)
    count = articles_of(home)
    yield "articles", str(count)
    yield "nightly, from command to published file", rate(count, first.seconds)
    yield "nightly, processor time (all processes)", f"{first.processor:.1f} s"
    yield "nightly, most memory (all processes)", f"{first.memory / 2**20:,.0f} MiB"
    yield "nightly again, nothing new", f"{measure(words).seconds:.1f} s"


def articles_of(home: Path) -> int:
    return sum(file.read_bytes().count(b"\n") for file in home.glob("runs/*/sample/articles.jsonl"))


def stages(pages: int, home: Path, folder: Path) -> Iterator[Figure]:
    """Each stage alone, in this process but for the crawl, models loaded before."""
    crawl = [
        sys.executable,
        "-m",
        "spiders.run",
        "--source",
        "sample",
        "--home",
        str(folder / "crawl"),
        "--run",
        "r",
    ]
    script = f"exec {' '.join(crawl)} --local --base-url $KHRONIKA_SAMPLE_URL"
    seconds = measure(newsroom(pages, "sh", "-c", script)).seconds
    count = articles_of(folder / "crawl")
    yield "crawl, archive and parse (one process, no delay)", rate(count, seconds)
    yield from parsing(folder / "crawl")
    yield from reading(home, folder)


def parsing(home: Path) -> Iterator[Figure]:
    from pipeline.parse import ParseError, parse_html
    from spiders.archive import read_records

    root = home / "archive"
    pages = [
        record
        for path in sorted(root.glob("*/*.warc.gz"))
        for record in read_records(path, root)
        if record.kind == "response" and record.status == 200 and "/news/" in record.url
    ]

    def work() -> int:
        done = 0
        for page in pages:
            try:
                parse_html(page.body, page.url)
            except ParseError:
                continue
            done += 1
        return done

    seconds, done = timed(work)
    yield "parse alone", rate(done, seconds)


def reading(home: Path, folder: Path) -> Iterator[Figure]:
    """Extract, cluster, load and publish what the nightly run crawled."""
    from flows.config import Config
    from flows.feeds import pending, read_feed
    from models.embedder import Embedder
    from models.reader import reader
    from pipeline.extract import Failure, extract
    from pipeline.publish import publish
    from pipeline.resolve.cluster import cluster
    from pipeline.store import Batch, Run, Warehouse

    articles = [article for feed in pending(home / "runs", ()) for article in read_feed(feed).articles]
    for lang in ("en", "ru", "uk"):
        seconds, _ = timed(partial(reader, lang))
        yield f"load the {lang} pipeline", f"{seconds:.1f} s"
    seconds, results = timed(lambda: list(extract(articles)))
    words = sum(len(article.text.split()) for article in articles)
    yield "extract alone", f"{rate(len(articles), seconds)}, {words / seconds:,.0f} words a second"
    extractions = [result for result in results if not isinstance(result, Failure)]
    embed = Embedder()
    embed(["warm"])
    seconds, _ = timed(lambda: cluster(articles, extractions, embed))
    yield "cluster alone, sentence vectors included", rate(len(articles), seconds)
    config = Config(home=folder / "again")
    with Warehouse.open(config.warehouse_url, config.warehouse_data) as warehouse:
        run = Run(run_id="bench", started_at="2026-01-01T00:00:00")
        batch = Batch(run=run, articles=tuple(articles), extractions=tuple(extractions))
        seconds, _ = timed(lambda: warehouse.load(batch, embed))
        yield "merge and load alone", rate(len(articles), seconds)
        seconds, _ = timed(lambda: publish(warehouse, config.published))
        yield "publish alone", f"{seconds:.1f} s"


def rate(count: int, seconds: float) -> str:
    return f"{60 * count / seconds:,.0f} articles a minute ({seconds:.1f} s)"


def timed(work: Callable[[], T]) -> tuple[float, T]:
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


if __name__ == "__main__":
    print(json.dumps(dict(figures(int(sys.argv[1]))), indent=1))

"""Crawl speed against a bare Scrapy spider on the same site: `python -m benchmarks.crawl [PAGES]`.

The bare spider is that of `scrapy bench`: it fetches every page of the sitemap and does nothing with it. Ours
archives, parses and hands on each page. Both run in a process of their own, against the same server process.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from benchmarks.process import Measured, measure
from spiders.archive import read_records

ROOT = Path(__file__).parents[1]
GENERATED = re.compile(r"/news/g\d{6}/$")
Figure = tuple[str, str]
BARE = """
import sys, scrapy
from scrapy.crawler import CrawlerProcess

class Bare(scrapy.Spider):
    name = "bare"
    async def start(self):
        yield scrapy.Request(sys.argv[1] + "/sitemap.xml")
    def parse(self, response):
        response.selector.remove_namespaces()
        for url in response.xpath("//loc/text()").getall():
            yield scrapy.Request(url, callback=self.seen)
    def seen(self, response):
        pass

settings = {"LOG_LEVEL": "ERROR", "CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
            "TELNETCONSOLE_ENABLED": False, "COOKIES_ENABLED": False, "ROBOTSTXT_OBEY": True}
process = CrawlerProcess(settings)
process.crawl(Bare)
process.start()
"""


@contextmanager
def newsroom(pages: int) -> Iterator[str]:
    """The sample newsroom with generated pages, in a process of its own."""
    words = [sys.executable, "-u", "-m", "tests.newsroom", "--port", "0", "--pages", str(pages)]
    server = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    address = re.search(r"http://[\d.:]+", server.stdout.readline())
    try:
        assert address is not None
        yield address[0]
    finally:
        server.terminate()
        server.wait()


def figures(pages: int) -> Iterator[Figure]:
    """(what, figure): pages a minute of both, their ratio, most memory, and what is in the archive."""
    with newsroom(pages) as url, tempfile.TemporaryDirectory() as folder:
        urlopen(f"{url}/sitemap.xml").read()  # the server makes its list once
        bare, bare_work = worked([sys.executable, "-c", BARE, url])
        home = Path(folder)
        options = [
            "--source",
            "sample",
            "--home",
            folder,
            "--run",
            "bench",
            "--base-url",
            url,
            "--delay",
            "0",
        ]
        ours, our_work = worked([sys.executable, "-m", "spiders.run", *options])
        stats = json.loads((home / "runs/bench/sample/stats.json").read_text())
        archived = _archived(home / "archive")
    for name, run, work in (("bare spider", bare, bare_work), ("khronika", ours, our_work)):
        rate, memory = 60 * pages / run.seconds, run.memory / 2**20
        yield (
            f"{name}: fetch {pages:,} pages",
            f"{rate:,.0f} a minute, {1000 * work / pages:.1f} ms of processor time a page, {memory:,.0f} MiB",
        )
    share = bare.seconds / ours.seconds
    yield "khronika, of the bare spider's rate", f"{share:.0%}"
    yield "generated pages in the archive, articles", f"{archived:,} of {pages:,}; {stats['articles']:,}"


def worked(words: list[str]) -> tuple[Measured, float]:
    """Run `words`; also the seconds of processor time of the process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = measure(words)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return run, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    for what, figure in figures(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000):
        print(f"{what:<45} {figure}")
    return 0


def _archived(root: Path) -> int:
    """Different generated pages in the archive."""
    urls = {
        record.url
        for path in root.rglob("*.warc.gz")
        for record in read_records(path, root, with_body=False)
        if record.status == 200 and GENERATED.search(record.url)
    }
    return len(urls)


if __name__ == "__main__":
    sys.exit(main())

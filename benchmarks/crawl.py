"""Crawl speed against a bare Scrapy spider on the same site: `python -m benchmarks.crawl [PAGES]`.

The bare spider is that of `scrapy bench`: it fetches every page of the sitemap and does nothing with it. Ours
archives, parses and hands on each page. Both run in a process of their own, against the same server process.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from benchmarks.process import measure
from spiders.archive import read_records

ROOT = Path(__file__).parents[1]
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


def main() -> int:
    """Print pages a minute of both, their ratio, peak memory, and how many pages are in the archive."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with newsroom(pages) as url, tempfile.TemporaryDirectory() as folder:
        urlopen(f"{url}/sitemap.xml").read()  # the server makes its list once
        bare = measure([sys.executable, "-c", BARE, url])
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
        ours = measure([sys.executable, "-m", "spiders.run", *options])
        stats = json.loads((home / "runs/bench/sample/stats.json").read_text())
        archived = _archived(home / "archive")
    for name, run in (("bare spider", bare), ("khronika", ours)):
        print(
            f"{name:<12} {60 * pages / run.seconds:8.0f} pages a minute {run.memory / 2**20:6.0f} MB at most"
        )
    share = bare.seconds / ours.seconds
    print(f"{share:.0%} of the bare spider's rate; {stats['articles']} articles, {archived} archived")
    return 0


def _archived(root: Path) -> int:
    """Different generated pages in the archive."""
    urls = {
        record.url
        for path in root.rglob("*.warc.gz")
        for record in read_records(path, root, with_body=False)
        if record.status == 200 and "/news/g" in record.url
    }
    return len(urls)


if __name__ == "__main__":
    sys.exit(main())

"""Which addresses of a source answer: `python -m spiders.check --source NAME`. One JSON object a line.

Exit codes: 0 every address answers as declared, 2 wrong call, 3 some do not.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

import msgspec
import scrapy
from scrapy import Request
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from twisted.python.failure import Failure

from spiders.discovery import Link, NotAList, feed_links, page_links, sitemap_links, tidy
from spiders.failures import failure_kind
from spiders.registry import UnknownSource, source
from spiders.run import DEGRADED, FINISHED, WRONG_CALL, prepared
from spiders.settings import settings_for
from spiders.source import Source


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What one address said. `articles` counts links that have the shape of an article of the source."""

    source: str
    address: str
    kind: str  # feed, sitemap, section
    verified: bool
    ok: bool
    says: str
    links: int = 0
    articles: int = 0


class CheckSpider(scrapy.Spider):
    """Asks each address once and fetches no article."""

    name = "check"

    def __init__(self, source: Source, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.source = source
        self.answers: list[Answer] = []

    async def start(self) -> AsyncIterator[Request]:
        for kind, addresses in (
            ("feed", self.source.feeds),
            ("sitemap", self.source.sitemaps),
            ("section", self.source.sections),
        ):
            for address in addresses:
                meta = {"kind": kind, "verified": address.verified, "address": address.url}
                yield Request(
                    tidy(address.url), callback=self.judge, errback=self.failed, meta=meta, dont_filter=True
                )

    def judge(self, response: Response) -> None:
        """Status, form and links of an answer."""
        if response.status != 200:
            self._note(response.request, ok=False, says=f"HTTP {response.status}")
            return
        try:
            links = list(_links(response))
        except NotAList as error:
            self._note(response.request, ok=False, says=str(error))
            return
        articles = sum(self.source.owns(link.url) and self.source.is_article(link.url) for link in links)
        index = response.meta["kind"] == "sitemap" and bool(links)  # an index names sitemaps, not articles
        ok = bool(articles) or index
        says = "answers" if ok else "answers, but names no article: are the URL patterns right?"
        self._note(response.request, ok=ok, says=says, links=len(links), articles=articles)

    def failed(self, failure: Failure) -> None:
        kind, message = failure_kind(failure)
        self._note(failure.request, ok=False, says=f"{kind}: {message}")  # type: ignore[attr-defined]

    def _note(self, request: Request | None, **said: Any) -> None:
        assert request is not None
        meta = {name: request.meta[name] for name in ("address", "kind", "verified")}
        self.answers.append(Answer(source=self.source.name, **meta, **said))


def _links(response: Response) -> Iterator[Link]:
    kind = response.meta["kind"]
    if kind == "feed":
        yield from feed_links(response.body, response.url)
    elif kind == "sitemap":
        pages, further = sitemap_links(response.body, response.url)
        yield from (*pages, *further)
    else:
        yield from page_links(getattr(response, "text", ""), response.url)


def main(arguments: list[str] | None = None) -> int:
    """Ask the addresses of one source and print what they say."""
    parser = argparse.ArgumentParser(
        prog="python -m spiders.check", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--source", required=True)
    parser.add_argument("--base-url")
    parser.add_argument("--local", action="store_true")
    parser.add_argument("--proxy")
    parser.add_argument("--contact", default="not configured")
    options = parser.parse_args(arguments)
    try:
        wanted = prepared(source(options.source), options.base_url, local=options.local, proxy=options.proxy)
    except UnknownSource as error:
        print(error, file=sys.stderr)
        return WRONG_CALL
    answers = ask(wanted, options.contact)
    for answer in answers:
        print(msgspec.json.encode(answer).decode())
    return FINISHED if all(answer.ok for answer in answers) else DEGRADED


def ask(wanted: Source, contact: str) -> list[Answer]:
    """The answers of all addresses of a source. Runs a reactor, so once a process."""
    settings = settings_for(wanted, contact=contact, delay=min(wanted.delay, 1.0), local=wanted.local)
    settings["DOWNLOADER_MIDDLEWARES"] = {
        name: order for name, order in settings["DOWNLOADER_MIDDLEWARES"].items() if "Archive" not in name
    }
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(CheckSpider)
    process.crawl(crawler, source=wanted)
    process.start()
    return crawler.spider.answers if isinstance(crawler.spider, CheckSpider) else []


if __name__ == "__main__":
    sys.exit(main())

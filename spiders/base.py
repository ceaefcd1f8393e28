"""The one spider behind every source: find links, fetch what is new or due, hand on the answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any, Self
from urllib.parse import urlsplit

import scrapy
from msgspec import structs
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from pipeline.parse import ParsedPage, ParseError
from spiders.archive import ArchiveWriter
from spiders.discovery import EVER, Link, NotAList, Range, feed_links, page_links, sitemap_links, tidy
from spiders.exchange import conditions, fetched_from, list_page, wanted
from spiders.failures import failure_kind
from spiders.feed import Feed
from spiders.javascript import browser_meta
from spiders.reader import Fetched, Reader
from spiders.source import Address, Source
from spiders.state import Page, SeenStore, utc_now
from spiders.workers import Parser

REVISITS = 200  # due articles looked at again in one run
MAX_SITEMAPS = 500  # parts of a sitemap index read in one run


class NewsSpider(scrapy.Spider):
    """Crawls one source once. Everything it needs comes as an argument, from `spiders.run`."""

    name = "news"

    def __init__(
        self,
        source: Source,
        feed: Feed,
        archive: ArchiveWriter,
        days: Range = EVER,
        workers: int = 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.source = source
        self.feed = feed
        self.archive = archive
        self.days = days
        self.parser = Parser(source.hints, workers)
        self.seen: SeenStore = feed.seen
        self.reader = Reader(source, feed)
        self.asked: set[str] = set()
        self.lists: list[Page] = []  # remembered only when the run ends well: their links must not get lost
        self._browser = browser_meta() if source.javascript else {}
        self.aside: list[tuple[Fetched, ParsedPage | ParseError]] = []
        self._open_lists = 0
        self._sitemaps = 0
        self.links = 0
        self.unchanged_lists = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.crashed, signals.spider_error)
        return spider

    def crashed(self, failure: Failure, response: Response) -> None:
        """An error of ours while an answer was being read, as Scrapy reports it."""
        message = f"{type(failure.value).__name__}: {failure.getErrorMessage()}"
        self.reader.crashed(fetched_from(response), message)

    async def start(self) -> AsyncIterator[Request]:
        for address in self.source.feeds:
            yield self._list(address, self.parse_feed)
        for address in self.source.sitemaps:
            yield self._list(address, self.parse_sitemap)
        for request in self._articles(Link(url) for url in self.source.pages):
            yield request
        if not (self.source.feeds or self.source.sitemaps):
            for request in self._section_requests():
                yield request
        for page in self.seen.due(utc_now(), REVISITS):
            if self._own(page.url) != page.url:
                continue  # seen where the copy was served before; the lists name it where it is now
            for request in self._article(Link(page.url), page):
                yield request

    def parse_feed(self, response: Response) -> Iterator[Request]:
        """RSS or Atom."""
        yield from self._after_list(response, self._feed_links)

    def parse_sitemap(self, response: Response) -> Iterator[Request]:
        """A sitemap or an index of sitemaps."""
        yield from self._after_list(response, self._sitemap_links)

    def parse_section(self, response: Response) -> Iterator[Request]:
        """A page of headlines."""
        yield from self._after_list(response, self._section_links)

    async def parse_article(self, response: Response) -> AsyncIterator[Request]:
        """Any page that looks like an article by its address. Copies wait for the page they are copies of."""
        fetched = fetched_from(response)
        if self.reader.settle(fetched):
            return
        result = await self.parser(fetched)
        original = self.reader.original_of(fetched, result) if isinstance(result, ParsedPage) else None
        if original is None:
            self.reader.take(fetched, result)
            return
        self.aside.append((fetched, result))
        for request in self._articles([Link(tidy(original))]):
            yield request

    def finish(self) -> None:
        """After the last answer: copies whose original never came are articles after all."""
        for fetched, result in self.aside:
            self.reader.take(fetched, result)
        for page in self.lists:
            self.seen.put(page)

    def failed_article(self, failure: Failure) -> None:
        """Everything that keeps an answer from coming."""
        kind, message = failure_kind(failure)
        asked = failure.request.meta["asked"]  # type: ignore[attr-defined]
        if kind == "copies":
            self.feed.counts["copies"] += 1
        else:
            self.reader.fail(asked, kind, message)

    def failed_list(self, failure: Failure) -> Iterator[Request]:
        """A feed, sitemap or section that did not come: the source may look quieter than it is."""
        self.failed_article(failure)
        self.feed.counts["lists"] += 1
        self.feed.counts["lists_failed"] += 1
        yield from self._list_done()

    def _after_list(self, response: Response, links: Any) -> Iterator[Request]:
        self.feed.counts["lists"] += 1
        if response.status == 200:
            try:
                yield from links(response)
                self.lists.append(list_page(response))
            except NotAList as error:
                self._list_problem(response, "malformed_list", str(error))
        elif response.status == 304:
            self.unchanged_lists += 1
        else:
            self._list_problem(response, "list_failed", f"HTTP {response.status}")
        yield from self._list_done()

    def _feed_links(self, response: Response) -> Iterator[Request]:
        yield from self._articles(feed_links(response.body, response.url))

    def _section_links(self, response: Response) -> Iterator[Request]:
        text = getattr(response, "text", "")
        yield from self._articles(page_links(text, response.url))

    def _sitemap_links(self, response: Response) -> Iterator[Request]:
        pages, further = sitemap_links(response.body, response.url)
        for link in further:
            if self._sitemaps < MAX_SITEMAPS:
                self._sitemaps += 1
                yield self._list(Address(self._own(link.url)), self.parse_sitemap)
        yield from self._articles(pages)

    def _articles(self, links: Iterable[Link]) -> Iterator[Request]:
        for found in links:
            link = structs.replace(found, url=self._own(found.url))
            dated = link.changed is None or self.days.holds(link.changed.isoformat())
            if dated and self.source.owns(link.url) and self.source.is_article(link.url):
                self.links += 1
                yield from self._article(link, self.seen.get(link.url))

    def _article(self, link: Link, known: Page | None) -> Iterator[Request]:
        if link.url in self.asked:
            return
        if known is not None and not wanted(link, known):
            self.feed.counts["known"] += 1
            return
        self.asked.add(link.url)
        yield Request(
            link.url,
            headers=conditions(known),
            callback=self.parse_article,
            errback=self.failed_article,
            meta={"asked": link.url, **self._browser},
            dont_filter=True,
        )

    def _list(self, address: Address, callback: Any) -> Request:
        self._open_lists += 1
        url = tidy(address.url)
        self.asked.add(url)
        return Request(
            url,
            headers=conditions(self.seen.get(url)),
            callback=callback,
            errback=self.failed_list,
            meta={"asked": url},
            dont_filter=True,
            priority=10,
        )

    def _list_done(self) -> Iterator[Request]:
        """Section pages come last: only where feeds and sitemaps gave no link at all."""
        self._open_lists -= 1
        if self._open_lists == 0 and self.links == self.unchanged_lists == 0:
            yield from self._section_requests()

    def _section_requests(self) -> Iterator[Request]:
        for address in self.source.sections:
            if tidy(address.url) not in self.asked:
                yield self._list(address, self.parse_section)

    def _list_problem(self, response: Response, kind: str, message: str) -> None:
        self.feed.counts["lists_failed"] += 1
        self.reader.fail(response.meta["asked"], kind, message)

    def _own(self, url: str) -> str:
        """A link to the outlet's real host leads to the copy that is being crawled."""
        if self.source.local and self.source.owns(url) and not self.source.anywhere:
            parts, base = urlsplit(url), urlsplit(self.source.base)
            return parts._replace(scheme=base.scheme, netloc=base.netloc).geturl()
        return url

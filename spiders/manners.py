"""Back-off and redirects: wait when told to, and never walk in circles."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Request, Response
from scrapy.settings import BaseSettings

from spiders.discovery import tidy

BACKOFF = "KHRONIKA_BACKOFF"  # setting: seconds before the first retry of a host; doubles with each
PROXY = "KHRONIKA_PROXY"  # setting: address of an HTTP proxy, which may be private
LONGEST_BACKOFF = (
    "KHRONIKA_LONGEST_BACKOFF"  # setting: seconds that are waited at most, whatever the server asks
)


class RedirectLoop(IgnoreRequest):
    """A chain of redirects that returns to where it was, or is too long."""


class AlreadyAsked(IgnoreRequest):
    """A redirect to a page that this run fetches anyway."""


class ProxyMiddleware:
    """Sends everything, robots.txt too, through the source's proxy; names are then resolved over there."""

    def __init__(self, proxy: str) -> None:
        self._proxy = proxy

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        proxy = crawler.settings.get(PROXY)
        if not proxy:
            raise NotConfigured
        return cls(proxy)

    def process_request(self, request: Request) -> None:
        request.meta.setdefault("proxy", self._proxy)


class BackoffMiddleware(RetryMiddleware):
    """Retries, after pausing the whole host: for as long as Retry-After says, else exponentially."""

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self._base = settings.getfloat(BACKOFF)
        self._longest = settings.getfloat(LONGEST_BACKOFF)
        self._paused: dict[str, float] = {}

    async def process_request(self, request: Request) -> None:
        host = urlsplit(request.url).netloc
        while (wait := self._paused.get(host, 0.0) - time.monotonic()) > 0:
            await asyncio.sleep(wait)

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        if response.status in self.retry_http_codes:
            self._pause(request, retry_after(response))
        return super().process_response(request, response)

    def process_exception(self, request: Request, exception: Exception) -> Request | Response | None:  # type: ignore[override]
        if isinstance(exception, self.exceptions_to_retry):
            self._pause(request, None)
        return super().process_exception(request, exception)

    def _pause(self, request: Request, asked: float | None) -> None:
        tries: int = request.meta.get("retry_times", 0)
        wait = min(asked if asked is not None else self._base * 2**tries, self._longest)
        host = urlsplit(request.url).netloc
        self._paused[host] = max(self._paused.get(host, 0.0), time.monotonic() + wait)


def retry_after(response: Response) -> float | None:
    """Seconds that the server asks to wait, given as a number or a date; None when it does not say."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


class OnceRedirectMiddleware(RedirectMiddleware):
    """Follows redirects, but to no page twice in one run."""

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self.asked: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> OnceRedirectMiddleware:
        made = super().from_crawler(crawler)
        made.asked = getattr(crawler.spider, "asked", made.asked)
        return made

    def _redirect(self, redirected: Request, request: Request, reason: object) -> Request:
        target = tidy(redirected.url)
        if target in {tidy(url) for url in [*request.meta.get("redirect_urls", []), request.url]}:
            raise RedirectLoop(f"redirects in a circle at {target}")
        if len(request.meta.get("redirect_urls", [])) >= self.max_redirect_times:
            raise RedirectLoop(f"more than {self.max_redirect_times} redirects")
        if target in self.asked:
            raise AlreadyAsked(target)
        self.asked.add(target)
        return super()._redirect(redirected, request, reason)

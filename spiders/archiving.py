"""Scrapy's side of the archive: what goes over the wire, as it goes over the wire."""

from __future__ import annotations

from typing import Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.http.headers import Headers

from spiders.archive import ArchiveWriter, Exchange, Original, payload_digest
from spiders.discovery import tidy
from spiders.state import SeenStore


class ArchiveMiddleware:
    """Nearest to the network, so bodies are still compressed; leaves the record's place in `request.meta`."""

    def __init__(self, writer: ArchiveWriter, seen: SeenStore) -> None:
        self._writer = writer
        self._seen = seen

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider = crawler.spider
        return cls(spider.archive, spider.seen)  # type: ignore[union-attr]

    def process_response(self, request: Request, response: Response) -> Response:
        exchange = Exchange(
            url=request.url,
            method=request.method,
            request_headers=[("Host", urlsplit(request.url).netloc), *_pairs(request.headers)],
            status=response.status,
            response_headers=_pairs(response.headers) + _rendered(request),
            body=response.body,
            protocol=response.protocol or "HTTP/1.1",
            ip=str(response.ip_address) if response.ip_address else None,
        )
        request.meta["location"] = self._writer.write(exchange, self._original(request.url, response))
        return response

    def _original(self, url: str, response: Response) -> Original | None:
        """The earlier copy of the same body, so that it is not stored again."""
        known = self._seen.get(tidy(url))
        if known is None or known.payload_digest is None or known.archived_at is None:
            return None
        same = response.status == 304 or (
            response.status == 200 and payload_digest(response.body) == known.payload_digest
        )
        return Original(url, known.archived_at, known.payload_digest) if same else None


def _rendered(request: Request) -> list[tuple[str, str]]:
    """A page out of a browser is not what was sent, and its record says so."""
    return [("X-Rendered-By", "chromium")] if request.meta.get("playwright") else []


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    ]

"""A real HTTP server for the sample newsroom, on 127.0.0.1 only."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tests.newsroom.site import Answer, Site

HOST = "127.0.0.1"


@dataclass
class Newsroom:
    """A running newsroom; `requests` lists (path, status) of every answer given."""

    site: Site
    url: str = ""
    requests: list[tuple[str, int]] = field(default_factory=list)

    def paths(self) -> set[str]:
        return {path for path, _ in self.requests}


@contextmanager
def serve(port: int = 0, pages: int = 0, site: Site | None = None) -> Iterator[Newsroom]:
    """Serve the newsroom while the block runs. Port 0, or a busy one, takes any free port."""
    newsroom = Newsroom(site or Site(pages))
    server = _bind(port, newsroom)
    newsroom.url = f"http://{HOST}:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, name="newsroom", daemon=True)
    thread.start()
    try:
        yield newsroom
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _bind(port: int, newsroom: Newsroom) -> ThreadingHTTPServer:
    handler = type("Handler", (_Handler,), {"newsroom": newsroom})
    try:
        return ThreadingHTTPServer((HOST, port), handler)
    except OSError:
        if port == 0:
            raise
        return ThreadingHTTPServer((HOST, 0), handler)


class _Handler(BaseHTTPRequestHandler):
    newsroom: Newsroom
    protocol_version = "HTTP/1.1"
    server_version = "CoastLantern/1.0"

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Requests are kept in `Newsroom.requests` instead of printed."""

    def _answer(self, with_body: bool) -> None:
        path = urlsplit(self.path).path
        answer = self.newsroom.site.answer(path, self.newsroom.url)
        unchanged = answer.status == 200 and self._unchanged(answer)
        status = 304 if unchanged else answer.status
        self.newsroom.requests.append((path, status))
        self.send_response(status)
        self._headers(answer, 0 if unchanged else len(answer.body))
        if with_body and not unchanged:
            self.wfile.write(answer.body)

    def _unchanged(self, answer: Answer) -> bool:
        """RFC 9110: If-None-Match wins over If-Modified-Since."""
        if (tag := self.headers.get("If-None-Match")) is not None:
            return answer.etag in tag
        since = self.headers.get("If-Modified-Since")
        if since is None or answer.changed is None:
            return False
        return answer.changed.replace(microsecond=0) <= parsedate_to_datetime(since)

    def _headers(self, answer: Answer, length: int) -> None:
        if answer.status == 200:
            self.send_header("ETag", answer.etag)
            self.send_header("Content-Type", answer.content_type)
        if answer.changed:
            self.send_header("Last-Modified", format_datetime(answer.changed))
        if answer.location:
            self.send_header("Location", answer.location)
        self.send_header("Content-Length", str(length))
        self.end_headers()

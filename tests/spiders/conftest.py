"""A real HTTP server whose pages a test writes, and real crawls in processes of their own."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

HUNGRY = """
import sys
from spiders.memory import OwnMemory
from spiders.run import main
OwnMemory.get_virtual_size = lambda self: 2 << 30  # more than a crawl may take up
raise SystemExit(main(sys.argv[1:]))
"""
BROKEN_HINT = """
import sys
from msgspec import structs
from pipeline.parse_hints import ParseHints
from spiders import registry, run
sample = registry.source("sample")
run.source = lambda name: structs.replace(sample, hints=ParseHints(drop=("//[",)))
sys.exit(run.main())
"""
Handler = Callable[["Request"], None]
ROOT = Path(__file__).parents[2]


class Request(BaseHTTPRequestHandler):
    """One request; `server.site` says what to do with it."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        site = self.server.site
        site.hits[self.path] += 1
        site.headers[self.path] = dict(self.headers)
        answer = site.pages.get(self.path)
        if callable(answer):
            answer(self)
        elif answer is None:
            self.send(404, b"<h1>404 Not Found</h1>")
        else:
            self.send(200, answer.encode() if isinstance(answer, str) else answer, **site.extra)

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        sent = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in sent.items():
            self.send_header(name, value)
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Quiet."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Site

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Crawlers that are killed or refuse to read on break connections; that is what is tested."""


@dataclass
class Site:
    """What the server answers: text, bytes or a function for each path; anything else is a 404."""

    url: str = ""
    pages: dict[str, str | bytes | Handler] = field(default_factory=dict)
    hits: Counter[str] = field(default_factory=Counter)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)

    def news(self, *slugs: str, lang: str = "en") -> list[str]:
        """Add plain articles and list them in the sitemap; returns their paths."""
        paths = [f"/{lang}/news/{slug}/" for slug in slugs]
        self.pages |= {path: article(path.strip("/").rpartition("/")[2]) for path in paths}
        self.list(*paths)
        return paths

    def list(self, *paths: str) -> None:
        """Put paths into the sitemap, next to those already there."""
        old = self.pages.get("/sitemap.xml", "<urlset></urlset>")
        entries = "".join(f"<url><loc>{self.url}{path}</loc></url>" for path in paths)
        self.pages["/sitemap.xml"] = str(old).replace("</urlset>", entries + "</urlset>")
        self.pages.setdefault("/rss.xml", "<rss version='2.0'><channel><title>News</title></channel></rss>")


def article(slug: str, text: str = "", head: str = "") -> str:
    """A page of an invented outlet about an invented person."""
    text = text or (
        f"The court of Zelenohirsk fined Olha Kalynets 4,000 rubles in the case {slug}. Her lawyer "
        "called the decision absurd and will appeal.</p><p>About thirty neighbours came and were not "
        "let into the room, although it was open to the public."
    )
    return (
        f"<html lang='en'><head><title>Story {slug}</title>"
        f"<meta name='date' content='2021-05-04T10:00:00+03:00'>{head}</head>"
        f"<body><nav>Home</nav><article><h1>Story {slug}</h1><p>{text}</p></article></body></html>"
    )


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@contextmanager
def serving() -> Iterator[Site]:
    """A server that runs while the block does."""
    server = Server(("127.0.0.1", 0), Request)
    server.site = Site(url=f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.site
    server.shutdown()
    server.server_close()


@dataclass
class Crawls:
    """Runs crawls of the sample source against one server into one home."""

    home: Path
    site: Site
    options: tuple[str, ...] = ()
    broken_hint: bool = False
    hungry: bool = False

    def command(self, run: str, source: str = "sample") -> list[str]:
        base = [
            "--source",
            source,
            "--home",
            str(self.home),
            "--run",
            run,
            "--base-url",
            self.site.url,
            "--local",
        ]
        script = BROKEN_HINT if self.broken_hint else HUNGRY if self.hungry else None
        start = ["-c", script] if script else ["-m", "spiders.run"]
        return [sys.executable, *start, *base, "--delay", "0", "--workers", "0", *self.options]

    def start(self, run: str, source: str = "sample") -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command(run, source), cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    def run(self, run: str, source: str = "sample", expect: int | None = 0) -> dict[str, Any]:
        """One crawl to its end; returns its stats.json."""
        process = self.start(run, source)
        output, _ = process.communicate(timeout=60)
        assert expect is None or process.returncode == expect, output
        path = self.home / "runs" / run / source / "stats.json"
        return json.loads(path.read_text()) if path.exists() else {"output": output}

    def lines(self, name: str, run: str = "*", source: str = "*") -> list[dict[str, Any]]:
        files = sorted((self.home / "runs").glob(f"{run}/{source}/{name}.jsonl"))
        return [json.loads(line) for path in files for line in path.read_text().splitlines()]

    def articles(self, run: str = "*") -> list[dict[str, Any]]:
        return self.lines("articles", run)

    def problems(self, run: str = "*") -> dict[str, str]:
        """{path: kind} of one or all runs."""
        return {row["url"].removeprefix(self.site.url): row["kind"] for row in self.lines("problems", run)}

    def archived(self, kind: str = "response", status: str = "200") -> Counter[str]:
        """How often each path is in the archive."""
        found: Counter[str] = Counter()
        for path in (self.home / "archive").rglob("*.warc.gz"):
            with path.open("rb") as handle:
                for record in ArchiveIterator(handle):
                    if record.rec_type == kind and record.http_headers.get_statuscode() == status:
                        found[
                            record.rec_headers.get_header("WARC-Target-URI").removeprefix(self.site.url)
                        ] += 1
        return found


@pytest.fixture
def crawls(tmp_path: Path, site: Site) -> Crawls:
    return Crawls(tmp_path, site)

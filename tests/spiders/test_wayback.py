"""Copies by the Wayback Machine, which is a server of our own here."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from urllib.parse import parse_qs

import pytest

from pipeline.records import Article
from spiders.wayback import FAILED, Wayback, save

REFUSED = b'{"status": "error", "message": "this site may not be saved"}'


class Machine(ThreadingHTTPServer):
    """Remembers what it was asked to keep, and when; refuses by the last part of the address."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/save/"
        self.asked: list[tuple[str, float, str | None]] = []


class Handler(BaseHTTPRequestHandler):
    server: Machine

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        (url,) = form["url"]
        self.server.asked.append((url, time.monotonic(), self.headers["Authorization"]))
        kind = url.rpartition("/")[2]
        if kind == "cut":
            self.close_connection = True
            return
        body = {"refused": REFUSED, "torn": REFUSED[:-9]}.get(kind, b'{"job_id": "1"}')
        self.send_response({"busy": 429, "broken": 500}.get(kind, 200))
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if kind == "busy":
            self.send_header("Retry-After", "1")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def machine() -> Iterator[Machine]:
    server = Machine()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def articles(*kinds: str) -> list[Article]:
    return [
        Article(id=kind, text="", source="lantern", url=f"https://lantern.example/{kind}") for kind in kinds
    ]


def test_every_article_is_asked_for_at_a_polite_rate(machine: Machine) -> None:
    wayback = Wayback(url=machine.url, key="a:b", delay=0.2)
    assert list(save(articles("one", "two", "three"), wayback)) == []
    assert [url for url, _, _ in machine.asked] == [
        f"https://lantern.example/{n}" for n in ("one", "two", "three")
    ]
    times = [at for _, at, _ in machine.asked]
    assert all(later - earlier >= 0.19 for earlier, later in pairwise(times))
    assert {key for _, _, key in machine.asked} == {"LOW a:b"}


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("busy", "HTTP 429"),
        ("broken", "HTTP 500"),
        ("refused", "may not be saved"),
        ("torn", "cannot be read"),
        ("cut", "disconnected"),
    ],
)
def test_a_refusal_is_a_problem_and_the_rest_goes_on(machine: Machine, kind: str, why: str) -> None:
    (problem,) = save(articles(kind, "two"), Wayback(url=machine.url, delay=0))
    assert (problem.source, problem.kind, problem.url) == (
        "lantern",
        FAILED,
        f"https://lantern.example/{kind}",
    )
    assert why in problem.message
    assert machine.asked[-1][0].endswith("/two")


def test_it_is_left_alone_as_long_as_it_asks(machine: Machine) -> None:
    list(save(articles("busy", "two"), Wayback(url=machine.url, delay=0)))
    (_, first, _), (_, second, _) = machine.asked
    assert second - first >= 0.99


def test_what_is_not_reached_in_time_is_said(machine: Machine) -> None:
    problems = list(save(articles("one", "two", "three"), Wayback(url=machine.url, delay=60, seconds=5)))
    assert len(machine.asked) == 1
    assert [problem.message for problem in problems] == ["not asked: the time for it was over"] * 2


def test_nobody_there() -> None:
    (problem,) = save(articles("one"), Wayback(url="http://127.0.0.1:9/save/", delay=0))
    assert "refused" in problem.message

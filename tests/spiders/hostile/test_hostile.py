"""A server that means ill: each attack ends in a clear record, honest pages are archived exactly once."""

from __future__ import annotations

import gzip
import random
import signal
import socket
import subprocess
import time

import brotli
import pytest

from tests.spiders.conftest import ROOT, Crawls, Request, Site, article, serving

BAD = "/en/news/bad/"
BOMB = gzip.compress(bytes(100_000_000), 1)
BROTLI_BOMB = brotli.compress(bytes(100_000_000), quality=1)


def slow_loris(request: Request) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
    for _ in range(200):
        request.wfile.write(b"X-A: b\r\n")
        time.sleep(0.1)


def slow_body(request: Request) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(200):
        request.wfile.write(b"<p>")
        time.sleep(0.1)


def endless_body(request: Request) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
    block = b"<p>for ever and ever</p>" * 4000
    while True:
        request.wfile.write(block)


def gzip_bomb(request: Request) -> None:
    request.send(200, BOMB, Content_Encoding="gzip")


def brotli_bomb(request: Request) -> None:
    request.send(200, BROTLI_BOMB, Content_Encoding="br")


def broken_gzip(request: Request) -> None:
    request.send(200, gzip.compress(b"<p>The court of Zelenohirsk</p>" * 50)[:90], Content_Encoding="gzip")


def no_http(request: Request) -> None:
    request.wfile.write(b"\x00\x01SSH-2.0-OpenSSH_9.2\r\n\r\n" * 20)
    request.close_connection = True


def endless_header(request: Request) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
    for _ in range(1000):
        request.wfile.write(b"a" * 1000)
    request.close_connection = True


def truncated_chunks(request: Request) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    request.wfile.write(b"400\r\n<html><body><p>The court of Zel")
    request.close_connection = True


def reset(request: Request) -> None:
    linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
    request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    request.connection.close()
    request.wfile = type("Nowhere", (), {"write": lambda *_: 0, "flush": lambda *_: None, "closed": True})()
    request.close_connection = True


def to(location: str):
    return lambda request: request.send(302, Location=location)


def nested(request: Request) -> None:
    request.send(200, b"<html><body>" + b"<div>" * 1_900_000 + b"<p>deep</p></body></html>")


def error_page(request: Request) -> None:
    request.send(
        200, b"<html><title>404 Not Found</title><body><p>This page does not exist here.</p></body></html>"
    )


def too_many(request: Request) -> None:
    request.send(429, b"slow down", Retry_After="0")


ATTACKS = {
    "slow_loris": (slow_loris, "timeout"),
    "slow_body": (slow_body, "timeout"),
    "endless_body": (endless_body, "too_large"),
    "gzip_bomb": (gzip_bomb, "too_large"),
    "brotli_bomb": (brotli_bomb, "too_large"),
    "broken_gzip": (broken_gzip, "not_an_article"),
    "no_http": (no_http, "unreachable"),
    "endless_header": (endless_header, "unreachable"),
    "redirect_loop": (to(BAD), "redirect_loop"),
    "redirect_to_loopback": (to("http://127.0.0.2/admin"), "forbidden_address"),
    "redirect_to_link_local": (to("http://169.254.169.254/latest/meta-data/"), "forbidden_address"),
    "redirect_to_mapped_loopback": (to("http://[::ffff:127.0.0.1]/"), "forbidden_address"),
    "redirect_to_localhost": (to("http://localhost:1/"), "forbidden_address"),
    "redirect_to_file": (to("file:///etc/passwd"), "http_error"),
    "error_page": (error_page, "not_an_article"),
    "truncated_chunks": (truncated_chunks, "truncated"),
    "reset": (reset, "unreachable"),
    "nested_tags": (nested, "malformed_page"),
    "too_many": (too_many, "rate_limited"),
}


@pytest.fixture(scope="module")
def after_attacks(tmp_path_factory: pytest.TempPathFactory):
    """One crawl of a site where every kind of attack has a page of its own."""
    with serving() as site:
        good = site.news("honest", "decent")
        for name, (attack, _) in ATTACKS.items():
            path = f"/en/news/{name}/"
            site.pages[path] = to(path) if name == "redirect_loop" else attack
            site.list(path)
        crawls = Crawls(tmp_path_factory.mktemp("hostile"), site, ("--timeout", "2"))
        started = time.monotonic()
        stats = crawls.run("r1", expect=None)
        yield crawls, good, stats, time.monotonic() - started


@pytest.mark.parametrize("name", ATTACKS)
def test_each_attack_ends_in_a_clear_record(after_attacks, name: str) -> None:
    crawls, _, stats, _ = after_attacks
    kind = ATTACKS[name][1]
    assert crawls.problems()[f"/en/news/{name}/"] == kind
    assert stats["problems"][kind] >= 1


def test_honest_pages_are_archived_once_all_the_same(after_attacks) -> None:
    crawls, good, _, spent = after_attacks
    assert sorted(row["url"].removeprefix(crawls.site.url) for row in crawls.articles()) == sorted(good)
    assert [crawls.archived()[path] for path in good] == [1, 1]
    assert spent < 60


def test_a_name_that_resolves_to_loopback_is_refused(site: Site, crawls: Crawls) -> None:
    """The machine's own name: no literal address and not `localhost`, so only the resolver can know."""
    name = socket.gethostname()
    site.news("honest")
    site.pages[BAD] = to(f"http://{name}:{site.url.rpartition(':')[2]}/en/news/secret/")
    site.pages["/en/news/secret/"] = article("secret")
    site.list(BAD)
    crawls.run("r1", expect=None)
    assert crawls.problems()[BAD] == "forbidden_address"
    assert site.hits["/en/news/secret/"] == 0


def test_a_source_that_is_not_local_cannot_be_pointed_at_this_machine(site: Site, crawls: Crawls) -> None:
    site.news("one")
    command = [word for word in crawls.command("r1", "khpg") if word != "--local"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 3
    assert set(crawls.problems().values()) == {"forbidden_address"}
    assert not site.hits


def test_retry_after_is_honoured(site: Site, crawls: Crawls) -> None:
    (path,) = site.news("busy")
    times: list[float] = []

    def busy(request: Request) -> None:
        times.append(time.monotonic())
        if len(times) < 3:
            request.send(429 if len(times) == 1 else 503, b"", Retry_After="1")
        else:
            request.send(200, article("busy").encode())

    site.pages[path] = busy
    crawls.run("r1")
    assert len(crawls.articles()) == 1
    assert times[1] - times[0] > 0.95
    assert times[2] - times[1] > 0.95


def test_a_storm_of_429_loses_nothing(site: Site, crawls: Crawls) -> None:
    """The whole site refuses for a while: what was given up in one run is fetched in the next."""
    paths = site.news(*(f"n{number}" for number in range(8)))
    refused = 0

    def stormy(request: Request) -> None:
        nonlocal refused
        refused += 1
        if refused <= 30:
            request.send(429, b"slow down")
        else:
            request.send(200, article(request.path.split("/")[-2]).encode())

    site.pages |= dict.fromkeys(paths, stormy)
    stats = crawls.run("r1", expect=None)
    assert stats["problems"]["rate_limited"] >= 1
    assert stats["degraded"]
    crawls.run("r2")
    assert sorted(row["url"] for row in crawls.articles()) == [site.url + path for path in paths]
    archived = crawls.archived()
    assert {path: archived[path] for path in paths} == dict.fromkeys(paths, 1)


def test_resets_and_cut_answers_are_tried_again(site: Site, crawls: Crawls) -> None:
    (path,) = site.news("shaky")
    failures = [reset, truncated_chunks]

    def shaky(request: Request) -> None:
        if failures:
            failures.pop()(request)
        else:
            request.send(200, article("shaky").encode())

    site.pages[path] = shaky
    crawls.run("r1")
    assert crawls.archived()[path] == 1
    assert len(crawls.articles()) == 1


def test_killed_among_attacks_every_honest_page_is_archived_once(site: Site, crawls: Crawls) -> None:
    good = site.news(*(f"n{number:02}" for number in range(12)))

    def slow(request: Request) -> None:
        time.sleep(0.05)
        request.send(200, article(request.path.split("/")[-2]).encode())

    site.pages |= dict.fromkeys(good, slow)
    attacks = ("gzip_bomb", "endless_body", "nested_tags", "error_page", "reset", "truncated_chunks")
    for name in attacks:
        site.pages[f"/en/news/{name}/"] = ATTACKS[name][0]
        site.list(f"/en/news/{name}/")
    crawls.options = ("--timeout", "3", "--delay", "0.01")
    process = crawls.start("r1")
    while sum(site.hits[path] for path in good) < 6 and process.poll() is None:
        time.sleep(0.003)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    crawls.options = ("--timeout", "3")
    crawls.run("r2", expect=None)
    assert sorted(row["url"] for row in crawls.articles()) == [site.url + path for path in good]
    archived = crawls.archived()
    assert {path: archived[path] for path in good} == dict.fromkeys(good, 1)
    kinds = crawls.problems()
    assert {name: kinds[f"/en/news/{name}/"] for name in attacks} == {
        name: ATTACKS[name][1] for name in attacks
    }


def test_killed_again_and_again_every_page_is_archived_once(site: Site, crawls: Crawls) -> None:
    chance = random.Random(6)
    paths = site.news(*(f"n{number:02}" for number in range(24)))

    def slow(request: Request) -> None:
        time.sleep(0.02)
        request.send(200, article(request.path.split("/")[-2]).encode())

    site.pages |= dict.fromkeys(paths, slow)
    crawls.options = ("--delay", "0.01")
    for number in range(3):
        process = crawls.start(f"r{number}")
        aim = sum(site.hits[path] for path in paths) + chance.randint(2, 8)
        while sum(site.hits[path] for path in paths) < aim and process.poll() is None:
            time.sleep(0.003)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    crawls.options = ()
    crawls.run("last")
    assert sorted(row["url"] for row in crawls.articles()) == [site.url + path for path in paths]
    archived = crawls.archived()
    assert {path: archived[path] for path in paths} == dict.fromkeys(paths, 1)

"""The sample newsroom answers as meant, and its marks fit its texts."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from tests.newsroom import Newsroom, serve, site
from tests.newsroom.reading import EXPECTED, all_expected, dump
from tests.newsroom.stories import load_stories

ROBOTS_FORBIDDEN = re.compile(r"^Disallow: (\S+)$", re.MULTILINE)
LINK = re.compile(r'<a href="([^"]+)"')


@pytest.fixture(scope="module")
def newsroom():
    with serve() as running:
        yield running


def get(newsroom: Newsroom, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(urlsplit(newsroom.url).netloc, timeout=5)
    try:
        connection.request(
            "GET", path, headers={key.replace("_", "-"): value for key, value in headers.items()}
        )
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def locations(newsroom: Newsroom) -> list[str]:
    _, body = get(newsroom, "/sitemap.xml")
    return [urlsplit(loc.text).path for loc in ElementTree.fromstring(body).iterfind(".//{*}loc")]


def test_every_address_of_the_sitemap_answers_as_meant(newsroom):
    expected = {site.GONE: 410, site.MISSING: 404, **dict.fromkeys(site.REDIRECTS, 301)}
    got = {path: get(newsroom, path)[0].status for path in locations(newsroom)}
    assert got == {path: expected.get(path, 200) for path in got}
    assert {story.path for story in load_stories()} <= got.keys()


def test_links_of_the_lists_lead_to_pages(newsroom):
    for start in ("/", "/en/", "/ru/", "/uk/", "/en/news/"):
        links = set(LINK.findall(get(newsroom, start)[1].decode()))
        assert {path: get(newsroom, path)[0].status for path in links} == dict.fromkeys(links, 200)


def test_robots_forbids_a_page_that_the_sitemap_lists(newsroom):
    rules = ROBOTS_FORBIDDEN.findall(get(newsroom, "/robots.txt")[1].decode())
    forbidden = [path for path in locations(newsroom) if path.startswith(tuple(rules))]
    assert forbidden == [site.FORBIDDEN]


def test_feed_is_valid_and_newest_first(newsroom):
    response, body = get(newsroom, "/rss.xml")
    links = [urlsplit(link.text).path for link in ElementTree.fromstring(body).iterfind("channel/item/link")]
    assert response.getheader("Content-Type").startswith("application/rss+xml")
    assert links == [story.path for story in load_stories()][: len(links)]
    assert links


@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
def test_an_unchanged_page_is_not_sent_again(newsroom, header):
    path = f"/en/news/{site.MIRROR_OF}/"
    mark = get(newsroom, path)[0].getheader(header)
    condition = "If_None_Match" if header == "ETag" else "If_Modified_Since"
    response, body = get(newsroom, path, **{condition: mark})
    assert (response.status, body) == (304, b"")


def test_another_tag_gets_the_page(newsroom):
    response, body = get(newsroom, f"/en/news/{site.MIRROR_OF}/", If_None_Match='"other"')
    assert response.status == 200
    assert body


def test_redirects_lead_to_a_page_or_round_in_a_circle(newsroom):
    target = get(newsroom, "/en/news/old-address/")[0].getheader("Location")
    assert get(newsroom, target)[0].status == 200
    loop = get(newsroom, "/en/news/loop-one/")[0].getheader("Location")
    assert get(newsroom, loop)[0].getheader("Location") == "/en/news/loop-one/"


def test_the_partner_copy_names_the_original(newsroom):
    copy, original = (get(newsroom, path)[1] for path in (site.MIRROR, f"/en/news/{site.MIRROR_OF}/"))
    assert copy == original
    assert (
        f'<link rel="canonical" href="https://coast-lantern.example/en/news/{site.MIRROR_OF}/">'.encode()
        in copy
    )


def test_requests_are_recorded(newsroom):
    get(newsroom, "/nowhere")
    assert ("/nowhere", 404) in newsroom.requests


def test_marks_fit_the_articles():
    # `python -m tests.newsroom.reading` writes the file anew after a change of an article.
    assert EXPECTED.read_text(encoding="utf-8") == dump(all_expected())


def test_marks_name_who_is_affected():
    for record in all_expected():
        affected = {name for name, roles in record["roles"].items() if roles[0] == "affected"}
        named = {name for incident in record["incidents"] for name in incident["persons"]}
        assert named <= record["roles"].keys(), record["id"]
        assert affected <= named, record["id"]


def test_generated_pages_differ_and_stay():
    with serve(pages=300) as running:
        generated = [path for path in locations(running) if "/news/g0" in path]
        bodies = {path: get(running, path)[1] for path in generated}
        assert len(set(bodies.values())) == len(generated) == 300
        assert get(running, "/en/news/g000300/")[0].status == 404
    with serve(pages=3) as again:
        assert get(again, generated[2])[1] == bodies[generated[2]]


def test_serves_around_a_command_and_passes_its_exit_code():
    script = (
        "import os, sys, urllib.request as r;"
        "ok = r.urlopen(os.environ['KHRONIKA_SAMPLE_URL'] + '/robots.txt').status == 200;"
        "sys.exit(7 if ok else 1)"
    )
    command = [sys.executable, "-m", "tests.newsroom", "--port", "0", "--", sys.executable, "-c", script]
    assert subprocess.run(command, check=False, timeout=20).returncode == 7


def test_a_busy_port_is_no_obstacle(newsroom):
    busy = urlsplit(newsroom.url).port
    with serve(busy) as second:
        assert urlsplit(second.url).port != busy

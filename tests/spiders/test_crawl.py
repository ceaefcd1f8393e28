"""Whole crawls: what is found, handed on, archived, and left alone the second time."""

from __future__ import annotations

import signal
import time

import brotli

from spiders.archive_index import show
from tests.spiders.conftest import Crawls, Request, Site, article

CYRILLIC = (
    "Суд Зеленогорска оштрафовал Ольгу Калинец на четыре тысячи рублей за одиночный пикет. Её адвокат "
    "Дубас назвал решение нелепым и намерен обжаловать его в следующей инстанции."
)


def test_articles_come_from_feed_and_sitemap_once(site: Site, crawls: Crawls) -> None:
    first, second = site.news("one", "two")
    item = f"<item><link>{site.url}{first}?utm_source=rss</link></item>"
    rss = f"<rss version='2.0'><channel>{item}</channel></rss>"
    site.pages["/rss.xml"] = rss
    stats = crawls.run("r1")
    assert sorted(row["url"] for row in crawls.articles()) == [site.url + first, site.url + second]
    assert stats["articles"] == stats["new"] == 2
    assert crawls.archived()[first] == 1
    row = crawls.articles()[0]
    assert row["published_at"] == "2021-05-04T10:00:00+03:00"
    assert row["text"].startswith("The court of Zelenohirsk")
    assert row["archive_file"].endswith("-r1.warc.gz")


def test_a_second_run_fetches_nothing_twice(site: Site, crawls: Crawls) -> None:
    site.news("one", "two")
    crawls.run("r1")
    stats = crawls.run("r2")
    assert crawls.articles("r2") == []
    assert stats["unchanged"] == 2
    assert crawls.archived("revisit")["/en/news/one/"] == 1  # looked at again, body not stored again


def test_conditional_requests(site: Site, crawls: Crawls) -> None:
    (path,) = site.news("one")

    def answer(request: Request) -> None:
        known = request.headers.get("If-None-Match") == '"v1"'
        request.send(304 if known else 200, b"" if known else article("one").encode(), ETag='"v1"')

    site.pages[path] = answer
    crawls.run("r1")
    assert crawls.run("r2")["unchanged"] == 1
    assert site.headers[path]["If-None-Match"] == '"v1"'
    assert crawls.archived("revisit", "304")[path] == 1


def test_a_changed_article_is_a_new_version_and_a_deleted_one_is_gone(site: Site, crawls: Crawls) -> None:
    changed, deleted = site.news("changed", "deleted")
    crawls.run("r1")
    site.pages[changed] = article(
        "changed", "The court of Zelenohirsk has withdrawn the fine on Olha Kalynets today."
    )
    del site.pages[deleted]
    stats = crawls.run("r2")
    old, new = (row for row in crawls.articles() if row["url"].endswith(changed))
    assert old["id"] == new["id"]
    assert old["content_hash"] != new["content_hash"]
    assert (stats["changed"], stats["gone"]) == (1, 1)
    assert crawls.problems("r2") == {deleted: "gone"}


def test_failures_are_counted_with_their_address_and_the_rest_goes_on(site: Site, crawls: Crawls) -> None:
    site.news("good")
    site.pages |= {
        "/robots.txt": b"User-agent: *\nDisallow: /en/news/secret/\n",
        "/en/news/broken/": lambda request: request.send(500, b"oops"),
        "/en/news/empty/": "<html><body><nav>Home News About</nav><article></article></body></html>",
        "/en/news/error/": "<html><title>Page not found</title><body><p>Sorry, it does not exist.</p>",
        "/en/news/captcha/": "<html><title>Just a moment...</title><body><p>Verify you are human.</p></body>",
        "/en/news/circle/": lambda request: request.send(302, Location="/en/news/circle2/"),
        "/en/news/circle2/": lambda request: request.send(302, Location="/en/news/circle/"),
        "/en/news/pdf/": lambda request: request.send(200, b"%PDF-1.4", Content_Type="application/pdf"),
        "/en/news/cp1251/": article("x", CYRILLIC, "<meta charset='utf-8'>").encode("cp1251"),
    }
    names = ("broken", "empty", "error", "captcha", "circle", "pdf", "cp1251", "secret", "missing")
    site.list(*(f"/en/news/{name}/" for name in names))
    stats = crawls.run("r1", expect=3)  # most of the site is ill
    assert crawls.problems() == {
        "/en/news/broken/": "http_error",
        "/en/news/empty/": "empty_article",
        "/en/news/error/": "not_an_article",
        "/en/news/captcha/": "blocked",
        "/en/news/circle/": "redirect_loop",
        "/en/news/pdf/": "not_html",
        "/en/news/cp1251/": "bad_charset",
        "/en/news/secret/": "robots_forbidden",
        "/en/news/missing/": "gone",
    }
    assert stats["problems"]["http_error"] == 1
    assert site.hits["/en/news/secret/"] == 0
    texts = {row["url"].rpartition("/news/")[2]: row["text"] for row in crawls.articles()}
    assert set(texts) == {"good/", "cp1251/"}
    assert texts["cp1251/"].startswith("Суд Зеленогорска оштрафовал")


def test_a_dead_site_is_degraded_and_not_quiet(site: Site, crawls: Crawls) -> None:
    stats = crawls.run("r1", expect=3)
    assert stats["degraded"]
    assert stats["problems"] == {"gone": 2} or stats["problems"]["list_failed"] == 2


def test_section_pages_are_the_last_resort(site: Site, crawls: Crawls) -> None:
    site.pages |= {
        "/en/": "<a href='/en/society/fine-in-zelenohirsk/41/'>Fine</a> <a href='/en/about/'>About</a>",
        "/en/society/fine-in-zelenohirsk/41/": article("sections"),
    }
    crawls.run("r1", source="qha", expect=None)
    assert [row["title"] for row in crawls.articles()] == ["Story sections"]


def test_killed_in_the_middle_nothing_is_lost_or_doubled(site: Site, crawls: Crawls) -> None:
    paths = site.news(*(f"n{number:02}" for number in range(20)))

    def slow(request: Request) -> None:
        time.sleep(0.03)
        request.send(200, article(request.path.split("/")[-2]).encode())

    site.pages |= dict.fromkeys(paths, slow)
    crawls.options = ("--delay", "0.02", "--workers", "1")
    process = crawls.start("r1")
    while sum(site.hits[path] for path in paths) < 7:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (crawls.home / "runs/r1/sample/stats.json").exists()
    crawls.run("r2")
    assert sorted(row["url"] for row in crawls.articles()) == [site.url + path for path in paths]
    archived = crawls.archived()
    assert {path: archived[path] for path in paths} == dict.fromkeys(paths, 1)


def test_ctrl_c_ends_cleanly_and_the_next_run_continues(site: Site, crawls: Crawls) -> None:
    paths = site.news(*(f"n{number:02}" for number in range(12)))
    crawls.options = ("--delay", "0.1")
    process = crawls.start("r1")
    while not any(site.hits[path] for path in paths):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 130
    crawls.options = ()
    crawls.run("r1")  # the same run again
    assert sorted(row["url"] for row in crawls.articles()) == [site.url + path for path in paths]


def test_a_crawl_out_of_memory_is_no_interruption_and_the_next_run_continues(
    site: Site, crawls: Crawls
) -> None:
    paths = site.news("one", "two")
    crawls.hungry = True
    assert "memusage_exceeded" in crawls.run("r1", expect=4)["output"]
    crawls.hungry = False
    crawls.run("r2")
    assert sorted(row["url"] for row in crawls.articles()) == [site.url + path for path in paths]


def test_one_source_is_not_crawled_twice_at_once(site: Site, crawls: Crawls) -> None:
    site.news("one")
    site.pages["/en/news/one/"] = lambda request: (time.sleep(3), request.send(200, b""))[0]
    first = crawls.start("r1")
    while not site.hits["/sitemap.xml"]:
        time.sleep(0.01)
    assert "another process" in crawls.run("r2", expect=2)["output"]
    first.kill()
    first.wait()


def test_a_page_that_the_parser_does_not_survive_is_reported(site: Site, crawls: Crawls) -> None:
    """A title hint that is no selector: an error of ours, not of the page."""
    site.news("one", "two")
    crawls.broken_hint = True
    stats = crawls.run("r1", expect=None)
    assert set(crawls.problems().values()) == {"crashed"}
    assert stats["problems"] == {"crashed": 2}


def test_a_source_can_go_through_a_proxy(site: Site, crawls: Crawls) -> None:
    """The test server plays the proxy: it is asked for whole addresses of a host that does not exist."""
    outlet = "http://lantern.invalid"
    site.pages = {
        f"{outlet}/robots.txt": b"User-agent: *\nDisallow: /en/news/secret/\n",
        f"{outlet}/sitemap.xml": f"<urlset><url><loc>{outlet}/en/news/far/</loc></url></urlset>",
        f"{outlet}/en/news/far/": article("far"),
    }
    proxy = site.url
    site.url = outlet
    crawls.options = ("--proxy", proxy)
    crawls.run("r1", expect=None)
    assert [row["url"] for row in crawls.articles()] == [f"{outlet}/en/news/far/"]
    assert site.hits[f"{outlet}/robots.txt"] == 1


def test_cookies_are_not_kept(site: Site, crawls: Crawls) -> None:
    site.news("one", "two")
    site.extra = {"Set-Cookie": "who=7; Path=/"}
    crawls.run("r1")
    crawls.run("r2")
    assert sum(site.hits.values()) > 6
    assert all("Cookie" not in headers for headers in site.headers.values())


def test_nothing_is_asked_for_that_the_archive_could_not_unpack(site: Site, crawls: Crawls) -> None:
    (path,) = site.news("packed")
    site.pages[path] = lambda request: request.send(
        200, brotli.compress(article("packed").encode()), Content_Encoding="br"
    )
    crawls.run("r1")
    assert site.headers[path]["Accept-Encoding"] == "gzip, deflate, br"
    assert len(crawls.articles()) == 1
    assert show(crawls.home / "archive", site.url + path).body == article("packed").encode()

"""The whole road on one published interview: served as the outlet's page, crawled, read, asked in SQL.

The text is not part of the project: it is read from ../shared where that is there.
"""

from __future__ import annotations

import html
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb
import pytest

from tests.run_khronika import ROOT, khronika, settings

GOLD = ROOT.parent / "shared" / "data" / "gold" / "dev.jsonl"
PATH = "/en/politics/leader-of-crimean-tatars-on-prisoners/189204/"
TITLE = "Leader of the Crimean Tatars on prisoners and fines"

pytestmark = pytest.mark.skipif(not GOLD.is_file(), reason=f"{GOLD.name} is not in ../shared")

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | QHA</title>
<meta property="og:title" content="{title}"><meta property="og:type" content="article">{meta}
<link rel="canonical" href="{path}"></head>
<body>
<header><a href="/en/">QHA</a>
<nav><a href="/en/politics/">Politics</a><a href="/en/society/">Society</a></nav></header>
<main><article class="article">
<div class="article-meta"><span class="byline">QHA</span> {stamp}</div>
<h1>{title}</h1>
<div class="article-meta"><span class="byline">QHA</span> {stamp}</div>
<div class="article-body">{body}<div class="fb-post" data-href="#">Post on a social network</div></div>
<div class="share"><a href="#">Share</a><a href="#">Tweet</a></div>
</article>
<aside class="related"><h3>Read also</h3><p><a href="/en/society/">All news of the day</a></p></aside>
</main>
<footer><p>Quoting is allowed with a link to the agency.</p></footer>
</body></html>"""
FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>QHA</title><link>{base}</link><description>News</description>
<item><title>{title}</title><link>{base}{path}</link>{date}</item></channel></rss>"""


def interview():
    with GOLD.open(encoding="utf-8") as lines:
        return json.loads(next(lines))["text"]


def page(dated):
    paragraphs = [html.escape(paragraph, quote=False) for paragraph in interview().split("\n\n")]
    return PAGE.format(
        title=TITLE,
        path=PATH,
        meta='<meta property="article:published_time" content="2018-03-22T14:05:00+02:00">' if dated else "",
        stamp='<time datetime="2018-03-22T14:05:00+02:00">22.03.2018 14:05</time>' if dated else "",
        body="".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
    )


@contextmanager
def agency(dated):
    """The outlet on localhost; yields its address."""
    feed = FEED.replace("{path}", PATH).replace("{title}", TITLE)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            base = f"http://127.0.0.1:{self.server.server_address[1]}"
            date = "<pubDate>Thu, 22 Mar 2018 14:05:00 +0200</pubDate>" if dated else ""
            pages = {
                "/robots.txt": ("text/plain", "User-agent: *\nAllow: /\n"),
                "/en/rss/": ("application/rss+xml", feed.format(base=base, date=date)),
                PATH: ("text/html; charset=utf-8", page(dated)),
            }
            kind, body = pages.get(self.path, ("text/plain", ""))
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def published(folder, dated):
    """The published file after one nightly run."""
    with agency(dated) as base:
        done = khronika("nightly", "--config", str(settings(folder, "qha", base)))
    assert done.returncode in (0, 3), done.stdout + done.stderr
    return duckdb.connect(str(folder / "data" / "published" / "incidents.duckdb"), read_only=True)


@pytest.fixture(scope="module")
def dated(tmp_path_factory):
    with published(tmp_path_factory.mktemp("dated"), True) as connection:
        yield connection


@pytest.fixture(scope="module")
def undated(tmp_path_factory):
    with published(tmp_path_factory.mktemp("undated"), False) as connection:
        yield connection


def rows(connection, sql):
    return connection.execute(sql).fetchall()


def test_one_article_of_the_agency(dated):
    assert rows(dated, "SELECT source, lang, title, published_on::VARCHAR FROM articles") == [
        ("qha", "en", TITLE, "2018-03-22")
    ]
    ((text,),) = rows(dated, "SELECT text FROM articles")
    assert text.split() == interview().split()


def test_who_speaks(dated):
    assert rows(dated, "SELECT person FROM v_speakers WHERE person = 'Mustafa Dzhemilev'") == [
        ("Mustafa Dzhemilev",)
    ]


def test_who_is_named(dated):
    names = {name for (name,) in rows(dated, "SELECT name FROM people")}
    assert {"Mustafa Dzhemilev", "Lily Budzhurova", "Elzara Islyamova", "Zarema"} <= names


def test_a_total_is_a_claim_and_no_incident(dated):
    claims = rows(dated, "SELECT kind, quote FROM v_claims WHERE count = 67")
    assert claims
    assert any("67 people are in custody" in quote for _, quote in claims)
    assert rows(dated, "SELECT incident_id FROM incidents WHERE 67 IN (count_min, count_max)") == []
    ((incidents,),) = rows(dated, "SELECT count(*) FROM incidents")
    assert incidents < 10


def test_one_fine_with_its_equivalent(dated):
    fines = rows(dated, "SELECT persons, amount_min, amount_max, currency, charges, quote FROM v_fines")
    assert len(fines) == 1
    persons, low, high, currency, charges, quote = fines[0]
    assert (persons, low, high, currency) == ("Zarema", 300_000, 300_000, "RUB")
    assert "fomenting ethnic hatred" in charges
    assert "300 thousand rubles" in quote
    amounts = """SELECT value_min, currency, is_equivalent, quote
                 FROM incident_amounts JOIN incidents USING (incident_id)
                 WHERE type = 'fine' AND status = 'actual' ORDER BY is_equivalent"""
    assert rows(dated, amounts) == [
        (300_000, "RUB", False, "300 thousand rubles"),
        (5_000, "USD", True, "$ 5,000"),
    ]


def test_an_arrest_that_was_only_intended(dated):
    planned = rows(dated, "SELECT type, persons, quote FROM v_planned WHERE type = 'arrest'")
    assert [(kind, persons) for kind, persons, _ in planned] == [("arrest", "Zarema")]
    assert "intended to arrest her" in planned[0][2]
    actual = """SELECT incident_id FROM v_incidents
                WHERE type = 'arrest' AND status = 'actual' AND persons LIKE '%Zarema%'"""
    assert rows(dated, actual) == []


def test_usual_fines_are_a_practice(dated):
    practice = rows(dated, "SELECT value_min, value_max, currency, quote FROM claims WHERE kind = 'practice'")
    assert (10_000, 15_000, "RUB") in [row[:3] for row in practice]
    assert rows(dated, "SELECT incident_id FROM incident_amounts WHERE value_max IN (10000, 15000)") == []
    about = """SELECT quote FROM v_incidents
               WHERE type = 'fine' AND status = 'actual' AND quote LIKE '%unauthorized rally%'"""
    assert rows(dated, about) == []


def test_aid_is_no_fine(dated):
    sums = (
        "SELECT role, currency, period, quote FROM article_amounts WHERE value_min = 5000 AND role <> 'fine'"
    )
    aid = [row for row in rows(dated, sums) if row[1] == "RUB"]
    assert aid == [("aid", "RUB", "month", "5000 rubles")]
    fined = "SELECT incident_id FROM incident_amounts WHERE value_min = 5000 AND currency = 'RUB'"
    assert rows(dated, fined) == []


def test_last_year_in_august_with_a_date_on_the_page(dated):
    fine = "SELECT date, date_text FROM incidents WHERE type = 'fine' AND status = 'actual'"
    assert rows(dated, fine) == [("2017-08", "Last year in August")]


def test_last_year_in_august_without_one(undated):
    assert rows(undated, "SELECT published_at FROM articles") == [(None,)]
    fine = "SELECT date, date_from, date_text FROM incidents WHERE type = 'fine' AND status = 'actual'"
    assert rows(undated, fine) == [(None, None, "Last year in August")]


def test_every_value_has_its_quote(dated):
    for table in ("incident_reports", "claims", "article_amounts"):
        wrong = f"""SELECT quote FROM {table} AS t JOIN articles AS a USING (article_id, version)
                    WHERE t.quote IS NULL
                       OR t.quote <> substring(a.text, quote_start + 1, quote_end - quote_start)"""
        assert rows(dated, wrong) == []
        assert rows(dated, f"SELECT count(*) > 0 FROM {table}") == [(True,)]
    archived = "SELECT DISTINCT archive_file IS NOT NULL, archive_offset IS NOT NULL FROM incident_reports"
    assert rows(dated, archived) == [(True, True)]


def test_the_archive_has_the_page(dated):
    ((file, offset),) = rows(dated, "SELECT archive_file, archive_offset FROM articles")
    ((path,),) = rows(dated, "SELECT path FROM duckdb_databases() WHERE NOT internal AND path IS NOT NULL")
    archived = Path(path).parents[1] / "archive" / file
    assert archived.stat().st_size > offset

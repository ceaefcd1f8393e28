"""The nightly run on the sample newsroom: killed, interrupted, finished, again beside a dead source.

Real parts throughout: an HTTP server, Scrapy in its own process, DuckLake, Prefect with its temporary server.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress

import duckdb
import pytest

from tests.newsroom import serve
from tests.run_khronika import ROOT, khronika, settings

PATIENCE = 120  # seconds


def ended_when(ready, end_it, *words):
    """Start `khronika WORDS` and `end_it` as soon as `ready()`; its spider is to go too. The exit code."""
    process = subprocess.Popen(
        [sys.executable, "-m", "flows", *words], cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL
    )
    try:
        end = time.monotonic() + PATIENCE
        while not ready():
            assert process.poll() is None, "it ended before it could be killed"
            assert time.monotonic() < end, "nothing to kill it at"
            time.sleep(0.02)
        end_it(process)
        code = process.wait(PATIENCE)
        wait_for_crawls(process.pid)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # after kill -9 Prefect's temporary server is left
    return code


def kill(process):
    process.kill()


def press_ctrl_c(process):
    os.killpg(process.pid, signal.SIGINT)


def wait_for_crawls(session):
    """No spider outlives the run that started it by more than a few seconds."""
    end = time.monotonic() + PATIENCE
    while any("spiders.run" in words for words in commands(session)):
        assert time.monotonic() < end, "a spider goes on without its run"
        time.sleep(0.1)


def commands(session):
    listed = subprocess.run(
        ["ps", "-o", "args=", "-s", str(session)], capture_output=True, text=True, check=False
    )
    return listed.stdout.splitlines()


def lines(home, name):
    return sum(file.read_bytes().count(b"\n") for file in home.glob(f"runs/*/sample/{name}"))


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """Four runs on one home; yields how each published file looked and how each run ended."""
    folder = tmp_path_factory.mktemp("nightly")
    home = folder / "data"
    with serve() as newsroom:
        file = settings(folder, "sample", newsroom.url)
        words = ("nightly", "--config", str(file))
        swift = file.read_text(encoding="utf-8")
        file.write_text(swift.replace("delay = 0\n", "delay = 0.2\n"), encoding="utf-8")  # time to kill it in
        ended_when(lambda: lines(home, "articles.jsonl") > 5, kill, *words)
        after_crawl_was_killed = lines(home, "articles.jsonl")
        file.write_text(swift, encoding="utf-8")
        crawled = lambda: len(list(home.glob("runs/*/sample/stats.json"))) >= 2  # noqa: E731
        interrupted = ended_when(crawled, press_ctrl_c, *words)
        finished = khronika(*words)
        assert finished.returncode in (0, 3), finished.stdout + finished.stderr
        first = snapshot(home)
        with file.open("a", encoding="utf-8") as handle:
            handle.write('[sources.qha]\nbase_url = "http://127.0.0.1:9/"\nlocal = true\ndelay = 0\n')
        again = khronika(*words, "--source", "sample", "--source", "qha")
        yield {
            "site": newsroom.site,
            "home": home,
            "killed": after_crawl_was_killed,
            "interrupted": interrupted,
            "finished": finished,
            "first": first,
            "again": again,
            "second": snapshot(home),
        }


def snapshot(home):
    """Tables of the published file as sets of rows."""
    questions = {
        "articles": "SELECT article_id, version, url, coalesce(canonical_url, url) FROM articles",
        "incidents": "SELECT incident_id, type, status, date FROM incidents WHERE NOT withdrawn",
        "reports": "SELECT report_id, incident_id, quote FROM incident_reports WHERE is_current",
        "people": "SELECT person_id, name FROM people",
        "claims": "SELECT claim_id, quote FROM claims",
        "runs": "SELECT run_id, status, new_articles FROM runs ORDER BY run_id",
        "health": "SELECT run_id, source, status FROM source_health ORDER BY run_id, source",
        "problems": "SELECT DISTINCT source, kind FROM problems",
    }
    with duckdb.connect(str(home / "published" / "incidents.duckdb"), read_only=True) as connection:
        return {name: connection.execute(question).fetchall() for name, question in questions.items()}


def test_the_run_that_was_not_killed_ends_well(story):
    done = story["finished"]
    assert done.returncode == 0, done.stdout + done.stderr
    assert "khronika sql" in done.stdout
    assert str(story["home"] / "published") in done.stdout.replace("\n", "")


def test_ctrl_c_ends_a_run_with_its_own_code(story):
    assert story["interrupted"] == 130


def test_nothing_is_lost_or_doubled(story):
    assert 5 < story["killed"] < len(story["site"].stories), "the crawl was not killed in the middle"
    articles = story["first"]["articles"]
    assert len({article for article, *_ in articles}) == len(articles)
    told = {address.rstrip("/").rpartition("/")[2] for *_, address in articles}
    assert {story.path.rstrip("/").rpartition("/")[2] for story in story["site"].stories} <= told
    assert lines(story["home"], "articles.jsonl") == len(articles), "a page was handed on twice"


def test_there_are_incidents_with_their_words(story):
    first = story["first"]
    assert len(first["incidents"]) > 20
    assert {incident for _, incident, _ in first["reports"]} == {row[0] for row in first["incidents"]}
    assert all(quote for _, _, quote in first["reports"])
    assert len(first["claims"]) > 2


def test_every_run_is_recorded(story):
    runs = story["first"]["runs"]
    assert [status for _, status, _ in runs] == ["finished"] * 3
    assert sum(new for _, _, new in runs) == len(story["first"]["articles"])


def test_bad_pages_are_counted_and_stop_nothing(story):
    kinds = {kind for source, kind in story["first"]["problems"] if source == "sample"}
    assert {"empty_article", "gone", "redirect_loop", "robots_forbidden", "unknown_language"} <= kinds


def test_a_second_run_changes_nothing(story):
    for table in ("articles", "incidents", "reports", "people", "claims"):
        assert sorted(story["second"][table]) == sorted(story["first"][table]), table
    assert story["second"]["runs"][-1][2] == 0


def test_a_dead_source_is_seen_and_stops_nothing(story):
    assert story["again"].returncode == 3, story["again"].stdout + story["again"].stderr
    assert "Degraded: qha" in story["again"].stdout
    last = story["second"]["runs"][-1]
    assert last[1] == "degraded"
    health = {source: status for run, source, status in story["second"]["health"] if run == last[0]}
    assert health == {"qha": "degraded", "sample": "ok"}


def test_nothing_was_sent_to_prefect_cloud_and_the_history_is_local(story):
    history = story["home"] / "prefect" / "prefect.db"
    assert history.is_file()


def test_two_runs_at_once_are_refused(story, tmp_path):
    from filelock import FileLock

    file = settings(tmp_path, "sample", "http://127.0.0.1:9/")
    (tmp_path / "data").mkdir()
    with FileLock(tmp_path / "data" / "nightly.lock"):
        done = khronika("nightly", "--config", str(file))
    assert done.returncode == 2
    assert "another run is at work" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_archive_can_be_proved_and_looked_at(story):
    home = {"KHRONIKA_HOME": str(story["home"])}
    whole = khronika("archive", "verify", "--deep", **home)
    assert whole.returncode == 0, whole.stdout
    assert "head: " in whole.stdout
    url = story["first"]["articles"][0][2]
    page = khronika("archive", "show", url, **home)
    assert "<html" in page.stdout.lower()
    assert "offset" in page.stderr
    assert khronika("archive", "show", "http://nowhere.example/", **home).returncode == 2


def test_a_changed_archive_is_found_out(story, tmp_path):
    shutil.copytree(story["home"] / "archive", tmp_path / "archive")
    warc = next(tmp_path.glob("archive/*/*.warc.gz"))
    whole = warc.read_bytes()
    warc.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    done = khronika("archive", "verify", KHRONIKA_HOME=str(tmp_path))
    assert done.returncode == 3
    assert warc.name in done.stdout

"""The extract stage under Prefect, with a reading that breaks on one article."""

import pytest
from prefect import flow
from prefect.testing.utilities import prefect_test_harness

import flows.reading
from flows.config import Config
from flows.extraction import EXTRACTION_FAILED, extract_run
from flows.feeds import RunFeeds, pending
from pipeline.extract import Failure
from pipeline.records import Extraction

ARTICLES = 9
POISON = {"a3", "a7"}


@pytest.fixture(scope="module", autouse=True)
def prefect():
    with prefect_test_harness(server_startup_timeout=120):
        yield


@flow(validate_parameters=False)
def read(run):
    """Tasks are submitted within a flow only."""
    return extract_run(run, Config())


def feed(home):
    folder = home / "20260101-000000-aa" / "sample"
    folder.mkdir(parents=True)
    line = '{{"id": "a{0}", "source": "sample", "text": "text", "url": "http://x/{0}"}}\n'
    (folder / "articles.jsonl").write_text("".join(line.format(n) for n in range(ARTICLES)))
    (folder / "stats.json").write_text("{}")
    return RunFeeds("20260101-000000-aa", tuple(pending(home, ())))


def test_an_article_that_breaks_the_reading_is_left_out_and_counted(tmp_path, monkeypatch):
    def broken_read(articles, _config):
        broken = [article.id for article in articles if article.id in POISON]
        if broken:
            raise ZeroDivisionError(f"cannot read {broken[0]}")
        no_words = {"a5": Failure("a5", "unknown_language", "no words")}
        return [no_words.get(article.id, Extraction(id=article.id)) for article in articles]

    encoded = []
    monkeypatch.setattr(flows.reading, "embed_leads", lambda articles, _config: encoded.extend(articles))
    monkeypatch.setattr(flows.reading, "read_articles", broken_read)
    reading = read(feed(tmp_path))
    assert [extraction.id for extraction in reading.extractions] == ["a0", "a1", "a2", "a4", "a6", "a8"]
    assert [(problem.kind, problem.url) for problem in reading.problems] == [
        (EXTRACTION_FAILED, "http://x/3"),
        ("unknown_language", "http://x/5"),
        (EXTRACTION_FAILED, "http://x/7"),
    ]
    assert len(encoded) == ARTICLES
    assert "cannot read a3" in reading.problems[0].message


def test_a_run_without_articles(tmp_path):
    reading = read(RunFeeds("20260101-000000-aa", ()))
    assert (reading.extractions, reading.problems) == ((), ())

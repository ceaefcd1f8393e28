"""Favours asked of others within a run: nobody answers here, and the run goes on."""

from datetime import UTC, datetime

import pytest
from prefect import flow
from prefect.testing.utilities import prefect_test_harness

from flows import outside
from flows.config import ArchiveConfig, Config, SourceConfig
from flows.extraction import Reading
from flows.feeds import RunFeeds, pending
from spiders.archive import ArchiveWriter, Exchange
from spiders.archive_index import index_missing
from spiders.archive_manifest import add_manifest

NOBODY = "http://127.0.0.1:9/"
RUN = "20260101-000000-aa"
DAY = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def prefect():
    with prefect_test_harness(server_startup_timeout=120):
        yield


@flow(validate_parameters=False)
def night(run, config):
    warnings = outside.timestamp(config)
    saving = outside.save_copies.submit(run, config)
    return warnings, outside.with_copies(Reading(run.run_id, (), (), ()), saving)


@pytest.fixture
def run(tmp_path):
    """An open source, a local one and a backfill, of two articles each and one address twice."""
    for source, reason in (("qha", "finished"), ("sample", "finished"), ("zmina", "backfill")):
        folder = tmp_path / "runs" / RUN / source
        folder.mkdir(parents=True)
        line = '{{"id": "a{0}", "text": "", "source": "{1}", "url": "https://{1}.example/{0}"}}\n'
        (folder / "articles.jsonl").write_text("".join(line.format(n, source) for n in (1, 2, 2)))
        (folder / "stats.json").write_text(f'{{"finish_reason": "{reason}"}}')
    return RunFeeds(RUN, tuple(pending(tmp_path / "runs", ())))


def config(home, **archive):
    return Config(home=home, sources={"sample": SourceConfig(local=True)}, archive=ArchiveConfig(**archive))


def sealed(home):
    writer = ArchiveWriter(home / "archive", "qha", RUN, DAY)
    page = Exchange(
        url="https://qha.example/1",
        method="GET",
        request_headers=[],
        status=200,
        response_headers=[],
        body=b"a",
    )
    writer.write(page)
    writer.close()
    index_missing(home / "archive")
    add_manifest(home / "archive", DAY)


def test_nothing_is_asked_unless_it_is_set(run, tmp_path):
    sealed(tmp_path)
    warnings, reading = night(run, config(tmp_path))
    assert (warnings, reading.problems) == ((), ())


def test_nobody_answers_and_the_run_goes_on(run, tmp_path):
    sealed(tmp_path)
    asking = {"timestamp_url": NOBODY, "wayback": True, "wayback_url": NOBODY, "wayback_delay": 0}
    (warning,), reading = night(run, config(tmp_path, **asking))
    assert "the next run tries again" in warning
    assert "Connection refused" in warning
    assert [(problem.kind, problem.source, problem.url) for problem in reading.problems] == [
        ("wayback_failed", "qha", "https://qha.example/1"),
        ("wayback_failed", "qha", "https://qha.example/2"),
    ]


def test_settings_that_cannot_be_used_are_a_warning_too(run, tmp_path):
    sealed(tmp_path)
    missing = config(tmp_path, timestamp_url=NOBODY, timestamp_roots=tmp_path / "none.pem")
    (warning,), _ = night(run, missing)
    assert "none.pem" in warning

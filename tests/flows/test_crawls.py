import os
import signal
import subprocess
import sys

import pytest

from flows import crawls
from flows.config import Config, CrawlConfig, SourceConfig
from flows.exits import UsageError
from flows.sources import chosen


def test_the_command_says_what_the_configuration_says(tmp_path):
    config = Config(
        home=tmp_path, contact="a@b.example", sources={"qha": SourceConfig(base_url="http://x/", local=True)}
    )
    words = crawls.command("qha", config, "r1")
    assert words[1:7] == ["-m", "spiders.run", "--source", "qha", "--home", str(tmp_path)]
    assert words[7:11] == ["--run", "r1", "--end-with", str(os.getpid())]
    assert words[11:] == ["--contact", "a@b.example", "--base-url", "http://x/", "--local"]
    bare = crawls.command("sample", Config(home=tmp_path), "r1")
    assert bare[-6:] == ["--home", str(tmp_path), "--run", "r1", "--end-with", str(os.getpid())]


def pretend(monkeypatch, code):
    monkeypatch.setattr(crawls, "command", lambda *_: [sys.executable, "-c", code])


def run(tmp_path, **settings):
    return crawls.crawl("sample", Config(home=tmp_path, crawl=CrawlConfig(**settings)), "r1", lambda _: None)


def test_a_process_that_dies_is_reported_with_its_last_words(tmp_path, monkeypatch):
    pretend(monkeypatch, "import sys; sys.exit('no such encoding')")
    with pytest.raises(crawls.CrawlFailed, match="ended with 1: no such encoding"):
        run(tmp_path)


def test_an_interrupted_one_is_not_tried_again(tmp_path, monkeypatch):
    pretend(monkeypatch, "raise SystemExit(130)")
    with pytest.raises(crawls.CrawlInterrupted):
        run(tmp_path)


def test_one_that_takes_too_long_is_stopped(tmp_path, monkeypatch):
    pretend(monkeypatch, "import time; time.sleep(60)")
    with pytest.raises(crawls.CrawlFailed, match="not finished after"):
        run(tmp_path, timeout_minutes=0)


def test_one_that_does_not_listen_is_killed(tmp_path, monkeypatch):
    ignore = "signal.signal(signal.SIGINT, signal.SIG_IGN)"
    deaf = f"import signal, time; {ignore}; print('deaf', flush=True); time.sleep(60)"
    monkeypatch.setattr(crawls, "GRACE", 0.2)
    process = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"deaf\n"
    with pytest.raises(crawls.CrawlFailed, match="not finished after"):
        crawls._wait(process, 0, lambda: None)
    assert process.returncode == -signal.SIGKILL


def test_no_code_runs_between_fork_and_exec(tmp_path, monkeypatch):
    """It would wait for locks that threads of this process hold: nights hung where models were loading."""
    pretend(monkeypatch, "raise SystemExit(130)")
    forks = []
    os.register_at_fork(before=lambda: forks.append("fork"))
    with pytest.raises(crawls.CrawlInterrupted):
        run(tmp_path)
    assert not forks


def test_articles_are_counted_while_they_come(tmp_path, monkeypatch):
    code = (
        "import json, pathlib, sys, time; folder = pathlib.Path(sys.argv[1]);"
        "[(folder / 'articles.jsonl').open('a').write('{}\\n') and time.sleep(0.25) for _ in range(4)];"
        "(folder / 'stats.json').write_text(json.dumps({'articles': 4, 'degraded': ['slow']})); sys.exit(3)"
    )
    folder = tmp_path / "runs" / "r1" / "sample"
    monkeypatch.setattr(crawls, "command", lambda *_: [sys.executable, "-c", code, str(folder)])
    seen = []
    crawled = crawls.crawl("sample", Config(home=tmp_path), "r1", seen.append)
    assert seen == sorted(seen)
    assert 0 < seen[-1] <= 4
    assert (crawled.articles, crawled.degraded) == (4, ("slow",))


def test_days_proxy_and_browser_are_passed_on(tmp_path):
    place = SourceConfig(since="2019-01-01", until="2019-12-31", proxy="http://p:3128", javascript=True)
    words = crawls.command("qha", Config(home=tmp_path, sources={"qha": place}), "r1")
    assert words[-7:] == [
        "--since", "2019-01-01", "--until", "2019-12-31", "--proxy", "http://p:3128", "--javascript"
    ]  # fmt: skip


def test_a_source_without_declaration(tmp_path):
    place = SourceConfig(
        feeds=("http://x/rss", "http://y/rss"), sitemaps=("http://x/map",), urls=tmp_path / "u"
    )
    words = crawls.command("mine", Config(home=tmp_path, sources={"mine": place}), "r1")
    assert " --feed http://x/rss --feed http://y/rss --sitemap http://x/map --urls " in " ".join(words)
    assert chosen(Config(sources={"mine": place}), ["mine"]) == ["mine"]
    assert "mine" in chosen(Config(sources={"mine": place}), [])
    with pytest.raises(UsageError, match="nobody"):
        chosen(Config(), ["nobody"])

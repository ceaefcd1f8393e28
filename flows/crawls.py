"""One crawl, in a process of its own, so that a stuck or dying spider takes nothing else with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final

import msgspec
from msgspec import Struct

from flows.config import Config
from flows.exits import Exit
from flows.feeds import ARTICLES

LOOK_EVERY: Final = 0.3  # seconds
GRACE: Final = 60.0  # seconds for a spider that was asked to stop


class CrawlFailed(RuntimeError):
    """The crawl's process could not do its work; the message ends with its last words. Worth another try."""


class CrawlInterrupted(RuntimeError):
    """The crawl was stopped by Ctrl-C; the next run continues it, another try now must not."""


class Crawled(Struct, frozen=True, kw_only=True):
    """How one crawl ended: the counters of its stats.json, and the reasons why the source is not well."""

    source: str
    stats: dict[str, Any]
    degraded: tuple[str, ...] = ()

    @property
    def articles(self) -> int:
        return int(self.stats.get("articles", 0))

    @property
    def problems(self) -> int:
        return sum(self.stats.get("problems", {}).values())


def crawl(source: str, config: Config, run_id: str, watch: Callable[[int], None]) -> Crawled:
    """Crawl `source` into home/runs/<run_id>/<source>. Raises CrawlFailed or CrawlInterrupted.

    `watch` is told now and then how many articles there are.
    """
    folder = config.runs / run_id / source
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "crawl.log"
    with log.open("ab") as handle, _started(command(source, config, run_id), handle) as process:
        code = _wait(process, 60 * config.crawl.timeout_minutes, _Lines(folder / ARTICLES, watch))
    if code == Exit.INTERRUPTED:
        raise CrawlInterrupted(source)
    if code not in (Exit.OK, Exit.DEGRADED):
        raise CrawlFailed(f"the crawl ended with {code}: {_last_line(log)} ({log})")
    stats = msgspec.json.decode((folder / "stats.json").read_bytes())
    return Crawled(source=source, stats=stats, degraded=tuple(stats.get("degraded", ())))


def command(source: str, config: Config, run_id: str) -> list[str]:
    """The spider's command line."""
    place = config.source(source)
    words = ["--source", source, "--home", str(config.home), "--run", run_id, "--end-with", str(os.getpid())]
    if config.contact:
        words += ["--contact", config.contact]
    words += [word for feed in place.feeds for word in ("--feed", feed)]
    words += [word for sitemap in place.sitemaps for word in ("--sitemap", sitemap)]
    if place.urls:
        words += ["--urls", str(place.urls)]
    given = {"--since": place.since, "--until": place.until, "--proxy": place.proxy}
    words += [word for option, value in given.items() if value for word in (option, value)]
    if place.base_url:
        words += ["--base-url", place.base_url]
    if place.delay is not None:
        words += ["--delay", str(place.delay)]
    if place.local:
        words.append("--local")
    if place.javascript:
        words.append("--javascript")
    return [sys.executable, "-m", "spiders.run", *words]


def _started(words: list[str], log: BinaryIO) -> subprocess.Popen[bytes]:
    return subprocess.Popen(words, stdout=log, stderr=log)


def _wait(process: subprocess.Popen[bytes], seconds: float, look: Callable[[], None]) -> int:
    """Exit code of the process; a spider that takes too long is asked to stop, and continues next time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(subprocess.TimeoutExpired):
            return process.wait(LOOK_EVERY)
        look()
    _stop(process)
    raise CrawlFailed(f"not finished after {seconds / 60:.0f} minutes")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask it to put its work away, and do not wait for ever: killed, it continues next time as well."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class _Lines:
    """Counts the lines of a growing file, reading only what is new, and tells."""

    def __init__(self, path: Path, tell: Callable[[int], None]) -> None:
        self._path, self._tell = path, tell
        self._read, self._lines = 0, 0

    def __call__(self) -> None:
        if not self._path.exists():
            return
        with self._path.open("rb") as handle:
            handle.seek(self._read)
            block = handle.read()
        self._read += len(block)
        self._lines += block.count(b"\n")
        self._tell(self._lines)


def _last_line(log: Path) -> str:
    """What the process said at last: the error, of a traceback."""
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1].strip() if lines else "it said nothing"

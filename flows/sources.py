"""Which sources a run crawls, and how they have been doing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from flows.config import Config
from flows.exits import UsageError
from pipeline.publish.query import NotPublished, query
from spiders.registry import UnknownSource, source, sources


def chosen(config: Config, only: Sequence[str]) -> list[str]:
    """Those asked for, else those configured, else all that are not local. Raises UsageError."""
    generic = [name for name, each in config.sources.items() if each.generic]
    names = only or config.crawl.sources
    for name in names:
        if name not in generic:
            known(name)
    return list(names) or [*(each.name for each in sources() if not each.local), *generic]


def known(name: str) -> str:
    """The name of a declared source. Raises UsageError."""
    try:
        return source(name).name
    except UnknownSource as error:
        raise UsageError(str(error)) from error


def health(published: Path) -> dict[str, tuple[str, str]]:
    """(status, kinds of problems) of the last run of each source; empty before anything was published."""
    try:
        answer = query(published, "SELECT source, status, coalesce(kinds, '') FROM v_source_health")
    except NotPublished:
        return {}
    return {source: (status, kinds) for source, status, kinds in answer.rows}


def ask(name: str, config: Config) -> list[dict[str, Any]]:
    """What each address of a source answers now, in a process of its own. Raises UsageError."""
    place = config.source(name)
    words = [sys.executable, "-m", "spiders.check", "--source", name]
    if config.contact:
        words += ["--contact", config.contact]
    if place.base_url:
        words += ["--base-url", place.base_url]
    if place.proxy:
        words += ["--proxy", place.proxy]
    if place.local:
        words.append("--local")
    done = subprocess.run(words, capture_output=True, check=False)
    if done.returncode not in (0, 3):
        raise UsageError(done.stderr.decode(errors="replace").strip())
    return [msgspec.json.decode(line) for line in done.stdout.splitlines()]

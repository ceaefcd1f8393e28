"""Ask the Wayback Machine to keep a copy too. A favour of others: slow, within a time, never needed.

The interface is Save Page Now 2 of the Internet Archive, which without an account takes four pages a minute.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Final

import httpx
import msgspec
from msgspec import Struct

from pipeline.records import Article, Problem

FAILED: Final = "wayback_failed"
TIMEOUT: Final = 60.0  # seconds


class Wayback(Struct, frozen=True, kw_only=True):
    """How to ask."""

    url: str = "https://web.archive.org/save/"
    key: str = ""  # "access:secret" of an account
    agent: str = "khronika"
    delay: float = 15.0  # seconds between two requests
    seconds: float = 1800.0  # for all of them


class _Answer(Struct, frozen=True):
    status: str = ""
    message: str = ""


def save(articles: Sequence[Article], wayback: Wayback) -> Iterator[Problem]:
    """Ask for a copy of each article; what was not taken, or not reached in time, is a problem."""
    headers = {"User-Agent": wayback.agent, "Accept": "application/json"}
    if wayback.key:
        headers["Authorization"] = f"LOW {wayback.key}"
    end = time.monotonic() + wayback.seconds
    pause = 0.0
    with httpx.Client(headers=headers, timeout=TIMEOUT) as client:
        for article in articles:
            if time.monotonic() + pause >= end:
                yield _problem(article, "not asked: the time for it was over")
                continue
            time.sleep(pause)
            why, asked_to_wait = _ask(client, wayback.url, article)
            pause = max(wayback.delay, asked_to_wait)
            if why:
                yield _problem(article, why)


def _ask(client: httpx.Client, url: str, article: Article) -> tuple[str, float]:
    """Why it was not taken, empty if it was; and the seconds that the server wants to be left alone."""
    try:
        answer = client.post(url, data={"url": article.url or ""})
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return f"{error or type(error).__name__}", 0.0
    wait = answer.headers.get("Retry-After", "")
    return _refusal(answer), float(wait) if wait.isdecimal() else 0.0


def _refusal(answer: httpx.Response) -> str:
    """Empty for a request that was taken. Some refusals come as 200 with the reason in JSON."""
    if not answer.is_success:
        return f"HTTP {answer.status_code}"
    if "json" not in answer.headers.get("Content-Type", ""):
        return ""
    try:
        told = msgspec.json.decode(answer.content, type=_Answer)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return f"an answer that cannot be read: {error}"
    return told.message or told.status if told.status == "error" else ""


def _problem(article: Article, why: str) -> Problem:
    return Problem(source=article.source or "-", kind=FAILED, message=why, url=article.url)

"""Pages that are empty without a browser: scrapy-playwright with the system's Chromium, where declared.

A browser resolves names and follows links by itself, past our guards. So it gets no resolver of its own: each
host of the source is pinned to the address that was checked here, and no other host exists for it.
"""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterable
from typing import Any, Protocol
from urllib.parse import urlsplit

from spiders.safety import is_public
from spiders.source import NoBrowser, Source

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
HANDLER = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
HEAVY = frozenset({"image", "media", "font", "stylesheet"})  # not needed to read a text
WAIT = 1500  # milliseconds for scripts after the page has loaded


class BrowserRequest(Protocol):
    """What is used of playwright.async_api.Request."""

    url: str
    resource_type: str


def browser() -> str:
    """Path of the system's Chromium. Raises NoBrowser."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise NoBrowser("this source needs Chromium: install the package `chromium`")
    return found


def browser_settings(source: Source, allowed: Iterable[str]) -> dict[str, Any]:
    """Scrapy settings for `source`; `allowed` are host:port pairs that may be private. Raises NoBrowser."""
    local = {item.rpartition(":")[0] for item in allowed}
    pins = [
        f"MAP {host} {address}" for host in sorted(source.hosts) if (address := _checked(host, host in local))
    ]
    rules = ", ".join([*pins, "MAP * ~NOTFOUND"])
    options = {
        "executable_path": browser(),
        "args": [f"--host-resolver-rules={rules}", "--no-sandbox", "--disable-dev-shm-usage"],
    }

    def abort(request: BrowserRequest) -> bool:
        return request.resource_type in HEAVY or not _own(request.url, source)

    return {
        "DOWNLOAD_HANDLERS": {"http": HANDLER, "https": HANDLER},
        "PLAYWRIGHT_LAUNCH_OPTIONS": options,
        "PLAYWRIGHT_ABORT_REQUEST": abort,
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 2,
    }


def browser_meta() -> dict[str, Any]:
    """Request meta that has a page rendered before it is handed over."""
    from scrapy_playwright.page import PageMethod  # noqa: PLC0415 (an optional dependency)

    return {"playwright": True, "playwright_page_methods": [PageMethod("wait_for_timeout", WAIT)]}


def _own(url: str, source: Source) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and (parts.hostname or "").removeprefix("www.") in source.hosts


def _checked(host: str, local: bool) -> str | None:
    """The address of `host`, if it is public or the host may be private."""
    try:
        address = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0]
    except socket.gaierror:
        return None
    return str(address) if local or is_public(str(address)) else None

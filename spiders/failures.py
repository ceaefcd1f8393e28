"""Why no answer came, in the words that problems are counted under."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import exceptions
from scrapy.exceptions import IgnoreRequest
from twisted.python.failure import Failure

from spiders.manners import AlreadyAsked, RedirectLoop
from spiders.safety import ForbiddenAddress, refused_names

KINDS: tuple[tuple[type[Exception], str], ...] = (
    (RedirectLoop, "redirect_loop"),
    (ForbiddenAddress, "forbidden_address"),
    (AlreadyAsked, "copies"),
    (exceptions.DownloadTimeoutError, "timeout"),
    (exceptions.DownloadCancelledError, "too_large"),
    (exceptions.ResponseDataLossError, "truncated"),
    (exceptions.CannotResolveHostError, "unreachable"),
    (exceptions.DownloadConnectionRefusedError, "unreachable"),
    (exceptions.DownloadFailedError, "unreachable"),
)
IGNORED = (
    ("robots.txt", "robots_forbidden"),
    ("offsite", "offsite"),
    ("exceed", "too_large"),
    ("size", "too_large"),
)


def failure_kind(failure: Failure) -> tuple[str, str]:
    """(kind, message) of what an errback was given."""
    error = failure.value
    message = str(error) or type(error).__name__
    host = urlsplit(failure.request.url).hostname or ""  # type: ignore[attr-defined]
    if isinstance(error, exceptions.CannotResolveHostError) and host in refused_names:
        return "forbidden_address", f"{host} resolves to an address that is not public"
    for kind, name in KINDS:
        if isinstance(error, kind):
            return name, message
    if isinstance(error, IgnoreRequest):
        return next((name for part, name in IGNORED if part in message.lower()), "ignored"), message
    return "unreachable", f"{type(error).__name__}: {message}"

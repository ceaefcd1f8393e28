"""Never fetch addresses of the collector's own network: not by link, redirect or a name that resolves to one.

The name check sits in the resolver that makes the connection: an address cannot change between check and use.
"""

from __future__ import annotations

import ipaddress
from typing import Any, Self, cast
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from spiders.manners import PROXY

LOCAL_HOSTS = "KHRONIKA_LOCAL_HOSTS"  # setting: host:port pairs of a local source, which may be private


class ForbiddenAddress(IgnoreRequest):
    """The address is private, loopback or otherwise not on the public internet."""


def is_public(address: str) -> bool:
    """Whether an IP address is reachable by everybody; mapped IPv4 counts as what it maps to."""
    ip = ipaddress.ip_address(address)
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return (mapped or ip).is_global and not ip.is_multicast


def host_port(url: str) -> str:
    """`http://example.org/x` -> `example.org:80`."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


class AddressGuard:
    """Downloader middleware: refuses other schemes, and literal addresses that are not public."""

    def __init__(self, allowed: frozenset[str]) -> None:
        self._allowed = allowed

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(frozenset(crawler.settings.getlist(LOCAL_HOSTS)))

    def process_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https"):
            raise ForbiddenAddress(f"scheme {parts.scheme!r}")
        if host_port(request.url) in self._allowed:
            return
        host = parts.hostname or ""
        if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
            raise ForbiddenAddress(f"{host} is a name of the local network")
        try:
            public = is_public(host)
        except ValueError:
            return  # a name: the resolver decides
        if not public:
            raise ForbiddenAddress(f"{host} is not a public address")


class GuardedResolver(CachingThreadedResolver):
    """Resolves names, and refuses those that lead to an address which is not public."""

    def __init__(
        self, reactor: ReactorBase, cache_size: int, timeout: float, allowed: frozenset[str]
    ) -> None:
        super().__init__(reactor, cache_size, timeout)
        self._allowed = allowed

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        settings = crawler.settings
        proxy = urlsplit(settings.get(PROXY) or "").hostname or ""
        hosts = frozenset([*(item.rpartition(":")[0] for item in settings.getlist(LOCAL_HOSTS)), proxy])
        return cls(reactor, settings.getint("DNSCACHE_SIZE"), settings.getfloat("DNS_TIMEOUT"), hosts)

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:  # noqa: N802 (Twisted's name)
        found = super().getHostByName(name, timeout)
        return (
            found if name in self._allowed else cast("Deferred[str]", found.addCallback(_only_public, name))
        )


# Twisted reduces every failed look-up to "no results"; the reason is kept here for the problem report.
refused_names: set[str] = set()


def _only_public(address: str, name: str) -> str:
    if not is_public(address):
        refused_names.add(name)
        raise DNSLookupError(f"{name} resolves to {address}, which is not a public address")
    return address

"""Scrapy settings: polite by default, with limits on everything a server could send."""

from __future__ import annotations

from typing import Any

from spiders.archive import SOFTWARE
from spiders.manners import BACKOFF, LONGEST_BACKOFF, PROXY
from spiders.packing import ACCEPTED, MEGABYTE
from spiders.safety import LOCAL_HOSTS, host_port
from spiders.source import Source


def user_agent(contact: str) -> str:
    """Who we are and whom to ask to stop. `contact` is an address or a URL."""
    return f"{SOFTWARE} (collects public news on persecution; robots.txt is obeyed; contact: {contact})"


def settings_for(
    source: Source, *, contact: str, delay: float, local: bool, timeout: float = 30.0
) -> dict[str, Any]:
    """The settings of one crawl of one source. Seconds and bytes throughout."""
    addresses = (
        source.base,
        *(address.url for address in (*source.feeds, *source.sitemaps, *source.sections)),
        *source.pages,
    )
    return {
        "USER_AGENT": user_agent(contact),
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Encoding": ACCEPTED,
        },
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": "khronika",
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "REFERRER_POLICY": "no-referrer",
        "METAREFRESH_ENABLED": False,
        "HTTPERROR_ALLOW_ALL": True,
        "DOWNLOAD_DELAY": delay,
        "AUTOTHROTTLE_ENABLED": delay > 0,
        "AUTOTHROTTLE_START_DELAY": delay,
        "AUTOTHROTTLE_MAX_DELAY": 60.0,
        "CONCURRENT_ITEMS": 1,  # tasks for each answer; ours give one request at most, or a long list of them
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1 if delay > 0 else 16,
        "DOWNLOAD_TIMEOUT": timeout,
        "DOWNLOAD_MAXSIZE": 10 * MEGABYTE,
        "DOWNLOAD_WARNSIZE": 0,
        "DNS_TIMEOUT": 10,
        "TWISTED_DNS_RESOLVER": "spiders.safety.GuardedResolver",
        "REDIRECT_MAX_TIMES": 5,
        "RETRY_TIMES": 3,
        "RETRY_GIVE_UP_LOG_LEVEL": "INFO",
        BACKOFF: max(0.05, min(2.0, delay)),
        LONGEST_BACKOFF: 300.0,
        PROXY: source.proxy,
        LOCAL_HOSTS: sorted({host_port(address) for address in addresses}) if local else [],
        "DOWNLOADER_MIDDLEWARES": {
            "spiders.safety.AddressGuard": 40,
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # sources know their own hosts
            "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
            "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
            "spiders.manners.BackoffMiddleware": 550,
            "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
            "spiders.manners.OnceRedirectMiddleware": 600,
            "spiders.manners.ProxyMiddleware": 740,
            "spiders.archiving.ArchiveMiddleware": 890,
        },
        "EXTENSIONS": {"scrapy.extensions.memusage.MemoryUsage": None, "spiders.memory.OwnMemory": 0},
        "LOG_LEVEL": "WARNING",
        "STATS_DUMP": False,
        "MEMUSAGE_LIMIT_MB": 1500,
    }

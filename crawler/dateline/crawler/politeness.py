"""How requests are made: Scrapy's settings for one source, and retries that wait."""

import asyncio
import logging
import time
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from dateline import clock
from dateline.settings import Crawl, Source

LONGEST_WAIT = 300.0
"""Seconds that a request waits at most for its next try; a site that asks for more is asked another night."""
_FIRST_WAIT = 1.0
_BUSY = frozenset({408, 429, 500, 502, 503, 504, 520, 521, 522, 524})
_PACKAGE = "dateline.crawler"


def user_agent(crawl: Crawl) -> str:
    """The User-Agent: honest about who asks, and whom a webmaster can turn to."""
    if crawl.user_agent:
        return crawl.user_agent
    contact = f"+{crawl.contact}" if crawl.contact else "no contact set"
    return f"Dateline/{version('dateline')} ({contact})"


def base_settings(crawl: Crawl) -> dict[str, Any]:
    """Scrapy's settings that hold for the whole process."""
    return {
        "LOG_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "TWISTED_DNS_RESOLVER": f"{_PACKAGE}.guard.Resolver",
        "USER_AGENT": user_agent(crawl),
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "RETRY_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "REDIRECT_MAX_TIMES": 5,
        "DOWNLOAD_TIMEOUT": crawl.timeout,
        "DOWNLOAD_MAXSIZE": crawl.max_size,
        "DOWNLOAD_WARNSIZE": 0,
        "RETRY_TIMES": crawl.retries,
        "CONCURRENT_REQUESTS_PER_DOMAIN": crawl.connections_per_host,
        "DOWNLOAD_DELAY_JITTER": 0,
        # A task for each: the spider yields few requests at a time and no items.
        "CONCURRENT_ITEMS": 1,
        "MEMUSAGE_ENABLED": False,
        "LOGSTATS_INTERVAL": 0,
        "STATS_DUMP": False,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        },
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            f"{_PACKAGE}.guard.GuardMiddleware": 40,
            f"{_PACKAGE}.robots.RobotsMiddleware": 100,
            f"{_PACKAGE}.politeness.PatienceMiddleware": 550,
        },
    }


def source_settings(crawl: Crawl, source: Source) -> dict[str, Any]:
    """Scrapy's settings for one source.  Without a delay AutoThrottle has nothing to regulate."""
    throttle = crawl.autothrottle and source.delay > 0
    return {
        "DOWNLOAD_DELAY": source.delay,
        "DOWNLOAD_VERIFY_CERTIFICATES": source.verify_tls,
        "AUTOTHROTTLE_ENABLED": throttle,
        "AUTOTHROTTLE_START_DELAY": source.delay,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": float(crawl.connections_per_host),
        "CLOSESPIDER_TIMEOUT": int(crawl.max_minutes * 60),
    }


class PatienceMiddleware:
    """Tries again after 429, 5xx and broken connections, later each time, and as late as Retry-After says."""

    def __init__(self, settings: BaseSettings, crawler: Crawler) -> None:
        self._crawler = crawler
        self._errors = tuple(
            load_object(item) if isinstance(item, str) else item
            for item in settings.getlist("RETRY_EXCEPTIONS")
        )
        self._paused: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PatienceMiddleware":
        return cls(crawler.settings, crawler)

    async def process_request(self, request: Request) -> None:
        """Hold requests to a host that asked for a pause."""
        until = self._paused.get(urlsplit(request.url).netloc, 0.0)
        wait = until - time.monotonic()
        if wait > 0:
            await asyncio.sleep(wait)

    async def process_response(self, request: Request, response: Response) -> Response | Request:
        """The response, or the request once more after a wait."""
        if response.status not in _BUSY:
            return response
        asked = retry_after(response)
        if asked is not None and asked > LONGEST_WAIT:
            return response
        if response.status == 429:
            host = urlsplit(request.url).netloc
            self._paused[host] = time.monotonic() + (asked or _FIRST_WAIT)
        return await self._again(request, str(response.status), asked) or response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """The request once more after a wait, where the connection failed."""
        if isinstance(exception, IgnoreRequest) or not isinstance(exception, self._errors):
            return None
        return await self._again(request, type(exception).__name__, None)

    async def _again(self, request: Request, reason: str, asked: float | None) -> Request | None:
        spider: Any = self._crawler.spider
        again = get_retry_request(
            request, spider=spider, reason=reason, give_up_log_level=logging.INFO, priority_adjust=0
        )
        if again is None:
            return None
        tries = again.meta["retry_times"]
        await asyncio.sleep(min(asked if asked is not None else _FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT))
        return again


def retry_after(response: Response) -> float | None:
    """Seconds that the Retry-After header asks for; None without one."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - clock.now()).total_seconds()) if value else None
    except (ValueError, TypeError):
        return None

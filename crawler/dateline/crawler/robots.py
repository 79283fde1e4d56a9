"""robots.txt: obeyed with its Crawl-delay; a site that cannot tell its rules is not crawled.

After RFC 9309: 4xx means that there are no rules, 5xx or no answer that everything is forbidden for now.  The
rules are kept from night to night and asked for conditionally.
"""

import asyncio
import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from dateline.settings import write_atomically

AGENT = "Dateline"
MAX_SIZE = 500_000
MAX_DELAY = 600.0
_log = logging.getLogger(__name__)


class Forbidden(IgnoreRequest):
    """robots.txt forbids the address."""


class Unavailable(IgnoreRequest):
    """robots.txt could not be read, so nothing may be fetched; the message is a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A robots.txt as it was last read."""

    body: str
    etag: str | None = None
    last_modified: str | None = None


class Cache:
    """The robots.txt of all sites, in one file that may be deleted at any time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: dict[str, Kept] = {}
        self._changed = False
        try:
            data = json.loads(path.read_text(encoding="utf8"))
            self._kept = {origin: Kept(**values) for origin, values in data.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            self._kept = {}

    def get(self, origin: str) -> Kept | None:
        """What is known of the site."""
        return self._kept.get(origin)

    def put(self, origin: str, kept: Kept) -> None:
        """Remember what a site answered."""
        self._changed |= self._kept.get(origin) != kept
        self._kept[origin] = kept

    def save(self) -> None:
        """Write the file if anything changed."""
        if self._changed:
            write_atomically(self._path, json.dumps({key: asdict(kept) for key, kept in self._kept.items()}))


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site's robots.txt says to us."""

    parsed: Any

    def allows(self, url: str) -> bool:
        """Whether the address may be fetched."""
        return bool(self.parsed.can_fetch(url, AGENT))

    @property
    def delay(self) -> float:
        """Crawl-delay in seconds, 0 where there is none."""
        try:
            return min(max(float(self.parsed.crawl_delay(AGENT) or 0), 0.0), MAX_DELAY)
        except (TypeError, ValueError):
            return 0.0

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Addresses of the Sitemap lines."""
        return tuple(self.parsed.sitemaps)


def read(body: str) -> Rules:
    """The rules in a robots.txt."""
    return Rules(Protego.parse(body[:MAX_SIZE]))


class RobotsMiddleware:
    """Fetches each site's robots.txt before anything else of it."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._rules: dict[str, asyncio.Future[Rules | str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RobotsMiddleware":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let the request pass, or raise Forbidden or Unavailable."""
        spider: Any = self._crawler.spider
        if request.meta.get("robots_txt") or not spider.obey_robots:
            return
        rules = await self.rules(request)
        if isinstance(rules, str):
            raise Unavailable(rules)
        if not rules.allows(request.url):
            raise Forbidden(f"robots.txt forbids {request.url}.")

    async def rules(self, request: Request) -> Rules | str:
        """The rules of the request's site, or why there are none."""
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.get_running_loop().create_future()
            self._rules[origin].set_result(await self._fetch(origin))
        return await self._rules[origin]

    async def _fetch(self, origin: str) -> Rules | str:
        spider: Any = self._crawler.spider
        kept: Kept | None = spider.robots.get(origin)
        request = Request(
            f"{origin}/robots.txt",
            priority=1000,
            headers=conditions(kept.etag, kept.last_modified) if kept else {},
            meta={"robots_txt": True, "handle_httpstatus_all": True},
            callback=NO_CALLBACK,
            dont_filter=True,
        )
        host = urlsplit(origin).netloc
        try:
            response: Response = await self._crawler.engine.download_async(request)
        except IgnoreRequest as error:
            return str(error)
        except Exception as error:
            _log.info("robots.txt of %s: %r", host, error)
            return f"{host} does not answer, not even for its robots.txt; check the address or try later."
        if response.status == 304 and kept:
            rules = read(kept.body)
        elif response.status == 200:
            body = response.body[:MAX_SIZE].decode("utf8", "replace")
            etag, last_modified = validators(response)
            spider.robots.put(origin, Kept(body=body, etag=etag, last_modified=last_modified))
            rules = read(body)
        elif response.status >= 500 or response.status == 429:
            return (
                f"robots.txt of {host} answers {response.status}, so nothing may be fetched there now;"
                " it is tried again next time."
            )
        else:
            rules = read("")
        self._slow_down(urlsplit(origin).hostname or "", rules.delay)
        return rules

    def _slow_down(self, host: str, delay: float) -> None:
        """Make the Crawl-delay the least delay at that host; AutoThrottle may only add to it."""
        if not delay:
            return
        downloader = self._crawler.engine.downloader
        delay = max(delay, self._crawler.settings.getfloat("DOWNLOAD_DELAY"))
        downloader.per_slot_settings[host] = {**downloader.per_slot_settings.get(host, {}), "delay": delay}
        if host in downloader.slots:
            downloader.slots[host].delay = max(downloader.slots[host].delay, delay)
        throttle = self._crawler.get_extension(AutoThrottle)
        if throttle is not None:
            throttle.mindelay = max(throttle.mindelay, delay)


def conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Headers that ask for the page only if it changed."""
    headers = {}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    return headers


def validators(response: Response) -> tuple[str | None, str | None]:
    """ETag and Last-Modified as sent, for the next conditional request."""

    def header(name: str) -> str | None:
        value = response.headers.get(name)
        return value.decode("latin-1")[:500] if value else None

    return header("ETag"), header("Last-Modified")

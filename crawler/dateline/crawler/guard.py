"""No request reaches a private, loopback or link-local address unless the source's entry permits it.

Names are resolved before each request and each redirect; the connection then uses the very address that was
looked at, so that a name cannot point elsewhere a moment later.
"""

import asyncio
import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet import defer
from twisted.internet.error import DNSLookupError

from dateline.settings import Source

_chosen: dict[str, str] = {}
"""Host → the address that was looked at.  One table for the process, as there is one resolver."""


class Refused(IgnoreRequest):
    """The address must not be requested; the message is a sentence."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def permitted(source: Source) -> frozenset[str]:
    """Hosts with ports that the source may reach although they are private: those its entry names."""
    if not source.allow_private:
        return frozenset()
    named = (source.url, *source.feeds, *source.sitemaps, *source.listings)
    return frozenset(urlsplit(url).netloc.lower().rpartition("@")[2] for url in named)


async def look_up(url: str, private: frozenset[str]) -> str:
    """The IP address to connect to.  Raises Refused for one that is neither public nor permitted."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host:
        raise Refused(f"{url[:200]} is no web address.")
    if _is_literal(host):
        addresses = [host]
    else:
        addresses = await _addresses(host, parts.port or 80)
    if parts.netloc.lower().rpartition("@")[2] not in private:
        for address in addresses:
            if not is_public(address):
                raise Refused(
                    f"{host} is the private address {address}; set allow_private = true in the source's entry"
                    " if it may be crawled."
                )
    return addresses[0]


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


async def _addresses(host: str, port: int) -> list[str]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(
            host, port, family=socket.AF_INET, type=socket.SOCK_STREAM
        )
    except OSError:
        raise Refused(f"There is no host {host}; check the address.") from None
    except UnicodeError:
        raise Refused(f"{host[:100]} is no name of a host.") from None
    return [str(item[4][0]) for item in found]


class GuardMiddleware:
    """Looks at every request's address before anything is sent."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._private: frozenset[str] | None = None
        self._seen: set[tuple[str, str]] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "GuardMiddleware":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let the request pass, or raise Refused."""
        if self._private is None:
            spider: Any = self._crawler.spider
            self._private = permitted(spider.source)
        parts = urlsplit(request.url)
        key = (parts.scheme, parts.netloc)
        if key not in self._seen:
            _chosen[parts.hostname or ""] = await look_up(request.url, self._private)
            self._seen.add(key)


class Resolver(CachingThreadedResolver):
    """Knows only what the guard has looked at."""

    def getHostByName(self, name: str, timeout: Any = ()) -> defer.Deferred[str]:
        """The address chosen for that host; an error for any other."""
        if name in _chosen:
            return defer.succeed(_chosen[name])
        return defer.fail(DNSLookupError(f"{name} was not looked at"))

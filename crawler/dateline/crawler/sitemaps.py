"""Sitemaps: URL sets, indexes, news sitemaps and plain text, gzipped or not, well-formed or not."""

import gzip
import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from dateline.crawler.address import resolve
from dateline.crawler.entries import Entry, entry, iso, one_line

MAX_ENTRIES = 60_000
_USELESS = re.compile(
    r"(?:categor|tag|author|user|image|video|taxonom|attachment)[a-z_]*s?[-_]?sitemap|"
    r"sitemap[-_]?(?:categor|tag|author|user|image|video|taxonom)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A sitemap that an index names."""

    url: str
    modified: str | None
    """ISO 8601."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """What one sitemap document holds."""

    children: tuple[Child, ...] = ()
    entries: tuple[Entry, ...] = ()
    news: bool = False
    """Whether it is a news sitemap."""


def parse(body: bytes, url: str, max_size: int = 50_000_000) -> Sitemap | None:
    """The sitemap at `url`; None where the document is none, or unpacks to more than `max_size` bytes."""
    unpacked = _unpack(body, max_size)
    if unpacked is None:
        return None
    head = unpacked.lstrip(b"\xef\xbb\xbf \t\r\n")[:200]
    if not head.startswith(b"<"):
        return _plain(unpacked, url) if head.startswith(b"http") else None
    return _xml(unpacked, url)


def _unpack(body: bytes, max_size: int) -> bytes | None:
    if body[:2] != b"\x1f\x8b":
        return body
    try:
        with gzip.GzipFile(fileobj=BytesIO(body)) as stream:
            data = stream.read(max_size + 1)
    except (OSError, EOFError, zlib.error):
        return None
    return data if len(data) <= max_size else None


def _plain(body: bytes, url: str) -> Sitemap | None:
    lines = body.decode("utf8", "replace").split()[:MAX_ENTRIES]
    entries = tuple(found for line in lines if line.startswith("http") and (found := entry(url, line)))
    return Sitemap(entries=entries) if entries else None


def _xml(body: bytes, url: str) -> Sitemap | None:
    children: list[Child] = []
    entries: list[Entry] = []
    news, root = False, ""
    events = etree.iterparse(
        BytesIO(body), events=("start", "end"), recover=True, resolve_entities=False, no_network=True
    )
    try:
        for event, element in events:
            name = _name(element)
            if event == "start":
                root = root or name
                if root not in ("urlset", "sitemapindex"):
                    return None
                continue
            if name not in ("url", "sitemap"):
                continue
            values = _values(element)
            element.clear()
            news = news or "publication_date" in values
            if name == "sitemap":
                link = resolve(url, values.get("loc", ""))
                if link and not _USELESS.search(link.rpartition("/")[2]):
                    children.append(Child(url=link, modified=iso(values.get("lastmod"))))
            elif found := _entry(values, url):
                entries.append(found)
            if len(children) + len(entries) >= MAX_ENTRIES:
                break
    except etree.XMLSyntaxError:
        if not root:
            return None
    return Sitemap(children=tuple(children), entries=tuple(entries), news=news) if root else None


def _entry(values: dict[str, str], url: str) -> Entry | None:
    return entry(
        url,
        values.get("loc"),
        title=one_line(values.get("title")),
        published=iso(values.get("publication_date")),
        modified=iso(values.get("lastmod")),
    )


def _values(element: Any) -> dict[str, str]:
    """Local name → text of the element's descendants; images and the like left out."""
    found: dict[str, str] = {}
    for child in element.iter():
        name, text = _name(child), (child.text or "").strip()
        if text and not (name == "loc" and child.getparent() is not element):
            found.setdefault(name, text[:4000])
    return found


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""

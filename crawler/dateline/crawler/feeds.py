"""RSS, Atom and JSON Feed, read leniently: a broken feed gives what can be read of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from time import struct_time
from typing import Any

from dateline.crawler.entries import Entry, entry, iso

MAX_ENTRIES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed offers, in its own order."""

    title: str
    entries: tuple[Entry, ...]


def parse(body: bytes, url: str, content_type: str = "") -> Feed | None:
    """The feed at `url`; None where the document is none."""
    if body.lstrip()[:1] == b"{":
        return _json_feed(body, url)
    import feedparser

    found = feedparser.parse(
        body,
        response_headers={"content-type": content_type, "content-location": url},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not found.get("version"):
        return None
    entries = (_entry(item, url) for item in found.entries[:MAX_ENTRIES])
    return Feed(title=str(found.feed.get("title", "")), entries=tuple(item for item in entries if item))


def _entry(item: Mapping[str, Any], url: str) -> Entry | None:
    published = _time(item.get("published_parsed"))
    return entry(
        url,
        item.get("link"),
        title=item.get("title"),
        published=published,
        modified=_time(item.get("updated_parsed")) if "updated" in item else None,
    )


def _time(value: struct_time | None) -> str | None:
    """feedparser gives UTC."""
    if value is None:
        return None
    try:
        return datetime(*value[:6], tzinfo=UTC).isoformat()
    except (ValueError, TypeError):
        return None


def _json_feed(body: bytes, url: str) -> Feed | None:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or "jsonfeed.org" not in str(data.get("version", "")):
        return None
    items = data.get("items")
    entries = []
    for item in items[:MAX_ENTRIES] if isinstance(items, list) else []:
        if not isinstance(item, dict):
            continue
        values = {key: value for key, value in item.items() if isinstance(value, str)}
        entries.append(
            entry(
                url,
                values.get("url") or values.get("external_url"),
                title=values.get("title"),
                published=iso(values.get("date_published")),
                modified=iso(values.get("date_modified")),
            )
        )
    return Feed(title=str(data.get("title", "")), entries=tuple(item for item in entries if item))

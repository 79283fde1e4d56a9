"""Atom (RFC 4287) and iCalendar (RFC 5545)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

from dateline.index.contract import Hit
from dateline.records import Document
from dateline.site import words
from dateline.site.links import Search

ATOM = "http://www.w3.org/2005/Atom"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(
    base: str, site: str, asked: Search, hits: Sequence[Hit], documents: Mapping[str, Document]
) -> bytes:
    """The hits of a search, newest first, as an Atom feed."""
    ET.register_namespace("", ATOM)
    feed = _element(None, "feed")
    address = base + asked.url()
    _element(feed, "title", f"{asked.query} – {site}" if asked.query else site)
    _element(feed, "id", address)
    _element(feed, "link", rel="alternate", href=address, type="text/html")
    _element(feed, "link", rel="self", href=base + asked.url("/search.atom"), type="application/atom+xml")
    times = []
    for hit in hits:
        document = documents.get(hit.id)
        if document is None:
            continue
        time = words.instant(document.published) or document.first_seen
        times.append(time)
        entry = _element(feed, "entry")
        _element(entry, "title", document.title or document.url)
        _element(entry, "id", f"{base}/articles/{hit.id}")
        _element(entry, "link", rel="alternate", href=f"{base}/articles/{hit.id}", type="text/html")
        _element(entry, "link", rel="via", href=document.canonical_url)
        _element(entry, "published", time.isoformat())
        _element(entry, "updated", time.isoformat())
        _element(_element(entry, "author"), "name", ", ".join(document.authors) or document.source)
        _element(entry, "summary", "".join(part.text for part in hit.snippet))
    _element(feed, "updated", max(times, default=datetime(1970, 1, 1, tzinfo=UTC)).isoformat())
    body: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body


def _element(parent: ET.Element | None, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    name = f"{{{ATOM}}}{tag}"
    clean = {key: _FORBIDDEN.sub("", value) for key, value in attributes.items()}
    element = ET.Element(name, clean) if parent is None else ET.SubElement(parent, name, clean)
    if text is not None:
        element.text = _FORBIDDEN.sub("", text)
    return element


def calendar(name: str, events: Iterable[tuple[str, date, date, str, str]], stamp: datetime) -> str:
    """An iCalendar of all-day events: (uid, first, last, title, address)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//Ahead//EN", f"X-WR-CALNAME:{_text(name)}"]
    for uid, first, last, title, address in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}",
            f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(title)}",
            f"URL:{address}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _text(value: str) -> str:
    value = "".join(char if char == "\n" or unicodedata.category(char) != "Cc" else " " for char in value)
    return value.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,").replace("\n", r"\n")


def _folded(line: str) -> Iterable[str]:
    """Parts of at most 75 octets, as the format asks."""
    part = b""
    for char in line:
        octets = char.encode()
        if len(part) + len(octets) > 74:
            yield part.decode()
            part = b" "
        part += octets
    yield part.decode()

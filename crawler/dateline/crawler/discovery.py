"""What a feed, sitemap or listing page announces, against what the store knows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from dateline.crawler.entries import Entry, moment
from dateline.store import pages
from dateline.store.pages import Page

_MANY = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a feed, sitemap or listing page brought."""

    new: frozenset[str]
    """Addresses not known before."""
    changed: frozenset[str]
    """Addresses of known articles that changed by what it says."""


def record(
    conn: Connection,
    source: str,
    entries: Iterable[Entry],
    found_on: str,
    *,
    now: datetime,
    sitemap: bool,
    counts: Counter[str],
) -> Found:
    """Make new articles due, and known ones that changed or vanished; `counts` is noun/verb → how many.

    A `sitemap` is taken to name all that it ever named, from its oldest entry on.
    """
    unique = {entry.url: entry for entry in entries}
    known = pages.many(conn, unique)
    homes = pages.homes(conn, [page.article_id for page in known.values() if page.article_id])
    fresh = [entry for url, entry in unique.items() if url not in known]
    pages.add(conn, (_new_page(source, entry, found_on, now) for entry in fresh))
    changed = _compare(conn, source, unique, known, homes, found_on, now, sitemap, counts)
    if sitemap:
        counts["articles/not-named-any-more"] += _look_for_missing(conn, source, unique, found_on, now)
    counts["articles/found"] += len(fresh)
    counts["articles/announced-changed"] += len(changed)
    return Found(new=frozenset(entry.url for entry in fresh), changed=frozenset(changed))


def _new_page(source: str, entry: Entry, found_on: str, now: datetime) -> Page:
    return Page(
        url=entry.url,
        source=source,
        role="article",
        state="due",
        discovered_at=now,
        found_on=found_on,
        hint_title=entry.title,
        hint_published=entry.published,
        hint_modified=entry.modified,
    )


def _compare(
    conn: Connection,
    source: str,
    entries: dict[str, Entry],
    known: dict[str, Page],
    homes: dict[str, Page],
    found_on: str,
    now: datetime,
    sitemap: bool,
    counts: Counter[str],
) -> list[str]:
    """Make due what changed by its date of modification or its title; what changed."""
    redated, retitled = [], []
    for url, page in known.items():
        entry = entries[url]
        if page.role != "article" or page.source != source:
            continue
        target = homes.get(page.article_id or "", page)
        if newer(entry.modified, target):
            pages.change(conn, target.url, {"hint_modified": entry.modified})
            if target.fetched_at is not None and (
                target.hint_modified or after(entry.modified, target.fetched_at)
            ):
                redated.append(target.url)
        # Titles are shortened differently in different places: only the same place can tell a change.
        if entry.title and page.found_on == found_on and entry.title != page.hint_title:
            pages.change(conn, url, {"hint_title": entry.title})
            if page.hint_title and target.fetched_at is not None:
                retitled.append(target.url)
    if sitemap and len(redated) > max(_MANY, len(known) // 2):
        # A sitemap that dates everything anew says nothing.
        counts["sitemaps/implausible"] += 1
        redated = []
    changed = sorted({*redated, *retitled})
    for url in changed:
        pages.change(conn, url, {"state": "due", "next_visit": now, "failures": 0})
    return changed


def _look_for_missing(
    conn: Connection, source: str, entries: dict[str, Entry], found_on: str, now: datetime
) -> int:
    """Make due, once, the articles that a sitemap no longer names although it names older ones; how many."""
    days = [day for entry in entries.values() if (day := entry.modified or entry.published)]
    if not days:
        return 0
    missing = [
        page
        for page in pages.announced(conn, source, found_on)
        if page.url not in entries and (page.hint_modified or page.hint_published or "") > min(days)
    ]
    if len(missing) > max(_MANY, len(entries) // 10):
        return 0
    for page in missing:
        pages.change(conn, page.url, {"state": "due", "next_visit": now, "failures": 0, "found_on": None})
    return len(missing)


def newer(modified: str | None, page: Page) -> bool:
    """Whether a date of modification is later than the one known."""
    told, known = moment(modified), moment(page.hint_modified)
    return told is not None and (known is None or told > known)


def after(modified: str | None, fetched_at: datetime) -> bool:
    """Whether a modification happened after the fetch; a mere day counts to its end."""
    told = moment(modified)
    if told is None or modified is None:
        return False
    return told.date() >= fetched_at.date() if len(modified) == 10 else told > fetched_at

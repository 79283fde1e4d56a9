"""Tracing on the store: new texts are read once, then all fingerprints are joined and announcements told.

What is found depends on the set of articles alone.  Only announcements whose articles or decisions changed
are told anew; all others keep the words they have.
"""

import time
from collections import Counter
from pathlib import Path

from sqlalchemy import Connection

from dateline.clock import now
from dateline.home import Home
from dateline.nlp.tracing import inverted
from dateline.nlp.tracing.articles import TraceInput
from dateline.nlp.tracing.corpus import Corpus
from dateline.nlp.tracing.fingerprint import VERSION, Fingerprint, fingerprint
from dateline.nlp.tracing.tracer import Decisions, describe, matters
from dateline.progress import Meter, Silent
from dateline.records import Announcement, StageReport
from dateline.store import announcements, fingerprints
from dateline.store.database import Store

BATCH = 200


def trace(home: Home, *, meter: Meter | None = None) -> StageReport:
    """Bring fingerprints and announcements up to date."""
    began = time.monotonic()
    meter = meter or Silent()
    counts: Counter[str] = Counter()
    with Store.open(home) as store:
        with store.read() as conn:
            meter.total(fingerprints.count_due(conn, VERSION))
        counts["articles/read"] = _read(store, meter)
        with store.write() as conn:
            counts["articles/left out"] = fingerprints.prune(conn)
        found, told = _tell(store, home.root / inverted.NAME)
        with store.write() as conn:
            counts["articles/placed anew"] = announcements.replace(conn, found, now())
            fingerprints.mark_traced(conn)
    counts["announcements/found"] = len(found)
    counts["announcements/told anew"] = told
    for item in found:
        for member in item.members:
            counts[f"articles/{member.role}"] += 1
    return StageReport(stage="trace", counts=dict(counts), seconds=time.monotonic() - began)


def as_input(text: fingerprints.Text) -> TraceInput:
    """What tracing reads of a stored text."""
    return TraceInput(
        id=text.article_id,
        title=text.title,
        text=text.text,
        url=text.url,
        canonical_url=text.canonical_url,
        source=text.source,
        source_title=text.source_title,
        source_kind=text.source_kind,
        published=text.published,
        language=text.language,
        annotations=text.annotations,
    )


def load(conn: Connection) -> tuple[Corpus, set[str]]:
    """All fingerprints joined, and the articles whose announcement is to be told anew."""
    ids: list[str] = []
    sources: list[str] = []
    prints: list[Fingerprint] = []
    fresh: set[str] = set()
    for item in fingerprints.everything(conn):
        ids.append(item.article_id)
        sources.append(item.source)
        prints.append(Fingerprint.from_bytes(item.data))
        if not item.traced:
            fresh.add(item.article_id)
    return Corpus(ids, sources, prints), fresh


def read_decisions(conn: Connection) -> Decisions:
    """What persons said of announcements, as tracing wants it."""
    said: dict[str, set[tuple[str, ...]]] = {"original": set(), "together": set(), "apart": set()}
    for row in announcements.active(conn):
        said[row.action].add(tuple(row.data["articles"]))
    return Decisions(
        originals=frozenset(key for (key,) in said["original"]),
        together=frozenset((a, b) for a, b in said["together"]),
        apart=frozenset((a, b) for a, b in said["apart"]),
    )


def _read(store: Store, meter: Meter) -> int:
    """Make the fingerprints that are due, each batch in one transaction."""
    done = 0
    while True:
        with store.read() as conn:
            texts = fingerprints.due(conn, VERSION, BATCH)
        if not texts:
            return done
        made = [(text, fingerprint(as_input(text)).to_bytes()) for text in texts]
        with store.write() as conn:
            fingerprints.save(conn, made, VERSION)
        done += len(made)
        meter.advance(len(made), texts[-1].title)


def _tell(store: Store, lists: Path) -> tuple[list[Announcement], int]:
    """All announcements, and how many of them had to be told anew; the inverted lists are written."""
    with store.read() as conn:
        corpus, fresh = load(conn)
        known = {
            frozenset(member.id for member in item.members): item
            for item in announcements.everything(conn).values()
        }
        decisions = read_decisions(conn)
        fresh |= announcements.decided_articles(conn)
        groups = matters(corpus, decisions)
        inverted.write(lists, corpus)
        due = [group for group in groups if frozenset(group) not in known or not fresh.isdisjoint(group)]
        told: dict[frozenset[str], Announcement] = {}
        for start in range(0, len(due), BATCH):
            part = due[start : start + BATCH]
            texts = fingerprints.texts(conn, [key for group in part for key in group])
            for group in part:
                told[frozenset(group)] = describe([as_input(texts[key]) for key in group], decisions)
    found = [told.get(frozenset(group)) or known[frozenset(group)] for group in groups]
    return found, len(told)

"""The indexing stage: what the store says has changed goes into the index."""

import os
import time
from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection, func, select

from dateline.home import Home
from dateline.index import place
from dateline.index.contract import Writer
from dateline.index.engines import must_rebuild, open_writer
from dateline.index.serving import Serving
from dateline.progress import Meter, Silent
from dateline.records import Document, StageReport
from dateline.store import documents
from dateline.store.database import Store
from dateline.store.schema import articles

BATCH = 200
MANY = 10_000
"""Documents from which on other processes help."""
MAX_WORKERS = 4


def index(home: Home, *, rebuild: bool = False, meter: Meter = Silent()) -> StageReport:  # noqa: B008
    """Index what has changed since the last time, as one new segment; or all anew, aside, and swap.

    Searches go on from the old state until the new one is complete; after a kill the next run does it again.
    """
    began = time.monotonic()
    engine = home.settings().index.engine
    rebuild = rebuild or must_rebuild(home.index, engine)
    workers = min(os.cpu_count() or 1, MAX_WORKERS) if _due(home, rebuild) >= MANY else 1
    writer = open_writer(home.index, engine, rebuild=rebuild, workers=workers)
    counts = {"documents/indexed": 0, "documents/deleted": 0}
    errors: list[str] = []
    try:
        current = None if rebuild else place.read(home.index)
        changed = current.changed if current else 0
        with Store.open(home) as store, store.read() as conn:
            meter.total(documents.count_since(conn, changed))
            latest = changed
            for batch in _batches(documents.since(conn, changed)):
                good, bad = _add(writer, batch)
                counts["documents/indexed"] += good
                errors += bad
                latest = batch[-1].changed
                meter.advance(len(batch))
            gone = [] if rebuild else _gone(home, conn, writer)
            counts["documents/deleted"] = len(gone)
        if latest != changed or gone or current is None:
            writer.commit(latest)
    finally:
        writer.close()
    if not counts["documents/deleted"]:
        del counts["documents/deleted"]
    if errors:
        counts["documents/skipped"] = len(errors)
    return StageReport(
        stage="index", counts=counts, errors=tuple(errors[:100]), seconds=round(time.monotonic() - began, 3)
    )


def _due(home: Home, rebuild: bool) -> int:
    current = None if rebuild else place.read(home.index)
    with Store.open(home) as store, store.read() as conn:
        return documents.count_since(conn, current.changed if current else 0)


def outdated(home: Home) -> bool:
    """Whether there is an index that this version, or the engine of the settings, must make anew."""
    there = (home.index / place.CURRENT).exists()
    return there and must_rebuild(home.index, home.settings().index.engine)


def _batches(stream: Iterator[Document]) -> Iterator[list[Document]]:
    while batch := list(islice(stream, BATCH)):
        yield batch


def _add(writer: Writer, batch: list[Document]) -> tuple[int, list[str]]:
    try:
        writer.add(batch)
        return len(batch), []
    except ValueError:  # nothing of the batch was taken in; find the one
        errors: list[str] = []
        for document in batch:
            try:
                writer.add([document])
            except ValueError as error:
                errors.append(f"Article {document.id} was not indexed: {error}.")
        return len(batch) - len(errors), errors


def _gone(home: Home, conn: Connection, writer: Writer) -> list[str]:
    """Take out what the index has and the store no longer has; looks only where the numbers differ."""
    searcher = Serving(home.index)
    try:
        before = searcher.status()
        stored = conn.execute(select(func.count()).select_from(articles)).scalar_one()
        fresh = documents.count_since(conn, before.changed)
        if not before.documents or before.documents + fresh <= stored:
            return []
        known = {row.id for row in conn.execute(select(articles.c.id))}
        gone = [id for id in searcher.ids("") if id not in known]
        writer.delete(gone)
        return gone
    finally:
        searcher.close()

"""Annotation of what the store says is due, in batches, each one transaction."""

import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice

from dateline import clock
from dateline.home import Home
from dateline.nlp.dates.order import country_of
from dateline.nlp.linking.match import Linker
from dateline.nlp.linking.stage import linked
from dateline.nlp.pipeline import Input, Pipeline, available, installed, load
from dateline.nlp.pipeline import version as version_with
from dateline.nlp.workers import Workers
from dateline.progress import Meter, Silent
from dateline.records import Annotations, StageReport
from dateline.settings import Settings
from dateline.store import annotations, decisions, institutions
from dateline.store.annotations import Due
from dateline.store.database import Store

_SILENT = Silent()
_WORTH = 100
"""Articles for which a further process is worth the seconds in which it loads the model."""


def annotate(home: Home, *, meter: Meter = _SILENT, limit: int | None = None) -> StageReport:
    """Annotate revisions that this pipeline version has not read; `limit` bounds their number."""
    began = time.monotonic()
    done = named = 0
    settings = home.settings()
    version = version_with(installed(settings.annotate.model))
    with ExitStack() as stack:
        store = stack.enter_context(Store.open(home))
        with store.read() as conn:
            count = annotations.count_due(conn, version)
        count = count if limit is None else min(count, limit)
        meter.total(count)
        if count:
            reader = _reader(stack, settings, count)
            due: deque[Due] = deque()
            results = reader.annotate(_inputs(store, version, settings, count, due))
            while batch := list(islice(results, settings.annotate.batch)):
                items = [due.popleft() for _ in batch]
                found = _save(store, items, [value for _, value in batch], version)
                done += len(items)
                named += sum(len(value.institutions) for value in found)
                meter.advance(len(items), items[-1].title)
            with store.write() as conn:
                institutions.prune(conn)
    return StageReport(
        stage="annotate",
        counts={"articles/annotated": done, "institutions/named": named},
        seconds=time.monotonic() - began,
    )


def _reader(stack: ExitStack, settings: Settings, count: int) -> Pipeline | Workers:
    """Reads here, or in as many processes as are allowed and worth it."""
    model = available(settings.annotate.model)
    processes = min(settings.annotate.processes, count // _WORTH)
    if processes < 2:
        return load(model)
    return stack.enter_context(Workers(model, processes))


def _inputs(store: Store, version: str, settings: Settings, count: int, due: deque[Due]) -> Iterator[Input]:
    """What is due, oldest first; each is put into `due` as it is given out."""
    sources, after = settings.sources, 0
    while count > 0:
        with store.read() as conn:
            page = annotations.due(conn, version, min(settings.annotate.batch, count), after)
        if not page:
            return
        for item in page:
            source = sources.get(item.source)
            due.append(item)
            yield Input(
                id=item.article_id,
                title=item.title,
                text=item.text,
                published=item.published.isoformat() if item.published else None,
                language=item.language,
                date_order=source.date_order.lower() if source else "",
                country=country_of(source.url) if source else "",
            )
        count -= len(page)
        after = page[-1].revision_id


def _save(
    store: Store, items: Sequence[Due], found: Sequence[Annotations], version: str
) -> list[Annotations]:
    """Link and keep the annotations of a batch."""
    now = clock.now()
    with store.write() as conn:
        linker = Linker(conn)
        kept = [
            linked(linker, f"{item.title}\n\n{item.text}", value)
            for item, value in zip(items, found, strict=True)
        ]
        annotations.save(conn, list(zip(items, kept, strict=True)), version, now)
        rules = decisions.active(conn)
        for item, value in zip(items, kept, strict=True):
            institutions.link(conn, item.article_id, value.institutions, now, rules)
    return kept

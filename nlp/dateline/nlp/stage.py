"""Annotation of what the store says is due, in batches, each one transaction."""

import time

from dateline import clock
from dateline.home import Home
from dateline.nlp.dates.order import country_of
from dateline.nlp.linking.match import Linker
from dateline.nlp.linking.stage import linked
from dateline.nlp.pipeline import MODEL, Input, load
from dateline.progress import Meter, Silent
from dateline.records import StageReport
from dateline.store import annotations, decisions, institutions
from dateline.store.database import Store

_SILENT = Silent()
_BATCH = 48


def annotate(home: Home, *, meter: Meter = _SILENT, limit: int | None = None) -> StageReport:
    """Annotate revisions that this pipeline version has not read; `limit` bounds their number."""
    began = time.monotonic()
    done = named = 0
    settings = home.settings().sources
    with Store.open(home) as store:
        pipeline = load(MODEL)
        version = pipeline.version()
        with store.read() as conn:
            due = annotations.count_due(conn, version)
        meter.total(due if limit is None else min(due, limit))
        while limit is None or done < limit:
            size = _BATCH if limit is None else min(_BATCH, limit - done)
            with store.read() as conn:
                batch = annotations.due(conn, version, size)
            if not batch:
                break
            inputs = (
                Input(
                    id=item.article_id,
                    title=item.title,
                    text=item.text,
                    published=item.published.isoformat() if item.published else None,
                    language=item.language,
                    date_order=settings[item.source].date_order.lower() if item.source in settings else "",
                    country=country_of(settings[item.source].url) if item.source in settings else "",
                )
                for item in batch
            )
            found = [value for _, value in pipeline.annotate(inputs)]
            now = clock.now()
            with store.write() as conn:
                linker = Linker(conn)
                found = [
                    linked(linker, f"{item.title}\n\n{item.text}", value)
                    for item, value in zip(batch, found, strict=True)
                ]
                annotations.save(conn, list(zip(batch, found, strict=True)), version, now)
                rules = decisions.active(conn)
                for item, value in zip(batch, found, strict=True):
                    institutions.link(conn, item.article_id, value.institutions, now, rules)
            done += len(batch)
            named += sum(len(value.institutions) for value in found)
            meter.advance(len(batch), batch[-1].title)
        if done:
            with store.write() as conn:
                institutions.prune(conn)
    return StageReport(
        stage="annotate",
        counts={"articles/annotated": done, "institutions/named": named},
        seconds=time.monotonic() - began,
    )

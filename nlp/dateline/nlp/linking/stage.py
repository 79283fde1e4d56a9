"""Importing the registry, and linking the institutions of articles to it."""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, select

from dateline import clock
from dateline.home import Home
from dateline.nlp.linking.dump import organisations
from dateline.nlp.linking.match import Linker
from dateline.progress import Meter, Silent
from dateline.records import Annotations, Institution, StageReport, to_json
from dateline.store import annotations, changes, decisions, institutions, registry
from dateline.store.database import Store
from dateline.store.schema import annotations as annotations_table
from dateline.store.schema import articles, revisions

_REACH = 90
_SILENT = Silent()
_BATCH = 100


def linked(linker: Linker, text: str, found: Annotations) -> Annotations:
    """The annotations with ROR and Wikidata ids where name, kind and place leave no doubt.

    `text` is title, blank line and text, as the offsets count.
    """
    if linker.empty or not found.institutions:
        return found
    line = found.anatomy.dateline
    place = (line.place if line else None) or ""
    taken: set[str] = set()
    result = []
    for item in found.institutions:
        link = linker.name(_forms(item), f"{place}, {_context(item, text)}", item.type)
        if link is None or link.ror in taken:
            result.append(replace(item, ror=None, wikidata=None))
            continue
        taken.add(link.ror)
        result.append(replace(item, ror=link.ror, wikidata=link.wikidata))
    return replace(found, institutions=tuple(result))


def _forms(item: Institution) -> Sequence[str]:
    """Full forms: an acronym alone decides nothing."""
    forms = dict.fromkeys([item.name, *(m.text for m in item.mentions)])
    return [form for form in forms if form == item.name or (" " in form and not form.isupper())]


def _context(item: Institution, text: str) -> str:
    parts = [text[m.offset[1] : m.offset[1] + _REACH].split("\n\n", 1)[0] for m in item.mentions[:4]]
    return " ; ".join([*parts, *(m.text for m in item.mentions[:2])])


def load_registry(home: Home, file: Path, *, meter: Meter = _SILENT) -> StageReport:
    """Import a dump in the place of an earlier one, and link all articles' institutions to it anew."""
    began = time.monotonic()
    with Store.open(home) as store:
        done = 0
        with store.write() as conn:
            for done in registry.replace_all(conn, organisations(file)):
                meter.advance(0, f"{done:,} organisations")
        named = _relink(store, meter)
    return StageReport(
        stage="institutions",
        counts={"organisations/imported": done, "institutions/linked": named},
        seconds=time.monotonic() - began,
    )


def _relink(store: Store, meter: Meter) -> int:
    with store.read() as conn:
        keys = list(
            conn.execute(select(articles.c.id).order_by(articles.c.first_seen, articles.c.id)).scalars()
        )
    meter.total(len(keys))
    named = 0
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        with store.write() as conn:
            linker = Linker(conn)
            named += sum(_article(conn, key, linker) for key in batch)
            institutions.prune(conn)
        meter.advance(len(batch))
    return named


def _article(conn: Connection, key: str, linker: Linker) -> int:
    row = conn.execute(
        select(revisions.c.id, revisions.c.title, revisions.c.text)
        .join(
            articles, (articles.c.id == revisions.c.article_id) & (articles.c.revision == revisions.c.number)
        )
        .where(articles.c.id == key)
    ).one_or_none()
    found = annotations.of_article(conn, key)
    if row is None or found is None:
        return 0
    value = linked(linker, f"{row.title}\n\n{row.text}", found)
    if value != found:
        conn.execute(
            annotations_table.update()
            .where(annotations_table.c.revision_id == row.id)
            .values(data=to_json(value))
        )
        institutions.link(conn, key, value.institutions, clock.now(), decisions.active(conn))
        changes.touch(conn, [key])
    return sum(item.ror is not None for item in value.institutions)

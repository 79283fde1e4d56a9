"""Sources: all with their health, and one with its visits and newest articles."""

from datetime import datetime

from fastapi import APIRouter, HTTPException
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline import clock
from dateline.crawler.health import Health, health
from dateline.index.contract import Request as Wanted
from dateline.settings import Source
from dateline.site import library, pages
from dateline.site.links import Search
from dateline.site.views import search as view
from dateline.store import documents, runs, sources

router = APIRouter(include_in_schema=False)


def state(conn: Connection, name: str, entry: Source | None, now: datetime) -> Health | None:
    """The source's health; None for one that is no longer in `dateline.toml`."""
    return None if entry is None else health(conn, name, entry, now)


@router.get("/sources")
def index(request: Request) -> HTMLResponse:
    """All sources, crawled or only set down so far."""
    held = library.of(request)
    entries = held.home.settings().sources
    counts = {value.value: value.count for value in held.searcher.values("source", limit=1000)}
    with held.store.read() as conn:
        titles = sources.titles(conn)
        kinds = sources.kinds(conn)
        rows = [
            {
                "name": name,
                "title": entries[name].title or titles.get(name, name) if name in entries else titles[name],
                "kind": entries[name].kind if name in entries else kinds[name],
                "articles": counts.get(name, 0),
                "health": state(conn, name, entries.get(name), clock.now()),
                "visit": next(iter(runs.visits_of_source(conn, name, 1)), None),
            }
            for name in sorted({*entries, *titles})
        ]
    return pages.render(request, "pages/sources.html", {"rows": rows})


@router.get("/sources/{name}")
def source(request: Request, name: str) -> HTMLResponse:
    """One source."""
    held = library.of(request)
    entry = held.home.settings().sources.get(name)
    asked = Search(filters={"source": (name,)}, sort="newest")
    with held.store.read() as conn:
        titles = sources.titles(conn)
        if entry is None and name not in titles:
            raise HTTPException(404, "There is no such source here.")
        kind = entry.kind if entry else sources.kinds(conn)[name]
        visits = runs.visits_of_source(conn, name)
        known = state(conn, name, entry, clock.now())
    answer = held.searcher.search(
        Wanted(
            filters=asked.filters,
            sort="newest",
            limit=10,
            facets=("kind", "role", "discipline"),
            histogram=True,
        )
    )
    with held.store.read() as conn:
        shown = {item.id: item for item in documents.many(conn, [hit.id for hit in answer.hits])}
    context = {
        "name": name,
        "title": (entry.title if entry else "") or titles.get(name, name),
        "kind": kind,
        "entry": entry,
        "health": known,
        "visits": visits,
        "answer": answer,
        "asked": asked,
        "view": view.search(answer, asked, shown, titles, 10),
        "titles": titles,
    }
    return pages.render(request, "pages/source.html", context)

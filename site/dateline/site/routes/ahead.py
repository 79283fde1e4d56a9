"""Days to come that articles speak of, as a page and as a calendar."""

from datetime import timedelta

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dateline import clock
from dateline.index.contract import Request as Wanted
from dateline.index.query import About
from dateline.site import feeds, library, pages
from dateline.site.library import Library
from dateline.site.views import ahead as view
from dateline.store import documents, sources

router = APIRouter(include_in_schema=False)
DAYS = 400
LIMIT = 500


def _coming(held: Library) -> tuple[view.Coming, ...]:
    today = clock.today()
    until = today + timedelta(days=DAYS)
    answer = held.searcher.search(
        Wanted(query=About(today, until), sort="newest", limit=LIMIT, snippets=False)
    )
    with held.store.read() as conn:
        return view.ahead(documents.many(conn, [hit.id for hit in answer.hits]), today, until)


@router.get("/ahead")
def ahead(request: Request) -> HTMLResponse:
    """The coming days, month by month."""
    held = library.of(request)
    found = _coming(held)
    with held.store.read() as conn:
        titles = sources.titles(conn)
    return pages.render(request, "pages/ahead.html", {"periods": view.periods(found), "titles": titles})


@router.get("/ahead.ics")
def calendar(request: Request) -> Response:
    """The same as an iCalendar."""
    held = library.of(request)
    base = held.base_url(request)
    events = [
        (item.uid, item.first, item.last, item.document.title, f"{base}/articles/{item.document.id}")
        for item in _coming(held)
    ]
    body = feeds.calendar(f"{held.settings.site.title}: ahead", events, clock.now())
    return Response(body, media_type="text/calendar; charset=utf-8")

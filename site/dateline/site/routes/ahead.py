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


def coming(held: Library, days: int = DAYS, limit: int = LIMIT) -> tuple[view.Coming, ...]:
    """What the newest `limit` articles that speak of the coming days say of them."""
    today = clock.today()
    until = today + timedelta(days=days)
    answer = held.searcher.search(
        Wanted(query=About(today, until), sort="newest", limit=limit, snippets=False)
    )
    with held.store.read() as conn:
        return view.ahead(documents.many(conn, [hit.id for hit in answer.hits]), today, until)


@router.get("/ahead")
def ahead(request: Request) -> HTMLResponse:
    """The coming days, month by month."""
    held = library.of(request)
    found = coming(held)
    with held.store.read() as conn:
        titles = sources.titles(conn)
    return pages.render(
        request, "pages/ahead.html", {"periods": view.periods(found), "titles": titles, "days": DAYS}
    )


@router.get("/ahead.ics")
def calendar(request: Request) -> Response:
    """The same as an iCalendar."""
    held = library.of(request)
    base = held.base_url(request)
    events = [
        (item.uid, item.first, item.last, item.document.title, f"{base}/articles/{item.document.id}")
        for item in coming(held)
    ]
    body = feeds.calendar(f"{held.settings.site.title}: ahead", events, clock.now())
    return Response(body, media_type="text/calendar; charset=utf-8")

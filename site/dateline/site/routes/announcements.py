"""An announcement's passport, and two of its articles side by side."""

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dateline import clock
from dateline.site import library, pages
from dateline.site.security import CAPTURE_POLICY
from dateline.site.views.compare import compare
from dateline.site.views.passport import Passport, passport
from dateline.store import announcements, documents, runs, sources

router = APIRouter(include_in_schema=False)
LIMIT = 1000


@router.get("/announcements/{key}.svg")
def picture(request: Request, key: str) -> Response:
    """The passport's timeline as a picture of its own."""
    view, titles, _ = _passport(request, key)
    if view.timeline is None:
        raise HTTPException(404, "This announcement has nothing to draw: one article, or no date.")
    env = request.app.state.templates
    base = library.of(request).base_url(request)
    drawn = env.get_template("pages/announcement.svg").render(view=view, titles=titles, base=base)
    headers = {"Content-Security-Policy": CAPTURE_POLICY}
    return Response(drawn, media_type="image/svg+xml", headers=headers)


@router.get("/announcements/{key}")
def announcement(request: Request, key: str) -> HTMLResponse:
    """The passport."""
    view, titles, left = _passport(request, key)
    context = {"key": key, "view": view, "titles": titles, "left": left}
    return pages.render(request, "pages/announcement.html", context)


def _passport(request: Request, key: str) -> tuple[Passport, dict[str, str], int]:
    """The view, titles of sources, and how many articles are too many to show."""
    held = library.of(request)
    with held.store.read() as conn:
        found = announcements.by_id(conn, key)
        if found is None:
            raise HTTPException(
                404, "There is no such announcement here; a newer tracing may have joined it to another."
            )
        titles = sources.titles(conn)
        ids = [member.id for member in found.members[:LIMIT]]
        known = {item.id: item for item in documents.many(conn, ids)}
        visits = {name: runs.visits_of_source(conn, name, 400) for name in titles}
    view = passport(found, known, visits=visits, titles=titles, today=clock.today())
    if view is None:
        raise HTTPException(404, "The articles of this announcement are no longer here.")
    return view, titles, len(found.members) - len(ids)


@router.get("/announcements/{key}/compare")
def side_by_side(request: Request, key: str, left: str = "", right: str = "") -> HTMLResponse:
    """Two members beside each other, with the passages they share marked."""
    held = library.of(request)
    with held.store.read() as conn:
        found = announcements.by_id(conn, key)
        parts = {member.id: member for member in found.members} if found else {}
        pair = documents.many(conn, [left, right])
        titles = sources.titles(conn)
    if left not in parts or right not in parts or len(pair) != 2:
        raise HTTPException(404, "These two articles are not of this announcement.")
    context = {
        "key": key,
        "pair": pair,
        "view": compare(pair[0].text, pair[1].text),
        "parts": parts,
        "titles": titles,
    }
    return pages.render(request, "pages/compare.html", context)

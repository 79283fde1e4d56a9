"""An announcement's passport, and two of its articles side by side."""

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline.site import library, pages
from dateline.site.views.compare import compare
from dateline.site.views.passport import passport
from dateline.store import announcements, documents, sources

router = APIRouter(include_in_schema=False)
LIMIT = 1000


@router.get("/announcements/{key}")
def announcement(request: Request, key: str) -> HTMLResponse:
    """The passport."""
    held = library.of(request)
    with held.store.read() as conn:
        found = announcements.by_id(conn, key)
        if found is None:
            raise HTTPException(
                404, "There is no such announcement here; a newer tracing may have joined it to another."
            )
        titles = sources.titles(conn)
        known = {
            item.id: item for item in documents.many(conn, [member.id for member in found.members[:LIMIT]])
        }
    view = passport(found, known)
    if view is None:
        raise HTTPException(404, "The articles of this announcement are no longer here.")
    context = {"key": key, "view": view, "titles": titles, "left": max(len(found.members) - LIMIT, 0)}
    return pages.render(request, "pages/announcement.html", context)


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
    context = {"key": key, "view": compare(pair[0], pair[1]), "parts": parts, "titles": titles}
    return pages.render(request, "pages/compare.html", context)

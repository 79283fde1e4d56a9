"""An announcement's passport, and two of its articles side by side."""

from functools import partial

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dateline import clock
from dateline.site import editing, library, pages
from dateline.site.security import CAPTURE_POLICY
from dateline.site.views import decisions
from dateline.site.views.compare import compare
from dateline.site.views.gaps import unseen
from dateline.site.views.passport import Passport, passport
from dateline.store import announcements, articles, documents, sources

router = APIRouter(include_in_schema=False)
LIMIT = 1000
UNDRAWN = "This announcement has nothing to draw: one article, or no date."


@router.get("/announcements/{key}.svg")
def picture(request: Request, key: str) -> Response:
    """The passport's timeline as a picture of its own."""
    view, titles, _ = _passport(request, key)
    if view.timeline is None:
        raise HTTPException(404, UNDRAWN)
    env = request.app.state.templates
    base = library.of(request).base_url(request)
    drawn = env.get_template("pages/announcement.svg").render(view=view, titles=titles, base=base)
    headers = {"Content-Security-Policy": CAPTURE_POLICY}
    return Response(drawn, media_type="image/svg+xml", headers=headers)


@router.get("/announcements/{key}.png")
def image(request: Request, key: str) -> Response:
    """The same picture as PNG."""
    from dateline.site.picture import png

    view, _, _ = _passport(request, key)
    if view.timeline is None:
        raise HTTPException(404, UNDRAWN)
    return Response(png(view.timeline), media_type="image/png")


@router.get("/announcements/{key}")
def announcement(request: Request, key: str) -> Response:
    """The passport; the address of one that was told anew leads to what its first article became."""
    held = library.of(request)
    with held.store.read() as conn:
        if announcements.by_id(conn, key) is None and articles.of_article(conn, key):
            whole = announcements.of_article(conn, key)
            return RedirectResponse(f"/announcements/{whole.id}" if whole else f"/articles/{key}", 303)
    view, titles, left = _passport(request, key)
    known = {entry.document.id: entry.document for group in view.groups for entry in group.entries}
    with held.store.read() as conn:
        made = announcements.active(conn)
        wanted = {
            name for row in made for name in row.data["articles"] if known.keys() & set(row.data["articles"])
        }
        known |= {item.id: item for item in documents.many(conn, sorted(wanted - known.keys()))}
    given = editing.offer(request, held)
    context = {
        "key": key,
        "view": view,
        "titles": titles,
        "left": left,
        "said": decisions.of_announcement(
            made,
            [entry.document.id for group in view.groups for entry in group.entries],
            lambda name: decisions.name_of(known.get(name), titles),
        ),
        "given": given,
        "just_corrected": "corrected" in request.query_params,
    }
    return editing.remember(pages.render(request, "pages/announcement.html", context), given)


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
        gaps = partial(unseen, conn, held.settings.sources, titles)
        view = passport(found, known, unseen=gaps, today=clock.today())
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

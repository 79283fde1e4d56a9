"""One article."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.records import Document, Member
from dateline.site import diffing, editing, library, pages
from dateline.site.views import decisions
from dateline.site.views.article import article as view
from dateline.site.views.passport import LANES
from dateline.store import announcements, articles, documents, sources
from dateline.store.articles import Revision

router = APIRouter(include_in_schema=False)
COMPARED = 10
"""Revisions whose changes a page shows."""
NEAR = 40
"""Members of an announcement that a page reads; the passport has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """Another article of the same announcement."""

    document: Document
    member: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A revision, and what it changed against the one before."""

    revision: Revision
    changes: tuple[diffing.Change, ...]


@router.get("/articles/{key}")
def article(request: Request, key: str) -> Response:
    """The article with what was read in it."""
    held = library.of(request)
    with held.store.read() as conn:
        document = documents.by_id(conn, key)
        if document is None:
            raise HTTPException(404, "There is no such article here; it may stand under another address.")
        revisions = articles.of_article(conn, key)
        titles = sources.titles(conn)
        whole = announcements.by_id(conn, document.announcement) if document.announcement else None
        members = whole.members if whole else ()
        near = {item.id: item for item in documents.many(conn, [member.id for member in members[:NEAR]])}
        made = [row for row in announcements.active(conn) if key in row.data["articles"]]
        wanted = sorted({name for row in made for name in row.data["articles"]})
        named = {item.id: item for item in documents.many(conn, wanted)}
    given = editing.offer(request, held)
    similar = held.searcher.similar(key, 5)
    context = {
        "document": document,
        "view": view(document),
        "titles": titles,
        "part": next((member for member in members if member.id == key), None),
        "relatives": _relatives(key, members, near),
        "steps": _steps(revisions),
        "revision": revisions[-1],
        "similar": similar,
        "members": len(members),
        "said": decisions.of_announcement(
            made, [key], lambda name: decisions.name_of(named.get(name), titles)
        ),
        "given": given,
        "just_corrected": "corrected" in request.query_params,
    }
    return editing.remember(pages.render(request, "pages/article.html", context), given)


@router.get("/article")
def by_address(request: Request, url: str = "") -> Response:
    """Leads from the address of a page on the web to its article here."""
    held = library.of(request)
    with held.store.read() as conn:
        key = articles.by_url(conn, url.strip())
    if key is None:
        raise HTTPException(404, "No article of this address is in the knowledge base.")
    return RedirectResponse(f"/articles/{key}", 303)


def _relatives(key: str, members: Sequence[Member], near: Mapping[str, Document]) -> list[Relative]:
    """By their part in the announcement, then by time."""
    found = [
        Relative(document=near[member.id], member=member)
        for member in members
        if member.id != key and member.id in near
    ]
    return sorted(found, key=lambda item: (LANES.index(item.member.role), item.document.published or "9"))


def _steps(revisions: list[Revision]) -> list[Step]:
    """Newest first; only the last ones are compared, the API has them all."""
    found = []
    for old, new in zip([None, *revisions], revisions, strict=False):
        close = old is not None and new.number > revisions[-1].number - COMPARED
        changes = diffing.between(old, new) if old and close else []
        found.append(Step(revision=new, changes=tuple(diffing.excerpts(changes))))
    return found[::-1]

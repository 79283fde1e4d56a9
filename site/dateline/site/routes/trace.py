"""Paste anything: an address leads to its article, a text to the announcement that it belongs to."""

from fastapi import APIRouter, HTTPException
from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dateline.errors import UsageError
from dateline.nlp.tracing import lookup
from dateline.site import forms, library, pages
from dateline.site.views.compare import compare
from dateline.store import articles, documents, sources

router = APIRouter(include_in_schema=False)
MOST = 1_000_000
"""Bytes of a form."""
LONGEST = 200_000
"""Characters of a pasted text that are traced."""


@router.get("/trace")
def form(request: Request) -> HTMLResponse:
    """The form."""
    return _page(request)


@router.post("/trace")
async def trace(request: Request) -> Response:
    """What the pasted text or address belongs to."""
    try:
        given = await forms.fields(request, MOST, "The text is longer than a megabyte.")
    except HTTPException as error:
        return await run_in_threadpool(_page, request, problem=error.detail, status=error.status_code)
    return await run_in_threadpool(_answer, request, given.get("text", ""))


def _answer(request: Request, pasted: str) -> Response:
    if not pasted:
        return _page(request, problem="Paste a text or an address first.", status=400)
    held = library.of(request)
    if pasted.startswith(("http://", "https://")) and len(pasted.split()) == 1:
        with held.store.read() as conn:
            key = articles.by_url(conn, pasted)
        if key:
            return RedirectResponse(f"/articles/{key}", 303)
        return _page(
            request, pasted, problem="No article of this address is in the knowledge base.", status=404
        )
    cut = pasted[:LONGEST]
    title, _, text = cut.partition("\n")
    if not text.strip() or len(title) > 250:
        title, text = "", cut
    text = text.strip()
    try:
        with held.store.read() as conn:
            found = lookup.of_text(held.home, conn, title.strip(), text)
            members = found.announcement.members if found else ()
            known = {item.id: item for item in documents.many(conn, [member.id for member in members])}
            titles = sources.titles(conn)
    except UsageError as error:
        return _page(request, pasted, problem=str(error), status=400)
    if found is None:
        return _page(request, pasted, missing=True)
    whole = next((known[member.id] for member in members if member.id in known), None)
    context = {
        "members": [(known[member.id], member) for member in members if member.id in known],
        "part": next(member for member in members if member.id == found.asked),
        "titles": titles,
        "original": whole,
        "view": compare(whole.text, text) if whole else None,
    }
    return pages.render(request, "pages/traced.html", context)


def _page(
    request: Request, pasted: str = "", *, problem: str = "", missing: bool = False, status: int = 200
) -> HTMLResponse:
    context = {"pasted": pasted, "problem": problem, "missing": missing}
    return pages.render(request, "pages/trace.html", context, status)

"""Institutions: all, and one with its names and articles."""

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dateline.index.contract import Request as Wanted
from dateline.site import editing, library, pages
from dateline.site.links import Search
from dateline.site.views import decisions as decided
from dateline.site.views import search as view
from dateline.store import decisions, documents, institutions, sources
from dateline.store.names import fold

router = APIRouter(include_in_schema=False)
PAGE = 100


@router.get("/institutions")
def index(request: Request) -> HTMLResponse:
    """The institutions that most articles name, or those whose name or alias begins as asked."""
    held = library.of(request)
    prefix = request.query_params.get("prefix", "").strip()[:200]
    page = request.query_params.get("page", "1")
    number = max(int(page), 1) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    with held.store.read() as conn:
        if prefix:
            keys = [
                int(value.value)
                for value in held.searcher.values("institution", prefix, PAGE)
                if value.value.isdigit()
            ]
            found = [entity for key in keys if (entity := institutions.by_id(conn, key))]
        else:
            found = institutions.most_named(conn, PAGE + 1, (number - 1) * PAGE)
    context = {"found": found[:PAGE], "prefix": prefix, "number": number, "more": len(found) > PAGE}
    return pages.render(request, "pages/institutions.html", context)


@router.get("/institutions/{key}")
def institution(request: Request, key: int) -> Response:
    """One institution."""
    held = library.of(request)
    if not 0 < key < 2**62:
        raise HTTPException(404, "There is no such institution here.")
    with held.store.read() as conn:
        entity = institutions.by_id(conn, key)
        if entity is None:
            raise HTTPException(
                404, "There is no such institution here; it may have been merged with another."
            )
        aliases = institutions.aliases_of(conn, key)
        titles = sources.titles(conn)
        full = institutions.full_names(conn, key)
        said = decided.of_institution(decisions.every(conn), [entity.name, *full.values()])
        near = institutions.find(conn, " ".join(entity.name.split()[:2]), 12)
    given = editing.offer(request, held)
    asked = Search(filters={"institution": (str(key),)}, sort="newest")
    answer = held.searcher.search(
        Wanted(
            filters=asked.filters,
            sort="newest",
            limit=20,
            facets=("discipline", "source", "role"),
            histogram=True,
            collapse=True,
        )
    )
    with held.store.read() as conn:
        shown = {item.id: item for item in documents.many(conn, [hit.id for hit in answer.hits])}
    context = {
        "entity": entity,
        "aliases": aliases,
        "answer": answer,
        "asked": asked,
        "view": view.search(answer, asked, shown, titles, 20),
        "titles": titles,
        "said": said,
        "given": given,
        "near": [item for item in near if item.id != key],
        "separable": sorted(name for folded, name in full.items() if folded != fold(entity.name)),
        "just_corrected": "corrected" in request.query_params,
    }
    return editing.remember(pages.render(request, "pages/institution.html", context), given)

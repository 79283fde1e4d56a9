"""The search page, and its hits as an Atom feed."""

from collections.abc import Mapping
from dataclasses import replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline import clock
from dateline.index.contract import QueryError
from dateline.index.former import former
from dateline.site import feeds, library, pages
from dateline.site.library import Library
from dateline.site.links import Search
from dateline.site.routes import ahead
from dateline.site.views import glance
from dateline.site.views import search as view
from dateline.store import articles, documents, runs, sources

router = APIRouter(include_in_schema=False)
GLANCE_DAYS = 92
GLANCE_ARTICLES = 40


@router.get("/")
def search(request: Request) -> Response:
    """Hits, facets and histogram; the newest articles without a query; an address leads to its article."""
    held = library.of(request)
    asked = Search.read(request.query_params)
    size = held.settings.site.hits
    if asked.query.startswith(("http://", "https://")):
        with held.store.read() as conn:
            key = articles.by_url(conn, asked.query)
        if key:
            return RedirectResponse(f"/articles/{key}", 303)
    with held.store.read() as conn:
        total = articles.count(conn)
        titles = sources.titles(conn)
    context: dict[str, object] = {
        "asked": asked,
        "total": total,
        "sources": len(titles),
        "problem": None,
        "answer": None,
    }
    context |= {"glance": None, "examples": ()}
    if not total:
        return pages.render(request, "pages/welcome.html", {"home": held.home.root, "asked": asked})
    try:
        answer = held.searcher.search(asked.request(size, facets=tuple(view.FACET_TITLES), histogram=True))
    except QueryError as error:
        context |= {"problem": error, "active": view.active(asked, None, titles)}
        return pages.render(request, "pages/search.html", context, 400)
    with held.store.read() as conn:
        shown = {item.id: item for item in documents.many(conn, [hit.id for hit in answer.hits])}
        once = former(conn, asked.query, list(shown))
    context |= {
        "answer": answer,
        "former": once,
        "view": view.search(answer, asked, shown, titles, size),
        "active": view.active(asked, answer, titles),
        "titles": titles,
    }
    if asked == Search():
        context["glance"] = _glance(held, titles)
        context["examples"] = glance.examples(answer, clock.today().year + 1)
    return pages.render(request, "pages/search.html", context)


def _glance(held: Library, titles: Mapping[str, str]) -> dict[str, object]:
    with held.store.read() as conn:
        last = glance.night(runs.latest(conn, 5, "nightly"), titles)
    return {"night": last, "coming": glance.next_days(ahead.coming(held, GLANCE_DAYS, GLANCE_ARTICLES))}


@router.get("/search.atom")
def atom(request: Request) -> Response:
    """The newest hits of a search as an Atom feed, copies too: whoever follows it wants each pickup."""
    held = library.of(request)
    asked = replace(Search.read(request.query_params).sorted("newest"), collapse=False)
    answer = held.searcher.search(asked.request(50))
    with held.store.read() as conn:
        shown = {item.id: item for item in documents.many(conn, [hit.id for hit in answer.hits])}
    body = feeds.atom(held.base_url(request), held.settings.site.title, asked, answer.hits, shown)
    return Response(body, media_type="application/atom+xml; charset=utf-8")

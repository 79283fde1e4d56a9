"""Coverage reports: of an announcement, an institution or any search, as a page, a table and references."""

from collections.abc import Callable, Sequence
from functools import partial

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dateline import clock
from dateline.records import Document
from dateline.site import citations, library, pages, spreadsheets, words
from dateline.site.library import Library
from dateline.site.links import Search
from dateline.site.views import search as view
from dateline.site.views.gaps import unseen
from dateline.site.views.report import Report
from dateline.site.views.report import report as make
from dateline.store import announcements, captures, documents, sources

router = APIRouter(include_in_schema=False)
LIMIT = 2000
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS: dict[str, tuple[str, Callable[[Report, str], str | bytes]]] = {
    "csv": ("text/csv; charset=utf-8", spreadsheets.comma_separated),
    "xlsx": (SHEET, spreadsheets.workbook),
    "ris": ("application/x-research-info-systems; charset=utf-8", citations.ris),
    "bib": ("application/x-bibtex; charset=utf-8", citations.bibtex),
    "json": ("application/vnd.citationstyles.csl+json", citations.csl),
}


@router.get("/report")
def page(request: Request) -> HTMLResponse:
    """The report as a page that prints well."""
    found = _report(request)
    context = {
        "report": found,
        "forms": _addresses(request),
        "today": clock.today(),
        "announcement": request.query_params.get("announcement", ""),
    }
    return pages.render(request, "pages/report.html", context)


@router.get("/report.{form}")
def file(request: Request, form: str) -> Response:
    """The report as a file."""
    if form not in FORMS:
        raise HTTPException(404)
    media, write = FORMS[form]
    body = write(_report(request), library.of(request).base_url(request))
    name = f"dateline-report-{clock.today()}.{form}"
    return Response(body, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _addresses(request: Request) -> dict[str, str]:
    query = request.url.query
    return {form: f"/report.{form}?{query}" if query else f"/report.{form}" for form in FORMS}


def _report(request: Request) -> Report:
    held = library.of(request)
    key = request.query_params.get("announcement", "")
    if key:
        with held.store.read() as conn:
            whole = announcements.by_id(conn, key)
            if whole is None:
                raise HTTPException(404, "There is no such announcement here.")
            ids = [member.id for member in whole.members]
            first = documents.by_id(conn, ids[0])
            titles = sources.titles(conn)
        title = first.title if first and first.title else "An announcement"
        issued = (titles.get(first.source, first.source), words.long_day(first.published)) if first else ()
        subject = ", ".join(("Everything of one announcement", *filter(None, issued)))
        return _made(held, title, subject, ids[:LIMIT], max(len(ids) - LIMIT, 0))
    asked = Search.read(request.query_params).collapsed(False).sorted("newest")
    ids, total, subject = _found(held, asked)
    title = asked.query or "Coverage"
    return _made(held, title, subject, ids, total - len(ids))


def _found(held: Library, asked: Search) -> tuple[list[str], int, str]:
    """Ids of the search's articles, how many there are, and the search in words."""
    with held.store.read() as conn:
        titles = sources.titles(conn)
    ids: list[str] = []
    for number in range(1, LIMIT // 1000 + 1):
        answer = held.searcher.search(asked.at(number).request(1000, facets=tuple(view.FACET_TITLES)))
        ids += [hit.id for hit in answer.hits]
        if len(ids) >= answer.total:
            break
    limits = [item.label for item in view.active(asked.collapsed(True), answer, titles)]
    query = f"“{asked.query}”" if asked.query else "every article"
    return (
        ids,
        answer.total,
        f"Search for {query}" + (f", limited to {words.listing(limits)}" if limits else ""),
    )


def _made(held: Library, title: str, subject: str, ids: Sequence[str], left_out: int) -> Report:
    with held.store.read() as conn:
        found: list[Document] = documents.many(conn, ids)
        parts = {key: part for key, (_, part) in announcements.of_articles(conn, ids).items()}
        titles = sources.titles(conn)
        return make(
            title=title,
            subject=subject,
            made=clock.now(),
            documents=found,
            parts=parts,
            captures=captures.of_articles(conn, ids),
            titles=titles,
            unseen=partial(unseen, conn, held.settings.sources, titles),
            left_out=left_out,
        )

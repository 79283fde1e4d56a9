"""Runs, and the report of one."""

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline.site import library, pages
from dateline.store import runs, sources

router = APIRouter(include_in_schema=False)


@router.get("/runs")
def index(request: Request) -> HTMLResponse:
    """The last runs, newest first."""
    held = library.of(request)
    with held.store.read() as conn:
        found = runs.latest(conn, 60)
    return pages.render(request, "pages/runs.html", {"runs": found})


@router.get("/runs/{key}")
def run(request: Request, key: int) -> HTMLResponse:
    """What a run did, stage by stage and source by source."""
    held = library.of(request)
    with held.store.read() as conn:
        found = runs.by_id(conn, key) if 0 < key < 2**62 else None
        if found is None:
            raise HTTPException(404, "There is no run of this number.")
        visits = runs.visits_of_run(conn, key)
        titles = sources.titles(conn)
    report = found.report if isinstance(found.report, dict) else {}
    columns = sorted({name for visit in visits for name, number in visit.counts.items() if number})
    context = {
        "run": found,
        "stages": report.get("stages") or [],
        "concerns": report.get("concerns") or [],
        "visits": visits,
        "columns": columns[:9],
        "titles": titles,
    }
    return pages.render(request, "pages/run.html", context)

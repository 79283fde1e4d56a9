"""Help: what the site is and how to ask it."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline.site import pages

router = APIRouter(include_in_schema=False)


@router.get("/about")
def about(request: Request) -> HTMLResponse:
    """The query language, feeds and JSON."""
    return pages.render(request, "pages/about.html", {})

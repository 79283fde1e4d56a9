"""What was fetched, as it is in the archive.

A captured page is somebody else's: it is shown without scripts, in an origin of its own, or as plain text.
"""

import re

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dateline.crawler import archive
from dateline.site import library, pages
from dateline.site.security import CAPTURE_POLICY
from dateline.store import captures
from dateline.store.captures import StoredCapture

router = APIRouter(include_in_schema=False)
_CHARSET = re.compile(r"charset=[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)


def _find(request: Request, key: int) -> StoredCapture:
    with library.of(request).store.read() as conn:
        found = captures.by_id(conn, key) if 0 < key < 2**62 else None
    if found is None:
        raise HTTPException(404, "There is no capture of this number.")
    return found


@router.get("/captures/{key}")
def capture(request: Request, key: int) -> HTMLResponse:
    """Where, when and how a page was fetched."""
    return pages.render(request, "pages/capture.html", {"stored": _find(request, key)})


@router.get("/captures/{key}/page")
def page(request: Request, key: int) -> Response:
    """The captured page, sandboxed: no scripts, no requests."""
    stored = _find(request, key)
    _, body = archive.read(library.of(request).home, stored.capture.file, stored.capture.offset)
    kind = (stored.capture.content_type or "").partition(";")[0].strip().lower()
    if kind not in ("text/html", "application/xhtml+xml"):
        return source(request, key)
    charset = _CHARSET.search(stored.capture.content_type or "")
    media = f"text/html; charset={charset[1]}" if charset else "text/html"
    headers = {"Content-Security-Policy": CAPTURE_POLICY, "Content-Type": media}
    return Response(body, headers=headers)


@router.get("/captures/{key}/source")
def source(request: Request, key: int) -> Response:
    """The captured octets as plain text."""
    stored = _find(request, key)
    _, body = archive.read(library.of(request).home, stored.capture.file, stored.capture.offset)
    charset = _CHARSET.search(stored.capture.content_type or "")
    headers = {"Content-Security-Policy": CAPTURE_POLICY}
    return Response(
        body, headers={**headers, "Content-Type": f"text/plain; charset={charset[1] if charset else 'utf-8'}"}
    )

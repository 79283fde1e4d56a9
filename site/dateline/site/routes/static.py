"""Style sheet, script and pictures."""

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.site.assets import FOREVER, SHORT, Asset

router = APIRouter(include_in_schema=False)


@router.get("/static/{name}")
def file(request: Request, name: str, v: str = "") -> Response:
    """A static file; kept for ever under the address with its version, briefly under any other."""
    asset: Asset | None = request.app.state.assets.get(name)
    if asset is None:
        raise HTTPException(404)
    headers = {"Cache-Control": FOREVER if v == asset.version else SHORT, "ETag": f'"{asset.version}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(asset.body, media_type=asset.media_type, headers=headers)


@router.get("/favicon.ico")
def favicon(request: Request) -> Response:
    """The logo, for browsers that do not read the page's head."""
    return file(request, "logo.svg")


@router.get("/robots.txt")
def robots() -> Response:
    """Asks search engines to stay out: the texts are other people's."""
    return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")

"""The web application over one knowledge base."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from urllib.parse import urlsplit

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dateline.errors import DatelineError
from dateline.home import Home
from dateline.index.contract import QueryError
from dateline.site import assets, pages
from dateline.site.editing import Signer
from dateline.site.head import HeadAsGet
from dateline.site.hosts import KnownHosts
from dateline.site.library import Library
from dateline.site.routes import (
    about,
    ahead,
    announcements,
    api,
    articles,
    captures,
    corrections,
    institutions,
    reports,
    runs,
    search,
    sources,
    static,
    trace,
)
from dateline.site.security import HEADERS, SecurityHeaders

DESCRIPTION = "What the knowledge base holds, as JSON.  The pages show the same."


def create_app(home: Home) -> FastAPI:
    """The application for a knowledge base, which is created where it is not there yet.

    Raises DatelineError when its settings or its store cannot be read.
    """
    library = Library(home)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        library.close()

    app = FastAPI(
        title=library.settings.site.title,
        description=DESCRIPTION,
        version=version("dateline"),
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
    )
    app.state.library = library
    app.state.signer = Signer()
    app.state.assets = assets.load()
    app.state.templates = pages.environment(app.state.assets)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(HeadAsGet)
    site = library.settings.site
    app.add_middleware(KnownHosts, names=(urlsplit(site.base_url).hostname or "", site.host))
    for module in (
        search,
        articles,
        institutions,
        sources,
        announcements,
        runs,
        reports,
        ahead,
        about,
        captures,
        trace,
        corrections,
        static,
        api,
    ):
        app.include_router(module.router)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(DatelineError, _failure)
    app.add_exception_handler(Exception, _crash)
    return app


def _answer(request: Request, status: int, title: str, sentence: str) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": sentence}, status)
    return pages.render(
        request, "pages/error.html", {"status": status, "title": title, "sentence": sentence}, status
    )


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        sentence = error.detail if error.detail != "Not Found" else "There is nothing at this address."
        return _answer(request, 404, "Not found", sentence)
    return _answer(request, error.status_code, "That did not work", error.detail)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"][1:])
    if first["loc"][0] == "path":
        return _answer(request, 404, "Not found", "There is nothing at this address.")
    return _answer(request, 422, "That did not work", f"{place}: {first['msg']}.")


def _failure(request: Request, error: Exception) -> Response:
    status = 400 if isinstance(error, QueryError) else 503
    return _answer(request, status, "That did not work", str(error))


def _crash(request: Request, error: Exception) -> Response:
    answer = _answer(
        request, 500, "Something broke", "This page failed; the reason is in the server's output."
    )
    answer.headers.update(HEADERS)  # what failed unexpectedly is answered outside the middleware
    return answer

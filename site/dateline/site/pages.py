"""Rendering: Jinja with escaping always on and names that templates may use."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline import clock
from dateline.site import library, telling, words
from dateline.site.assets import Asset

NAVIGATION = (
    ("/", "Search"),
    ("/trace", "Trace"),
    ("/ahead", "Ahead"),
    ("/institutions", "Institutions"),
    ("/sources", "Sources"),
    ("/about", "Help"),
)


def environment(assets: Mapping[str, Asset]) -> Environment:
    """The templates' environment; a name that a template misspells is an error."""
    env = Environment(
        loader=PackageLoader("dateline.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(
        asset=lambda name: assets[name].path,
        navigation=NAVIGATION,
        words=words,
        telling=telling,
        now=clock.now,
    )
    env.filters.update(
        web=web_address,
        host=lambda url: urlsplit(url).hostname or url,
        number=lambda value: f"{value:,}",
        percent=lambda value: f"{round(100 * value)} %",
    )
    return env


def web_address(url: str | None) -> str:
    """The address if it is one of the web, else nothing: no `javascript:` gets into a link."""
    return url if url and url.lower().startswith(("http://", "https://")) else ""


def render(request: Request, template: str, context: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """A page.  Its head names the knowledge base as `dateline.toml` does."""
    env: Environment = request.app.state.templates
    held = library.of(request)
    page = env.get_template(template).render(site=held.settings.site, path=request.url.path, **context)
    return HTMLResponse(page, status)

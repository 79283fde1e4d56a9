"""Who may correct what the pages show, and proof that a form came from a page of this site.

Corrections are for people at the machine itself, unless `site.edit` lets in everyone whom the site answers.
Forms carry a token signed for the visitor's cookie (signed double submit), so that no other site's page can
send one; `Origin` and `Sec-Fetch-Site`, where the browser sends them, must agree.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.site import hosts
from dateline.site.library import Library

COOKIE = "dateline-visitor"
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """What a page needs to offer forms."""

    visitor: str
    token: str


class Signer:
    """Signs visitors with a secret that lives as long as the server."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def sign(self, visitor: str) -> str:
        return hmac.digest(self._secret, visitor.encode(), "sha256").hex()


def allowed(request: Request, held: Library) -> bool:
    """True where this client may correct."""
    if held.settings.site.edit:
        return True
    client = request.client.host if request.client else ""
    proxied = any(name in request.headers for name in FORWARDED)
    public = urlsplit(held.settings.site.base_url).hostname or "localhost"
    return (
        not proxied
        and hosts.is_loopback(client)
        and hosts.is_loopback(hosts.reached(request.scope))
        and hosts.is_loopback(public)
    )


def offer(request: Request, held: Library) -> Pass | None:
    """The pass for a page with forms; None for who may not correct."""
    if not allowed(request, held):
        return None
    visitor = request.cookies.get(COOKIE, "")
    if not (20 <= len(visitor) <= 60 and visitor.isascii()):
        visitor = secrets.token_urlsafe(24)
    return Pass(visitor=visitor, token=_signer(request).sign(visitor))


def remember(response: Response, given: Pass | None) -> Response:
    """Give the visitor the cookie that goes with the page's token."""
    if given:
        response.set_cookie(COOKIE, given.visitor, httponly=True, samesite="strict", path="/")
        response.headers["Cache-Control"] = "no-store"
    return response


def check(request: Request, held: Library, fields: Mapping[str, str]) -> None:
    """Raises HTTPException 403 unless this client may correct and the form came from a page of this site."""
    if not allowed(request, held):
        raise HTTPException(
            403,
            "Corrections are made on the machine that serves this site, or with `edit = true` under [site].",
        )
    origin = request.headers.get("origin")
    own = {request.headers.get("host", "").lower(), urlsplit(held.settings.site.base_url).netloc.lower()}
    foreign = origin is not None and urlsplit(origin).netloc.lower() not in own - {""}
    if foreign or request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise HTTPException(403, "This form was sent from another site; nothing was changed.")
    visitor = request.cookies.get(COOKIE, "")
    token = fields.get("token", "").encode()
    if not visitor or not hmac.compare_digest(token, _signer(request).sign(visitor).encode()):
        raise HTTPException(
            403,
            "The page with this form is from before the server started; go back, reload it and try again.",
        )


def _signer(request: Request) -> Signer:
    signer: Signer = request.app.state.signer
    return signer

"""Names under which the site answers.

A name of somebody else's can be made to point at 127.0.0.1 and so turn a visitor's browser on what listens
there (DNS rebinding).  Over loopback only this machine's own names are answered.
"""

import ipaddress
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

REFUSAL = (
    "This site does not answer under that name; use http://127.0.0.1 with its port, "
    "or set base_url under [site] in dateline.toml to the name.\n"
)


def is_loopback(name: str) -> bool:
    """True for 127.0.0.0/8, ::1, `localhost` and names below it."""
    name = name.strip("[]").lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def reached(scope: Scope | Mapping[str, Any]) -> str:
    """The server's address at this connection's end; empty where it is none of the network."""
    server = scope.get("server")
    return str(server[0]) if server else ""


class KnownHosts:
    """ASGI middleware: over loopback, a Host that is neither loopback's nor `names` gets 421."""

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        self.app = app
        self.names = {name.lower() for name in names if name}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and is_loopback(reached(scope)) and not self._known(scope):
            await PlainTextResponse(REFUSAL, 421)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _known(self, scope: Scope) -> bool:
        given = [value for name, value in scope["headers"] if name == b"host"]
        if len(given) != 1:
            return not given and scope.get("http_version") == "1.0"
        try:
            name = urlsplit(f"//{given[0].decode('latin1')}").hostname or ""
        except ValueError:
            return False
        return is_loopback(name) or name in self.names

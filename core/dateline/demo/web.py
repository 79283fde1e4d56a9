"""The demo web's server: each site on a loopback port of its own, in threads of this process.

with serve() as web:
    web["ministry"].url           # http://127.0.0.1:40123/
    web["ministry"].correct()     # corrections appear, withdrawn pages answer 410
"""

import socket
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from dateline.demo.pages import Page, Pages
from dateline.demo.sites import SITES, Site
from dateline.errors import UsageError

_CONNECTIONS = 32
_IDLE = 10.0


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Newsroom/1.0"
    sys_version = ""
    timeout = _IDLE
    server: "_Server"

    def do_GET(self) -> None:
        page = self.server.pages.answer(self.path)
        tag = f'"{sha256(page.body).hexdigest()[:20]}"'
        if page.status == 200 and self._unchanged(page, tag):
            self._send(304, page, tag, b"")
        else:
            self._send(page.status, page, tag, page.body)

    do_HEAD = do_GET

    def _unchanged(self, page: Page, tag: str) -> bool:
        if known := self.headers.get("If-None-Match"):
            return tag in (part.strip().removeprefix("W/") for part in known.split(","))
        try:
            since = parsedate_to_datetime(self.headers.get("If-Modified-Since", ""))
        except ValueError:
            return False
        return since.tzinfo is not None and page.modified.replace(microsecond=0) <= since

    def _send(self, status: int, page: Page, tag: str, body: bytes) -> None:
        self.send_response(status)
        if status == 200 or status == 304:
            self.send_header("ETag", tag)
            self.send_header("Last-Modified", format_datetime(page.modified.astimezone(UTC), usegmt=True))
            self.send_header("Cache-Control", "no-cache")
        if page.location:
            self.send_header("Location", page.location)
        if status != 304:
            self.send_header("Content-Type", page.content_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        self.server.requests.append(f"{self.command} {self.path}")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.pages: Pages
        self.requests: deque[str] = deque(maxlen=10_000)
        self._room = threading.BoundedSemaphore(_CONNECTIONS)
        self._open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        if not self._room.acquire(blocking=False):
            self.shutdown_request(request)
            return
        self._open.add(request)
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._open.discard(request)
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no error of the site."""

    def end(self) -> None:
        self.shutdown()
        self.server_close()
        for connection in list(self._open):
            self.shutdown_request(connection)


class RunningSite:
    """One site while it is served."""

    def __init__(self, site: Site, server: _Server, pages: Pages) -> None:
        self.site = site
        self.url = f"http://127.0.0.1:{server.server_port}/"
        """Front page."""
        self.pages = pages
        self.requests = server.requests
        """The last 10,000 requests, `METHOD path`, in order."""

    def correct(self, corrected: bool = True) -> None:
        """Publish the site's corrections and withdraw what is to be withdrawn, or take that back."""
        self.pages.corrected = corrected

    def address(self, id: str) -> str:
        """Absolute address of the text `site/name`."""
        return next(self.pages.url(text) for text in self.pages.texts if text.id == id)


class RunningWeb(dict[str, RunningSite]):
    """All sites by name while they are served."""

    def correct(self, corrected: bool = True) -> None:
        """Make, or take back, the corrections of every site."""
        for site in self.values():
            site.correct(corrected)


@contextmanager
def serve(ports: Mapping[str, int] | None = None) -> Iterator[RunningWeb]:
    """Serve all sites until the block ends, on the ports given by site name, else on free ones.

    Raises UsageError if a port is taken.
    """
    with ExitStack() as stack:
        servers: dict[str, _Server] = {}
        for name in SITES:
            port = (ports or {}).get(name, 0)
            try:
                servers[name] = _Server(port)
            except OSError:
                raise UsageError(
                    f"Port {port} of 127.0.0.1 is taken; stop what uses it or choose others."
                ) from None
            stack.callback(servers[name].server_close)
        bases = {name: f"http://127.0.0.1:{server.server_port}" for name, server in servers.items()}
        web = RunningWeb()
        for name, server in servers.items():
            server.pages = Pages(SITES[name], bases)
            web[name] = RunningSite(SITES[name], server, server.pages)
            thread = threading.Thread(
                target=server.serve_forever, args=(0.1,), name=f"demo {name}", daemon=True
            )
            thread.start()
            stack.callback(thread.join, 5)
            stack.callback(server.end)
        yield web

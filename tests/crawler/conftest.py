"""A newsroom of an invented institution on loopback, which tests bend as they need."""

import gzip
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dateline.crawler import stage
from dateline.home import Home
from dateline.records import StageReport
from dateline.settings import Source, write_source

PARAGRAPHS = (
    "Researchers of the University of Norhaven have measured how salt moves through the marshes of the Teal"
    " Estuary after a storm, and what they found surprises the engineers who keep its dykes.",
    "For two winters the team of the Institute for Coastal Studies kept forty probes in the mud, read them"
    " every ten minutes, and compared the readings with the tide tables of the harbour office.",
    "“The marsh forgets a storm within nine days,” says Mira Holloway, who led the work. “We had expected"
    " months, and the pumps along the dyke were planned for months.”",
    "The figures and the program that made them are free for everyone to use; the district of Norhaven will"
    " use them when it renews the pumping stations in the coming year.",
)


def page(title: str, day: str, *, extra: str = "", head: str = "", number: int = 0) -> str:
    """An article's page."""
    text = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | Norhaven</title>'
        f'<meta property="og:type" content="article"><meta property="og:title" content="{title}">'
        f'<meta property="article:published_time" content="{day}T09:00:00+00:00">{head}</head>'
        f"<body><nav><a href='/'>Home</a> <a href='/about'>About us</a></nav><main><article><h1>{title}</h1>"
        f"<p class='date'>{day}</p>{text}<p>This is report number {number} of the series.</p>{extra}"
        "</article></main><footer><a href='/privacy'>Privacy</a></footer></body></html>"
    )


@dataclass
class Newsroom:
    """A site whose answers are a table of path → (status, headers, body); every request is noted."""

    base: str = ""
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    requests: list[tuple[str, int]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    before: Callable[[str], tuple[int, dict[str, str], bytes] | None] = lambda path: None

    def put(
        self, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8", **headers: str
    ) -> None:
        """Answer a path with this body from now on."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (200, {"Content-Type": kind, **named}, data)

    def answer(self, path: str, status: int, **headers: str) -> None:
        """Answer a path with this status from now on."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, {"Content-Type": "text/html", **named}, b"<h1>No</h1>")

    def article(self, number: int, day: str, title: str = "", **more: Any) -> str:
        """Put an article; its path."""
        path = f"/news/{day}-report-number-{number}-of-the-estuary"
        self.put(
            path, page(title or f"Report number {number} of the Teal Estuary", day, number=number, **more)
        )
        return path

    def listing(self, path: str, paths: list[str], tail: str = "") -> None:
        """Put a listing page of articles that are there."""
        rows = "".join(
            f"<li class='item'><time datetime='{each[6:16]}'>{each[6:16]}</time>"
            f" <h3><a href='{each}'>{self._title(each)}</a></h3></li>"
            for each in paths
        )
        nav = "<nav><a href='/about'>About the university and its press office</a></nav>"
        main = f"<main><ul>{rows}</ul>{tail}</main>"
        self.put(path, f"<html><head><title>News</title></head><body>{nav}{main}</body></html>")

    def _title(self, path: str) -> str:
        body = self.pages[path][2].decode() if path in self.pages else "<h1>An article that is not here</h1>"
        return body.partition("<h1>")[2].partition("</h1>")[0]

    def asked(self, *, clear: bool = True) -> list[str]:
        """Paths asked for since the last time, robots.txt aside, in order."""
        paths = [path for path, _ in self.requests if path != "/robots.txt"]
        if clear:
            self.requests.clear()
        return paths


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    """An empty site on loopback."""
    site = Newsroom()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = site.before(self.path) or site.pages.get(self.path) or (404, {}, b"not here")
            status, headers, body = found
            etag = headers.get("ETag", f'"{sha256(body).hexdigest()[:16]}"')
            if status == 200 and self.headers.get("If-None-Match") == etag:
                status, body = 304, b""
            site.requests.append((self.path, status))
            site.agents.add(self.headers.get("User-Agent", ""))
            if "gzip" in headers.get("X-Test", ""):
                body = gzip.compress(body)
            self.send_response(status)
            for name, value in {**headers, "ETag": etag, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Crawler:
    """Runs the crawl of one source on given days."""

    home: Home
    newsroom: Newsroom
    monkeypatch: pytest.MonkeyPatch

    def source(self, **values: Any) -> None:
        """Write the entry `norhaven`; addresses may be paths."""
        for key in ("feeds", "sitemaps", "listings"):
            values[key] = [self.newsroom.base + path for path in values.get(key, ())]
        entry = Source(url=self.newsroom.base + "/", **{"delay": 0, "allow_private": True, **values})
        write_source(self.home.settings_file, "norhaven", entry)

    def on(self, day: date | str) -> StageReport:
        """Crawl on the evening of that day."""
        self.monkeypatch.setenv("DATELINE_NOW", f"{day}T22:00:00+00:00")
        return stage.crawl(self.home)


@pytest.fixture
def crawler(home: Home, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Crawler:
    """A knowledge base whose one source is the newsroom."""
    return Crawler(home, newsroom, monkeypatch)

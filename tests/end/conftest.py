"""The command line as its users run it, and a small site on loopback."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from loopback import Dateline, Web


@pytest.fixture
def dateline(tmp_path: Path) -> Dateline:
    """Run `dateline …` with a knowledge base of its own; standard input may be given."""

    def run(
        *words: str, stdin: str = "", env: Mapping[str, str] | None = None, home: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "dateline.cli", "--home", str(home or tmp_path / "kb"), *words],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf8",
            timeout=180,
            check=False,
            env=os.environ | (env or {}),
        )

    return run


@pytest.fixture
def web() -> Iterator[Web]:
    """A site that a test fills; it ends with the test."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.requests.append(self.path)
            kind, body = site.pages.get(self.path, ("text/html", b"<title>Not found</title>"))
            self.send_response(200 if self.path in site.pages else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_HEAD = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Web(url=f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()
    thread.join()

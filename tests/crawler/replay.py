"""usage: replay.py SHARED ARTICLES — replay the newsrooms, run the crawl benchmark on their largest wire."""

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

PORT = "8498"


def main() -> int:
    """The benchmark's exit code; the server ends with it."""
    shared, articles = Path(sys.argv[1]), sys.argv[2]
    serve = [sys.executable, str(shared / "newsrooms/serve.py"), "--port", PORT]
    sites = json.loads(subprocess.run([*serve, "--list"], capture_output=True, check=True).stdout)
    wire = max((site for site in sites if site["sitemap"]), key=lambda site: site["articles"])
    server = subprocess.Popen(serve, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        server.stdout.readline()
        bench = [sys.executable, "-m", "dateline.crawler.bench", "--url", wire["sitemap"]]
        return subprocess.run([*bench, "--articles", articles], check=False).returncode
    finally:
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(10)


if __name__ == "__main__":
    sys.exit(main())

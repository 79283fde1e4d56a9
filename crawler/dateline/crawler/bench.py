"""The crawl against its parts: `python -m dateline.crawler.bench --url SITEMAP --articles 2000`.

One run does three things one after the other over the same pages and prints the figures as JSON:

1. a bare Scrapy spider only downloads the pages, without delay, one connection to a host;
2. bare trafilatura reads the text of these pages, in one process;
3. `dateline crawl` fetches them into a new knowledge base: discovery, archive, extraction and store included.

`ratio` is the third time by the sum of the first two, `cpu_ratio` the same of the processor time of all the
processes concerned, which other work on the machine disturbs less.  `memory_mb` is the resident size of the
crawling process (and of it with its extraction processes) at 10 %, 50 % and 100 % of the articles.  Ends
with 1 where the ratio is above `--most`.
"""

import argparse
import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from dateline.home import Home
from dateline.settings import Source, write_source

_SPIDER = """
import pathlib, sys
import scrapy
from scrapy.crawler import CrawlerProcess

urls = pathlib.Path(sys.argv[1]).read_text().split()
folder = pathlib.Path(sys.argv[2])

class Bare(scrapy.Spider):
    name = "bare"

    async def start(self):
        for number, url in enumerate(urls):
            yield scrapy.Request(url, cb_kwargs={"number": number})

    def parse(self, response, number):
        (folder / str(number)).write_bytes(response.body)

process = CrawlerProcess({"LOG_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_DELAY": 0,
                          "TELNETCONSOLE_ENABLED": False, "RETRY_TIMES": 3})
process.crawl(Bare)
process.start()
"""
_TRAFILATURA = """
import pathlib, sys
import trafilatura

for path in sorted(pathlib.Path(sys.argv[1]).iterdir(), key=lambda each: int(each.name)):
    trafilatura.extract(path.read_bytes())
"""


class _Memory:
    """A meter that notes the resident size of the crawling processes on the way."""

    def __init__(self, articles: int) -> None:
        self._marks = {max(1, articles * share // 100): f"{share} %" for share in (10, 50, 100)}
        self._done = 0
        self.sizes: dict[str, dict[str, int]] = {}

    def total(self, number: int) -> None:
        """Not needed."""

    def advance(self, number: int = 1, note: str = "") -> None:
        """Measure when a mark is passed."""
        self._done += number
        for mark in [mark for mark in self._marks if mark <= self._done]:
            self.sizes[self._marks.pop(mark)] = _sizes()


def _sizes() -> dict[str, int]:
    """Resident megabytes of the crawling process, and of it with its own children."""
    children = list(_children("self"))
    if not children:
        return {"crawl": 0, "with extraction": 0}
    return {"crawl": _resident(children[0]), "with extraction": sum(map(_resident, _family(children[0])))}


def _family(process: str) -> Iterator[str]:
    yield process
    for child in _children(process):
        yield from _family(child)


def _children(process: str) -> Iterator[str]:
    with suppress(OSError):  # threads and processes may end while they are counted
        for task in Path(f"/proc/{process}/task").iterdir():
            yield from (task / "children").read_text().split()


def _resident(process: str) -> int:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * 4096 // 1_000_000


def measure(urls: Sequence[str], source: Source, folder: Path) -> dict[str, Any]:
    """Times in seconds, and memory, over these article pages of one site."""
    from dateline.crawler.stage import crawl

    listed, pages = folder / "urls", folder / "pages"
    listed.write_text("\n".join(urls))
    pages.mkdir()
    download = _timed([sys.executable, "-c", _SPIDER, str(listed), str(pages)])
    read = _timed([sys.executable, "-c", _TRAFILATURA, str(pages)])
    home = Home(folder / "home")
    home.create()
    write_source(home.settings_file, "bench", source)
    memory = _Memory(len(urls))
    ours = _Watch()
    report = crawl(home, meter=memory)
    ours.stop()
    return {
        "articles": len(urls),
        "downloaded": len(list(pages.iterdir())),
        "stored": report.counts.get("articles/new", 0),
        "seconds": {
            "bare Scrapy": round(download.seconds, 1),
            "bare trafilatura": round(read.seconds, 1),
            "dateline crawl": round(ours.seconds, 1),
        },
        "cpu_seconds": {
            "bare Scrapy": round(download.cpu, 1),
            "bare trafilatura": round(read.cpu, 1),
            "dateline crawl": round(ours.cpu, 1),
        },
        "ratio": round(ours.seconds / (download.seconds + read.seconds), 3),
        "cpu_ratio": round(ours.cpu / (download.cpu + read.cpu), 3),
        "memory_mb": memory.sizes,
        "errors": list(report.errors),
    }


class _Watch:
    """Time on the clock, and processor time of the processes that end meanwhile."""

    def __init__(self) -> None:
        self._began, self._used = time.monotonic(), _used()
        self.seconds = self.cpu = 0.0

    def stop(self) -> None:
        """Take the time, then wait for the processes that are left over."""
        self.seconds = time.monotonic() - self._began
        with suppress(ChildProcessError):
            while True:
                os.waitpid(-1, 0)
        self.cpu = _used() - self._used


def _used() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _adopt() -> None:
    """Become the parent of processes whose own has ended, so that theirs is counted too (Linux)."""
    adopt_orphans = 36
    ctypes.CDLL(None).prctl(adopt_orphans, 1, 0, 0, 0)


def _timed(command: list[str]) -> _Watch:
    watch = _Watch()
    subprocess.run(command, check=True)
    watch.stop()
    return watch


def main() -> None:
    """Find the articles of a site, measure, print."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--url", required=True, help="a sitemap whose articles are crawled")
    words.add_argument("--articles", type=int, default=2000)
    words.add_argument("--most", type=float, default=1.3, help="the highest ratio that is good")
    given = words.parse_args()
    _adopt()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        urls = _articles(given.url, given.articles)
        # The crawl gets a limit of its own: exactly these pages, from the same sitemap.
        source = Source(
            url=given.url,
            sitemaps=(given.url,),
            delay=0,
            allow_private=True,
            max_pages=len(urls) + 2 + _maps(given.url),
        )
        result = measure(urls, source, folder)
    print(json.dumps(result, indent=2))
    raise SystemExit(0 if result["ratio"] <= given.most else 1)


def _articles(url: str, number: int) -> list[str]:
    """Articles of a sitemap, those that the crawl takes first."""
    from dateline.crawler import sitemaps
    from dateline.crawler.entries import plausible

    found = sitemaps.parse(_get(url), url)
    if found is None:
        raise SystemExit(f"{url} is no sitemap.")
    entries = list(found.entries)
    for child in found.children:
        parsed = sitemaps.parse(_get(child.url), child.url)
        entries += parsed.entries if parsed else ()
    entries.sort(key=lambda entry: entry.url)
    entries.sort(key=lambda entry: entry.published or "", reverse=True)
    urls = list(dict.fromkeys(entry.url for entry in entries if plausible(entry.url)))
    return urls[:number]


def _maps(url: str) -> int:
    from dateline.crawler import sitemaps

    found = sitemaps.parse(_get(url), url)
    return len(found.children) if found else 0


def _get(url: str) -> bytes:
    with urlopen(url, timeout=60) as response:
        body: bytes = response.read()
    return body


if __name__ == "__main__":
    main()

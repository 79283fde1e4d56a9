"""The process that crawls: all sources of one run under one reactor, which ends with the process.

It is started by `dateline.crawler.stage` with a JSON job on standard input and answers in JSON lines on
standard output: `{"total": n}` and `{"done": n, "note": …}` while it works, `{"report": …}` or `{"fatal": …}`
at its end.
"""

import asyncio
import json
import logging
import sys
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import AsyncCrawlerProcess, Crawler

from dateline import clock
from dateline.crawler.archive import Writer
from dateline.crawler.keeper import Keeper
from dateline.crawler.politeness import base_settings, source_settings
from dateline.crawler.reader import Reader, end_with_parent
from dateline.crawler.robots import Cache
from dateline.crawler.spider import SourceSpider
from dateline.errors import DatelineError
from dateline.home import Home
from dateline.settings import Settings
from dateline.store import runs
from dateline.store import sources as stored_sources
from dateline.store.database import Store

AT_ONCE = 16
"""Hosts that are crawled in parallel."""


class Lines:
    """Progress as JSON lines, at most a few in a second."""

    def __init__(self) -> None:
        self._done, self._note, self._last = 0, "", 0.0

    def total(self, number: int) -> None:
        """How many steps there will be."""
        say({"total": number})

    def advance(self, number: int = 1, note: str = "") -> None:
        """Steps are done."""
        self._done, self._note = self._done + number, note
        if time.monotonic() - self._last > 0.2:
            self.flush()

    def flush(self) -> None:
        """Say what was not said yet."""
        if self._done:
            say({"done": self._done, "note": self._note})
            self._done, self._last = 0, time.monotonic()


@dataclass(slots=True)
class Crawl:
    """One run over some sources."""

    home: Home
    settings: Settings
    run_id: int
    names: Sequence[str]
    lines: Lines = field(default_factory=Lines)
    fatal: DatelineError | None = None
    errors: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    process: Any = None

    def run(self) -> None:
        """Crawl; afterwards `fatal`, `errors` and `counts` tell how it went."""
        self.process = AsyncCrawlerProcess(base_settings(self.settings.crawl), install_root_handler=False)
        loop = asyncio.get_event_loop()
        task = loop.create_task(self._all())
        task.add_done_callback(lambda _: self._end())
        self.process.start(stop_after_crawl=False)
        if self.fatal is None and task.done() and not task.cancelled() and task.exception():
            raise task.exception()  # type: ignore[misc]

    def _end(self) -> None:
        from twisted.internet import reactor

        running: Any = reactor
        if running.running:
            running.stop()

    async def _all(self) -> None:
        # Sources on one host take turns, so that the host is asked by one connection at a time.
        hosts: dict[str, list[str]] = defaultdict(list)
        for name in self.names:
            hosts[urlsplit(self.settings.sources[name].url).hostname or name].append(name)
        free = asyncio.Semaphore(AT_ONCE)
        reader = Reader()
        robots = Cache(self.home.root / "robots.json")
        with Store.open(self.home) as store:
            archive = Writer(self.home, self.settings.crawl.warc_size)

            async def turn(group: list[str]) -> None:
                async with free:
                    for name in group:
                        if self.fatal is None:
                            await self._one(name, store, archive, reader, robots)

            try:
                await asyncio.gather(*(turn(group) for group in hosts.values()))
            finally:
                self.lines.flush()
                reader.close()
                try:
                    archive.close()
                    robots.save()
                except DatelineError as error:
                    self.stop(error)
                except OSError as error:
                    logging.getLogger(__name__).warning("robots.json was not written: %s", error)

    async def _one(self, name: str, store: Store, archive: Writer, reader: Reader, robots: Cache) -> None:
        source, started = self.settings.sources[name], clock.now()
        crawl = self.settings.crawl
        keeper = Keeper(
            store, archive, name, source, run_id=self.run_id, recheck_days=crawl.recheck_days
        )  # fmt: skip
        try:
            with store.write() as conn:
                stored_sources.put(conn, name, source, started)
                runs.visit(conn, self.run_id, name, started=started, finished=None, counts={})
            crawler = Crawler(SourceSpider, {**base_settings(crawl), **source_settings(crawl, source)})
            await self.process.crawl(
                crawler,
                source_name=name,
                source=source,
                keeper=keeper,
                reader=reader,
                robots=robots,
                obey_robots=crawl.obey_robots,
                meter=self.lines,
                stop=self.stop,
            )
            spider: Any = crawler.spider
            keeper.flush()
            trouble = self._verdict(spider, crawler)
            counts = _counts(keeper.counts, spider, crawler)
            with store.write() as conn:
                runs.visit(
                    conn,
                    self.run_id,
                    name,
                    started=started,
                    finished=clock.now(),
                    counts=counts,
                    error=trouble,
                )
        except DatelineError as error:
            self.stop(error)
            return
        self.counts[name] = counts
        if trouble:
            self.errors[name] = trouble

    def _verdict(self, spider: Any, crawler: Crawler) -> str | None:
        """Why the source as a whole, or a way into it, failed; None when all went well."""
        reason = crawler.stats.get_value("finish_reason") if crawler.stats else None
        errors = spider.errors
        if reason == "closespider_timeout":
            errors.append(f"The time of {self.settings.crawl.max_minutes:g} minutes was over.")
        return " ".join(errors[:3]) or None

    def stop(self, error: DatelineError) -> None:
        """End everything: nothing more can be kept."""
        if self.fatal is None:
            self.fatal = error
            asyncio.get_event_loop().create_task(self.process.stop())


def _counts(counts: Counter[str], spider: Any, crawler: Crawler) -> dict[str, int]:
    stats = crawler.stats
    found = Counter(counts)
    found.update(spider.requests)
    if stats is not None:
        found["requests/retried"] += int(stats.get_value("retry/count", 0))
        found["responses/unchanged"] += int(stats.get_value("downloader/response_status_count/304", 0))
        found["bytes/received"] += int(stats.get_value("downloader/response_bytes", 0))
    return {key: value for key, value in sorted(found.items()) if value}


def say(message: dict[str, Any]) -> None:
    """One line for the process that started this one."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def log_to(home: Home) -> None:
    """Everything that is logged goes into one file of bounded size."""
    home.create()
    handler = RotatingFileHandler(home.logs / "crawl.log", maxBytes=5_000_000, backupCount=3, encoding="utf8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for noisy in ("scrapy.middleware", "scrapy.crawler", "scrapy.addons", "scrapy.extensions", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    logging.captureWarnings(True)
    logging.raiseExceptions = False
    logging.disable(logging.DEBUG)


def main() -> None:
    """Read the job, crawl, report."""
    job = json.load(sys.stdin)
    end_with_parent()
    warnings.simplefilter("ignore")
    home = Home(Path(job["home"]))
    crawl: Crawl | None = None
    try:
        log_to(home)
        settings = Settings.model_validate(job["settings"])
        crawl = Crawl(home=home, settings=settings, run_id=job["run_id"], names=job["names"])
        crawl.run()
        if crawl.fatal is not None:
            raise crawl.fatal
    except DatelineError as error:
        say({"fatal": str(error), "code": error.exit_code})
        return
    except OSError as error:
        say({"fatal": f"The crawl failed: {error.strerror or error}.", "code": 1})
        return
    say({"report": {"counts": crawl.counts, "errors": crawl.errors}})


if __name__ == "__main__":
    main()

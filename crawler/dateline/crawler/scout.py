"""The process behind `sources add` and `sources check`: looks at a site, keeps nothing.

Job and answer are JSON as for `dateline.crawler.process`.
"""

import asyncio
import json
import sys
import warnings
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.http.request import NO_CALLBACK

from dateline.crawler import feeds, listings, sitemaps
from dateline.crawler.address import canonicalize
from dateline.crawler.entries import Entry, plausible
from dateline.crawler.extract import extract
from dateline.crawler.guard import Refused, look_up, permitted
from dateline.crawler.politeness import base_settings, source_settings
from dateline.crawler.probe import SAMPLES, Answer, probe
from dateline.crawler.process import log_to, say
from dateline.crawler.reader import end_with_parent
from dateline.crawler.robots import Cache, RobotsMiddleware, Rules, Unavailable
from dateline.errors import DatelineError, UsageError
from dateline.home import Home
from dateline.records import Article, to_json
from dateline.settings import Settings, Source


class Scout(Spider):
    """Runs one piece of looking around within Scrapy's politeness."""

    name = "scout"

    def __init__(self, *, source: Source, obey_robots: bool, robots: Cache, task: str, outcome: Any) -> None:
        super().__init__()
        self.source, self.obey_robots, self.robots = source, obey_robots, robots
        self._task, self._outcome = task, outcome

    async def start(self) -> AsyncIterator[Request]:
        """Do the work; no requests remain for the engine."""
        try:
            self._outcome["report"] = await (self._add() if self._task == "add" else self._check())
        except DatelineError as error:
            self._outcome["fatal"] = error
        except IgnoreRequest as error:
            self._outcome["fatal"] = DatelineError(str(error))
        except Exception as error:
            self._outcome["error"] = error
        return
        yield

    async def _fetch(self, url: str) -> Answer | None:
        """The answer, whatever its status; None where there is none.  A site that is closed to us raises."""
        request = Request(
            url,
            meta={"handle_httpstatus_list": list(range(400, 600))},
            callback=NO_CALLBACK,
            dont_filter=True,
        )
        try:
            response: Response = await self.crawler.engine.download_async(request)
        except Unavailable as error:
            raise DatelineError(str(error)) from None
        except IgnoreRequest:
            return None
        except Exception:
            self.logger.info("%s failed", url, exc_info=True)
            return None
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        text = response.text if isinstance(response, TextResponse) else None
        return Answer(
            url=response.url, status=response.status, content_type=content_type, body=response.body, text=text
        )

    def _extract(self, body: bytes, url: str, content_type: str) -> Article:
        return extract(body, url, source=self.source, content_type=content_type)

    async def _robots_sitemaps(self) -> tuple[str, ...]:
        middleware = self.crawler.get_downloader_middleware(RobotsMiddleware)
        if middleware is None:
            return ()
        rules: Rules | str = await middleware.rules(Request(self.source.url))
        return rules.sitemaps if isinstance(rules, Rules) else ()

    async def _add(self) -> dict[str, Any]:
        try:
            await look_up(self.source.url, permitted(self.source))
        except Refused as error:
            raise UsageError(str(error)) from None
        first = await self._fetch(self.source.url)
        if first is None:
            raise DatelineError(
                f"{self.source.url} does not answer, or robots.txt forbids it; check the address."
            )
        kept = {canonicalize(self.source.url): first}

        async def fetch(url: str) -> Answer | None:
            key = canonicalize(url)
            if key not in kept:
                answer = await self._fetch(url)
                if answer is None:
                    return None
                if len(kept) < 40:
                    kept[key] = answer
                return answer
            return kept[key]

        found = await probe(self.source.url, fetch, self._extract, await self._robots_sitemaps())
        return {
            "url": found.url,
            "title": found.title,
            "kind": found.kind,
            "language": found.language,
            "feeds": found.feeds,
            "sitemaps": found.sitemaps,
            "listings": found.listings,
            "follow": found.follow,
            "samples": [to_json(article) for article in found.samples],
        }

    async def _check(self) -> dict[str, Any]:
        ways: list[dict[str, Any]] = []
        every: dict[str, Entry] = {}
        for role, urls in (
            ("feed", self.source.feeds),
            ("sitemap", self.source.sitemaps),
            ("listing", self.source.listings),
        ):
            for url in urls:
                answer = await self._fetch(url)
                entries = await self._entries(role, answer) if answer and answer.status == 200 else None
                status = answer.status if answer else None
                ways.append(
                    {
                        "role": role,
                        "url": url,
                        "status": status,
                        "articles": None if entries is None else len(entries),
                    }
                )
                every.update((entry.url, entry) for entry in entries or () if plausible(entry.url))
        samples: list[Any] = []
        for url in list(every)[: SAMPLES * 2]:
            if len(samples) < SAMPLES and (answer := await self._fetch(url)) and answer.status == 200:
                samples.append(to_json(self._extract(answer.body, answer.url, answer.content_type)))
        return {"ways": ways, "urls": list(every), "samples": samples}

    async def _entries(self, role: str, answer: Answer) -> list[Entry] | None:
        if role == "feed":
            feed = feeds.parse(answer.body, answer.url, answer.content_type)
            return list(feed.entries) if feed else None
        if role == "listing":
            if answer.text is None:
                return None
            listing = listings.parse(answer.text, answer.url, next_css=self.source.next_page)
            newest = sorted(listing.periods, key=lambda each: (each.year, each.month or 12))[-1:]
            inner = await self._fetch(newest[0].url) if newest and not listing.entries else None
            return list(
                listings.parse(inner.text, inner.url).entries if inner and inner.text else listing.entries
            )
        sitemap = sitemaps.parse(answer.body, answer.url)
        if sitemap is None:
            return None
        entries = list(sitemap.entries)
        for child in sorted(sitemap.children, key=lambda each: each.modified or "", reverse=True)[:2]:
            inner = await self._fetch(child.url)
            parsed = sitemaps.parse(inner.body, inner.url) if inner and inner.status == 200 else None
            entries += parsed.entries if parsed else ()
        return entries


def look(home: Home, settings: Settings, source: Source, task: str) -> dict[str, Any]:
    """Run one scout in this process; what it reports.  Raises DatelineError."""
    outcome: dict[str, Any] = {}
    process = AsyncCrawlerProcess(base_settings(settings.crawl), install_root_handler=False)
    crawler = Crawler(Scout, {**base_settings(settings.crawl), **source_settings(settings.crawl, source)})
    asyncio.get_event_loop()
    process.crawl(
        crawler,
        source=source,
        obey_robots=settings.crawl.obey_robots,
        robots=Cache(home.root / "robots.json"),
        task=task,
        outcome=outcome,
    )
    process.start()
    if "fatal" in outcome:
        raise outcome["fatal"]
    if "report" not in outcome:
        host = urlsplit(source.url).hostname
        raise DatelineError(f"{host} could not be looked at: {outcome.get('error', 'it was interrupted')}.")
    report: dict[str, Any] = outcome["report"]
    return report


def main() -> None:
    """Read the job, look, report."""
    job = json.load(sys.stdin)
    end_with_parent()
    warnings.simplefilter("ignore")
    home = Home(Path(job["home"]))
    try:
        log_to(home)
        settings = Settings.model_validate(job["settings"])
        say({"report": look(home, settings, Source.model_validate(job["source"]), job["task"])})
    except DatelineError as error:
        say({"fatal": str(error), "code": error.exit_code})


if __name__ == "__main__":
    main()

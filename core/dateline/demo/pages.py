"""What each address of the demo web answers: pages, feeds and sitemaps as bytes, without a socket."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import parse_qs, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dateline.demo.sites import SITES, Site, human_date
from dateline.demo.texts import FOLDER, Text, load

_FEED_LENGTH = 10
_OPENED = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer, before conditional requests are considered."""

    status: int
    content_type: str
    body: bytes
    modified: datetime
    location: str = ""
    """Target of a redirect."""


class Pages:
    """The answers of one site; `corrected` says whether its corrections have been made."""

    def __init__(self, site: Site, bases: Mapping[str, str]) -> None:
        self.site = site
        self.corrected = False
        self._bases = bases
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        self._environment.filters |= {
            "human": human_date,
            "rfc822": format_datetime,
            "url": self.url,
        }
        self._releases = {site.path(r.first): r for r in load().values() if r.first.site == site.name}
        self._files: Mapping[str, Callable[[], Page]] = {
            "/robots.txt": self._robots,
            "/style.css": self._style,
            **self._feeds(),
        }

    @property
    def texts(self) -> Sequence[Text]:
        """What the site shows now, the newest first."""
        versions = (release.version(self.corrected) for release in self._releases.values())
        return [text for text in versions if text]

    def url(self, text: Text) -> str:
        """Absolute address of a text, of whichever site."""
        return self._bases[text.site] + SITES[text.site].path(text)

    def answer(self, target: str) -> Page:
        """The answer to GET `target` (path with query)."""
        parts = urlsplit(target)
        if release := self._releases.get(parts.path):
            text = release.version(self.corrected)
            return self._article(text) if text else self._plain(410, "withdrawn")
        if file := self._files.get(parts.path):
            return file()
        if parts.path == "/":
            return self._listing("front", self.texts[: self.site.per_page or 10], 1, 1)
        if parts.path in ("/about", "/contact", "/privacy"):
            return self._plain(200, parts.path[1:])
        if number := self._number(parts.path, parts.query):
            return self._numbered(number)
        if parts.path + "/" in (self.site.listing, *self._releases):
            body = b"Moved."
            return Page(
                status=301,
                content_type="text/plain",
                body=body,
                modified=_OPENED,
                location=f"{self._bases[self.site.name]}{parts.path}/",
            )
        return self._plain(404, "missing")

    def _number(self, path: str, query: str) -> int:
        """Which listing page the path asks for; 0: none."""
        if path == self.site.listing:
            number = parse_qs(query).get("page", ["1"])[0]
            return int(number) if number.isdecimal() and len(number) < 4 else 0
        before, _, after = self.site.listing_next.partition("{n}")
        number = path.removeprefix(before).removesuffix(after)
        matches = path.startswith(before) and path.endswith(after) and number.isdecimal() and len(number) < 4
        return int(number) if matches else 0

    def _numbered(self, number: int) -> Page:
        texts = self.texts
        size = self.site.per_page or len(texts)
        last = -(-len(texts) // size)
        if not 1 <= number <= last:
            return self._plain(404, "missing")
        return self._listing("listing", texts[(number - 1) * size : number * size], number, last)

    def _render(self, status: int, kind: str, modified: datetime, **values: object) -> Page:
        body = self._environment.get_template(f"{self.site.name}.html").render(
            kind=kind, site=self.site, base=self._bases[self.site.name], bases=self._bases, **values
        )
        return Page(
            status=status, content_type="text/html; charset=utf-8", body=body.encode(), modified=modified
        )

    def _listing(self, kind: str, texts: Sequence[Text], number: int, last: int) -> Page:
        return self._render(
            200,
            kind,
            max(text.modified for text in texts),
            texts=texts,
            number=number,
            last=last,
            topics=sorted({text.topics[0] for text in self.texts if text.topics}),
        )

    def _plain(self, status: int, kind: str) -> Page:
        return self._render(status, kind, _OPENED, texts=self.texts[:3], topics=[])

    def _article(self, text: Text) -> Page:
        others = [other for other in self.texts if other.id != text.id]
        related = [other for other in others if set(other.topics) & set(text.topics)]
        canonical = load()[text.canonical].first if text.canonical else text
        return self._render(
            200,
            "article",
            text.modified,
            text=text,
            related=related[:3],
            canonical=self.url(canonical),
            linked_data=self._linked_data(text),
            topics=[],
            versions=[
                other
                for other in others
                if other.language != text.language and other.published.date() == text.published.date()
            ],
        )

    def _linked_data(self, text: Text) -> dict[str, object]:
        organisation = {"@type": "Organization", "name": self.site.title, "url": self._bases[text.site] + "/"}
        return {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "mainEntityOfPage": self.url(text),
            "headline": text.title,
            "alternativeHeadline": text.subtitle,
            "datePublished": text.published.isoformat(),
            "dateModified": text.modified.isoformat(),
            "inLanguage": text.language,
            "author": [{"@type": "Person", "name": name} for name in text.authors],
            "publisher": organisation,
            "articleSection": list(text.topics),
        }

    def _robots(self) -> Page:
        lines = ["User-agent: *", "Disallow: /search", "Disallow: /print/"]
        if self.site.name == "wire":
            base = self._bases["wire"]
            lines += ["", f"Sitemap: {base}/sitemap-index.xml", f"Sitemap: {base}/news-sitemap.xml"]
        body = "\n".join(lines) + "\n"
        return Page(status=200, content_type="text/plain", body=body.encode(), modified=_OPENED)

    def _style(self) -> Page:
        body = (FOLDER / "static" / f"{self.site.name}.css").read_bytes()
        return Page(status=200, content_type="text/css; charset=utf-8", body=body, modified=_OPENED)

    def _xml(self, template: str, content_type: str, texts: Sequence[Text], **values: object) -> Page:
        modified = max(text.modified for text in texts)
        body = self._environment.get_template(template).render(
            site=self.site,
            base=self._bases[self.site.name],
            texts=texts,
            modified=modified,
            **values,
        )
        return Page(status=200, content_type=content_type, body=body.encode(), modified=modified)

    def _feeds(self) -> Mapping[str, Callable[[], Page]]:
        feeds: Mapping[str, Mapping[str, Callable[[], Page]]] = {
            "university": {"/news/feed.xml": self._rss},
            "outlet": {"/atom.xml": self._atom},
            "german": {"/feed.json": self._json_feed},
        }
        return self._sitemaps() if self.site.name == "wire" else feeds.get(self.site.name, {})

    def _rss(self) -> Page:
        return self._xml("rss.xml", "application/rss+xml; charset=utf-8", self.texts[:_FEED_LENGTH])

    def _atom(self) -> Page:
        return self._xml("atom.xml", "application/atom+xml; charset=utf-8", self.texts[:_FEED_LENGTH])

    def _json_feed(self) -> Page:
        texts = self.texts
        base = self._bases[self.site.name]
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.site.title,
            "home_page_url": f"{base}/",
            "feed_url": f"{base}/feed.json",
            "items": [
                {
                    "id": self.url(text),
                    "url": self.url(text),
                    "title": text.title,
                    "summary": text.teaser,
                    "language": text.language,
                    "date_published": text.published.isoformat(),
                    "date_modified": text.modified.isoformat(),
                }
                for text in texts
            ],
        }
        return Page(
            status=200,
            content_type="application/feed+json",
            body=json.dumps(feed, ensure_ascii=False, indent=1).encode(),
            modified=max(text.modified for text in texts),
        )

    def _sitemaps(self) -> Mapping[str, Callable[[], Page]]:
        """The wire's: an index, one sitemap for each month, and one of news.

        As content management systems do, they keep a withdrawn page with the time of its withdrawal.
        """
        firsts = [release.first for release in self._releases.values()]
        names = sorted({f"{text.published:%Y-%m}" for text in firsts})

        def month(name: str) -> list[Text]:
            versions = [
                release.version(self.corrected)
                or replace(release.first, modified=release.first.withdrawn or release.first.modified)
                for release in self._releases.values()
            ]
            return [text for text in versions if f"{text.published:%Y-%m}" == name]

        def index() -> Page:
            newest = {name: max(text.modified for text in month(name)) for name in names}
            return self._xml("sitemap-index.xml", "application/xml", self.texts, months=newest)

        def one(name: str) -> Callable[[], Page]:
            return lambda: self._xml("sitemap.xml", "application/xml", month(name))

        return {
            "/sitemap-index.xml": index,
            "/news-sitemap.xml": lambda: self._xml("news-sitemap.xml", "application/xml", self.texts[:10]),
            **{f"/sitemap-{name}.xml": one(name) for name in names},
        }

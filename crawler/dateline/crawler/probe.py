"""Finding out what a site offers: feeds, sitemaps, listing pages, and how its articles read."""

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from urllib.parse import urljoin, urlsplit

from dateline.crawler import feeds, listings, sitemaps
from dateline.crawler.address import canonicalize, resolve
from dateline.crawler.entries import Entry, plausible
from dateline.crawler.listings import Listing
from dateline.errors import DatelineError
from dateline.records import Article, SourceKind

SAMPLES = 3
_COMMON_FEEDS = (
    "feed",
    "rss",
    "rss.xml",
    "feed.xml",
    "atom.xml",
    "index.xml",
    "feed.json",
    "news/rss",
    "news/feed",
)
_COMMON_SITEMAPS = (
    "sitemap.xml",
    "sitemap_index.xml",
    "sitemap-index.xml",
    "news-sitemap.xml",
    "sitemap.xml.gz",
)
_FEED_TYPE = re.compile(r"(?:rss|atom|feed)\+?(?:xml|json)|application/json", re.IGNORECASE)
_FEED_LINK = re.compile(r"(?:^|[/._-])(?:rss|feeds?|atom)(?:[/._-]|$|\d)|\.rdf$", re.IGNORECASE)
_OTHER_FEED = re.compile(r"comment|oembed|podcast|events?\b|jobs?\b|tag[s=/]", re.IGNORECASE)
_NEWS = re.compile(
    r"news|press|release|media|announce|archiv|presse|medien|aktuell|meldung|mitteilung|noticia|comunicad|prensa|"
    r"actualit|communiqu|notizie|stampa|nieuws|pers(?:bericht|en)|nyhet|新闻|新聞|公告|通知|ニュース|보도",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"letter|contact|kit|about|login|award|jobs|event|video|photo|galler|subscribe|tag|author", re.I
)
_WIRE = re.compile(r"\b\w*wire\b|press release (?:distribution|service)|newswire", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A response as probing sees it."""

    url: str
    status: int
    content_type: str
    body: bytes
    text: str | None
    """None for what is no text."""


Fetch = Callable[[str], Awaitable[Answer | None]]
"""Fetches politely; None where there is no answer or robots.txt forbids it."""
Extract = Callable[[bytes, str, str], Article]


@dataclass(slots=True, kw_only=True)
class Findings:
    """What a site offers."""

    url: str
    feeds: list[tuple[str, int]] = field(default_factory=list)
    """Address and number of entries."""
    sitemaps: list[tuple[str, int, bool]] = field(default_factory=list)
    """Address, number of addresses seen in it, whether it covers the listing's articles."""
    listings: list[tuple[str, int, str]] = field(default_factory=list)
    """Address, number of articles on it, how it goes on."""
    follow: list[str] = field(default_factory=list)
    samples: list[Article] = field(default_factory=list)
    title: str = ""
    kind: SourceKind = "newsroom"
    language: str = ""


async def probe(
    url: str, fetch: Fetch, extract: Extract, robots_sitemaps: Sequence[str] | None = None
) -> Findings:
    """Look at a site from its front page or newsroom page.

    Raises DatelineError, one sentence, where there is no page, or none that leads to articles.
    """
    start = await fetch(url)
    if start is None:
        raise DatelineError(f"{url} does not answer; check the address.")
    if start.status != 200:
        raise DatelineError(f"{url} answers {start.status}; check the address.")
    found = Findings(url=canonicalize(start.url))
    feed = feeds.parse(start.body, start.url, start.content_type) if _xml_or_json(start) else None
    if feed is not None:
        found.url, entries = urljoin(start.url, "/"), list(feed.entries)
        found.feeds.append((canonicalize(start.url), len(entries)))
        listed = _Listed()
    elif start.text is None or "<" not in start.text[:5000] or not _html(start):
        raise DatelineError(f"{url} is no web page ({start.content_type or 'no content type'}).")
    else:
        entries = await _feeds(found, start, fetch)
        listed = await _listings(found, start, fetch)
    await _sitemaps(found, start, fetch, robots_sitemaps or (), [*listed.entries, *entries])
    candidates = _unique([*listed.entries, *entries])
    if not candidates:
        candidates = await _from_sitemap(found, fetch)
    await _read_samples(found, candidates, fetch, extract)
    if not candidates or not (found.feeds or found.sitemaps or found.listings):
        raise DatelineError(
            f"{url} leads to no articles that could be found: no feed, sitemap or list; give the newsroom"
            " page, or set feeds, sitemaps or listings with --set."
        )
    _describe(found, start)
    return found


@dataclass(slots=True)
class _Listed:
    entries: list[Entry] = field(default_factory=list)


async def _feeds(found: Findings, start: Answer, fetch: Fetch) -> list[Entry]:
    tree = listings.document(start.text or "")
    links: list[str] = []
    if tree is not None:
        for element in tree.iter("link"):
            kind = element.get("type") or ""
            if "alternate" in (element.get("rel") or "").lower() and _FEED_TYPE.search(kind):
                links.append(element.get("href") or "")
        for element in list(tree.iter("a"))[:3000]:
            href = element.get("href") or ""
            text = " ".join(element.text_content().split()).lower()
            if _FEED_LINK.search(urlsplit(href).path) or text in ("rss", "atom", "feed", "rss feed"):
                links.append(href)
    urls = [
        target for link in links if (target := resolve(start.url, link)) and not _OTHER_FEED.search(target)
    ]
    entries = await _try_feeds(found, list(dict.fromkeys(urls))[:5], start.url, fetch)
    if not found.feeds:
        common = [urljoin(start.url, "/" + path) for path in _COMMON_FEEDS]
        entries = await _try_feeds(found, [each for each in common if each not in urls], start.url, fetch)
    return entries


async def _try_feeds(found: Findings, urls: list[str], start: str, fetch: Fetch) -> list[Entry]:
    entries: list[Entry] = []
    for url in urls:
        if len(found.feeds) >= 2:
            break
        answer = await fetch(url)
        if answer is None or answer.status != 200:
            continue
        feed = feeds.parse(answer.body, answer.url, answer.content_type)
        if feed is None:
            continue
        own = [each for each in feed.entries if listings.same_site(each.url, start) and plausible(each.url)]
        known = {entry.url for entry in entries}
        if sum(each.url not in known for each in own) * 2 >= max(1, len(own)):
            found.feeds.append((canonicalize(answer.url), len(feed.entries)))
            entries += own
            if known or own:
                break
    return entries


async def _listings(found: Findings, start: Answer, fetch: Fetch) -> _Listed:
    """The best list among the page itself and the pages it links to as news."""
    best: tuple[float, str, Listing, list[Entry]] | None = None
    seen = {canonicalize(start.url)}
    queue = [(canonicalize(start.url), start)]
    todo = _news_links(start)
    asked = 0
    while queue or (todo and asked < 6):
        if queue:
            url, answer = queue.pop(0)
        else:
            url = todo.pop(0)
            if url in seen:
                continue
            seen.add(url)
            asked += 1
            fetched = await fetch(url)
            if fetched is None or fetched.status != 200 or fetched.text is None or not _html(fetched):
                continue
            answer = fetched
            if asked <= 2:
                todo += [each for each in _news_links(answer) if each not in todo]
        listing = listings.parse(answer.text or "", answer.url)
        entries = [each for each in listing.entries if listings.same_site(each.url, start.url)]
        if not entries and listing.periods:
            newest = max(listing.periods, key=lambda each: (each.year, each.month or 12))
            page = await fetch(newest.url)
            if page is not None and page.text is not None and page.status == 200:
                entries = list(listings.parse(page.text, page.url).entries)
        score = _worth(listing, entries)
        if score and (best is None or score > best[0]):
            best = (score, canonicalize(answer.url), listing, entries)
    if best is None:
        return _Listed()
    _, url, listing, entries = best
    goes_on = (
        f"next page {listing.next_page}"
        if listing.next_page
        else f"archive of {len(listing.periods)} months"
        if listing.periods
        else "one page"
    )
    found.listings.append((url, len(entries), goes_on))
    return _Listed(entries)


def _worth(listing: Listing, entries: list[Entry]) -> float:
    if not entries:
        return 0.0
    return (
        min(len(entries), 50)
        + (60 if listing.next_page else 0)
        + (50 if listing.periods else 0)
        + 20 * listing.dated / max(1, len(listing.entries))
    )


def _news_links(page: Answer) -> list[str]:
    """Links that may lead to lists of news, the likeliest first."""
    tree = listings.document(page.text or "")
    if tree is None:
        return []
    scores: Counter[str] = Counter()
    for element in list(tree.iter("a"))[:3000]:
        target = resolve(page.url, element.get("href") or "")
        text = " ".join(element.text_content().split())
        if target is None or len(text.split()) > 6 or not listings.same_site(target, page.url):
            continue
        parts = urlsplit(target)
        path = parts.path.strip("/")
        if not path or len(path) > 80 or path.count("-") > 4 or listings.page_number(target) is not None:
            continue
        if listings.period_in(target) is not None:
            continue
        score = (
            3 * bool(_NEWS.search(text)) + 2 * bool(_NEWS.search(path)) - 2 * bool(_LESS.search(text + path))
        )
        score += bool(re.search(r"\b(?:all|more|alle|mehr|tou[ts]|archive)\b", text, re.IGNORECASE))
        if score > 1:
            scores[target] = max(scores[target], score * 10 - path.count("/"))
    return [url for url, _ in scores.most_common(8)]


async def _sitemaps(
    found: Findings, start: Answer, fetch: Fetch, named: Sequence[str], entries: list[Entry]
) -> None:
    urls = [target for each in named if (target := resolve(start.url, each))]
    common = [urljoin(start.url, "/" + path) for path in _COMMON_SITEMAPS]
    for url in list(dict.fromkeys(urls))[:4] or common:
        if not listings.same_site(url, start.url):
            continue
        answer = await fetch(url)
        if answer is None or answer.status != 200:
            continue
        sitemap = sitemaps.parse(answer.body, answer.url)
        if sitemap is None or not (sitemap.children or sitemap.entries):
            continue
        addresses = [each.url for each in sitemap.entries]
        children = sorted(sitemap.children, key=lambda each: each.modified or "", reverse=True)
        months = -(-len(entries) // 20)
        for child in children[: 3 + min(months, 3)]:
            inner = await fetch(child.url)
            parsed = sitemaps.parse(inner.body, inner.url) if inner and inner.status == 200 else None
            addresses += [each.url for each in parsed.entries] if parsed else []
        wanted = {each.url for each in entries[:40]}
        covered = len(wanted & set(addresses)) / len(wanted) if wanted else 0.0
        news = sitemap.news or bool(re.search("news", url, re.IGNORECASE))
        if wanted and covered < 0.5 and not news:
            continue
        articles = [each for each in addresses if plausible(each)]
        if not wanted and not articles:
            continue
        found.sitemaps.append((canonicalize(answer.url), len(addresses), covered >= 0.8))
        if not urls:
            break
    total = [each for each in found.sitemaps if each[2]]
    if total and wanted_patterns(entries):
        await _restrict(found, fetch, entries)


async def _restrict(found: Findings, fetch: Fetch, entries: list[Entry]) -> None:
    """Set patterns of articles' addresses where the sitemap is one of a larger site."""
    patterns = wanted_patterns(entries)
    addresses: list[str] = []
    for url, _, _ in found.sitemaps[:1]:
        answer = await fetch(url)
        sitemap = sitemaps.parse(answer.body, answer.url) if answer else None
        if sitemap is None or sitemap.children:
            return
        addresses = [each.url for each in sitemap.entries if plausible(each.url)]
    matching = sum(any(re.search(pattern, each) for pattern in patterns) for each in addresses)
    if addresses and matching < 0.6 * len(addresses):
        found.follow = patterns


def wanted_patterns(entries: Iterable[Entry]) -> list[str]:
    """Regular expressions for the shapes that most of the articles' paths have; empty where they are many."""
    shapes: Counter[str] = Counter()
    for entry in entries:
        parts = [part for part in urlsplit(entry.url).path.split("/") if part]
        shape = "".join("/" + _shape(part, last=place == len(parts) - 1) for place, part in enumerate(parts))
        shapes[shape] += 1
    total = sum(shapes.values())
    common = [shape for shape, number in shapes.most_common(3) if number >= 0.1 * total]
    if not common or sum(shapes[shape] for shape in common) < 0.9 * total or "/[^/]+" in common:
        return []
    return [f"{shape}/?$" for shape in common]


def _shape(part: str, last: bool) -> str:
    if part.isdecimal():
        return r"\d+"
    if last or re.search(r"\d|[-_].*[-_]", part):
        return "[^/]+"
    return re.escape(part)


async def _from_sitemap(found: Findings, fetch: Fetch) -> list[Entry]:
    for url, _, _ in found.sitemaps:
        answer = await fetch(url)
        sitemap = sitemaps.parse(answer.body, answer.url) if answer else None
        if sitemap is None:
            continue
        entries = list(sitemap.entries)
        for child in sorted(sitemap.children, key=lambda each: each.modified or "", reverse=True)[:2]:
            inner = await fetch(child.url)
            parsed = sitemaps.parse(inner.body, inner.url) if inner and inner.status == 200 else None
            entries += parsed.entries if parsed else []
        entries = [each for each in entries if plausible(each.url)]
        if entries:
            return sorted(entries, key=lambda each: each.modified or each.published or "", reverse=True)
    return []


async def _read_samples(found: Findings, entries: list[Entry], fetch: Fetch, extract: Extract) -> None:
    for entry in entries[: SAMPLES * 3]:
        if len(found.samples) >= SAMPLES:
            return
        answer = await fetch(entry.url)
        if answer is None or answer.status != 200:
            continue
        article = extract(answer.body, answer.url, answer.content_type)
        if article.kind != "other":
            found.samples.append(article)


def _describe(found: Findings, start: Answer) -> None:
    names = Counter(article.site_name for article in found.samples if article.site_name)
    head = re.search(r"<title[^>]*>([^<]{0,300})", start.text or "", re.IGNORECASE)
    if names and not re.fullmatch(r"[\d.:]+", names.most_common(1)[0][0]):
        found.title = names.most_common(1)[0][0]
    else:
        found.title = re.split(r"\s+[|–—-]\s+|:\s", unescape(head[1]).strip())[0][:80] if head else ""
    languages = Counter(article.language for article in found.samples if article.language)
    if len(found.samples) == SAMPLES and len(languages) == 1:
        found.language = next(iter(languages))
    if _WIRE.search(f"{urlsplit(found.url).hostname} {found.title} {head[1] if head else ''}"):
        found.kind = "wire"


def _unique(entries: Iterable[Entry]) -> list[Entry]:
    return list({entry.url: replace(entry) for entry in entries}.values())


def _html(answer: Answer) -> bool:
    return "html" in answer.content_type.lower() or not answer.content_type


def _xml_or_json(answer: Answer) -> bool:
    head = answer.body.lstrip()[:400].lower()
    return (b"<rss" in head or b"<feed" in head or b"<rdf" in head or head.startswith((b"<?xml", b"{"))) and (
        b"<html" not in head
    )

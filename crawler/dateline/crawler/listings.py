"""Listing pages: which links lead to articles, and where the list goes on.

Article links are told from navigation by what repeats: links with a headline's length at the same place of
the page's structure, outside of menus, sidebars and footers.  The list goes on at `rel=next`, at the next
number of a pager in any of its forms, or in an archive by months.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml import html as lxml_html

from dateline.crawler.address import resolve, site
from dateline.crawler.entries import Entry, one_line, plausible

MAX_LINKS = 6000
_CHROME_TAGS = frozenset({"nav", "footer", "aside", "form", "button", "dialog", "noscript", "template"})
_CHROME = re.compile(
    r"\b(?:nav|navbar|navigation|menu|submenu|footer|sidebar|breadcrumbs?|pager|pagination|page-numbers|share|"
    r"sharing|social|cookie|consent|skip|tags?|toolbar|topbar|masthead|site-header|related|sponsored|promo|partner)"
    r"(?=[\s_-]|$)",
    re.IGNORECASE,
)
_PAGER = re.compile(r"(?:pag(?:er|es|ing|ination)|page-numbers|nav-links|load-?more)", re.IGNORECASE)
_NEXT = re.compile(
    r"^\W*(?:next(?: page)?|older(?: \w+)?|more (?:news|releases|results|posts)|load more|show more|weiter|"
    r"nächste(?: seite)?|ältere(?: \w+)?|suivante?s?|page suivante|siguiente|"
    r"próxim[ao]|successiv[ao]|avanti|volgende|nästa|następn[ay]|下一页|下一頁|次へ|다음|下页|»|›|→|>|>>)\W*$",
    re.IGNORECASE,
)
_NUMBER_IN_QUERY = re.compile(
    r"(?:^|&)(?:[a-z_]*page(?:no|num|number|id)?|paged|pg|p|pn|start|offset|from|skip|first|seite|pagina|pagenr)"
    r"=(\d{1,6})(?=&|$)",
    re.IGNORECASE,
)
_NUMBER_IN_PATH = re.compile(
    r"(?:(?:/|[-_])(?:page|seite|pagina|pag|index|list|p)[/_-]?|/)(\d{1,5})(?:/|\.(?:s?html?|php|aspx?))?$",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio januari",
            "february feb februar février fevrier febrero febbraio februari",
            "march mar märz maerz mars marzo maart",
            "april apr avril abril aprile",
            "may mai mayo maggio mei",
            "june jun juni juin junio giugno",
            "july jul juli juillet julio luglio",
            "august aug août aout agosto augustus",
            "september sep sept septembre septiembre settembre",
            "october oct oktober octobre octubre ottobre oktober",
            "november nov novembre noviembre",
            "december dec dezember décembre decembre diciembre dicembre december",
        ),
        1,
    )
    for name in names.split()
}
_PERIOD_TEXT = re.compile(r"^\W*(?:(?P<month>[^\W\d]{3,10})\.?,?\s+)?(?P<year>(?:19|20)\d\d)\W*(?:\(\d+\))?$")
_PERIOD_PATH = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:[/_-](?P<month>0?[1-9]|1[0-2]))?(?!\d)")
_DAY = re.compile(
    r"\b(?:(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b|(?P<mon>[^\W\d]{3,10})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?"
    r",?\s+(?P<y2>(?:19|20)\d\d)\b|(?P<d3>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?P<mon3>[^\W\d]{3,10})\.?,?\s+(?P<y3>(?:19|20)"
    r"\d\d)\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A page of an archive by months or years."""

    url: str
    year: int
    month: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What one listing page offers."""

    entries: tuple[Entry, ...] = ()
    next_page: str | None = None
    periods: tuple[Period, ...] = ()
    dated: int = 0
    """How many entries stand beside a date."""


@dataclass(slots=True)
class _Link:
    element: Any
    url: str
    title: str
    place: tuple[str, ...]
    published: str | None = None


def parse(text: str | bytes, url: str, *, next_css: str = "") -> Listing:
    """The listing page at `url`.  A page without a list gives an empty Listing."""
    tree = document(text)
    if tree is None:
        return Listing()
    links = list(_links(tree, url))
    chosen = _articles([link for link in links if _eligible(link)])
    entries: dict[str, Entry] = {}
    for link in chosen:
        if link.url not in entries:
            entries[link.url] = Entry(url=link.url, title=one_line(link.title), published=link.published)
        elif link.published and not entries[link.url].published:
            entries[link.url] = replace(entries[link.url], published=link.published)
    periods = tuple(_periods(links, url))
    return Listing(
        entries=tuple(entries.values()),
        next_page=_next_page(tree, links, url, next_css),
        periods=periods,
        dated=sum(entry.published is not None for entry in entries.values()),
    )


def document(text: str | bytes) -> Any | None:
    """The tree of an HTML page; None where there is none."""
    if isinstance(text, str):
        text = text.encode("utf8", "replace")
        parser = lxml_html.HTMLParser(encoding="utf8", huge_tree=False)
    else:
        parser = lxml_html.HTMLParser(huge_tree=False)
    try:
        tree = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def _links(tree: Any, url: str) -> Iterator[_Link]:
    for number, element in enumerate(tree.iter("a")):
        if number >= MAX_LINKS:
            return
        href = element.get("href")
        if not href or href.startswith("#") or len(href) > 2000:
            continue
        target = resolve(url, href)
        if target is None or not same_site(target, url):
            continue
        yield _Link(element, target, _title(element), _place(element))


def same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to one site: the same host, or one below the other; the port counts."""
    first, second = site(one), site(other)
    if not first or urlsplit(one).port != urlsplit(other).port:
        return False
    return first == second or first.endswith("." + second) or second.endswith("." + first)


def _title(link: Any) -> str:
    heading = next(link.iter("h1", "h2", "h3", "h4", "h5", "h6"), None)
    element = link if heading is None else heading
    parts = [element.text or ""]
    for child in element:
        if child.tag not in ("time", "small", "svg", "script", "style") and isinstance(child.tag, str):
            parts.append(child.text_content())
        parts.append(child.tail or "")
    return " ".join(" ".join(parts).split()) or (link.get("title") or "").strip()


def _place(element: Any) -> tuple[str, ...]:
    """The tags and first classes above the link: what list items have in common."""
    place: list[str] = []
    for parent in element.iterancestors():
        if len(place) >= 5 or parent.tag == "body":
            break
        first = re.sub(r"\d+", "", (parent.get("class") or "").split(" ")[0])
        place.append(f"{parent.tag}.{first}")
    return (f"a.{(element.get('class') or '').split(' ')[0]}", *place)


def _chrome(element: Any) -> bool:
    for depth, parent in enumerate((element, *element.iterancestors())):
        if parent.tag in ("body", "main", "html"):
            return False
        if parent.tag in _CHROME_TAGS:
            return True
        if parent.tag == "header" and not any(
            up.tag in ("article", "li", "section") for up in parent.iterancestors()
        ):
            return True
        names = f"{parent.get('class') or ''} {parent.get('id') or ''} {parent.get('role') or ''}"
        if depth < 12 and names.strip() and _CHROME.search(names):
            return True
    return False


def _eligible(link: _Link) -> bool:
    return bool(link.title) and plausible(link.url) and not _chrome(link.element) and _period(link) is None


def _headline(link: _Link) -> bool:
    """Whether the text is as long as a headline; Chinese and Japanese ones have no spaces."""
    words = len(link.title.split())
    return words >= 4 or (len(link.title) >= 25 and words >= 2) or sum(c > "\u2e80" for c in link.title) >= 8


def _articles(links: list[_Link]) -> list[_Link]:
    """The links of the page's article lists, short headlines among long ones included."""
    rows = _rows(links)
    places: dict[tuple[str, ...], list[_Link]] = defaultdict(list)
    for link in links:
        row = rows.get(id(link.element))
        link.published = _date_near(row) if row is not None else None
        places[link.place].append(link)
    groups = {place: group for place, group in places.items() if sum(map(_headline, group)) * 2 >= len(group)}
    if not groups:
        return []
    scores = {place: _score(group) for place, group in groups.items()}
    best = max(scores.values())
    kept = {
        place
        for place, score in scores.items()
        if score >= best * 0.3 or (len(groups[place]) > 1 and _dated(groups[place]) > 0.5)
    }
    return [link for link in links if link.place in kept]


def _score(group: list[_Link]) -> float:
    different = {link.url for link in group}
    length = sum(min(len(link.title), 100) for link in group) / len(group)
    return len(different) * length * (1 + _dated(group))


def _dated(group: list[_Link]) -> float:
    return sum(link.published is not None for link in group) / len(group)


def _rows(links: list[_Link]) -> dict[int, Any]:
    """For each link the largest element around it that leads to no other article."""
    urls: dict[Any, set[str]] = defaultdict(set)
    for link in links:
        for depth, parent in enumerate(link.element.iterancestors()):
            if depth >= 6 or parent.tag == "body":
                break
            urls[parent].add(link.url)
    rows = {}
    for link in links:
        row = link.element
        for depth, parent in enumerate(link.element.iterancestors()):
            if depth >= 6 or parent.tag == "body" or len(urls[parent]) > 1:
                break
            row = parent
        rows[id(link.element)] = row
    return rows


def _date_near(row: Any) -> str | None:
    for element in row.iter("time"):
        found = re.match(r"\d{4}-\d\d-\d\d", (element.get("datetime") or "").strip())
        if found:
            return found[0]
    return _day(" ".join(row.text_content()[:600].split()))


def _day(text: str) -> str | None:
    for found in _DAY.finditer(text):
        if found["y"]:
            return f"{found['y']}-{found['m']}-{found['d']}"
        name, day, year = (
            found["mon"] or found["mon3"],
            found["d2"] or found["d3"],
            found["y2"] or found["y3"],
        )
        month = _MONTHS.get(name.lower())
        if month and 1 <= int(day) <= 31:
            return f"{year}-{month:02d}-{int(day):02d}"
    return None


def _next_page(tree: Any, links: list[_Link], url: str, next_css: str) -> str | None:
    if next_css:
        for element in tree.cssselect(next_css)[:1]:
            target = resolve(url, element.get("href") or "")
            if target and target != url and same_site(target, url):
                return target
        return None
    for element in tree.xpath("//link[@href] | //a[@href]"):
        if "next" in (element.get("rel") or "").lower().split():
            target = resolve(url, element.get("href"))
            if target and target != url and same_site(target, url):
                return target
    here = page_number(url)
    numbered = []
    for link in links:
        number = page_number(link.url)
        if number is None or link.url == url or not _same_list(link.url, url):
            continue
        text = " ".join(link.element.text_content().split())
        if _NEXT.match(text) or (_NEXT.match(link.element.get("title") or "") and not text.isdecimal()):
            return link.url
        in_pager = any(
            _PAGER.search(f"{up.get('class') or ''} {up.get('id') or ''}")
            for up in (link.element, *list(link.element.iterancestors())[:4])
        )
        if text.isdecimal() or in_pager:
            numbered.append((number, text, link.url))
    if here is None:
        second = [target for _, text, target in numbered if text == "2"]
        if second:
            return second[0]
    later = [(number, target) for number, _, target in numbered if number > (here if here is not None else 0)]
    return min(later)[1] if later else None


def page_number(url: str) -> int | None:
    """Which page of a list the address asks for, or with which entry it begins; None: the first."""
    parts = urlsplit(url)
    found = _NUMBER_IN_QUERY.search(parts.query) or _NUMBER_IN_PATH.search(parts.path)
    return int(found[1]) if found else None


def _same_list(link: str, url: str) -> bool:
    """Whether a page number leads on in the list at `url`, which may leave out what the link spells out."""
    there, here = _base(link), _base(url)
    return there[0] == here[0] and here[1] <= there[1]


def _base(url: str) -> tuple[str, frozenset[str]]:
    """The list's address and parameters without the number of the page."""
    parts = urlsplit(unquote(url))
    query = frozenset(filter(None, _NUMBER_IN_QUERY.sub("", parts.query).split("&")))
    return f"{parts.netloc}{_NUMBER_IN_PATH.sub('', parts.path).rstrip('/')}", query


def _periods(links: list[_Link], url: str) -> Iterator[Period]:
    """Links to months or years, when there are several."""
    found: dict[str, Period] = {}
    for link in links:
        period = _period(link)
        if period is not None and link.url not in found:
            found[link.url] = period
    if len(found) >= 2 or (found and period_in(url)):
        yield from found.values()


def _period(link: _Link) -> Period | None:
    text = " ".join(link.element.text_content().split())
    if len(text) > 24:
        return None
    in_text = _PERIOD_TEXT.match(text)
    in_path = period_in(link.url)
    if in_text and in_text["month"] and (month := _MONTHS.get(in_text["month"].lower())):
        return Period(url=link.url, year=int(in_text["year"]), month=month)
    if in_path and (in_text or text.lower() in _MONTHS or re.fullmatch(r"\d{1,2}", text)):
        return Period(url=link.url, year=in_path[0], month=in_path[1])
    return None


def period_in(url: str) -> tuple[int, int | None] | None:
    """Year and month that an address names."""
    parts = urlsplit(url)
    found = _PERIOD_PATH.search(f"{parts.path}?{parts.query}")
    if not found:
        return None
    return int(found["year"]), int(found["month"]) if found["month"] else None

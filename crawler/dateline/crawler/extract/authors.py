"""Who wrote an article: persons and desks, without the words round their names."""

import re
from collections.abc import Iterable, Iterator

from dateline.crawler.extract.dates import find
from dateline.crawler.extract.metadata import Metadata
from dateline.crawler.extract.page import Page
from dateline.crawler.extract.text import folded, line

_LABEL = (
    r"(?:(?:written|posted|published|words|story|text|report(?:ed|age)?|edited|compiled)\s+by|by|von|par|por|per|di|da|door|av|af"
    r"|autor(?:in|en|es|as|a)?|author(?:s)?|text|texte|foto(?:s)? und text|text und fotos?|redaktion|redazione|autore|auteur(?:s)?"
    r"|escrito por|publicado por|verfasst von|geschrieben von|ein (?:beitrag|artikel|gastbeitrag|kommentar|interview) von"
    r"|(?:veröffentlicht|erstellt|gepostet|eingestellt) (?:von|durch))"
)
_BYLINE = re.compile(rf"^(?:{_LABEL})\s*[:|]?\s+(?P<name>.+)$", re.IGNORECASE)
_LABELLED = re.compile(r"^(?:autor(?:in|en|a|es)?|author|text|von|by|par|por)\s*:?$", re.IGNORECASE)
_INLINE = re.compile(
    r"(?:^|[\s|,·•–-])(?:[Vv]on|VON|[Bb]y|BY|[Pp]or|[Pp]ar|Autor(?:in)?:|Text:|Author:)\s+"
    r"(?P<name>(?:Dr\.\s|Prof\.\s)*[A-ZÄÖÜÀ-Þ][\w'’.-]+(?:\s(?:von|van|de|der|den|du|la|le|di|da|zu|[A-ZÄÖÜÀ-Þ][\w'’.-]*)){1,4})"
)
_SPLIT = re.compile(
    r"\s*(?:;|/|\||•|·|&|,\s(?:and|und)\s|\s(?:and|und|et|y|e|og|och|en)\s(?=[A-ZÄÖÜÀ-Þ])|,)\s*"
)
_CREDIT = re.compile(
    r"\s*(?:[(\[].*$|\s[-–—|]\s.*$|\b(?:on|am|vom|in|für|for|at|from|via|aktualisiert|updated|published|posted|geschrieben)\s.*$)"
)
_NOT_NAME = re.compile(
    r"https?:|www\.|@|\d{3}|^(?:admin|administrator|root|user|webmaster|gast|guest|anonymous|unknown|editor|null"
    r"|none|undefined|default|presse|kommentare?|comments?|mehr|more|follow|teilen|share|read|lesen)$",
    re.IGNORECASE,
)
_CLASSED = (
    "//*[@rel='author' or contains(@class,'author') or contains(@class,'Author') or contains(@class,'byline')"
    " or contains(@class,'Byline') or contains(@class,'autor') or contains(@class,'Autor') or @id='author'"
    " or contains(@itemprop,'author')]"
)
_ASIDE = re.compile(
    r"comment|related|sidebar|widget|footer|popular|recommend|teaser|more-|card", re.IGNORECASE
)
_MAX = 12


def authors(page: Page, metadata: Metadata, title_line: int) -> tuple[str, ...]:
    """Names in the page's order; what metadata say comes before what is shown."""
    sites = {folded(name) for name in metadata.sites}
    weak: tuple[str, ...] = ()
    for claim in metadata.authors:
        names = _names(claim)
        persons = tuple(name for name in names if folded(name) not in sites and " " in name)
        if persons:
            return persons
        weak = weak or names
    for candidate in (*_classed(page), *_near(page, title_line)):
        names = _names([candidate])
        if names and any(" " in name or weak for name in names):
            return names
    return weak


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    """The names in texts, once each."""
    found: dict[str, str] = {}
    for text in texts:
        for name in _split(text):
            found.setdefault(folded(name), name)
    return tuple(found.values())[:_MAX]


def _split(text: str) -> Iterator[str]:
    text = line(text, 300)
    label = _BYLINE.match(text)
    if label:
        text = label["name"]
    for part in _SPLIT.split(text):
        name = _CREDIT.sub("", part).strip(" .,:;|–—-\"'“”„*")
        inner = _BYLINE.match(name)
        name = inner["name"] if inner else name
        if (
            2 < len(name) <= 60
            and len(name.split()) <= 6
            and not _NOT_NAME.search(name)
            and any(map(str.isalpha, name))
        ):
            yield name


def _classed(page: Page) -> Iterator[str]:
    """Elements whose class, relation or property says that they name the author."""
    for number, element in enumerate(page.tree.xpath(_CLASSED)):
        if number > 40:
            return
        if any(
            _ASIDE.search(" ".join((up.get("class") or "", up.get("id") or ""))) for up in _upward(element)
        ):
            continue
        text = line(" ".join(element.itertext()), 400)
        if 3 < len(text) < 120:
            yield _undated(text)


def _upward(element: object, levels: int = 6) -> Iterator[object]:
    for level, outer in enumerate(element.iterancestors()):  # type: ignore[attr-defined]
        if level >= levels or outer.tag in ("body", "main", "article"):
            return
        yield outer


def _near(page: Page, title_line: int) -> Iterator[str]:
    """Lines round the headline that begin like a byline."""
    if title_line < 0:
        return
    for number in range(title_line + 1, min(len(page.lines), title_line + 15)):
        text = page.lines[number].text
        if len(text) > 160:
            continue
        if _LABELLED.match(text) and number + 1 < len(page.lines):
            yield _undated(page.lines[number + 1].text)
        elif _BYLINE.match(text) and len(text) < 100:
            yield _undated(text)
        elif found := _INLINE.search(text):
            yield found["name"]


def _undated(text: str) -> str:
    """The text up to a date in it, or after one that it begins with."""
    stamp = next(find(text[:200]), None)
    if stamp is None:
        return text
    before, after = text[: stamp.start].strip(" ,|·•–-"), text[stamp.end :].strip(" ,|·•–-:")
    return before if len(before) > 3 else after

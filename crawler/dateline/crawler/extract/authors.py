"""Who wrote an article: persons and desks, without the words round their names."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from lxml import etree, html

from dateline.crawler.extract.body import paragraphs
from dateline.crawler.extract.dates import find
from dateline.crawler.extract.metadata import Metadata
from dateline.crawler.extract.page import Page
from dateline.crawler.extract.site import is_site
from dateline.crawler.extract.text import folded, line

_LABEL = (
    r"(?:(?:written|posted|published|words|story|text|report(?:ed|age)?|edited|compiled|submitted)\s+by|by|von"
    r"|par|por|per|di|door|av|autor(?:in|en|es|as|a)?|author(?:s)?|texte?|(?:foto|bild)(?:s|er)? und text"
    r"|text und (?:fotos?|bilder|interview)|(?:das )?interview(?: führte)?|redaktion|redazione"
    r"|autore|auteurs?"
    r"|escrito por|publicado por|verfasst von|geschrieben von|eingetragen bei"
    r"|(?:ein )?(?:beitrag|artikel|gastbeitrag|kommentar|interview|bericht) von"
    r"|(?:veröffentlicht|erstellt|gepostet|eingestellt|publiziert) (?:von|durch))"
)
_BYLINE = re.compile(rf"^(?:{_LABEL})(?:\s*[:|]\s*|\s+)(?P<name>.+)$", re.IGNORECASE)
_LABEL_ALONE = re.compile(r"^(?:autor(?:in|en|a|es)?|author|text|von|by|par|por)\s*:?$", re.IGNORECASE)
_LABEL_ANY = re.compile(r"^[^\W\d][\w äöüß]{1,24}:\s+(?=\S)")
_NAME = (
    r"(?:(?:Dr|Prof|Mag|Dipl|Ing)\.\s)*[A-ZÄÖÜÀ-Þ][\w'’.-]+"
    r"(?:\s(?:von|van|de|der|den|du|la|le|di|da|zu|del|[A-ZÄÖÜÀ-Þ][\w'’.-]*)){1,4}"
)
_INLINE = re.compile(
    r"(?:^|[\s|,·•–-])(?:[Vv]on|VON|[Bb]y|BY|[Pp]or|[Pp]ar|Autor(?:in)?:|Text:|Author:|Redaktion:)\s+"
    rf"(?P<name>{_NAME}(?:(?:,| und| and| &)\s{_NAME})*)"
)
_AFTER_DATE = re.compile(
    rf"^[\s|,·•–—/-]{{1,6}}(?:[Vv]on\s|[Bb]y\s|\w{{4,12}}:\s)?(?P<name>{_NAME})(?:\s\(.*)?$"
)
_SPLIT = re.compile(
    r"\s*(?:;|/|\||•|·|&|,\s(?:and|und)\s|\s(?:and|und|et|y|e|og|och|en)\s(?=[A-ZÄÖÜÀ-Þ])|,)\s*",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\s*(?:[(\[].*|\s[-–—|]\s.*"
    r"|\b(?:on|am|vom|in|im|für|for|at|from|via|aktualisiert|updated|published|posted|geschrieben|publicado"
    r"|veröffentlicht|publiziert|erstellt|symbolbild)(?:\s.*)?)$",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?:^|\s)@\w+")
_NOT_NAME = re.compile(
    r"https?|www\.|@|\d{3}|^(?:\w*admin\w*|root|user|webmaster|gast|guest|anonymous|unknown|editor|null"
    r"|none|undefined|default|presse|kommentare?|comments?|mehr|more|follow|teilen|share|read|lesen|fotos?|bild"
    r"|autor\w*|author\w*|auteurs?|artikel|interview|text|von|by|about|über|drucken|print|e-?mail)$",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    [
        "von",
        "van",
        "de",
        "der",
        "den",
        "du",
        "la",
        "le",
        "di",
        "da",
        "zu",
        "del",
        "dos",
        "das",
        "bin",
        "al",
        "el",
        "ter",
        "ten",
        "v.",
        "y",
        "e",
    ]
)
_STARTS = frozenset(
    [
        "der",
        "die",
        "das",
        "ein",
        "eine",
        "aus",
        "mit",
        "im",
        "in",
        "an",
        "am",
        "für",
        "und",
        "the",
        "a",
        "an",
        "of",
        "for",
        "to",
        "what",
        "how",
        "wie",
        "was",
        "warum",
        "zu",
        "bei",
        "nach",
        "this",
    ]
)
_CLASSED = etree.XPath(
    "//*[@class[contains(.,'uth') or contains(.,'yline') or contains(.,'utor') or contains(.,'fn')]"
    " or @rel='author' or @itemprop[contains(.,'author')] or @id='author' or @id='autor']"
)
_EXACT = re.compile(
    r"(?:^|[\s_-])(?:author|autor|author-?_?name|author-link|autor-?name|fn)(?:$|\s|_link)", re.IGNORECASE
)
_ASIDE = re.compile(
    r"comment|kommentar|related|sidebar|widget|popular|recommend|teaser|more-|slider|(?<!post-)(?<!entry-)footer",
    re.IGNORECASE,
)
_MAX = 12
_MAX_CLASSED = 60


def authors(page: Page, metadata: Metadata, title_line: int, url: str) -> tuple[str, ...]:
    """Names in the page's order; what metadata say comes before what is shown, persons before the"
    " site's own name."""
    weak: tuple[str, ...] = ()
    for claim in metadata.authors:
        names = tuple(name for name in _names(claim) if not is_site(name, metadata, url))
        if any(" " in name for name in names):
            return names
        weak = weak or names
    exact, others = _classed(page)
    for name in (_names([text]) for text in exact):
        if name and not all(is_site(part, metadata, url) for part in name):
            return name
    for text in (*_near(page, title_line), *others):
        names = tuple(
            name for name in _names([text]) if _is_person(name) and not is_site(name, metadata, url)
        )
        if names:
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
    text = _HANDLE.sub("", line(unescape(text), 300)).strip()
    label = _BYLINE.match(text)
    if label:
        text = label["name"]
    for part in _SPLIT.split(_LABEL_ANY.sub("", text)):
        name = _CREDIT.sub("", part).strip(" .,:;|–—-\"'“”„*")
        inner = _BYLINE.match(name)
        name = inner["name"] if inner else name
        if (
            1 < len(name) <= 60
            and len(name.split()) <= 6
            and not _NOT_NAME.search(name)
            and any(map(str.isalpha, name))
        ):
            yield name


def _is_person(name: str) -> bool:
    """Whether a text without any mark may be a name: capitals, no function word in front, two"
    " words or more."""
    words = name.split()
    if not 2 <= len(words) <= 5 or words[0].lower() in _STARTS or len(words[-1]) < 2:
        return False
    return words[-1].lower() not in _PARTICLES and all(
        word in _PARTICLES or not word[0].islower() for word in words
    )


def _classed(page: Page) -> tuple[list[str], list[str]]:
    """Texts of elements whose class, relation or property says that they name the author: surely, perhaps."""
    exact: list[str] = []
    others: list[str] = []
    for number, element in enumerate(_CLASSED(page.tree)):
        if number > _MAX_CLASSED:
            break
        marks = " ".join(filter(None, (element.get("class"), element.get("id"))))
        if _ASIDE.search(marks) or any(
            _ASIDE.search(f"{up.get('class') or ''} {up.get('id') or ''}") for up in _upward(element)
        ):
            continue
        text = next((part for part in paragraphs(element) if not _LABEL_ALONE.match(part)), "")
        if not 1 < len(text) < 120:
            continue
        sure = element.get("rel") == "author" or element.get("itemprop") == "author" or _EXACT.search(marks)
        (exact if sure else others).append(_undated(text.replace("\n", " ")))
    return exact, others


def _upward(element: html.HtmlElement, levels: int = 6) -> Iterator[html.HtmlElement]:
    for level, outer in enumerate(element.iterancestors()):
        if level >= levels or outer.tag in ("body", "main", "article"):
            return
        yield outer


def _near(page: Page, title_line: int) -> Iterator[str]:
    """Lines round the headline that begin like a byline, or give a date and then a name."""
    if title_line < 0:
        return
    for number in (
        *range(title_line + 1, min(len(page.lines), title_line + 15)),
        *range(title_line - 1, max(-1, title_line - 4), -1),
    ):
        text = page.lines[number].text
        if len(text) > 160:
            continue
        if _LABEL_ALONE.match(text) and number + 1 < len(page.lines):
            yield _undated(page.lines[number + 1].text)
        elif _BYLINE.match(text) and len(text) < 100:
            yield _undated(text)
        elif found := _INLINE.search(text):
            yield found["name"]
        elif len(text) < 90:
            for stamp in find(text):
                if named := _AFTER_DATE.match(text[stamp.end :]):
                    yield named["name"]


def _undated(text: str) -> str:
    """The text up to a date in it, or after one that it begins with."""
    stamp = next(find(text[:200]), None)
    if stamp is None:
        return text
    before, after = text[: stamp.start].strip(" ,|·•–-"), text[stamp.end :].strip(" ,|·•–-:")
    name = _CREDIT.sub("", before)
    return before if len(name) > 1 and not _NOT_NAME.search(name) else after

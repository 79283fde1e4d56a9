"""What the choice of body elements left out or took too much of, seen against the page it was chosen from."""

import re
from collections.abc import Sequence

from lxml import html

from dateline.crawler.extract.dates import read
from dateline.crawler.extract.page import Line, Page
from dateline.crawler.extract.text import folded

_FILLED = frozenset(("ul", "ol", "p", "h2", "h3", "h4", "dl", "blockquote"))
_FOREIGN = re.compile(
    r"share|social|related|relat|promo|newsletter|teaser|sidebar|caption|advert|\bads?\b|banner|recommend|more|comment"
    r"|author|meta|tags|breadcrumb|nav|toc|subscribe|sponsor|widget|kommentar|weiter|empfehl|hidden",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"(?:share|teilen|tweet|drucken|print|e-?mail|facebook|twitter|linkedin|whatsapp|xing|get"
    r" started|read more|mehr lesen"
    r"|weiterlesen|weitere (?:artikel|beiträge|themen|infos|meldungen)[^.]{0,60}|kommentierte"
    r" artikel|kommentare?(?: insgesamt)?"
    r"|keine kommentare|comments?|related(?: (?:articles|posts|stories|content))?|contenido"
    r" relacionado|notas relacionadas"
    r"|empfohlene beiträge|lesen sie auch[^.]{0,80}|auch lesen|das könnte (?:sie|dich) auch interessieren"
    r"|(?:das )?thema könnte dich auch interessieren|you (?:might|may) also like|le puede"
    r" interesar[^.]{0,120}"
    r"|read (?:also|more)\s?:[^.]{0,120}|lire aussi\s?:?[^.]{0,120}|leggi anche\s?:?[^.]{0,120}"
    r"|lust auf mehr\??"
    r"|inhaltsverzeichnis|table of contents|share (?:this|article|on)[^.]{0,40}|teilen (?:auf|mit"
    r"|via)[^.]{0,40}"
    r"|(?:kategorien?|categor(?:y|ies)|tags?|schlagw(?:ort|örter)|themen|topics?|posted in|filed"
    r" under)\s?:[^.]{0,120}"
    r"|(?:titelbild|beitragsbild|aufmacherbild|foto|bild|image|photo|crédits? photos?|image"
    r" illustrative)\s?:[^.]{0,80}"
    r"|(?:last|zuletzt) (?:modified|updated|geändert|aktualisiert)\b.{0,40}|letzte änderung.{0,40}"
    r"|(?:news )?provided by .{1,60}|back to top|nach oben|zurück(?: zur übersicht)?|newsletter.{0,30}"
    r"|(?:jetzt )?newsletter (?:abonnieren|anmelden).{0,40}|subscribe (?:now|to|today)[^.]{0,60}"
    r"|follow us[^.]{0,60})"
    r"\s*[:.!…]?",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"\b(?:von|by|par|por|staff|redaktion|updated|aktualisiert|published|veröffentlicht|posted)\b",
    re.IGNORECASE,
)
_KEY = 60
_SHORT = 200


def complete(page: Page, chosen: Sequence[str], title_line: int, description: str) -> list[str]:
    """The chosen paragraphs, with lists and lead between or before them restored, and without"
    " notes round them."""
    places = _places(page.lines, chosen)
    start = _start(places, chosen, title_line)
    chosen, places = chosen[start:], places[start:]
    known = [place for place in places if place >= 0]
    if not known:
        return [text for text in chosen if not _NOISE.fullmatch(text)]
    kept: list[str] = []
    if lead := _lead(page, known[0], chosen, description):
        kept.append(lead)
    home = _home(page, places, chosen)
    last_place = -1
    end = _last_at_home(page.lines, places, chosen, home)
    for number, (text, place) in enumerate(zip(chosen, places, strict=True)):
        if place >= 0:
            if last_place >= 0:
                kept += _between(page.lines, last_place, place)
            last_place = place
        if number > end and (len(text) < _SHORT or page.lines[place].linked):
            continue
        if not _NOISE.fullmatch(text) and not _is_credit(text, number):
            kept.append(text)
    return kept + _behind(page.lines, last_place)


def _places(lines: Sequence[Line], chosen: Sequence[str]) -> list[int]:
    """For each paragraph the number of the line it came from, -1 where it is not found; never going back."""
    index: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        index.setdefault(folded(line.text[: 2 * _KEY])[:_KEY], []).append(number)
    places: list[int] = []
    last = -1
    for text in chosen:
        found = index.get(folded(text[: 2 * _KEY])[:_KEY], ())
        place = next((number for number in found if number > last), -1)
        places.append(place)
        last = max(last, place)
    return places


def _block(line: Line) -> html.HtmlElement:
    """The block that holds a line: the nearest ancestor that is no inline element."""
    element = line.element
    while element.tag in (
        "span",
        "a",
        "b",
        "strong",
        "em",
        "i",
        "font",
        "u",
        "br",
        "mark",
        "small",
        "sup",
        "sub",
    ):
        outer = element.getparent()
        if outer is None:
            break
        element = outer
    return element


def _between(lines: Sequence[Line], first: int, last: int) -> list[str]:
    """Lines that stand between two chosen ones in blocks of the same container."""
    if not 1 < last - first <= 60:
        return []
    one, other = _block(lines[first]), _block(lines[last])
    container = one.getparent()
    if container is None or not any(container is up for up in other.iterancestors()):
        return []
    return [line.text for line in lines[first + 1 : last] if _belongs(line, container)]


def _behind(lines: Sequence[Line], last: int) -> list[str]:
    """List items that directly follow the last chosen line in its container."""
    if last < 0:
        return []
    container = _block(lines[last]).getparent()
    found = []
    for line in lines[last + 1 : last + 40]:
        if container is None or not _belongs(line, container, ("ul", "ol")):
            break
        found.append(line.text)
    return found


def _belongs(line: Line, container: html.HtmlElement, tags: Sequence[str] | frozenset[str] = _FILLED) -> bool:
    if line.linked or _NOISE.fullmatch(line.text):
        return False
    element = _block(line)
    for _ in range(6):
        outer = element.getparent()
        if outer is None or _FOREIGN.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            return False
        if outer is container:
            return element.tag in tags
        element = outer
    return False


def _home(page: Page, places: Sequence[int], chosen: Sequence[str]) -> html.HtmlElement | None:
    """The container of most of the chosen text."""
    weights: dict[html.HtmlElement, int] = {}
    total = 0
    for text, place in zip(chosen, places, strict=True):
        if place < 0:
            continue
        total += len(text)
        outer = _block(page.lines[place]).getparent()
        if outer is not None:
            weights[outer] = weights.get(outer, 0) + len(text)
    if not weights:
        return None
    home = max(weights, key=lambda element: weights[element])
    return home if weights[home] > 0.6 * total else None


def _last_at_home(
    lines: Sequence[Line], places: Sequence[int], chosen: Sequence[str], home: html.HtmlElement | None
) -> int:
    """Number of the last paragraph within the container; what follows it elsewhere is in doubt."""
    if home is None:
        return len(chosen)
    for number in range(len(chosen) - 1, -1, -1):
        if places[number] < 0 or any(up is home for up in lines[places[number]].element.iterancestors()):
            return number
    return len(chosen)


def _lead(page: Page, first: int, chosen: Sequence[str], description: str) -> str:
    """The line before the chosen ones that the page's description repeats: the article's lead."""
    wanted = folded(description)[:_KEY]
    if len(wanted) < 40:
        return ""
    if any(folded(text).startswith(wanted) for text in chosen[:3]):
        return ""
    for line in page.lines[max(0, first - 25) : first]:
        if not line.linked and len(line.text) > 60 and folded(line.text).startswith(wanted):
            return line.text
    return ""


def _start(places: Sequence[int], chosen: Sequence[str], title_line: int) -> int:
    """Number of the first paragraph behind the headline, where most of the text stands behind it."""
    if title_line < 0:
        return 0
    before = [number for number, place in enumerate(places) if 0 <= place <= title_line]
    if not before:
        return 0
    start = before[-1] + 1
    return start if sum(map(len, chosen[start:])) > 2 * sum(map(len, chosen[:start])) else 0


def _is_credit(text: str, number: int) -> bool:
    """Whether one of the first paragraphs is no more than a date, or a date and a byline."""
    if number > 2 or len(text) > 120:
        return False
    stamp = read(text)
    if stamp is None:
        return False
    return len(text) - (stamp.end - stamp.start) < 14 or _BYLINE.search(text) is not None

"""The dateline and the subhead: what stands before the first sentence.

A dateline is read as parts in any order, each a place, a date, a time or a wire's credit, up to a dash:
`PARIS, May 3, 2024 /PRNewswire/ --`, `Paris, France (Newsworthy.ai) Friday May 3, 2024 @ 8:00 AM Eastern —`,
`(NewMediaWire) - May 03, 2024 - PARIS —`.
"""

import re
from collections.abc import Sequence

from dateline.nlp.anatomy.paragraphs import Piece
from dateline.nlp.wordlist import wordset
from dateline.records import Dateline

_REACH = 240
_PARAGRAPHS = 6
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|"
    r"juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|mayo|junio|julio|septiembre|"
    r"octubre|noviembre|diciembre)"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?\.?,?"
_DATE = re.compile(
    rf"(?:{_DAY}\s*)?(?:{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s*(?:\d{{4}})?|"
    rf"\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?{_MONTH}\.?,?\s*(?:de\s+)?(?:\d{{4}})?|"
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:@|at)?\s*\d{1,2}(?:[:.]\d{2})?\s*(?:[aApP]\.?[mM]\.?)?\s*"
    r"(?:[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+|Eastern|Central|Mountain|Pacific|[A-Z]{2,4})?(?:\s+Time)?",
)
_WIRE_WORDS = re.compile(
    r"wire|press\s?release|newsworthy|news\s?direct|prnews|presswire|newsfile|accesswire|businesswire|prweb|"
    r"eqs|dpa|afp|reuters|news\s?file|news\s?aktuell|cision|ots|ein\b|prkarma|prvolt|reportable|evertise|prlog|"
    r"marketers? media|send2press|newscast|issuewire|abnewswire|send\s?2|xinhua|kyodo|jcn|media outreach|"
    r"press",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s*(?:--+|—|–|―)\s*|\s+-+\s+|(?<=\))\s*-\s*|(?<=/)\s*-\s*")
_BRACKET = re.compile(r"\(([^()]{2,60})\)|/\s?([^/]{2,60}?)\s?/|\[([^\[\]]{2,60})\]")
_PLACE_WORD = re.compile(r"(?:[A-Z][\w.’'-]*|of|the|de|del|la|da|do|di|am|an|der|upon|sur|and|&|[A-Z]\.)$")
_NOT_PLACE = wordset(
    "we the a an this today about contact by for how why what who when i our your in on at if is are was "
    "with "
    "media press release update breaking exclusive photo video note editor source"
)
_CAPITAL_CITY = re.compile(
    r"([A-ZÀ-Þ][A-ZÀ-Þ.’' -]{2,30}[A-ZÀ-Þ.](?:, [A-Z][a-z]{1,5}\.)?) (?=(?:[A-Z][a-z]+|A|An|An?) )"
)
_CITIES = wordset(
    "ATLANTA|BALTIMORE|BOSTON|CHICAGO|CINCINNATI|CLEVELAND|DALLAS|DENVER|DETROIT|HONOLULU|HOUSTON|"
    "INDIANAPOLIS|MIAMI|MILWAUKEE|MINNEAPOLIS|NASHVILLE|PHILADELPHIA|PHOENIX|PITTSBURGH|PORTLAND|"
    "SEATTLE|TAMPA|WASHINGTON|AMSTERDAM|BANGKOK|BEIJING|BEIRUT|BERLIN|BRUSSELS|CAIRO|DUBAI|DUBLIN|"
    "GENEVA|HAVANA|ISTANBUL|JERUSALEM|LONDON|LUXEMBOURG|MADRID|MANILA|MELBOURNE|MILAN|MONACO|MONTREAL|"
    "MOSCOW|MUMBAI|MUNICH|NAIROBI|OTTAWA|PARIS|PRAGUE|ROME|SEOUL|SHANGHAI|SHENZHEN|SINGAPORE|STOCKHOLM|"
    "SYDNEY|TOKYO|TORONTO|VANCOUVER|VIENNA|WARSAW|ZURICH|ALBUQUERQUE|OMAHA|MEMPHIS|SACRAMENTO|RICHMOND|"
    "ALEXANDRIA|NEWARK|BROOKLYN|CHARLOTTE|TUCSON|ORLANDO|JACKSONVILLE|LOUISVILLE|BUFFALO|ALBANY|"
    "COLUMBUS|AUSTIN|SPOKANE|ANCHORAGE|BOISE|TULSA|BIRMINGHAM|MONTGOMERY|LEXINGTON|NEW YORK|"
    "LOS ANGELES|SAN FRANCISCO|SAN DIEGO|SAN ANTONIO|LAS VEGAS|NEW ORLEANS|ST. LOUIS|SALT LAKE CITY|"
    "OKLAHOMA CITY|KANSAS CITY|HONG KONG|MEXICO CITY|NEW DELHI|UNITED NATIONS|VATICAN CITY|FORT WORTH|"
    "EL PASO|SAN JOSE|ST. PAUL",
    "|",
)
_EMBARGO = re.compile(r"(?i)embargoed|for immediate release|news release|press release\b|--?\s*news direct")


def dateline(pieces: Sequence[Piece]) -> tuple[Dateline, int, int] | None:
    """The dateline and its place, looked for at the head of the first paragraphs."""
    for number, piece in enumerate(pieces[:_PARAGRAPHS]):
        found = _read(piece.text)
        if found is not None:
            return found, piece.start, piece.start + len(found.text)
        if number >= 1 and len(piece.text) > 600:
            break
    return None


def _read(text: str) -> Dateline | None:
    head = text[:_REACH].split("\n", 1)[0]
    best: tuple[int, int, Dateline] | None = None
    ends = [m.start() for m in _DASH.finditer(head)][:5]
    closing = head.find(") ")
    if closing > 0:
        ends.append(closing + 1)
    for end in sorted(set(ends)):
        if end == 0:
            continue
        value = _parts(head[:end].strip())
        if value is None:
            continue
        kinds = sum(x is not None for x in (value.place, value.date, value.wire))
        if best is None or kinds > best[0]:
            best = (kinds, end, value)
    if best is not None:
        value = best[2]
        if best[0] >= 2 or (value.place and value.place.isupper() and len(value.place) > 3):
            return value
    match = _CAPITAL_CITY.match(head)
    if match and match[1].split(",")[0].strip() in _CITIES:
        return Dateline(text=match[1], place=match[1], date=None, wire=None)
    return None


def _parts(head: str) -> Dateline | None:
    """The dateline, if the words are nothing else."""
    rest = head
    wire = None
    for match in _BRACKET.finditer(head):
        inner = next(group for group in match.groups() if group).strip()
        if _DATE.fullmatch(inner.strip(" ,")):
            continue
        slashed = match.group().startswith("/")
        if _WIRE_WORDS.search(inner) or slashed:
            if "/" in inner or (slashed and re.search(r"\d{1,2}/|[A-Z][a-z]+/", match.group())):
                continue
            wire = wire or inner
            rest = rest.replace(match.group(), " | ", 1)
    date = None
    day = _DATE.search(rest)
    if day:
        date = day.group().strip(" ,")
        before, after = rest[: day.start()], rest[day.end() :]
        time = _TIME.match(after.lstrip(" ,|"))
        if time and time.group().strip():
            stripped = after.lstrip(" ,|")
            after = stripped[time.end() :]
        rest = f"{before} | {after}"
    pieces = [p.strip(" ,.:/()") for p in re.split(r"\||--+|—|–|\s-\s|/", rest)]
    pieces = [p for p in pieces if p]
    if len(pieces) == 2 and wire is None and _WIRE_WORDS.search(pieces[1]) and len(pieces[1]) < 40:
        wire = pieces.pop()
    if len(pieces) > 1:
        return None
    place = pieces[0] if pieces else None
    if place is not None and not _is_place(place):
        return None
    if place is None and wire is None:
        return None
    return Dateline(text=head.rstrip(" ,"), place=place, date=date, wire=wire)


def _is_place(text: str) -> bool:
    words = text.replace(",", " ").split()
    if not 1 <= len(words) <= 8 or len(text) > 60:
        return False
    if words[0].lower() in _NOT_PLACE:
        return False
    if any(len(part.split()) > 4 for part in text.split(",")):
        return False
    return all(_PLACE_WORD.match(word) for word in words)


def subhead(pieces: Sequence[Piece], opening: tuple[Dateline, int, int] | None) -> str | None:
    """A short paragraph that stands between the title and the release."""
    if not pieces:
        return None
    first = pieces[0]
    if opening is not None and opening[1] == first.start:
        return None
    following = pieces[1] if len(pieces) > 1 else None
    if following is None or len(first.text) > 300 or (len(following.text) < 120 and opening is None):
        return None
    if (
        _EMBARGO.search(first.text)
        or re.match(r"(?i)by\s+[A-Z]|\(|http", first.text)
        or first.text[0] in "*•-–—"
    ):
        return None
    if len(first.text.split()) < 4 or first.text[-1] in ":" or (first.text[-1] in '.”"' and opening is None):
        return None
    return " ".join(first.text.split())

"""The dateline and the subhead: what stands before the first sentence."""

import re
from collections.abc import Mapping, Sequence

from dateline.nlp.anatomy.datelines import REACH, parse
from dateline.nlp.anatomy.paragraphs import Piece, lines
from dateline.nlp.wordlist import wordset
from dateline.records import Dateline

_PARAGRAPHS = 10
_HEAD = 4
"""Paragraphs behind which a dateline is believed with a date only."""
_LINES = 24
_LISTED = re.compile(r"[*•●·▪–-]\s")
"""Highlights in a list may stand before the release."""
_RELEASE = re.compile(
    r"(?i)(?:for immediate release|(?:press|news|media) release|pressemitteilung)\b[\s:.–—-]*"
)
_CAPITAL_CITY = re.compile(
    r"([A-ZÀ-Þ][A-ZÀ-Þ.’' -]{2,30}?[A-ZÀ-Þ.](?:, [A-Z][a-z]{1,5}\.)?) (?=[A-ZÀ-Þ][a-zà-ÿ]|A )"
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
_CONTACT = re.compile(r"(?i)\bcontacts?\s*:|\b(?:phone|tel|e-?mail)\s*:|\w@\w")
_EMBARGO = re.compile(r"(?i)embargoed|for immediate release|news release|press release\b|--?\s*news direct")


def dateline(
    pieces: Sequence[Piece], labels: Mapping[str, str] | None = None
) -> tuple[Dateline, int, int] | None:
    """The dateline and its place, looked for at the head of the lines of the first paragraphs."""
    tried = 0
    for number, piece in enumerate(pieces[:_PARAGRAPHS]):
        for line in lines(piece.text[: 4 * REACH]):
            tried += 1
            if tried > _LINES:
                return None
            release = _RELEASE.match(line.text)
            at = release.end() if release else 0
            found = _read(line.text[at:], labels or {})
            if found is not None and (number < _HEAD or found.date):
                start = piece.start + line.start + at
                start += line.text[at:].find(found.text)
                return found, start, start + len(found.text)
        if number >= 1 and len(piece.text) > 600 and not _LISTED.match(piece.text):
            break
    return None


def _read(text: str, labels: Mapping[str, str]) -> Dateline | None:
    found = parse(text, labels)
    if found is not None:
        return found
    match = _CAPITAL_CITY.match(text[:REACH])
    if match and match[1].split(",")[0].strip() in _CITIES:
        return Dateline(text=match[1], place=match[1], date=None, wire=None)
    return None


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
    if _CONTACT.search(first.text):
        return None
    if len(first.text.split()) < 4 or first.text[-1] in ":" or (first.text[-1] in '.”"' and opening is None):
        return None
    return " ".join(first.text.split())

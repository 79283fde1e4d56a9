"""A dateline read from the left: parts in any order, each a place, a date, a time or a wire's credit.

`PARIS, May 3, 2024 /PRNewswire/ --`, `Paris, France (Newsworthy.ai) Friday May 3, 2024 @ 8:00 AM Eastern —`,
`(NewMediaWire) - May 03, 2024 - PARIS —`, `Gent, 3. Mai 2024:`, `Ghent, 3 May 2024. The house …`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.wordlist import wordset
from dateline.records import Dateline

REACH = 240
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|"
    r"avril|"
    r"juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|mayo|junio|julio|septiembre|"
    r"octubre|noviembre|diciembre)"
)
_DAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?|(?:mon|diens|donners|frei|sams|"
    r"sonn)tag|"
    r"mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b\.?,?"
)
_DATE = re.compile(
    rf"(?:{_DAY}\s*)?(?:(?:den|le|el|dated?|on)\s+)?"
    rf"(?:{_MONTH}\b[.,]?\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d|:)(?:,?\s*\d{{4}}(?!\d))?|"
    rf"\d{{1,2}}(?:st|nd|rd|th|\.|er|º)?\s+(?:de\s+)?{_MONTH}\b\.?(?:,?\s*(?:de\s+)?\d{{4}}(?!\d))?|"
    # any other language's month stands between the day and the year
    r"\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+|del\s+)?(?:19|20)\d{2}(?!\d)|"
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}年\s?\d{1,2}月\s?\d{1,2}日)(?:\s?r\.)?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:@|at\b|um\b|à\b)?\s*(?:\d{1,2}[:.h]\d{2}(?:\s?[aApP]\.?[mM]\b\.?)?|\d{1,2}\s?[aApP]\.?[mM]\b\.?)"
    r"(?:\s?(?:Uhr|hours|hrs))?"
    r"(?:\s*(?:[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+|Eastern|Central|Mountain|Pacific|[A-Z]{2,4}\b)(?:\s+Time)?)?",
)
_WIRE_WORDS = re.compile(
    r"wire|press\s?release|newsworthy|news\s?direct|prnews|presswire|newsfile|accesswire|businesswire|prweb|"
    r"eqs|dpa|afp|reuters|news\s?file|news\s?aktuell|cision|\bots\b|\bein\b|prkarma|prvolt|reportable|"
    r"evertise|"
    r"prlog|marketers? media|send2press|newscast|send\s?2|xinhua|kyodo|\bjcn|media outreach|\bpress\b",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\(([^()]{2,60})\)|\[([^\[\]]{2,60})\]|/\s?([^/\n]{2,60}?)\s?/(?=[\s.,:–—-]|$)")
_DATED = re.compile(r"[^\d]{0,24}\d{1,2}\D{1,12}\d{4}|[^\W\d_]{3,9}\.? \d{1,2},? \d{4}")
_OPENER = re.compile(r",\s+(?:On|In|At|The|An?|This|Today|As|For|With|We)\b[^,]*$")
"""The first words of the sentence, where no more than a comma parts them from the place."""
_COMMA = re.compile(r",\s+[“\"A-ZÀ-Þ]")
_ISSUER = re.compile(r"\s/\s[^/\n]{2,140}\s/(?:\s|$)")
"""The issuer between slashes behind a date, as some wires have it."""
_DASH = re.compile(r"\.\s?[-–—]+\s+|\s*(?:--+|—|–|―)\s*|\s+-+\s+|(?<=[)/\]])\s*-+\s*")
_GAP = re.compile(r"(?::\s)?[\s,|、，]*")
_WORD = (
    r"(?:[^\W\d_a-z][\w’'.]*(?:[-/][\w’'.]+)*|(?:of|the|de|del|della|la|le|da|do|di|du|des|am|an|der|im|"
    r"upon|on|sur|and|"
    r"en|und|et|y)\b|&)"
)
_WORDS = re.compile(rf"{_WORD}(?:(?:,\s*|\s+){_WORD}){{0,8}}")
_TOKEN = re.compile(r"[^\s,]+")
_NOT_PLACE = wordset(
    "we the a an this today about contact by for how why what who when i our your in on at if is are was "
    "with media press release update breaking exclusive photo video note editor source date where time and "
    "research key highlights summary embargo embargoed news it he she they it’s it's"
)
_LOWER = wordset("of the de del della la le da do di du des am an der im upon on sur and en und et y &")
_STATES = wordset(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla "
    "ore pa "
    "tenn tex va vt wash wis wyo n.c n.d n.h n.j n.m n.y r.i s.c s.d w.va d.c ont que b.c alta sask man "
    "al ak az ar ca co ct de fl hi id il in ia ks ky me ma mi mn ms mt ne nv nh nj nm ny nc nd oh ok or ri "
    "sc sd "
    "tn tx ut vt wa wv wi wy dc on qc bc ab sk mb ns nb uk u.k usa uae"
)
_COMMON = wordset("new the this these that key summary highlights highlight results more")


@dataclass
class _Parts:
    place: str | None = None
    date: str | None = None
    wire: str | None = None
    unknown: bool = False
    """The wire's name is one that we do not know."""
    label: bool = False
    """The statistical model, or a region's name, says that the place is one."""

    def kinds(self) -> int:
        return sum(part is not None for part in (self.place, self.date, self.wire))


def parse(text: str, labels: Mapping[str, str]) -> Dateline | None:
    """The dateline that a line begins with, if it does; `labels` as of a statistical model."""
    head = text[:REACH]
    parts = _Parts()
    start = at = _after(head, 0)
    best: Dateline | None = None
    while at < len(head):
        step = _step(head, at, parts, labels)
        if step is None:
            break
        end = step
        closed = _closed(head, text, end, parts)
        if closed and _stands(parts, head, end):
            found = head[start:end].strip(" ,|")
            best = Dateline(text=found, place=parts.place, date=parts.date, wire=parts.wire)
        at = _after(head, end)
    return best


def _after(head: str, end: int) -> int:
    dash = _DASH.match(head, end)
    at = dash.end() if dash else end
    gap = _GAP.match(head, at)
    return gap.end() if gap else at


def _step(head: str, at: int, parts: _Parts, labels: Mapping[str, str]) -> int | None:
    """Where the part that begins here ends; what it is, is noted."""
    bracket = _BRACKET.match(head, at)
    if bracket:
        return bracket.end() if _bracketed(bracket, parts, labels) else None
    day = _DATE.match(head, at)
    if day:
        if parts.date is not None:
            return None
        parts.date = day.group().strip(" ,")
        return at + len(day.group().rstrip(" ,"))
    if parts.kinds():
        time = _TIME.match(head, at)
        if time and time.group().strip():
            return time.end()
    if parts.place is not None:
        return _bare_wire(head, at, parts)
    return _place(head, at, parts, labels)


def _bracketed(bracket: re.Match[str], parts: _Parts, labels: Mapping[str, str]) -> bool:
    inner = next(group for group in bracket.groups() if group).strip()
    if not parts.kinds() and (bracket.group()[0] in "([") and _place_in(inner, parts, labels):
        return True
    day = _DATE.match(inner)
    if day and parts.date is None:
        rest = inner[day.end() :].strip(" ,")
        if not rest or _TIME.fullmatch(rest):
            parts.date = day.group().strip(" ,")
            return True
        return False
    known = _WIRE_WORDS.search(inner) is not None
    if parts.wire is not None or re.search(r"\d{4}|:|\d/\d", inner) or len(inner.split()) > 6:
        return False
    if not known and (inner[0].islower() or parts.place is None):
        return False
    parts.wire, parts.unknown = inner, not known
    return True


def _place_in(inner: str, parts: _Parts, labels: Mapping[str, str]) -> bool:
    """Whether the brackets hold a place, `(LONDON)`, or a place and a date, `[London, 12 March 2024]`."""
    day = next(_DATE.finditer(inner), None)
    place = inner[: day.start()].strip(" ,") if day else inner
    if _WIRE_WORDS.search(place) or not _is_place(place, labels) or (day and day.end() < len(inner)):
        return False
    if day is None and not (place.isupper() and len(place) > 3):
        return False
    parts.place, parts.date = place, day.group().strip(" ,") if day else None
    return True


def _bare_wire(head: str, at: int, parts: _Parts) -> int | None:
    """A wire's name without brackets, before the next dash: `PARIS, May 3 – PRNewswire –`."""
    words = _WORDS.match(head, at)
    if parts.wire is not None or words is None or len(words.group()) >= 40:
        return None
    if not _WIRE_WORDS.search(words.group()) or not _DASH.match(head, words.end()):
        return None
    parts.wire = words.group()
    return words.end()


def _place(head: str, at: int, parts: _Parts, labels: Mapping[str, str]) -> int | None:
    words = _WORDS.match(head, at)
    if words is None:
        return None
    end = words.end()
    for token in _TOKEN.finditer(head, at, end):
        if token.start() > at and _DATE.match(head, token.start()):
            end = token.start()
            break
    place = _OPENER.sub("", head[at:end].rstrip(" ,|"))
    trimmed = place.rstrip(".") if len(place.split()[-1]) > 6 else place
    if not _is_place(trimmed, labels):
        return None
    parts.place = trimmed
    names = [name.strip(" .").lower() for name in trimmed.split(",")]
    parts.label = any(labels.get(name) == "GPE" or name in lexicon().regions for name in names) or any(
        name in _STATES for name in names[1:]
    )
    return at + len(trimmed)


def _is_place(text: str, labels: Mapping[str, str]) -> bool:
    words = text.replace(",", " ").split()
    if not 1 <= len(words) <= 8 or len(text) > 60:
        return False
    lowered = [word.lower().strip(".") for word in words]
    if (lowered[0] in _NOT_PLACE and lowered[:2] != ["the", "hague"]) or words[-1] in _LOWER:
        return False
    if lowered[0] in _COMMON and len(words) == 1:
        return False
    if any(len(part.split()) > 4 for part in text.split(",")):
        return False
    known = lexicon()
    if (
        lowered[0] in known.given
        and not words[0].isupper()
        and labels.get(text.split(",")[0].lower()) != "GPE"
    ):
        return False
    return len(lowered[-1]) < 3 or not (lowered[-1] in known.suffixes or lowered[-1] in known.strong)


def _closed(head: str, text: str, end: int, parts: _Parts) -> bool:
    """Whether the dateline may end here: a dash, a colon or a stop, a bracket, or the end of the line."""
    if not head[end:].strip(" ,") and len(text) <= len(head):
        return parts.kinds() >= 2 and parts.place is not None
    if _DASH.match(head, end):
        return True
    rest = head[end : end + 6]
    dated = parts.date is not None and re.search(r"\d{4}", parts.date) is not None
    if dated and parts.place is not None and re.match(r"\s?\|\s", rest):
        return True
    if dated and parts.place is not None and parts.place.isupper() and re.match(r"\s[“\"A-ZÀ-Þ][^A-Z]", rest):
        return True
    if parts.wire is not None and re.match(r"\s+/\s+\S", rest):
        return True
    if parts.date is not None and parts.place is not None and _ISSUER.match(head[end:]):
        return True
    if head[end - 1] in ")]/" and re.match(r"\s+[“\"‘'A-Z0-9À-Þ•]", rest):
        return True
    if parts.date is not None and parts.place is not None and _COMMA.match(head, end):
        return dated and (parts.place.isupper() or parts.label or "," in parts.place)
    if parts.date is not None:
        return bool(re.match(r"\s?:\s", rest) or re.match(r"\.\s*[“\"‘'A-Z0-9À-Þ]", rest))
    return False


def _stands(parts: _Parts, head: str, end: int) -> bool:
    """Whether the parts are enough for a dateline."""
    if parts.wire is not None and parts.place is None and parts.date is None:
        return False
    place = parts.place
    if place is None and parts.wire is None:  # "12 March 2024 – The hall …"
        return parts.date is not None and _DATED.fullmatch(parts.date) is not None
    if place is None:
        return True
    if parts.kinds() >= 2:
        regional = "," in place or place.isupper() or parts.label
        return parts.date is not None or not parts.unknown or regional
    letters = place.split(",")[0]
    if letters.isupper() and len(place) > 3:
        return True
    follows = head[_after(head, end) : _after(head, end) + 1]
    return parts.label and (follows.isupper() or follows in "“\"'")

"""What reads like a date and is none: years inside names, quantities, phone numbers, addresses, recurring times."""

from dateline.nlp.dates.grammar import Grammar
from dateline.nlp.dates.points import Found

_QUOTES = frozenset(("'", '"', "“", "‘", "«", "„"))
_CLOSING = _QUOTES | {"”", "»", ":"}
_ADDRESS = ("://", "www.", "@")
_OPEN = frozenset(("", "(", "[", "-", "–", "—", "|", "•", "*", ":", '"', "“", "”", ",", ".", "/", ")", "'", "‘", "]", ";", "!", "?", "©", "·", "…"))


def accepts(g: Grammar, found: Found, previous_end: int) -> bool:
    """Whether the expression stands for a time here; `previous_end` is the token after the last one accepted."""
    t = g.t
    if _in_address(t.text, t.start[found.start], t.end[found.end - 1]):
        return False
    point = found.point
    if t.number[found.start] >= 0 and g.has(found.start - 1, "name_numbered"):
        return False
    if g.word(found.start - 1) in _QUOTES and g.word(found.end) in _CLOSING and t.tight(found.start):
        return False
    match point.kind:
        case "year":
            return _year(g, found, previous_end)
        case "month":
            return _month(g, found, previous_end)
        case "weekday":
            return _weekday(g, found)
        case "season":
            return _season(g, found)
        case "near":
            return _near(g, found)
        case "unit":
            return _unit(g, found)
        case "holiday":
            return _holiday(g, found)
        case "quarter" | "half":
            return not (point.shift is None and point.year is None and _recurring(g, found.start))
        case "day":
            return not (point.month is None and found.until is None and point.weekday is None and found.end - found.start > 4)
        case "decade":
            return g.word(found.start - 1) not in ("his", "her", "their", "my")
    return True


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether it is part of a URL, an e-mail address or a file name."""
    left = start
    while left > 0 and start - left < 300 and not text[left - 1].isspace() and text[left - 1] not in "([<\"'":
        left -= 1
    right = end
    while right < len(text) and right - end < 40 and not text[right].isspace() and text[right] not in ")]>\"":
        right += 1
    chunk = text[left:right]
    if any(mark in chunk for mark in _ADDRESS):
        return True
    before = text[left:start]
    return "." in before and "/" in before


def _recurring(g: Grammar, start: int) -> bool:
    return g.has(start - 1, "recurring_words") or (g.has(start - 1, "ord") and g.has(start - 2, "recurring_words"))


def _content(g: Grammar, i: int) -> bool:
    """Whether token i is a capitalised word that may belong to a name."""
    return 0 <= i < len(g.t) and g.t.capital(i) and len(g.t.low[i]) > 1


def _year(g: Grammar, found: Found, previous_end: int) -> bool:
    t, point = g.t, found.point
    start, end = found.start, found.end
    if point.year is None:
        return False
    bare = t.number[start] >= 0 and end - start == 1
    if t.low[start] == "'" and previous_end != start:
        return g.has(start - 1, "in_either") or g.has(start - 1, "in_past") or g.has(start - 1, "in_future")
    if not bare and t.number[start] < 0:
        return True
    year = point.year
    before, after = g.word(start - 1), g.word(end)
    newline_before, newline_after = t.break_before(start), t.break_before(end) or end >= len(t)
    prepared = not newline_before and (
        g.has(start - 1, "in_either") or g.has(start - 1, "in_past") or g.has(start - 1, "in_future")
    )
    if before in ("-", "–", "+", "#", "№", "$", "€", "£") and (t.tight(start) or before not in "-–"):
        if not (before in "-–" and g.t.digits(start - 2) != 3 and not t.low[start - 2].isdigit()):
            return False
        if t.tight(start) and t.tight(start - 1):
            return False
    if after in ("-", "–") and t.tight(end) and t.tight(end + 1) and (t.digits(end + 1) or 0) >= 1:
        return False
    if not 1500 <= year <= 2150:
        return False
    if before == "." and t.tight(start):
        return False
    follows = previous_end and start - previous_end <= 1 and before in (",", "and", "&", "or", "/", "-", "–", "to", "und", "et", "y")
    if not newline_after and (g.has(end, "name_counted") and not (prepared and before not in ("of", "for", "to", "from", "over", "about", "around", "between"))):
        return False
    if not newline_before and before == "of" and _name_of(g, start - 2):
        return False
    if not newline_after and after[:1].isalpha() and g.has(start - 1, "cue_hedges") and not g.tags[end]:
        if before not in ("to", "about", "around") or after.endswith("s") or _content(g, end):
            return False
    if after == "+" and t.tight(end):
        return False
    if point.last_year and not newline_after and after[:1].isalpha() and not _content(g, end):
        return True
    if before == "at" and after != "'":
        return False
    if prepared and before not in ("of", "for", "to", "at", "the", "this", "next", "last"):
        # "In 2024 Acme …" is a time, "in 2024 Paris Games" may be a name; the preposition wins.
        return not (not newline_after and before == "during" and _content(g, end))
    if not newline_after and before in ("a", "the", "its", "their") and any(g.has(k, "name_studies") for k in range(end + 1, min(end + 4, len(t)))):
        return not any(t.capital(k) for k in range(end + 1, min(end + 4, len(t))) if g.has(k, "name_studies"))
    if not newline_after and _content(g, end) and not g.has(end, "month") and after not in ("the", "in"):
        if newline_before or g.word(start - 1) in (".", "(", "["):
            return not (_content(g, end + 1) or _content(g, end))
        return False
    if not newline_before and _content(g, start - 1) and not g.has(start - 1, "the") and not prepared and not follows:
        return g.has(start - 1, "fiscal") or g.value(start - 1, "unit") == "year" or g.has(start - 1, "month") or before in ("s", "copyright", "updated", "published")
    if prepared or follows or before in _OPEN or newline_before:
        if before in (",", ".") and not follows and not newline_before and 1900 <= year <= 2100 and g.t.low[start - 2].isdigit():
            return False
        return 1700 <= year <= 2100 or prepared
    if not 1900 <= year <= 2100:
        return False
    # a noun follows: "the 2024 schedule"; a plain number would count something
    if newline_after or not after[:1].isalpha():
        return True
    return before in ("the", "s", "its", "our", "their", "a", "this", "his", "her", "upcoming", "through", "full", "first", "entire") or g.value(start - 1, "unit") == "year" or bool(g.tags[start - 1]) or not after.endswith("s")


def _name_of(g: Grammar, i: int) -> bool:
    """Whether "X of" makes a year part of a name: "Reform Act of 1995", "Class of 2024"."""
    if g.word(i) == "class":
        return True
    return (
        _content(g, i)
        and not g.has(i, "month")
        and not g.has(i, "season")
        and not g.has(i, "unit")
        and not g.has(i, "late")
        and not g.has(i, "early")
        and not g.has(i, "mid")
        and not g.has(i, "fiscal")
    )


def _month(g: Grammar, found: Found, previous_end: int) -> bool:
    t, i = g.t, found.start
    if found.point.year or found.until or found.point.shift is not None or found.point.unit:
        return not _recurring(g, i) or found.point.year is not None
    while i < found.end and not g.has(i, "month"):
        i += 1
    if i > found.start:
        return t.capital(i)
    if not t.capital(i) or _recurring(g, i):
        return False
    if len(t.low[i]) <= 4 and t.low[i] not in ("may", "june", "july", "juni", "juli", "mai", "juin", "mars", "août", "mayo"):
        return g.word(i - 1) in ("in", "since", "by", "until", "en", "im") and not t.break_before(i)
    prepared = g.has(i - 1, "in_either") or g.has(i - 1, "in_past") or g.has(i - 1, "in_future")
    if t.break_before(i):
        prepared = False
    follows = previous_end and i - previous_end <= 1
    if not t.break_before(i + 1) and _content(g, i + 1) and g.has(i, "given") and not g.has(i + 1, "weekday"):
        return False
    if g.has(i, "weak"):
        return bool(prepared or follows)
    if _content(g, i - 1) and not prepared and not t.break_before(i) and not follows and _content(g, i + 1):
        return False
    return True


def _weekday(g: Grammar, found: Found) -> bool:
    t, i = g.t, found.start
    while i < found.end and not g.has(i, "weekday"):
        i += 1
    if g.has(i, "weak") and found.point.shift is None:
        return False
    if found.point.shift is None:
        if _recurring(g, found.start) or g.has(i - 1, "name_before") or g.has(i - 1, "ord"):
            return False
        if _hours(g, i):
            return False
        # "Monday through Friday" recurs
        for near in (i - 1, i + 1):
            step = -1 if near < i else 1
            if g.has(near, "to") or g.word(near) in ("-", "–", "—"):
                if g.has(near + step, "weekday"):
                    return False
        if g.has(found.end, "name_after") and t.capital(found.end):
            return False
    return t.capital(i)


def _hours(g: Grammar, i: int) -> bool:
    """Whether the weekday belongs to opening hours: other weekdays and hours beside it."""
    low, high = max(0, i - 16), min(len(g.t), i + 16)
    days = {g.tags[j]["weekday"] for j in range(low, high) if "weekday" in g.tags[j] and g.t.capital(j)}
    if len(days) < 2:
        return False
    clock = sum(1 for j in range(low, high) if g.t.low[j] in ("am", "pm") or (g.t.low[j] in ("a", "p") and g.word(j + 1) == "."))
    return clock >= 2 or any(g.t.low[j] in ("hours", "open") for j in range(low, high))


def _season(g: Grammar, found: Found) -> bool:
    point = found.point
    if point.year or point.shift is not None:
        return True
    i = found.start
    if g.has(i, "season") and found.end == i + 1:
        before = i - 1
        if g.has(before, "the"):
            before -= 1
        if not (g.has(before, "in_future") or g.has(before, "in_past") or g.word(before) in ("in", "during", "since")):
            return False
        if g.t.capital(i) and before == i - 1:
            return False
        return not g.word(found.end)[:1].isalpha() or g.has(found.end, "in_either") or g.has(found.end, "and")
    return True


def _near(g: Grammar, found: Found) -> bool:
    """"Today" counts in its literal sense only: beside a reporting verb, before "'s announcement", with an hour."""
    t, point = g.t, found.point
    i = found.start
    if t.capital(i) and not t.break_before(i) and _content(g, i - 1) and not g.has(i - 1, "in_either"):
        return False
    if g.word(i - 1) == "of" or g.word(i - 1) == "for" and g.word(found.end) in ("and", "'"):
        return False
    if point.shift or t.low[i] not in ("today", "heute", "hoy", "aujourd'hui", "aujourd’hui"):
        possessive = g.word(found.end) == "'" and not g.has(found.end + 2, "today_nouns")
        return not (point.shift == 1 and (possessive or g.word(i - 1) in ("of", "for")))
    if found.end > i + 1:
        return True
    end = found.end
    before, after = g.word(i - 1), g.word(end)
    if after == "'":
        return any(g.has(j, "today_nouns") for j in range(end + 2, min(end + 5, len(t))))
    if (after == "at" and t.digits(end + 1)) or before in ("here", "earlier", "later"):
        return True
    if t.capital(i) and not t.break_before(i) and _content(g, i + 1) and not t.break_before(i + 1) and before != ".":
        return before in ("-", "–", "—", ")")
    if before == "up" or (after == "to" and g.word(end + 1) == "be"):
        return False
    if after == "!" or g.has(end, "today_vague") or g.has(i - 1, "today_vague"):
        return False
    return _reports(g, i, -1, 20) or _reports(g, end - 1, 1, 5 if before[:1].isalpha() else 14)


def _reports(g: Grammar, i: int, step: int, reach: int) -> bool:
    """Whether the nearest verb of the sentence tells of something that happened; a present tense ends the search."""
    t = g.t
    for count in range(1, reach):
        j = i + step * count
        if not 0 <= j < len(t) or t.break_before(max(j, j - step)):
            return False
        word = t.low[j]
        if word in (".", "!", "?", ";", "|") and not t.tight(j + 1):
            return False
        if g.has(j, "today_turn"):
            return False
        if g.has(j, "today_verbs"):
            return True
        if g.has(j, "cue_past") and word not in ("was", "were", "had", "been", "ago", "since", "recently", "earlier", "previously"):
            return True
        if len(word) > 4 and word.endswith(g.lexicon.suffixes or ("\0",)) and not g.has(j, "cue_not_past"):
            if word in ("used", "called", "needed", "known"):
                return False
            return count <= 8 and not (g.has(j - 1, "the") or g.word(j - 1) in ("be", "most", "more"))
    return False


def _unit(g: Grammar, found: Found) -> bool:
    point, i = found.point, found.start
    if point.textual or point.loose:
        return True
    if g.has(i, "last") or g.has(i, "next"):
        before = i - 1
        if g.word(i) == "latest":
            return point.unit in ("quarter", "year", "week")
        if g.has(before, "the") and g.word(before) != "a":
            if point.unit == "weekend":
                return True
            return point.unit == "week" and g.word(i) == "past" and not g.has(before - 1, "in_either")
        if g.word(i) in ("past", "previous") and found.end - i == 2:
            return g.word(before) == "this"
        if g.word(before) in ("his", "her", "their", "its", "our", "my", "your", "every", "each", "a"):
            return False
        if g.word(i) in ("coming", "upcoming"):
            return g.has(before, "the") or g.has(before, "this")
    if point.unit == "day" and point.shift == 0:
        return False
    if g.word(i) == "current":
        return g.has(i - 1, "the")
    return True


def _holiday(g: Grammar, found: Found) -> bool:
    """A holiday without a year stands for a day where a preposition or "this" puts it on the calendar."""
    point, i = found.point, found.start
    if point.year or point.shift is not None:
        return True
    if found.end < len(g.t) and not g.t.break_before(found.end) and _content(g, found.end):
        return False
    return g.word(i - 1) in ("on", "by", "before", "until", "since", "after", "am", "le", "el") and not _recurring(g, i)

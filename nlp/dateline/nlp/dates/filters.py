"""What reads like a date and is none: names, quantities, addresses, recurring times."""

from dateline.nlp.dates.grammar import Grammar
from dateline.nlp.dates.names import content
from dateline.nlp.dates.points import Found
from dateline.nlp.dates.tense import tense
from dateline.nlp.dates.today import literal
from dateline.nlp.dates.years import free

_QUOTES = frozenset(("'", '"', "“", "‘", "«", "„"))
_CLOSING = _QUOTES | {"”", "»", ":"}
_YEARLY = 12
"""Words back in which "each year" is looked for."""
_SIGNS = frozenset("年月日号년월일")
"""Behind a number these leave no doubt."""
_GAME = 40
"""Words round a quarter in which a game is spoken of."""
_MATCH = 4
"""Words of games from which on a whole text tells of one."""
_ADDRESS = ("://", "www.", "@")


def accepts(g: Grammar, found: Found, previous_end: int) -> bool:
    """Whether the expression stands for a time; `previous_end`: the token after the last one accepted."""
    t = g.t
    if _in_address(t.text, t.start[found.start], t.end[found.end - 1]):
        return False
    point = found.point
    if t.low[found.end - 1] in _SIGNS:
        return True
    if t.number[found.start] >= 0 and g.has(
        found.start - (2 if g.word(found.start - 1) == "." else 1), "name_numbered"
    ):
        return False
    if g.word(found.start - 1) in _QUOTES and g.word(found.end) in _CLOSING and t.tight(found.start):
        return False
    match point.kind:
        case "year":
            return free(g, found, previous_end)
        case "month":
            return _month(g, found, previous_end)
        case "weekday":
            return _weekday(g, found)
        case "season":
            return _season(g, found)
        case "near":
            return literal(g, found)
        case "unit":
            return _unit(g, found)
        case "holiday":
            return _holiday(g, found, previous_end)
        case "quarter" | "half":
            bare = point.shift is None and point.year is None
            return not (bare and (_recurring(g, found.start) or _of_a_game(g, found)))
        case "day":
            if point.year and found.end - found.start == 3 and g.word(found.start + 1) == "/":
                # "9/11", not "the post-9/11 world" or "9/11 Commission"
                return not (content(g, found.end) or t.tight(found.start))
            return not (
                point.month is None
                and found.until is None
                and point.weekday is None
                and found.end - found.start > 4
            )
        case "decade":
            return g.word(found.start - 1) not in ("his", "her", "their", "my")
    return True


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether it is part of a URL, an e-mail address or a file name."""
    left = start
    while left > 0 and start - left < 300 and not text[left - 1].isspace() and text[left - 1] not in "([<\"'":
        left -= 1
    right = end
    while right < len(text) and right - end < 40 and not text[right].isspace() and text[right] not in ')]>"':
        right += 1
    chunk = text[left:right]
    if any(mark in chunk for mark in _ADDRESS):
        return True
    before = text[left:start]
    return "." in before and "/" in before


def _recurring(g: Grammar, start: int) -> bool:
    if g.lexicon.after and g.has(start - 1, "the") and g.has(start - 2, "recurring_words"):
        return True  # "todos los lunes"
    return g.has(start - 1, "recurring_words") or (
        g.has(start - 1, "ord") and g.has(start - 2, "recurring_words")
    )


def _yearly(g: Grammar, i: int) -> bool:
    """Whether the sentence tells before of what happens "each year" or "every" spring."""
    for j in range(i - 1, max(-1, i - _YEARLY), -1):
        if g.word(j) in (".", ";", "!", "?") or g.t.break_before(j + 1):
            return False
        if (g.has(j, "recurring_each") and "unit" in g.tags[j + 1]) or g.has(j, "recurring_usual"):
            return True
    return False


def _month(g: Grammar, found: Found, previous_end: int) -> bool:
    t, i = g.t, found.start
    if found.point.year is None and found.point.shift is None and _yearly(g, i):
        return False
    if found.point.year or found.until or found.point.shift is not None or found.point.unit:
        return not _recurring(g, i) or found.point.year is not None
    while i < found.end and not g.has(i, "month"):
        i += 1
    if i > found.start:
        return g.named(i)
    if not g.named(i) or _recurring(g, i):
        return False
    if len(t.low[i]) <= 4 and not g.has(i, "month_whole"):
        return (
            g.has(i - 1, "in_future") or g.has(i - 1, "in_past") or g.word(i - 1) in ("in", "en", "im")
        ) and not t.break_before(i)
    prepared = g.has(i - 1, "in_either") or g.has(i - 1, "in_past") or g.has(i - 1, "in_future")
    if t.break_before(i):
        prepared = False
    follows = previous_end and i - previous_end <= 1
    if not t.break_before(i + 1) and content(g, i + 1) and g.has(i, "given") and not g.has(i + 1, "weekday"):
        return False
    if g.has(i, "weak"):
        soon = g.word(i - 1) == "as" and g.word(i - 2) in ("soon", "early", "late")
        return bool(prepared or follows or soon)
    return not (
        content(g, i - 1) and not prepared and not t.break_before(i) and not follows and content(g, i + 1)
    )


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
            joined = g.has(near, "to") or g.word(near) in ("-", "–", "—")
            if joined and g.has(near + step, "weekday"):
                return False
        if g.has(found.end, "name_after") and t.capital(found.end):
            return False
    return g.named(i)


def _hours(g: Grammar, i: int) -> bool:
    """Whether the weekday belongs to opening hours: other weekdays and hours beside it."""
    low, high = max(0, i - 16), min(len(g.t), i + 16)
    days = {g.tags[j]["weekday"] for j in range(low, high) if "weekday" in g.tags[j] and g.t.capital(j)}
    if len(days) < 2:
        return False
    clock = sum(
        1
        for j in range(low, high)
        if g.t.low[j] in ("am", "pm") or (g.t.low[j] in ("a", "p") and g.word(j + 1) == ".")
    )
    return clock >= 2 or any(
        g.t.low[j] == "hours" or (g.t.low[j] == "open" and (g.has(j + 1, "weekday") or g.t.digits(j + 1)))
        for j in range(low, high)
    )


def _season(g: Grammar, found: Found) -> bool:
    point = found.point
    if point.year or point.shift is not None:
        return True
    i = found.start
    if g.has(i, "season") and found.end == i + 1:
        before = i - 1
        if g.has(before, "the"):
            before -= 1
        if not (
            g.has(before, "in_future")
            or g.has(before, "in_past")
            or g.word(before) in ("in", "during", "since")
        ):
            return False
        if g.t.capital(i) and before == i - 1:
            return False
        return not g.word(found.end)[:1].isalpha() or g.has(found.end, "in_either") or g.has(found.end, "and")
    return True


def _of_a_game(g: Grammar, found: Found) -> bool:
    """Whether the words round a quarter or half speak of a match."""
    if g.count("name_game") >= _MATCH:
        return True
    return any(g.has(i, "name_game") for i in range(found.start - _GAME, found.end + _GAME))


def _unit(g: Grammar, found: Found) -> bool:
    point, i = found.point, found.start
    if g.word(found.end) == "or" and g.has(i, "next"):
        return False  # "over the next day or two"
    if point.textual and g.word(i) == "next" and point.unit != "day":
        return tense(g, i, found.end) == "past"  # "they married the next year"
    if point.textual or point.loose:
        return True
    if g.has(i, "last") or g.has(i, "next"):
        before = i - 1
        if g.word(i) == "latest":
            return point.unit in ("quarter", "year", "week")
        if g.lexicon.code == "en" and g.has(before, "the") and g.word(before) != "a":
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


def _holiday(g: Grammar, found: Found, previous_end: int) -> bool:
    """A holiday without a year stands for a day where a preposition or "this" puts it on the calendar."""
    point, i = found.point, found.start
    if point.year or point.shift is not None:
        return True
    if found.end < len(g.t) and not g.t.break_before(found.end) and content(g, found.end):
        return False
    return (
        g.has(i - 1, "on")
        or g.has(i - 1, "in_future")
        or (previous_end == i - 1 and g.has(i - 1, "and"))
        or g.word(i - 1)
        in ("before", "since", "after", "from", "until", "over", "is", "was", "during", "around", "at")
    ) and not _recurring(g, i)

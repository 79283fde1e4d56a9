"""Whether "today" and "tomorrow" are meant literally."""

from dateline.nlp.dates.grammar import Grammar
from dateline.nlp.dates.names import content
from dateline.nlp.dates.points import Found, Point

_CONTRAST = 24
"""Words back in which "today" is looked for that "tomorrow" is set against."""


def literal(g: Grammar, found: Found) -> bool:
    """Whether it stands beside a reporting verb, before "'s announcement", or with an hour."""
    t, point = g.t, found.point
    i = found.start
    shouted = t.text[t.start[i] : t.end[i]].isupper()
    if (
        t.capital(i)
        and not shouted
        and not t.break_before(i)
        and content(g, i - 1)
        and not g.has(i - 1, "in_either")
    ):
        return False
    if g.lexicon.nouns and t.capital(i) and (g.has(i - 1, "on") or g.has(i - 1, "the")):
        return False  # "am Morgen" is in the morning
    if g.word(i - 1) == "of" or (g.word(i - 1) == "for" and g.word(found.end) in ("and", "'")):
        return False
    if point.shift or not g.has(i, "today_word"):
        if point.shift == 1 and _nowadays_before(g, i):
            return False
        possessive = g.word(found.end) == "'" and not any(g.has(found.end + k, "today_nouns") for k in (2, 3))
        given = g.has(i - 2, "today_due") or (g.word(found.end) == "at" and t.digits(found.end + 1))
        return not (point.shift == 1 and (possessive or (g.word(i - 1) in ("of", "for") and not given)))
    if found.end > i + 1:
        return True
    end = found.end
    before, after = "" if t.break_before(i) else g.word(i - 1), g.word(end)
    if after == "'":
        return any(g.has(j, "today_nouns") for j in range(end + 2, min(end + 5, len(t))))
    if (after == "at" and t.digits(end + 1)) or before in ("here", "earlier", "later"):
        return True
    if (
        t.capital(i)
        and not shouted
        and not t.break_before(i)
        and content(g, i + 1)
        and not t.break_before(i + 1)
        and before != "."
    ):
        return before in ("-", "–", "—", ")")
    if g.has(i - 1, "cue_auxiliary") and t.low[min(end, len(t) - 1)].endswith(("ing", "ed")):
        return True  # "staff are today turning away customers"
    if g.has(i - 1, "today_events") and not t.capital(i - 1):
        return True
    if before == "up" or (after == "to" and g.word(end + 1) == "be"):
        return False
    vague = g.has(i - 1, "today_vague") or (g.has(end, "today_vague") and after != "to")
    if after == "!" or vague:
        return False
    opens = not before[:1].isalpha() or g.has(i - 1, "and") or before == "also"
    return _scheduled(g, i) or _reports(g, i, -1, 20) or _reports(g, end - 1, 1, 14 if opens else 5)


def _nowadays_before(g: Grammar, i: int) -> bool:
    """Whether the sentence sets "tomorrow" against a "today" that means nowadays."""
    for j in range(i - 1, max(-1, i - _CONTRAST), -1):
        if g.t.low[j] in (".", "!", "?") or g.t.break_before(j + 1):
            return False
        if g.has(j, "today_word"):
            return not literal(g, Found(start=j, end=j + 1, point=Point(kind="near", shift=0)))
    return False


def _scheduled(g: Grammar, i: int) -> bool:
    """Whether something is to happen on the day: "is due in court today", "will testify today"."""
    for j in range(i - 1, max(-1, i - 9), -1):
        if g.t.low[j] in (".", ";", ":", "!", "?") or g.t.break_before(j + 1) or g.has(j, "today_turn"):
            return False
        if g.has(j, "today_due") or (g.has(j, "today_meets") and g.word(j - 1) in ("to", "will")):
            return True
    return False


def _reports(g: Grammar, i: int, step: int, reach: int) -> bool:
    """Whether the nearest verb of the sentence tells of something that happened."""
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
        if g.has(j, "today_verbs") or (g.has(j, "cue_past") and not g.has(j, "today_weak")):
            return True
        if len(word) > 4 and word.endswith(g.lexicon.suffixes or ("\0",)):
            if g.has(j, "today_weak"):
                return False
            if not g.has(j - 1, "the") and g.word(j - 1) not in ("be", "most", "more", "our", "an", "any"):
                return True
    return False

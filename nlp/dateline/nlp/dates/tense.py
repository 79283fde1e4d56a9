"""Whether the words round an expression speak of what was or of what will be."""

from typing import Literal

from dateline.nlp.dates.grammar import Grammar

Tense = Literal["past", "future"] | None
_REACH = 24
_CLAUSE = frozenset((",", ";", ":", "(", ")", "—", "–", '"', "“", "”"))


def tense(g: Grammar, start: int, end: int) -> Tense:
    """The nearest cue of the sentence decides; a clause's border counts as three words."""
    best: Tense = None
    faint: Tense = None
    nearest = 1000
    for step, i in ((-1, start - 1), (1, end)):
        distance = 0
        while 0 <= i < len(g.t) and distance < _REACH:
            word = g.t.low[i]
            distance += 3 if word in _CLAUSE else 1
            if distance >= nearest or _sentence_ends(g, i, step):
                break
            cue = None if _of_another(g, i, start) else _cue(g, i)
            if cue is None and "cue_is" in g.tags[i] and step < 0 and start - i <= 2:
                cue = "future"  # "the funeral is on Monday"
            if cue is None and step < 0 and g.lexicon.suffixes and (_to_do(g, i) or _present(g, i)):
                faint = "future"
            if cue:
                best, nearest = cue, distance
                break
            i += step
    return best or faint


def _to_do(g: Grammar, i: int) -> bool:
    return g.word(i - 1) == "to" and not g.tags[i]


def _present(g: Grammar, i: int) -> bool:
    """Whether a verb follows its subject in the present tense: "ministers meet", "they vote"."""
    if "cue_present" in g.tags[i]:
        return True
    before = g.word(i - 1)
    subject = (
        len(before) > 3 and before.endswith("s") and before.isalpha() and "cue_past" not in g.tags[i - 1]
    )
    return "cue_infinitive" in g.tags[i] and (subject or before in ("we", "they", "i", "you"))


def _of_another(g: Grammar, i: int, start: int) -> bool:
    """Whether a verb belongs to another date: "ended September 30 … on November 14"."""
    after = i + 2 if g.has(i + 1, "in_either") and g.word(i + 1) in ("in", "on") else i + 1
    return i < start and after < start - 1 and (g.has(after, "month") or g.t.number[after] >= 0)


def _sentence_ends(g: Grammar, i: int, step: int) -> bool:
    t = g.t
    if step < 0 and "\n\n" in t.text[t.end[i] : t.start[i + 1] if i + 1 < len(t) else t.end[i]]:
        return True
    if step > 0 and i > 0 and "\n\n" in t.text[t.end[i - 1] : t.start[i]]:
        return True
    word = t.low[i]
    if word in ("!", "?"):
        return True
    if word != ".":
        return False
    after = i + 1
    if after >= len(t):
        return True
    if t.tight(after):
        return False
    # an abbreviation's stop: "Nov. 7", "St. Louis", "U.S. officials"
    before = t.low[i - 1] if i else ""
    month = g.has(i - 1, "month") and not g.has(i - 1, "month_whole")
    if (month and len(before) < 5) or len(before) <= 2:
        return not (t.number[after] >= 0 or before.isalpha())
    return t.capital(after) or not t.low[after].isalnum()


def _cue(g: Grammar, i: int) -> Tense:
    tags = g.tags[i]
    word = g.t.low[i]
    if word == "set" and g.word(i + 1) in ("for", "to"):
        return "future"
    if word == "due" and g.word(i + 1) == "to" and not g.has(i + 2, "cue_infinitive"):
        return None  # "due to low light"
    if tags:
        if "cue_future" in tags:
            had = "in_future" in tags and "cue_past" in g.tags[i - 1] and "last" not in g.tags[i - 1]
            return "past" if had else "future"  # "they had until Monday"
        if "cue_past" in tags:
            return "past"
        if "cue_not_past" in tags:
            return None
        if "cue_infinitive" in tags and g.word(i - 1) == "to":
            return "future"
    if g.lexicon.ahead and len(word) > 4 and word.endswith(g.lexicon.ahead):
        return "future"
    if g.lexicon.suffixes and len(word) > 4 and word.endswith(g.lexicon.suffixes) and word.isalpha():
        if g.word(i - 1) in ("be", "is", "are", "a", "an", "the", "being"):
            return None
        return "past"
    return None

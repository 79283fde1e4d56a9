"""Whether four digits are a year, and one that stands free: not part of a name, no quantity, no number."""

from dateline.nlp.dates.grammar import Grammar
from dateline.nlp.dates.names import content
from dateline.nlp.dates.points import Found

_OPEN = frozenset("([-–—|•*:\"“”,./)'‘];!?©·…") | {""}


def free(g: Grammar, found: Found, previous_end: int) -> bool:
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
    follows = (
        previous_end
        and start - previous_end <= 1
        and before in (",", "and", "&", "or", "/", "-", "–", "to", "und", "et", "y")
    )
    if not newline_after and (
        g.has(end, "name_counted")
        and not (prepared and before not in ("of", "for", "to", "from", "over", "about", "around", "between"))
    ):
        return False
    if not newline_before and before == "of" and _name_of(g, start - 2):
        return False
    hedged = not newline_after and after[:1].isalpha() and g.has(start - 1, "cue_hedges") and not g.tags[end]
    if hedged and (before not in ("to", "about", "around") or after.endswith("s") or content(g, end)):
        return False
    if after == "+" and t.tight(end):
        return False
    if point.last_year and not newline_after and after[:1].isalpha() and not content(g, end):
        return True
    if before == "at" and after != "'":
        return False
    if prepared and before not in ("of", "for", "to", "at", "the", "this", "next", "last"):
        # "In 2024 Acme …" is a time, "in 2024 Paris Games" may be a name; the preposition wins.
        return not (not newline_after and before == "during" and content(g, end))
    if (
        not newline_after
        and before in ("a", "the", "its", "their")
        and any(g.has(k, "name_studies") for k in range(end + 1, min(end + 4, len(t))))
    ):
        return not any(t.capital(k) for k in range(end + 1, min(end + 4, len(t))) if g.has(k, "name_studies"))
    if not newline_after and content(g, end) and not g.has(end, "month") and after not in ("the", "in"):
        if newline_before or g.word(start - 1) in (".", "(", "["):
            return not (content(g, end + 1) or content(g, end))
        return False
    if before == ")" and g.word(start - 3) == "(" and t.text[t.start[start - 2] : t.end[start - 2]].isupper():
        return False  # "Harbour Trade Index (HTI) 2024"
    if (
        not newline_before
        and not g.lexicon.nouns
        and content(g, start - 1)
        and not g.has(start - 1, "the")
        and not prepared
        and not follows
    ):
        return (
            g.has(start - 1, "fiscal")
            or g.value(start - 1, "unit") == "year"
            or g.has(start - 1, "month")
            or before in ("s", "copyright", "updated", "published")
        )
    if prepared or follows or before in _OPEN or newline_before:
        if (
            before in (",", ".")
            and not follows
            and not newline_before
            and 1900 <= year <= 2100
            and g.t.low[start - 2].isdigit()
        ):
            return False
        return 1700 <= year <= 2100 or prepared
    if not 1900 <= year <= 2100:
        return False
    # a noun follows: "the 2024 schedule"; a plain number would count something
    if newline_after or not after[:1].isalpha():
        return True
    return (
        before
        in (
            "the",
            "s",
            "its",
            "our",
            "their",
            "a",
            "this",
            "his",
            "her",
            "upcoming",
            "through",
            "full",
            "first",
            "entire",
        )
        or g.value(start - 1, "unit") == "year"
        or bool(g.tags[start - 1])
        or not after.endswith("s")
    )


def _name_of(g: Grammar, i: int) -> bool:
    """Whether "X of" makes a year part of a name: "Reform Act of 1995", "Class of 2024"."""
    if g.word(i) == "class":
        return True
    return (
        content(g, i)
        and not g.has(i, "month")
        and not g.has(i, "season")
        and not g.has(i, "unit")
        and not g.has(i, "late")
        and not g.has(i, "early")
        and not g.has(i, "mid")
        and not g.has(i, "fiscal")
    )

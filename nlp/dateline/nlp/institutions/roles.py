"""Who issues a release, against who is only named in it."""

from bisect import bisect_left
from collections.abc import Sequence

from dateline.nlp.institutions.group import Group
from dateline.nlp.institutions.names import fold
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import BREAK
from dateline.nlp.wordlist import wordset

_ENOUGH = 3
_MOST = 4
_ANNOUNCING = wordset(
    "announced announces announce said launched launches unveiled introduces introduced today has will is "
    "reported "
    "opened hosts hosted released signed received"
)
_LEAD = 700
"""Characters at the head of a text in which somebody announces it."""
_RELEASING = wordset(
    "announced announces announce released launched unveiled published presented opened awarded approved"
)
_MADE_KNOWN = wordset("announced announcement")
_MINISTRIES = wordset("department ministry")
_PUBLICISTS = wordset("pr publicity communications relations publicists")
_NEVER = wordset("court courts tribunal")
"""Words of names of bodies that a release is about or comes through, never from."""
_WIRES = wordset(
    "pr newswire|prnewswire|business wire|globenewswire|accesswire|ein presswire|news direct|"
    "newsworthy.ai|newmediawire|"
    "24-7 press release|24-7pressrelease|blockchain wire",
    "|",
)


def issuers(page: Page, groups: Sequence[Group], places: Sequence[Sequence[tuple[int, int]]]) -> set[int]:
    """Numbers of the groups that the release is from or mainly about; `places` are their mentions in
    tokens."""
    scores = [_score(page, group, spans) for group, spans in zip(groups, places, strict=True)]
    if not any(group.evidence & {"about", "source", "contact"} for group in groups):
        for number in _announcers(page, places):
            scores[number] += 2 if scores[number] or not _barred(groups[number]) else 0
    for number in _officials(page, groups, places):
        scores[number] += 3
    most = max((group.count for group in groups), default=0)
    for number, group in enumerate(groups):
        if scores[number] and group.count == most and most >= 3:
            scores[number] += 1
    ranked = sorted(range(len(groups)), key=lambda n: (-scores[n], places[n][0] if places[n] else (0, 0)))
    chosen = [n for n in ranked if scores[n] >= _ENOUGH][:_MOST]
    if not chosen and ranked and scores[ranked[0]] >= 2:
        chosen = ranked[:1]
    if not chosen:
        leading = [n for n, group in enumerate(groups) if group.count == most >= 3 and not _barred(group)]
        chosen = leading if len(leading) == 1 else []
    return set(chosen)


def _officials(page: Page, groups: Sequence[Group], places: Sequence[Sequence[tuple[int, int]]]) -> set[int]:
    """Departments and ministries whose officials announce something at the head of the text."""
    tokens = page.tokens
    begin = bisect_left(page.starts, page.title_end)
    near = set[int]()
    for k in range(begin, min(begin + 250, len(tokens))):
        if tokens[k].low not in _MADE_KNOWN:
            continue
        first = last = k
        while (
            first > begin
            and k - first < 60
            and tokens[first - 1].kind != BREAK
            and tokens[first - 1].text != "."
        ):
            first -= 1
        while (
            last < len(tokens) and last - k < 60 and tokens[last].kind != BREAK and tokens[last].text != "."
        ):
            last += 1
        near.update(range(first, last))
    found = set()
    for number, spans in enumerate(places):
        if _MINISTRIES & set(groups[number].name.lower().split()) and any(s in near for s, _ in spans):
            found.add(number)
    return found


def _announcers(page: Page, places: Sequence[Sequence[tuple[int, int]]]) -> set[int]:
    """Who "has released" or, with another, "announced" something at the head of the text."""
    tokens, found = page.tokens, set[int]()
    for number, spans in enumerate(places):
        for start, end in spans:
            if not 0 < tokens[start].start - page.title_end < _LEAD:
                continue
            words = [t.low for t in tokens[end : end + 3]]
            if words and (
                words[0] in _RELEASING
                or (words[0] in ("has", "have", "today") and words[1:2] and words[1] in _RELEASING)
            ):
                found.add(number)
                partner = {
                    n for n, others in enumerate(places) if any(start - 3 <= e < start for _, e in others)
                }
                if tokens[start - 1].low == "and" or tokens[start - 2].low == "and":
                    found |= partner
    return found


def _barred(group: Group) -> bool:
    named = any(form.lower() in _WIRES for form in group.forms)
    return named or bool(set(group.name.lower().split()) & _NEVER)


def _is_publicist(group: Group) -> bool:
    """Whether it is an agency that only the contact names."""
    return group.count <= 1 and bool(set(group.name.lower().split()) & _PUBLICISTS)


def _score(page: Page, group: Group, spans: Sequence[tuple[int, int]]) -> int:
    if _barred(group):
        return 0
    score = 0
    if page.source and fold(page.source) in {fold(form) for form in group.forms}:
        score += 3
    if group.evidence & {"contact", "source"} and not _is_publicist(group):
        score += 3
    if "about" in group.evidence:
        score += 2
    tokens = page.tokens
    if any(tokens[start].start < page.title_end for start, _ in spans):
        score += 2
    line = page.anatomy.dateline
    begin = page.title_end + (len(line.text) if line else 0)
    for start, end in spans:
        at = tokens[start].start
        if at > page.title_end and at - begin < 120:
            score += 1
            if end < len(tokens) and any(t.low in _ANNOUNCING for t in tokens[end : end + 12]):
                score += 1
            break
    return score

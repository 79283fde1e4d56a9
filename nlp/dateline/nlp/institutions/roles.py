"""Who issues a release, against who is only named in it."""

from bisect import bisect_left
from collections.abc import Sequence

from dateline.nlp.institutions.group import Group
from dateline.nlp.institutions.lexicon import lexicon
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
_SECTIONS = wordset("division section service office bureau unit investigative")
_CASE = wordset(
    "indictment indicted pleaded prosecuted sentenced defendants defendant lawsuit decree convicted guilty"
)
"""Words of releases about a case at law."""
_BETWEEN = wordset("( ) , and the &")
_JOINING = wordset(", and &")
_JOINTLY = wordset(
    "announce partner team join collaborate launch unite sign unveil introduce present celebrate release "
    "form enter host open agree expand"
)
"""Verbs of titles in the plural."""
_OFTEN = 3
_MAIN = 6
"""Mentions of what a text is mainly about, twice as many as of any other."""
_ALLIED = wordset("partners partnership teams partner collaborates collaboration alliance agreement")
_HONOURED = wordset(
    "recognized recognised ranked named deemed featured listed selected awarded honored honoured finalist "
    "participation participate sponsorship exhibit"
)
"""Words of titles before the name of who does it."""
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
    pairs = list(zip(groups, places, strict=True))
    scores = [_score(page, group, spans, headed=_is_headed(page, spans)) for group, spans in pairs]
    if all(score < _ENOUGH for score in scores):
        scores = [_score(page, group, spans, headed=True) for group, spans in pairs]
    if not any(group.evidence & {"about", "source", "contact"} for group in groups):
        for number in _announcers(page, places):
            scores[number] += 2 if scores[number] or not _barred(groups[number]) else 0
    ministries = _officials(page, groups, places) | _prosecutors(page, groups)
    for number in ministries:
        scores[number] += 3
    for number, group in enumerate(groups):
        if ministries - {number} and _is_section(group):
            scores[number] = 0
    for number in _signatories(page, places) & set(ministries and range(len(groups))):
        scores[number] += 0 if _barred(groups[number]) else 3
    subject = _subject(page, groups)
    if subject is not None:
        scores[subject] += 3
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
    return set(chosen) | _companions(page, groups, places, set(chosen))


def _is_headed(page: Page, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether it is named in the title or at the head of the text; who is only at the foot is an agency."""
    line = page.anatomy.dateline
    limit = page.title_end + (len(line.text) if line else 0) + _LEAD
    return any(page.tokens[start].start < limit for start, _ in spans)


def _companions(
    page: Page, groups: Sequence[Group], places: Sequence[Sequence[tuple[int, int]]], chosen: set[int]
) -> set[int]:
    """Partners that the title or the heading of a portrait names beside an issuer ("Quill and Harbour
    Announce", "About Quill and the Harbour"), and its units that the release is about ("Quill's Tidal
    Institute")."""
    tokens, found = page.tokens, set[int]()
    ends = {end: start for number in chosen for start, end in places[number]}
    for number, spans in enumerate(places):
        if number in chosen or _barred(groups[number]) or _is_section(groups[number]):
            continue
        unit = groups[number].name.split()[-1].lower() in lexicon().strong and len(spans) >= _OFTEN
        for start, end in spans:
            before = start - 2 if start > 1 and tokens[start - 1].low == "the" else start - 1
            if before not in ends:
                continue
            joined = tokens[before].low in _JOINING
            if tokens[start].start < page.title_end:
                if joined and any(token.low in _JOINTLY for token in tokens[end : end + 2]):
                    found.add(number)
                continue
            portrayed = joined and ends[before] and tokens[ends[before] - 1].text == "About"
            owned = tokens[before].low == "'s" and unit and _is_headed(page, spans)
            if portrayed or owned:
                found.add(number)
    return found


def _subject(page: Page, groups: Sequence[Group]) -> int | None:
    """Who is named far more often than all others, unless the text tells of a case at law."""
    ranked = sorted(range(len(groups)), key=lambda n: -groups[n].count)
    if not ranked or _barred(groups[ranked[0]]):
        return None
    others = groups[ranked[1]].count if len(ranked) > 1 else 0
    first = groups[ranked[0]].count
    if first < _MAIN or first < 2 * others or _told_of_case(page):
        return None
    return ranked[0]


def _told_of_case(page: Page) -> bool:
    return sum(token.low in _CASE for token in page.tokens) >= _OFTEN


def _signatories(page: Page, places: Sequence[Sequence[tuple[int, int]]]) -> set[int]:
    """Who is named with others right before "announced" at the head of the text: "the Harbour Department and
    the Quill Agency (QA) announced today"."""
    tokens = page.tokens
    begin = bisect_left(page.starts, page.title_end)
    named = {k: number for number, spans in enumerate(places) for span in spans for k in range(*span)}
    found = set[int]()
    for at in range(begin, min(begin + 250, len(tokens))):
        if tokens[at].low != "announced":
            continue
        k, joined, members = at - 1, False, set[int]()
        while k > begin and at - k < 50:
            if k in named:
                members.add(named[k])
            elif (tokens[k].low == "the" and tokens[k - 1].text == ",") or tokens[k].low not in _BETWEEN:
                break
            joined = joined or tokens[k].low == "and"
            k -= 1
        if joined and len(members) > 1:
            found |= members
    return found


def _prosecutors(page: Page, groups: Sequence[Group]) -> set[int]:
    """The department or ministry of justice, where the text tells of a case that it brings."""
    if any(group.evidence & {"about", "source", "contact"} for group in groups):
        return set()
    if not _told_of_case(page):
        return set()
    return {n for n, group in enumerate(groups) if _is_ministry(group) and "justice" in group.name.lower()}


def _is_ministry(group: Group) -> bool:
    words = group.name.lower().split()
    return bool(_MINISTRIES & {words[-1], *words[:2]}) and not _SECTIONS & set(words)


def _is_section(group: Group) -> bool:
    """Whether it is a part of a ministry, which speaks for it."""
    return bool(_SECTIONS & set(group.name.lower().split())) and "about" not in group.evidence


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
        if _is_ministry(groups[number]) and any(s in near for s, _ in spans):
            found.add(number)
    return found


def _announcers(page: Page, places: Sequence[Sequence[tuple[int, int]]]) -> set[int]:
    """Who "has released" or, with another, "announced" something at the head of the text."""
    tokens, found = page.tokens, set[int]()
    for number, spans in enumerate(places):
        for start, end in spans:
            if not 0 < tokens[start].start - page.title_end < _LEAD:
                continue
            words = [t.low for t in tokens[end : end + 4] if t.text != ")"]
            if words and (
                words[0] in _RELEASING
                or (words[0] in ("has", "have", "today") and words[1:2] and words[1] in _RELEASING)
            ):
                found.add(number)
                found |= _named_before(page, start, places)
    return found


def _named_before(page: Page, at: int, places: Sequence[Sequence[tuple[int, int]]]) -> set[int]:
    """Who is named before token `at` in "A, B (C) and D", of which D begins there."""
    tokens = page.tokens
    begins = {end: (start, number) for number, spans in enumerate(places) for start, end in spans}
    found = set[int]()
    k, joined = at, False
    while k > 0:
        while k > 0 and tokens[k - 1].low in _BETWEEN:
            k -= 1
            joined = joined or tokens[k].low == "and"
        if k not in begins:
            break
        k, number = begins[k]
        found.add(number)
    return found if joined else set()


def _barred(group: Group) -> bool:
    named = any(form.lower() in _WIRES for form in group.forms)
    return named or bool(set(group.name.lower().split()) & _NEVER)


def _is_publicist(group: Group) -> bool:
    """Whether it is an agency that only the contact names."""
    return group.count <= 1 and bool(set(group.name.lower().split()) & _PUBLICISTS)


def _is_ally(page: Page, start: int) -> bool:
    """Whether "partners with" or the like stands before it."""
    near = [token.low for token in page.tokens[max(0, start - 3) : start] if token.low != "the"]
    return near[-1:] == ["with"] and (near[-2] in _ALLIED if len(near) > 1 else False)


def _is_aside(page: Page, start: int, end: int) -> bool:
    """Whether a title names it only as who honours or hosts another, or owns it: "Recognized by Quill"."""
    tokens = page.tokens
    owns = end < len(tokens) and tokens[end].low == "subsidiary"
    return owns or any(token.low in _HONOURED for token in tokens[:start])


def _score(page: Page, group: Group, spans: Sequence[tuple[int, int]], *, headed: bool) -> int:
    if _barred(group):
        return 0
    score = 0
    if page.source and fold(page.source) in {fold(form) for form in group.forms}:
        score += 3
    if group.evidence & {"contact", "source"} and not _is_publicist(group):
        score += 3 if headed else 1
    if "about" in group.evidence:
        score += 2 if headed else 1
    tokens = page.tokens
    titled = [span for span in spans if tokens[span[0]].start < page.title_end]
    if any(not _is_aside(page, start, end) for start, end in titled):
        score += 3 if any(_is_ally(page, start) for start, _ in titled) else 2
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

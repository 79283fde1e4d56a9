"""The records of a page: names, types, roles, parents and mentions."""

from collections.abc import Iterator, Sequence

from dateline.nlp.institutions.gather import gather
from dateline.nlp.institutions.group import Group
from dateline.nlp.institutions.kinds import kind_of, told
from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.institutions.mentions import locate
from dateline.nlp.institutions.names import fold
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.roles import issuers
from dateline.nlp.institutions.tokens import CAP
from dateline.records import Institution, InstitutionType, Mention


def institutions_of(page: Page) -> tuple[Institution, ...]:
    """The institutions of a page: issuers first, then in text order."""
    groups = gather(page)
    spans: list[set[tuple[int, int]]] = [set(group.spans) for group in groups]
    inside = [{k for start, end in found for k in range(start, end)} for found in spans]
    for start, end, number in locate(page, ((form, i) for i, g in enumerate(groups) for form in g.forms)):
        if not all(k in inside[number] for k in range(start, end)):
            spans[number].add((start, end))
    for start, number in _short_references(page, groups, inside):
        spans[number].add((start, start + 1))
    issuing = issuers(page, groups, [sorted(found) for found in spans])
    places = [
        sorted({_own_part(page, start, end) for start, end in found} if group.parent else found)
        for group, found in zip(groups, spans, strict=True)
    ]
    names = {fold(form): group.name for group in groups for form in group.forms}
    records = []
    for number, (group, ordered) in enumerate(zip(groups, places, strict=True)):
        mentions = tuple(
            Mention(
                text=page.string(start, end),
                offset=(page.tokens[start].start, page.tokens[end - 1].end),
            )
            for start, end in ordered
        )
        records.append(
            Institution(
                name=group.name,
                type=_type(page, group, ordered),
                ror=None,
                wikidata=None,
                role="issuer" if number in issuing else "mentioned",
                mentions=mentions,
                parent=names.get(group.parent) if group.parent else None,
            )
        )
    return tuple(sorted(records, key=lambda r: (r.role != "issuer", r.mentions[0].offset)))


def _own_part(page: Page, start: int, end: int) -> tuple[int, int]:
    """ "the Tidal Laboratory at Elm University": its own words only, the rest names its parent."""
    at = next((k for k in range(start + 2, end - 1) if page.tokens[k].text == "at"), end)
    return start, at


def _short_references(
    page: Page, groups: Sequence[Group], inside: Sequence[set[int]]
) -> Iterator[tuple[int, int]]:
    """ "the Association", capitalised, where just one institution of the page is an association."""
    heads: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        words = fold(group.name).split()
        for word in {words[-1], words[0]} if words else ():
            if word in lexicon().strong:
                heads.setdefault(word, set()).add(number)
    tokens = page.tokens
    for k in range(1, len(tokens) - 1):
        if tokens[k].kind == CAP and tokens[k - 1].low == "the" and len(heads.get(tokens[k].low, ())) == 1:
            (number,) = heads[tokens[k].low]
            alone = tokens[k + 1].kind != CAP and tokens[k + 1].low not in ("of", "for")
            if alone and k not in inside[number] and not page.heading[k]:
                yield k, number


def _type(page: Page, group: Group, places: Sequence[tuple[int, int]]) -> InstitutionType:
    judged = group.types.most_common(1)[0][0] if group.types else None
    if judged and "known" in group.evidence:
        return judged
    kind = kind_of(group.name, judged)
    said = told(page, places) if kind in _OPEN else None
    return said or kind


_OPEN = ("company", "nonprofit", "other")
"""Types of which a name says less than the text."""

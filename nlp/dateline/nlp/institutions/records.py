"""The records of a page: names, types, roles, parents and mentions."""

from dateline.nlp.institutions.gather import Group, gather
from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.institutions.mentions import locate
from dateline.nlp.institutions.names import fold
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.roles import issuers
from dateline.records import Institution, InstitutionType, Mention


def institutions_of(page: Page) -> tuple[Institution, ...]:
    """The institutions of a page: issuers first, then in text order."""
    groups = gather(page)
    spans: list[set[tuple[int, int]]] = [set(group.spans) for group in groups]
    inside = [{k for start, end in found for k in range(start, end)} for found in spans]
    for start, end, number in locate(page, ((form, i) for i, g in enumerate(groups) for form in g.forms)):
        if not all(k in inside[number] for k in range(start, end)):
            spans[number].add((start, end))
    places = [sorted(found) for found in spans]
    issuing = issuers(page, groups, places)
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
                type=_type(group),
                ror=None,
                wikidata=None,
                role="issuer" if number in issuing else "mentioned",
                mentions=mentions,
                parent=names.get(group.parent) if group.parent else None,
            )
        )
    return tuple(sorted(records, key=lambda r: (r.role != "issuer", r.mentions[0].offset)))


def _type(group: Group) -> InstitutionType:
    if group.types:
        return group.types.most_common(1)[0][0]
    last = group.name.split()[-1].lower()
    return lexicon().strong.get(last) or lexicon().weak.get(last) or "company"

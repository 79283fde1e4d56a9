"""From the finders' reports to institutions: overlaps resolved, evidence weighed, forms of one institution
joined."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.nlp.institutions import (
    chunks,
    cues,
    domains,
    finders,
    gazetteer,
    governments,
    headlines,
    lists,
    rosters,
    tickers,
)
from dateline.nlp.institutions.capitals import from_capitals
from dateline.nlp.institutions.evidence import UNPROVEN, accepted
from dateline.nlp.institutions.features import Sure
from dateline.nlp.institutions.forms import add_short, definitions, join_forms
from dateline.nlp.institutions.found import STRONG, Found
from dateline.nlp.institutions.group import Group
from dateline.nlp.institutions.heads import Chunk
from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.mentions import locate
from dateline.nlp.institutions.names import fold
from dateline.nlp.institutions.overlaps import Kept, resolve
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.surroundings import BEFORE_NAMES
from dateline.nlp.institutions.things import is_kind
from dateline.nlp.institutions.tokens import CAP
from dateline.nlp.institutions.weigher import likely

_SOLID = STRONG | {"model", "weak"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible institution of a page."""

    group: Group
    verdict: bool
    """What the rules say of it."""


def gather(page: Page) -> list[Group]:
    """The institutions of a page, in no particular order."""
    found, sure = candidates(page)
    return [item.group for item in found if likely(page, item.group, item.verdict, sure)]


def candidates(page: Page) -> tuple[list[Candidate], Sure]:
    """All possible institutions of a page, and the names of those that strong evidence shows."""
    offices = rosters.misread(page)
    reports = [
        report
        for report in _reports(page)
        if not headlines.too_long(page, report) and offices.isdisjoint(range(report.start, report.end))
    ]
    held = {k for f in reports if f.evidence in _SOLID for k in range(f.start, f.end)}
    found = resolve(page, [*reports, *lists.from_columns(page, held)])
    held = {k for item in found for k in range(item.start, item.end)}
    groups = _group(page, [*found, *resolve(page, from_capitals(page, held))])
    blocked = definitions(page, groups)
    groups = {key: g for key, g in groups.items() if not _coordination(g, groups)}
    groups = {key: g for key, g in groups.items() if not _is_place(page, key, g)}
    join_forms(groups)
    unique = _unique(groups)
    for group in unique:
        for form in list(group.forms):
            group.forms.update(_plain_form(form))
    sure = {key for key, group in groups.items() if group.evidence & STRONG}
    for start, end, number in locate(page, ((form, i) for i, g in enumerate(unique) for form in g.forms)):
        unique[number].count += 1
        unique[number].places.append((start, end))
    firm = {id(groups[key]) for key in sure}
    for group in unique:
        if id(group) in firm:
            page.solid.update(k for start, end in group.places for k in range(start, end))
    unique = [group for group in unique if not _is_reference(group)]
    unique = [group for group in unique if not all(fold(form) in blocked for form in group.forms)]
    return [Candidate(group, accepted(page, group, sure)) for group in unique], Sure(sure)


def _is_reference(group: Group) -> bool:
    """Whether it is a bare head, as "the Academy" is of an institution that is named elsewhere."""
    return group.evidence <= UNPROVEN | {"model"} and lexicon().is_head(group.name.lower())


def _coordination(group: Group, groups: dict[str, Group]) -> bool:
    """Whether a name is but two others with "and" between them."""
    for form in group.forms:
        left, _, right = form.partition(" and ")
        sides = [groups.get(fold(side)) for side in (left, right)]
        if right and all(side is not None and side is not group for side in sides):
            return True
    return False


def _is_place(page: Page, key: str, group: Group) -> bool:
    """Whether a single word that only the model or an address gives is elsewhere a place to the model."""
    if " " in key or not group.evidence <= UNPROVEN | {"model", "domain", "cue"}:
        return False
    labels = Counter[str]()
    for form in group.forms:
        labels.update(page.labels.get(form.lower(), {}))
    return labels["GPE"] + labels["LOC"] > labels["ORG"]


def _plain_form(form: str) -> list[str]:
    """A company's name without its legal form, where that is a name still: "Quill Supply" of "Quill Supply
    LLC"."""
    words = form.split()
    end = len(words)
    while end > 1 and words[end - 1].lower().strip(".,()") in lexicon().suffixes:
        end -= 1
    plain = " ".join(words[:end]).rstrip(",")
    own = end >= 2 or (len(plain) > 3 and plain.lower() not in ordinary() and not plain.isupper())
    return [plain] if own and end < len(words) and words[end - 1].lower() not in ("&", "and") else []


def _unique(groups: dict[str, Group]) -> list[Group]:
    return list({id(group): group for group in groups.values()}.values())


def _reports(page: Page) -> Iterator[Found]:
    for chunk in chunks.chunks(page.tokens, page.heading):
        if not chunk.strong and chunk.start in page.persons:
            behind = [e.end for e in page.entities if e.start == chunk.start and e.label == "PERSON"]
            if behind and behind[0] < chunk.end:
                continue
        if is_kind(page, chunk.start, chunk.end):
            continue
        strong = chunk.strong and not page.long_heading[chunk.start]
        before = page.tokens[chunk.start - 1] if chunk.start else None
        if before is not None and before.low == "'s" and chunk.type == "government":
            strong = True  # "the Ministry's Fraud Section"
        end = _whole(page, chunk)
        if end == chunk.start:
            continue
        yield Found(chunk.start, end, "grammar" if strong else "weak", chunk.type, chunk.parent)
        if not strong and before is not None and before.low in BEFORE_NAMES:
            yield Found(chunk.start, chunk.end, "cue")
    yield from governments.from_governments(page)
    yield from tickers.from_tickers(page)
    yield from gazetteer.from_known(page)
    yield from finders.from_headings(page)
    yield from finders.from_contacts(page)
    yield from finders.from_pairs(page)
    yield from cues.from_cues(page)
    yield from lists.from_rosters(page)
    yield from domains.from_domains(page)
    yield from finders.from_model(page)


def _whole(page: Page, chunk: Chunk) -> int:
    """Where a name ends that the text always has with the same word behind its head."""
    tokens, words = page.tokens, lexicon()
    end = chunk.end
    if end >= len(tokens) or tokens[end].kind != CAP or page.heading[end]:
        return end
    if tokens[end].low == "base" and chunk.type == "government":
        return chunk.start  # "Quill Air Force Base" is a place
    if tokens[end].low in words.titles | words.stop | words.not_names or tokens[end].low in page.people:
        return end
    count = page.count(page.string(chunk.start, end))
    always = count >= 3 and page.count(page.string(chunk.start, end + 1)) == count
    return end + 1 if always else end


def _group(page: Page, found: Iterable[Kept]) -> dict[str, Group]:
    """Found names by folded form."""
    groups: dict[str, Group] = {}
    for item in found:
        text = page.string(item.start, item.end)
        if item.end - item.start == 1 and page.tokens[item.start].low in lexicon().suffixes:
            continue
        group = groups.setdefault(fold(text), Group())
        group.forms[text] += 1
        group.spans.add((item.start, item.end))
        group.evidence |= item.evidence
        if item.type:
            group.types[item.type] += 1
        for start, end in item.parents:
            name = page.string(start, end)
            parent = groups.setdefault(fold(name), Group())
            parent.forms[name] += 1
            parent.spans.add((start, end))
            parent.evidence.add("grammar")
            group.parent = fold(name)
        for start, end in item.aliases:
            add_short(groups, group, fold(text), page.string(start, end), (start, end))
    return groups

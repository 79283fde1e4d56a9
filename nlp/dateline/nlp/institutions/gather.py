"""From the finders' reports to institutions: overlaps resolved, evidence weighed, forms of one institution
joined."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.nlp.institutions import abbreviations, chunks, cues, finders, headlines, lists
from dateline.nlp.institutions.evidence import BEFORE_NAMES, Group, accepted, common
from dateline.nlp.institutions.found import STRONG, Found
from dateline.nlp.institutions.lexicon import known, lexicon
from dateline.nlp.institutions.mentions import locate
from dateline.nlp.institutions.names import compact, fold, initials, short_for
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import ADDRESS, BREAK, CAP, LOWER, NUMBER, PUNCT, Token, is_acronym
from dateline.nlp.wordlist import wordset
from dateline.records import InstitutionType

_ORDER = (
    "grammar",
    "ticker",
    "known",
    "contact",
    "source",
    "about",
    "list",
    "weak",
    "owner",
    "apposition",
    "cue",
    "model",
)


_MANY = 60
_MIXED = frozenset(',;:•*|()[]"“”/')
_DEGREES = frozenset(
    ["bachelor", "master", "doctorate", "associate", "certificate", "diploma", "phd", "best"]
)
_PRONOUNS = wordset("your my their his her we you they")
_EVENTS = wordset("congress conference symposium summit forum workshop journal meeting festival")
_SOLID = STRONG | {"model", "weak"}


def gather(page: Page) -> list[Group]:
    """The institutions of a page, in no particular order."""
    reports = [report for report in _reports(page) if not headlines.too_long(page, report)]
    held = {k for f in reports if f.evidence in _SOLID for k in range(f.start, f.end)}
    found = _resolve(page, [*reports, *lists.from_columns(page, held)])
    groups = _group(page, found)
    blocked = _definitions(page, groups)
    groups = {key: g for key, g in groups.items() if not _coordination(g, groups)}
    _join(groups)
    candidates = _unique(groups)
    solid = {key for key, group in groups.items() if group.evidence & STRONG}
    located = locate(page, ((form, i) for i, g in enumerate(candidates) for form in g.forms))
    for start, end, number in located:
        candidates[number].count += 1
        candidates[number].places.append((start, end))
    return [group for group in candidates if accepted(page, group, blocked, solid)]


def _coordination(group: Group, groups: dict[str, Group]) -> bool:
    """Whether a name is but two others with "and" between them."""
    for form in group.forms:
        left, _, right = form.partition(" and ")
        sides = [groups.get(fold(side)) for side in (left, right)]
        if right and all(side is not None and side is not group for side in sides):
            return True
    return False


def _unique(groups: dict[str, Group]) -> list[Group]:
    return list({id(group): group for group in groups.values()}.values())


def _reports(page: Page) -> Iterator[Found]:
    for chunk in chunks.chunks(page.tokens, page.heading):
        strong = chunk.strong and not page.long_heading[chunk.start]
        before = page.tokens[chunk.start - 1] if chunk.start else None
        if before is not None and before.low == "'s" and chunk.type == "government":
            strong = True  # "the Ministry's Fraud Section"
        yield Found(chunk.start, chunk.end, "grammar" if strong else "weak", chunk.type, chunk.parent)
        if not strong and before is not None and before.low in BEFORE_NAMES:
            yield Found(chunk.start, chunk.end, "cue")
    yield from finders.from_towns(page)
    yield from finders.from_tickers(page)
    yield from finders.from_known(page)
    yield from finders.from_headings(page)
    yield from finders.from_contacts(page)
    yield from cues.from_cues(page)
    yield from lists.from_rosters(page)
    yield from finders.from_model(page)


@dataclass(slots=True)
class _Kept:
    start: int
    end: int
    evidence: set[str]
    type: InstitutionType | None
    parents: list[tuple[int, int]]
    aliases: list[tuple[int, int]]


def _resolve(page: Page, reports: Iterable[Found]) -> list[_Kept]:
    """Reports of the same place joined, of overlapping places decided by the strength of evidence."""
    ranked = sorted(reports, key=lambda f: (_ORDER.index(f.evidence), f.start - f.end))
    owner: dict[int, _Kept] = {}
    kept: list[_Kept] = []
    for f in ranked:
        if not _plausible(page, f):
            continue
        over = list({id(o): o for k in range(f.start, f.end) if (o := owner.get(k))}.values())
        if not over:
            item = _Kept(
                f.start, f.end, {f.evidence}, f.type, [f.parent] if f.parent else [], list(f.aliases)
            )
            kept.append(item)
            for k in range(f.start, f.end):
                owner[k] = item
            continue
        if len(over) > 1:
            continue
        other = over[0]
        if f.start >= other.start and f.end <= other.end:
            if f.evidence in ("model", "cue", "contact", "about", "source", "ticker") or (f.start, f.end) == (
                other.start,
                other.end,
            ):
                other.evidence.add(f.evidence)
                other.aliases += f.aliases
                other.type = f.type if f.evidence == "known" and f.type else other.type or f.type
        elif f.start <= other.start and f.end >= other.end:
            if "grammar" in other.evidence and not _extends(page, other, f):
                other.evidence.add(f.evidence)
                other.aliases += f.aliases
                continue
            if other.evidence & {"grammar", "known"} or ("weak" in other.evidence and f.start == other.start):
                other.parents.append((other.start, other.end))
            other.start, other.end = f.start, f.end
            other.evidence.add(f.evidence)
            other.aliases += f.aliases
            for k in range(f.start, f.end):
                owner[k] = other
    return kept


def _extends(page: Page, inner: _Kept, outer: Found) -> bool:
    """Whether the longer of two spans is the whole name: words follow that continue it."""
    if outer.start != inner.start:
        return False
    following = page.tokens[inner.end]
    return (
        following.kind == CAP
        and following.low not in lexicon().titles
        and following.low not in page.people
        and not page.heading[inner.end]
        and page.tokens[outer.end - 1].low not in common()
        and not any(t.low in page.people for t in page.tokens[inner.end : outer.end])
    )


def _plausible(page: Page, f: Found) -> bool:
    """Whether a report can be a name at all."""
    words, tokens = lexicon(), page.tokens
    first, last = tokens[f.start], tokens[f.end - 1]
    line = page.anatomy.dateline
    if line and last.end <= page.title_end + 4 + len(line.text) and first.start > page.title_end:
        return False
    if f.end - f.start > 30 or not any(t.kind == CAP for t in tokens[f.start : f.end]):
        return False
    if any(t.kind == CAP and t.low in _PRONOUNS for t in tokens[f.start : f.end]) and f.evidence != "known":
        return False
    if first.low in chunks.PERIODICALS and f.evidence != "known" and tokens[f.start + 1].low == "of":
        return False
    if f.evidence in ("known", "ticker", "contact", "source", "list", "grammar"):
        return True
    partners = f.end - f.start > 2 and tokens[f.end - 2].text == "&"
    if last.low in words.not_names or last.low.rstrip("s") in words.not_names:
        return False
    if last.low in words.titles and not partners:
        return False
    if first.low in _DEGREES or (first.kind == NUMBER and f.evidence == "model"):
        return False
    if any(t.kind == ADDRESS for t in tokens[f.start : f.end]):
        return False
    if f.end < len(tokens) and f.evidence in ("weak", "cue", "model") and not page.heading[f.start]:
        after = tokens[f.end]
        if after.kind == CAP and after.low in words.not_names:
            return False
    if f.evidence in ("weak", "cue", "model", "apposition") and page.long_heading[f.start]:
        name = page.string(f.start, f.end)
        if page.text.count(name) < 2:
            return False
    if f.evidence in ("cue", "model", "about", "apposition", "owner"):
        inside = tokens[f.start : f.end]
        if not _well_formed(f.evidence, inside):
            return False
        if any("®" in t.text or "™" in t.text for t in tokens[f.start : f.end]):
            return False
        if page.heading[f.start] and f.evidence == "model" and f.end - f.start > 6:
            return False
        if f.end < len(tokens) and tokens[f.end].text in "®™" and f.evidence == "model":
            return False
        if (
            page.heading[f.start]
            and f.evidence != "about"
            and any(t.low in words.verbs and t.kind == CAP for t in tokens[f.start : f.end])
        ):
            return False
    return True


def _well_formed(evidence: str, inside: Sequence[Token]) -> bool:
    """Whether a span holds no mark or word that a single name does not hold."""
    words = lexicon()
    if evidence != "about" and any(t.kind == LOWER and t.text[0].isupper() for t in inside):
        return False  # "The Road To Net Zero" is a heading
    if any(t.low in ("v", "vs") for t in inside[1:]):
        return False
    if any(t.low in _EVENTS and inside[i + 1].low in ("of", "on", "for") for i, t in enumerate(inside[:-1])):
        return False
    mixed = any(t.text in _MIXED or t.low == "on" for t in inside)
    if mixed and inside[-1].low not in words.suffixes and not any(t.text == "&" for t in inside):
        return False
    if len(inside) > 1 and all(t.low in words.acronyms or t.kind == PUNCT for t in inside):
        return False
    return not any(
        t.low == "'s" and i > 0 and inside[i - 1].low not in words.possessors for i, t in enumerate(inside)
    )


def _group(page: Page, found: Iterable[_Kept]) -> dict[str, Group]:
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
            _add_short(groups, group, fold(text), page.string(start, end), (start, end))
    return groups


def _definitions(page: Page, groups: dict[str, Group]) -> set[str]:
    """Short forms in brackets go to the name before; those of other things are returned, folded."""
    ends = {end: key for key, group in groups.items() for _, end in group.spans}
    blocked: set[str] = set()
    words = lexicon()
    for d in abbreviations.definitions(page):
        short = page.string(d.start, d.end)
        owned = d.at > 0 and page.tokens[d.at - 1].low == "'s"
        key = ends.get(d.at - 1 if owned else d.at)
        if key is not None:
            group = groups[key]
            if fold(short) == key:
                continue
            long_words = {t.low for s, e in group.spans for t in page.tokens[s:e]}
            related = (
                abbreviations.long_form(page, d.at, short) is not None
                or any(t.low in long_words for t in page.tokens[d.start : d.end])
                or short.upper() in initials(group.name)
                or short.lower() == "".join(w if w.isdigit() else w[0] for w in group.name.lower().split())
                or (
                    d.end - d.start == 1
                    and is_acronym(short)
                    and short.isupper()
                    and "grammar" in group.evidence
                )
            )
            if related:
                _complete(page, groups, group, d.at, short)
                _add_short(groups, group, key, short, (d.start, d.end))
            continue
        span = abbreviations.long_form(page, d.at, short) if d.end - d.start == 1 else None
        if span is None:
            continue
        start, end = finders.trim(page, *span) if page.tokens[span[0]].kind == CAP else (0, 0)
        if start >= end:
            blocked.add(fold(short))
            continue
        last = page.tokens[end - 1].low
        if (
            last in words.not_names
            or page.tokens[start].kind != CAP
            or not any(words.is_head(t.low) for t in page.tokens[start:end])
        ):
            blocked.add(fold(short))
            continue
        name = page.string(start, end)
        group = groups.setdefault(fold(name), Group())
        group.forms[name] += 1
        group.spans.add((start, end))
        group.evidence |= {"weak", "defined"}
        _add_short(groups, group, fold(name), short, (d.start, d.end))
    return blocked


def _complete(page: Page, groups: dict[str, Group], group: Group, at: int, short: str) -> None:
    """Let a name begin where the letters of its short form say: "Trade and Appeal Board (TAB)"."""
    span = abbreviations.long_form(page, at, short)
    own = next((span for span in group.spans if span[1] == at), None)
    if span is None or own is None or span[0] >= own[0] or page.tokens[span[0]].kind != CAP or len(short) < 3:
        return
    if any(t.kind in (PUNCT, BREAK) and t.text not in "&-" for t in page.tokens[span[0] : own[0]]):
        return
    name = page.string(span[0], at)
    group.forms = Counter({form: n for form, n in group.forms.items() if form != page.string(*own)})
    group.forms[name] += 1
    group.spans = (group.spans - {own}) | {(span[0], at)}
    groups.setdefault(fold(name), group)


def _add_short(groups: dict[str, Group], group: Group, key: str, short: str, span: tuple[int, int]) -> None:
    group.forms[short] += 1
    group.defined.add(short)
    group.spans.add(span)
    group.evidence.add("defined")
    own = groups.get(fold(short))
    if own is not None and own is not group:
        group.absorb(own)
    groups[fold(short)] = group


def _join(groups: dict[str, Group]) -> None:
    """Join forms of one institution."""

    def join(into: str, key: str) -> None:
        a, b = groups[into], groups[key]
        if a is b:
            return
        a.absorb(b)
        for k, group in groups.items():
            if group is b:
                groups[k] = a

    for entry in known():
        present = [fold(f) for f in entry.forms if fold(f) in groups]
        for other in present[1:]:
            join(present[0], other)
    keys = sorted(groups, key=len, reverse=True)
    squeezed: dict[str, str] = {}
    for key in keys:
        small = compact(key)
        if small in squeezed:
            join(squeezed[small], key)
        squeezed.setdefault(small, key)
    letters: dict[str, list[str]] = {}
    for key in keys:
        for form in groups[key].forms:
            if " " in form:
                for acronym in initials(form):
                    letters.setdefault(acronym, []).append(key)
    for key in keys:
        forms = [f for f in groups[key].forms if is_acronym(f) and len(f) >= 3]
        for form in forms:
            owners = {id(groups[k]): k for k in letters.get(form.upper().replace(".", ""), ()) if k != key}
            if len(owners) == 1:
                join(next(iter(owners.values())), key)
    begins: dict[str, list[str]] = {}
    for key in keys:
        parts = key.split() or [""]
        for begin in {parts[0], *("".join(w[0] for w in parts[:n]) for n in (2, 3, 4) if len(parts) > n)}:
            begins.setdefault(begin, []).append(key)
    for short in sorted(groups, key=len):
        near = begins.get(short.split()[0], []) if short else []
        if len(near) > _MANY:
            continue  # a word that so many names begin with says nothing
        longer = {id(groups[k]): k for k in near if groups[k] is not groups[short] and short_for(short, k)}
        if len(longer) == 1:
            join(next(iter(longer.values())), short)

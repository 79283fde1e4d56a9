"""The forms of one institution: defined short forms, initials, names with words left out."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

from dateline.nlp.institutions import abbreviations, finders
from dateline.nlp.institutions.chunks import PERIODICALS
from dateline.nlp.institutions.group import Group
from dateline.nlp.institutions.lexicon import known, lexicon, ordinary
from dateline.nlp.institutions.names import compact, fold, initials, short_for
from dateline.nlp.institutions.overlaps import SOFT
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.things import is_kind
from dateline.nlp.institutions.tokens import BREAK, CAP, PUNCT, is_acronym

_MANY = 60
_WITHIN = frozenset(["of", "at", "for", "and", "the"])
_LEAD = 3
"""Words that may stand before a name that stands without them elsewhere."""
_SUBJECT = frozenset({"about", "ticker", "contact", "source"})


def definitions(page: Page, groups: dict[str, Group]) -> set[str]:
    """Short forms in brackets go to the name before; those of other things are returned, folded."""
    ends = {end: key for key, group in groups.items() for _, end in group.spans}
    blocked: set[str] = set()
    words = lexicon()
    for d in (*abbreviations.aliases(page), *abbreviations.definitions(page)):
        short = page.string(d.start, d.end)
        owned = d.at > 0 and page.tokens[d.at - 1].low == "'s"
        key = ends.get(d.at - 1 if owned else d.at)
        if key is not None:
            group = groups[key]
            if fold(short) == key:
                continue
            owner = _owner(page, groups, ends, group, d.at)
            if owner is not None and short.upper() in initials(groups[owner].name) - initials(group.name):
                add_short(groups, groups[owner], owner, short, (d.start, d.end))
                continue
            long_words = {t.low for s, e in group.spans for t in page.tokens[s:e]}
            related = (
                abbreviations.long_form(page, d.at, short) is not None
                or any(t.low in long_words for t in page.tokens[d.start : d.end])
                or d.former
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
                add_short(groups, group, key, short, (d.start, d.end))
            continue
        span = abbreviations.long_form(page, d.at, short) if d.end - d.start == 1 else None
        if span is None:
            continue
        start, end = finders.trim(page, *span) if page.tokens[span[0]].kind == CAP else (0, 0)
        if start >= end:
            blocked.add(fold(short))
            continue
        last = page.tokens[end - 1].low
        longer = _goes_on(page, groups, start, end)
        if longer is not None and last in SOFT:
            _complete_to(page, groups, longer, (start, end))
            add_short(groups, groups[longer], longer, short, (d.start, d.end))
            continue
        if (
            last in words.not_names
            or page.tokens[start].low in PERIODICALS
            or is_kind(page, start, end)
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
        add_short(groups, group, fold(name), short, (d.start, d.end))
    return blocked


def _owner(page: Page, groups: dict[str, Group], ends: dict[int, str], group: Group, at: int) -> str | None:
    """What body a unit that ends at a token stands beside: "the Harbour Board's Tidal Office (HB)", "Tidal
    Unit of the Harbour Board (TU)"."""
    start = next((start for start, end in group.spans if end == at), 0)
    before = start - 2 if start > 1 and page.tokens[start - 1].low == "the" else start - 1
    key = ends.get(before) if before > 0 and page.tokens[before].low in ("'s", "of") else None
    return key if key in groups else None


def _goes_on(page: Page, groups: dict[str, Group], start: int, end: int) -> str | None:
    """The name that is all but the last word of what letters in brackets stand for: "Quill Guild" of "Quill
    Guild Games (QGG)"."""
    return next((key for key, group in groups.items() if (start, end - 1) in group.spans), None)


def _complete_to(page: Page, groups: dict[str, Group], key: str, span: tuple[int, int]) -> None:
    group, name = groups[key], page.string(*span)
    group.forms = Counter({name if form == group.name else form: n for form, n in group.forms.items()})
    group.spans = (group.spans - {(span[0], span[1] - 1)}) | {span}
    groups.setdefault(fold(name), group)


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


def add_short(groups: dict[str, Group], group: Group, key: str, short: str, span: tuple[int, int]) -> None:
    group.forms[short] += 1
    group.defined.add(short)
    group.spans.add(span)
    group.evidence.add("defined")
    own = groups.get(fold(short))
    if own is not None and own is not group:
        group.absorb(own)
    groups[fold(short)] = group


def _likeliest(groups: dict[str, Group], keys: Iterable[str]) -> str:
    """Of several names that have the same short form, the one that the text means by it: the most told of."""

    def told(key: str) -> tuple[bool, int, int]:
        group = groups[key]
        first = min(start for start, _ in group.spans)
        return bool(group.evidence & _SUBJECT), group.forms.total(), -first

    return max(keys, key=told)


def _stem(name: str) -> str:
    """A folded name up to its head, where "of" or "for" follows the head: "quill institute"."""
    words = name.split()
    for i in range(2, len(words) - 1):
        if words[i] in ("for", "of"):
            own = words[i - 1] in lexicon().strong and words[i - 2] not in lexicon().generic
            return " ".join(words[:i]) if own else name
    return name


def _own_foundation(groups: dict[str, Group], short: str, long: str) -> bool:
    """Whether the longer name is of a company's foundation, as the company is told of more."""
    return long == f"{short} foundation" and groups[short].forms.total() > groups[long].forms.total()


@cache
def _forms_of_known() -> dict[str, tuple[int, int]]:
    """Of each folded form of a well-known institution the number of the institution and its place among the
    forms; without those that several bear."""
    found: dict[str, tuple[int, int]] = {}
    several: set[str] = set()
    for number, entry in enumerate(known()):
        for rank, form in enumerate(entry.forms):
            folded = fold.__wrapped__(form)
            if found.setdefault(folded, (number, rank))[0] != number:
                several.add(folded)
    return {form: place for form, place in found.items() if form not in several}


def _singular(name: str) -> str:
    """A folded name in which "Quill Partner" and "Quill Partners" are equal."""
    return " ".join(
        word[:-1] if len(word) > 2 and word[-1] == "s" != word[-2] else word for word in name.split()
    )


def _is_address(group: Group, name: str) -> bool:
    """Whether a name is an ordinary abbreviation but for its domain: "AI.com" is not short for "AI Quill"."""
    return name in lexicon().acronyms and all("." in form for form in group.forms)


def _begins(group: Group, shorter: Group) -> bool:
    """Whether a form begins with one of the other: "AI.com Newsroom"."""
    return any(form.startswith(f"{short} ") for form in group.forms for short in shorter.forms)


def _is_legal(group: Group) -> bool:
    """Whether a form ends in a legal form: "Quill Supply LLC"."""
    return any(form.split()[-1].lower().strip(".,") in lexicon().suffixes for form in group.forms)


def _led(group: Group, shorter: Group) -> bool:
    """Whether an ordinary word of the line before stands before a company's name: "Today Quill Inc."."""
    own = [form for form in group.forms if form not in group.defined]
    if len(own) != 1 or group.forms[own[0]] > 1 or not _is_legal(group) or shorter.forms.total() < 3:
        return False
    return " " in own[0] and own[0].split()[0].lower() in ordinary()


def _without_first(group: Group) -> None:
    """Take the first word from the one form that the text does not define."""
    forms = {form if form in group.defined else form.split(" ", 1)[1]: n for form, n in group.forms.items()}
    group.forms = Counter(forms)
    longest = max(group.spans, key=lambda span: span[1] - span[0])
    group.spans = (group.spans - {longest}) | {(longest[0] + 1, longest[1])}


def _full_name(groups: dict[str, Group], short: str, long: str) -> bool:
    """Whether a name is the full legal one of the shorter: "Quill Pumps LLC" of "Quill"."""
    a, b = groups[short], groups[long]
    if a is b or not long.startswith(f"{short} ") or not _is_legal(b) or _is_legal(a):
        return False
    if a.evidence & {"known", "ticker", "about"} or a.evidence <= {"weak"} or long == f"{short} foundation":
        return False
    words = short.split()
    lists = (ordinary(), lexicon().generic, lexicon().regions, lexicon().given)
    own = any(not any(word in plain for plain in lists) for word in words)
    return len(words) > 2 or (own and (len(words) > 1 or len(short) > 3))


def join_forms(groups: dict[str, Group]) -> None:
    """Join forms of one institution."""

    def join(into: str, key: str) -> None:
        a, b = groups[into], groups[key]
        if a is b:
            return
        a.absorb(b)
        for k, group in groups.items():
            if group is b:
                groups[k] = a

    same: dict[int, list[tuple[int, str]]] = {}
    for key in groups:
        if key in _forms_of_known():
            number, rank = _forms_of_known()[key]
            same.setdefault(number, []).append((rank, key))
    for present in map(sorted, same.values()):
        for _, other in present[1:]:
            join(present[0][1], other)
    keys = sorted(groups, key=len, reverse=True)
    squeezed: dict[str, str] = {}
    for key in keys:
        small = compact(key)
        if small in squeezed:
            join(squeezed[small], key)
        squeezed.setdefault(small, key)
    singular: dict[str, str] = {}
    for key in keys:
        if " " in key:
            join(singular.setdefault(_singular(key), key), key)
    for key in keys:
        parts = key.split()
        for cut in range(1, min(len(parts) - 1, _LEAD + 1)):
            tail = " ".join(parts[cut:])
            if parts[cut - 1] in _WITHIN or groups[key].parent == tail:
                continue
            stem = _stem(tail)
            if stem != tail and stem in groups and groups[stem] is not groups[key]:
                join(key, stem)
            headed = lexicon().is_head(parts[-1]) or "and" in parts[cut:]
            if tail in groups and headed | (parts[cut + 1] in ("of", "for")):
                join(tail, key)
                break
    for key in keys:
        tail = key.split(" ", 1)[-1]
        if (
            tail != key
            and tail in groups
            and groups[tail] is not groups[key]
            and _led(groups[key], groups[tail])
        ):
            _without_first(groups[key])
            join(tail, key)
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
        longer = {
            id(groups[k]): k
            for k in near
            if groups[k] is not groups[short]
            and short_for(short, k)
            and not (_is_address(groups[short], short) and not _begins(groups[k], groups[short]))
            and not _own_foundation(groups, short, k)
        }
        if longer:
            join(_likeliest(groups, longer.values()), short)
            continue
        full = {id(groups[k]): k for k in near if _full_name(groups, short, k)}
        if len(full) == 1:
            join(next(iter(full.values())), short)

"""The contract, over every engine; matching sets against a brute-force reference."""

import re
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.index.contract import FACETS, Request, Searcher
from dateline.index.entry import entry, key
from dateline.index.matching import slots
from dateline.index.parse import parse
from dateline.index.query import (
    About,
    Acronym,
    All,
    And,
    Fuzzy,
    Is,
    Not,
    Or,
    Phrase,
    Prefix,
    Published,
    Query,
    Term,
    Was,
    Wildcard,
)
from dateline.index.serving import Serving
from dateline.index.unparse import write
from dateline.index.words import fold, is_cjk, language, stem, words
from dateline.records import Document

ENGINES = ("whoosh", "tantivy")
Build = Callable[..., Searcher]
Find = Callable[..., list[str]]


# A reference that looks at every document


def holds(tokens: Sequence[str | None], text: str, code: str) -> bool:
    asked = words(text)
    if len(asked) == 1 and len(asked[0]) == 1 and is_cjk(asked[0]):
        return any(token and token.startswith(asked[0]) for token in tokens)
    stems = [token and stem(token, code) for token in tokens]
    placed = [(at, stem(word, code)) for at, word in slots(asked)]
    return bool(placed) and any(
        all(at + i < len(stems) and stems[at + i] == word for at, word in placed) for i in range(len(stems))
    )


def distance(a: str, b: str) -> int:
    table = {(i, -1): i + 1 for i in range(-1, len(a))} | {(-1, j): j + 1 for j in range(-1, len(b))}
    for i in range(len(a)):
        for j in range(len(b)):
            cost = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a[i] != b[j]))
            if i and j and a[i] == b[j - 1] and a[i - 1] == b[j]:
                cost = min(cost, table[i - 2, j - 2] + 1)
            table[i, j] = cost
    return table[len(a) - 1, len(b) - 1]


def matches(query: Query, document: Document, corpus: Sequence[Document]) -> bool:
    code = language(document.language)
    title, body = words(document.title), words(document.text)
    match query:
        case All():
            return True
        case And(parts):
            return all(matches(part, document, corpus) for part in parts)
        case Or(parts):
            return any(matches(part, document, corpus) for part in parts)
        case Not(part):
            return not matches(part, document, corpus)
        case Published(first, last):
            if not document.published:
                return False
            day = date.fromisoformat(document.published[:10])
            return (not first or day >= first) and (not last or day <= last)
        case About(first, last):
            dates = document.annotations.dates if document.annotations else ()
            return any((not first or d.last >= first) and (not last or d.first <= last) for d in dates)
        case Is(facet, value):
            names = ("discipline", "subfield") if facet == "discipline" else (facet,)
            return any(has(name, value, document, corpus) for name in names)
        case Was(text):
            gone = [words(part) for part in entry(document).removed]
            return any(holds(part, text, code) for part in gone) and not matches(
                Phrase(text), document, corpus
            )
        case Acronym(text):
            named = has("institution", text, document, corpus, inside_too=False)
            return named or matches(Term(text), document, corpus)
    tokens = title if query.field == "title" else [*title, *[None] * 8, *body]
    match query:
        case Term(text) | Phrase(text):
            return holds(tokens, text, code)
        case Prefix(text):
            return any(token and token.startswith(fold(text)) for token in tokens)
        case Wildcard(pattern):
            signs = {"*": ".*", "?": "."}
            wanted = re.compile("".join(signs.get(c, re.escape(c)) for c in fold(pattern)))
            return any(token and wanted.fullmatch(token) for token in tokens)
        case Fuzzy(text):
            word = fold(text)
            return any(token and distance(token, word) <= (1 if len(word) <= 5 else 2) for token in tokens)


def has(
    name: str, value: str, document: Document, corpus: Sequence[Document], *, inside_too: bool = True
) -> bool:
    names: dict[str, set[str]] = {}
    for each in corpus:
        for one in dict(entry(each).facets)[name]:
            names.setdefault(one.key, set()).update(key(n) for n in (one.label, *one.aliases))
    exact = {k for k, known in names.items() if key(value) in known}
    inside = {k for k, known in names.items() if any(f" {key(value)} " in f" {n} " for n in known)}
    found = exact or (inside if inside_too else set())
    return any(one.key in found for one in dict(entry(document).facets)[name])


TOKENS = re.findall(
    r"\S+",
    "pear pears ripen ripening ripe orchard orchards' C++ C# AT&T U.S. COVID-19 Äpfel Apfel naïve naive café "
    "東京大学 東京 大学 学 ＡＢＣ abc the of x1 über uber l'été ete йод universities university 2024",
)
INSTITUTES = (
    (1, "Orchard Institute", ("OI", "Institute of Orchards")),
    (2, "Plum Board", ()),
    (3, "Board", ()),
)
DISCIPLINES = ("Medicine", ("Computer Science", "Artificial Intelligence"), "Materials Science")

prose = st.lists(st.sampled_from([*TOKENS, ".", "\n\n"]), max_size=14).map(" ".join)
days = st.dates(date(2023, 11, 1), date(2024, 3, 1))


@st.composite
def documents(draw: st.DrawFn, make: Callable[..., Document], id: str) -> Document:
    spans = [sorted(pair) for pair in draw(st.lists(st.tuples(days, days), max_size=2))]
    text = draw(prose)
    return make(
        id,
        draw(prose).replace("\n", " "),
        text,
        language=draw(st.sampled_from(["en", "de", "fr", "ja", None])),
        published=draw(st.one_of(st.none(), days.map(str))),
        dates=[(str(a), str(b)) for a, b in spans],
        institutions=draw(st.lists(st.sampled_from(INSTITUTES), unique=True, max_size=2)),
        disciplines=draw(st.lists(st.sampled_from(DISCIPLINES), unique=True, max_size=2)),
        source=draw(st.sampled_from(["orchard", "plum-board"])),
        kind=draw(st.sampled_from(["release", "news"])),
        role=draw(st.sampled_from([None, "original", "copy"])),
        announcement=draw(st.sampled_from([None, "a", "b"])),
        earlier=tuple(draw(st.lists(prose, max_size=1))),
        boilerplate=text[: draw(st.integers(0, 12))].strip() if draw(st.booleans()) else "",
    )


field = st.sampled_from(["text", "text", "title"])
token = st.sampled_from(TOKENS)
some = st.lists(token, min_size=1, max_size=3).map(" ".join)
ends = st.one_of(st.none(), days)
ordered = st.tuples(ends, ends).map(lambda p: p if None in p or p[0] <= p[1] else (p[1], p[0]))  # type: ignore[operator]
leaves: st.SearchStrategy[Query] = st.one_of(
    st.builds(Term, token, field),
    st.builds(Phrase, some, field),
    st.builds(Prefix, token.map(lambda t: fold(words(t)[0])[:3]), field),
    st.builds(Wildcard, st.sampled_from(["?pfel", "r*en", "*ears", "u*r", "co?id", "n*", "東?"]), field),
    st.builds(Fuzzy, st.sampled_from(["paer", "oprhard", "ripn", "apfle", "x2", "universitys"]), field),
    st.builds(
        Is, st.just("institution"), st.sampled_from(["oi", "Board", "orchards", "Plum Board", "nobody"])
    ),
    st.builds(Is, st.just("discipline"), st.sampled_from(["medicine", "science", "artificial intelligence"])),
    st.builds(
        Is, st.sampled_from(FACETS), st.sampled_from(["plum", "release", "en", "copy", "2024", "original"])
    ),
    ordered.map(lambda p: Published(*p)),
    ordered.map(lambda p: About(*p)),
    st.builds(Was, some),
    st.builds(Acronym, st.sampled_from(["OI", "PEAR", "AT&T", "BOARD"])),
    st.just(All()),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Or(tuple(parts))),
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("which", ENGINES)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_matching_sets_equal_those_of_brute_force(
    which: str, document: Any, fill: Any, found: Find, data: st.DataObject
) -> None:
    if which == "tantivy" and find_spec("tantivy") is None:
        pytest.skip("needs the extra `fast`")
    count = data.draw(st.integers(1, 7))
    first = [data.draw(documents(document, f"d{i}")) for i in range(count)]
    changed = [data.draw(documents(document, f"d{i}")) for i in range(0, count, 3)]
    commits = [first[: count // 2], first[count // 2 :], changed] if data.draw(st.booleans()) else [first]
    corpus = list({one.id: one for commit in commits for one in commit}.values())
    everything = [one for commit in commits for one in commit]
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), which, commits)
        searcher = Serving(Path(folder))
        for query in data.draw(st.lists(trees, min_size=8, max_size=8)):
            expected = sorted(one.id for one in corpus if matches(query, one, everything))
            assert sorted(found(searcher, query)) == expected, write(query)
            assert searcher.count(query) == len(expected)
            assert sorted(searcher.ids(query)) == expected
        check_counts(searcher, corpus, data)
        searcher.close()


def check_counts(searcher: Searcher, corpus: Sequence[Document], data: st.DataObject) -> None:
    filters: Any = data.draw(
        st.fixed_dictionaries(
            {},
            optional={
                "source": st.just(["orchard"]),
                "institution": st.lists(st.sampled_from(["1", "2"]), min_size=1, unique=True),
            },
        )
    )
    facets = {one.id: {name: [v.key for v in values] for name, values in entry(one).facets} for one in corpus}

    def passes(id: str, without: str = "") -> bool:
        return all(n == without or set(keys) & set(facets[id][n]) for n, keys in filters.items())

    answer = searcher.search(
        Request(filters=filters, facets=FACETS, facet_limit=50, histogram=True, collapse=True, limit=1000)
    )
    assert answer.total == sum(passes(one.id) for one in corpus)
    assert answer.groups == len({one.announcement or one.id for one in corpus if passes(one.id)})
    assert len(answer.hits) == answer.groups
    assert sum(1 + hit.others for hit in answer.hits) == answer.total
    originals = {one.announcement for one in corpus if one.role == "original" and passes(one.id)} - {None}
    for sort in ("relevance", "newest", "oldest"):
        folded = searcher.search(Request(filters=filters, collapse=True, limit=1000, sort=sort)).hits
        assert all(hit.role == "original" for hit in folded if hit.announcement in originals)
        dates = [hit.published for hit in folded if hit.published]
        assert dates == sorted(dates, reverse=sort != "oldest")
    for name in FACETS:
        counts: dict[str, int] = {
            k: 0 for k in filters.get(name, ()) if any(k in f[name] for f in facets.values())
        }
        for one in corpus:
            if passes(one.id, name):
                for value in facets[one.id][name]:
                    counts[value] = counts.get(value, 0) + 1
        assert {v.value: v.count for v in answer.facets[name] if v.count or v.value in counts} == counts
    months: dict[str, int] = {}
    for one in corpus:
        if one.published and passes(one.id):
            months[one.published[:7]] = months.get(one.published[:7], 0) + 1
    assert [(m.month, m.count) for m in answer.histogram] == sorted(months.items())


def test_a_phrase_does_not_run_from_title_into_text(build: Build, document: Any, found: Find) -> None:
    searcher = build([document("a", "Early pears", "ripen now", earlier=("Figs\n\nrot. Fast it went.",))])
    assert found(searcher, '"early pears"') == found(searcher, '"ripen now"') == ["a"]
    assert found(searcher, '"pears ripen"') == []
    assert found(searcher, 'was:"it went"') == ["a"] and found(searcher, 'was:"rot fast"') == []


@given(tree=trees)
def test_written_queries_parse_into_what_they_were(tree: Query) -> None:
    again = parse(write(tree))
    assert write(parse(write(again))) == write(again)

"""Page work measured over the built indexes: match, rank, ten snippets, five facets, a histogram."""

import statistics
from argparse import Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path

from dateline.index.bench.asking import KINDS
from dateline.index.bench.building import OWN, rival
from dateline.index.bench.rivals import FACETS, Page
from dateline.index.bench.summary import Summary
from dateline.index.bench.timings import Timings, high
from dateline.index.contract import FacetName, Request, Sort
from dateline.index.query import Query, Term
from dateline.index.serving import Generation, Serving

OURS: tuple[FacetName, ...] = ("institution", "discipline", "source", "kind", "year")
FOLDED = "common word, one hit an announcement"
ALL = "all but the last"


def opened(folder: Path) -> Generation:
    """The newest state of an index, ready."""
    state = Serving(folder).newest()
    assert state is not None
    state.warm()
    return state


def page(state: Generation, query: Query, *, newest: bool = False, collapse: bool = False) -> Page:
    """The work of one page, nothing from a cache."""
    sort: Sort = "newest" if newest else "relevance"
    request = Request(query=query, facets=OURS, histogram=True, sort=sort, facet_limit=12, collapse=collapse)
    answer = state.answer(request)
    return Page(answer.total, {n: {v.value: v.count for v in answer.facets[n]} for n in OURS})


def reading(folder: Path, queries: dict[str, list[Query]], options: Namespace, summary: Summary) -> list[str]:
    """Markdown of all engines' times on the same queries, in turns."""
    pages = {name: _page(folder, name) for name in options.engines}
    for ask in pages.values():
        ask(Term("release"), False)
    times = Timings()
    ratios: dict[str, list[float]] = {"fts5": [], "documented": []}
    differing = {"fts5": 0, "documented": 0}
    for number in range(options.each):
        for kind in KINDS:
            query, newest = queries[kind][number], kind.startswith("date")
            seen: dict[str, Page] = {}
            for name, ask in pages.items():
                if name == "documented" and number >= options.documented:
                    continue
                seen[name] = times.run(name, kind, partial(ask, query, newest))
                times.spent[name].setdefault(ALL, []).append(times.spent[name][kind][-1])
                times.waited[name].setdefault(ALL, []).append(times.waited[name][kind][-1])
            for name in seen.keys() & ratios.keys() if "whoosh" in seen else ():
                ratios[name].append(times.last(name, kind) / times.last("whoosh", kind))
                if kind != "prefix":  # the others have stems only
                    differing[name] += not _same(seen["whoosh"], seen[name])
    for name in OWN:
        if name in options.engines:
            state = opened(folder / name)
            for query in queries[KINDS[0]]:
                times.run(name, FOLDED, partial(page, state, query, collapse=True))
            goal = {"whoosh": "20" if options.documents <= 10_000 else "100", "tantivy": "15"}[name]
            figure = f"{high(times.spent[name][ALL]):.1f}"
            summary.add(f"page work of all kinds, p95 ms ({name})", goal, name, figure)
    kinds = (*KINDS, ALL, FOLDED)
    rows = [
        *times.table("page work", kinds, options.engines, clock=False),
        "",
        *times.table("page work", kinds, options.engines, clock=True),
        "",
    ]
    names = {"fts5": "SQLite FTS5", "documented": "Whoosh as documented (`groupedby`)"}
    for name, found in ratios.items():
        if found:
            wanted = {"fts5": "1", "documented": "10"}[name]
            figure = f"{statistics.median(found):.1f} (least {min(found):.1f})"
            summary.add(f"page work, times as fast as {names[name]}, median", wanted, "whoosh", figure)
            counted = len(found) - len(found) // len(KINDS)
            rows.append(
                f"Ratio of {names[name]} to ours, query by query: median {statistics.median(found):.1f}, "
                f"least {min(found):.1f}; totals or facet counts differ in {differing[name]} of {counted} "
                "pages."
            )
    return [*rows, ""]


def _page(folder: Path, name: str) -> Callable[[Query, bool], Page]:
    if name in OWN:
        state = opened(folder / name)
        return lambda query, newest: page(state, query, newest=newest)
    other = rival(name, folder)
    other.open()
    found: Callable[[Query, bool], Page] = other.page
    return found


def _same(ours: Page, other: Page) -> bool:
    return ours.total == other.total and all(
        {key.replace(",", ""): count for key, count in other.facets[name].items()}.get(value.replace(",", ""))
        == count
        for name in FACETS
        for value, count in ours.facets[name].items()
    )

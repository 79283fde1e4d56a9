"""What else a server does: completion, other spellings, queries made to be expensive; and its memory."""

import subprocess
import sys
from argparse import Namespace
from functools import partial
from pathlib import Path

from dateline.index.bench.asking import HAZARDS
from dateline.index.bench.building import OWN
from dateline.index.bench.reading import OURS, opened, page
from dateline.index.bench.summary import Summary
from dateline.index.bench.timings import Timings, high
from dateline.index.contract import Request
from dateline.index.query import And, Prefix, Query, QueryError, Term
from dateline.index.serving import Serving

COMPLETION, SPELLING = "completion", "another spelling"


def typing(folder: Path, queries: dict[str, list[Query]], options: Namespace, summary: Summary) -> list[str]:
    """Completion of every beginning of some words, and a word that nobody wrote."""
    times = Timings()
    pairs = [query.parts for query in queries["two words"] if isinstance(query, And)]
    typed = [part.text for parts in pairs for part in parts if isinstance(part, Term)]
    engines = [name for name in OWN if name in options.engines]
    for name in engines:
        state = opened(folder / name)
        for word in typed:
            for end in range(1, min(len(word), 7)):
                times.run(name, COMPLETION, partial(state.suggest, word[:end], 8))
            slip = Term(word[:2] + word[3:2:-1] + word[2:3] + word[4:] + "qz")
            times.run(name, SPELLING, partial(state.answer, Request(query=slip)))
        summary.add("completion, p95 ms", "20", name, f"{high(times.spent[name][COMPLETION]):.1f}")
    return [*times.table("typing", (COMPLETION, SPELLING), engines, clock=False), ""]


def hazards(folder: Path, options: Namespace, summary: Summary) -> list[str]:
    """Queries made to be expensive: what each took, or how soon it was refused."""
    engines = [name for name in OWN if name in options.engines]
    searchers = {name: Serving(folder / name) for name in engines}
    for searcher in searchers.values():
        state = searcher.newest()
        assert state is not None
        state.warm()
    rows = [f"| made to be expensive, ms of processor time | {' | '.join(engines)} |"]
    rows.append("|---" * (len(engines) + 1) + "|")
    slowest = dict.fromkeys(engines, 0.0)
    for label, text in HAZARDS.items():
        cells: list[str] = []
        for name, searcher in searchers.items():
            times, said = Timings(), ""
            request = Request(query=text, facets=OURS, histogram=True)
            try:
                answer = times.run(
                    name,
                    label,
                    partial(searcher.search, request),
                )
                said = f", {answer.total:,} found" + (", bounded" if answer.notes else "")
            except QueryError:
                said = ", refused"
            slowest[name] = max(slowest[name], times.last(name, label))
            cells.append(f"{times.last(name, label):,.0f}{said}")
        rows.append(f"| {label} | {' | '.join(cells)} |")
    for name in engines:
        summary.add("slowest of the queries made to be expensive, ms", "1,000", name, f"{slowest[name]:,.0f}")
    return [*rows, ""]


def memory(folder: Path, options: Namespace, summary: Summary) -> list[str]:
    """Of a process that serves."""
    out: list[str] = []
    for name in OWN:
        if name in options.engines:
            code = (
                "import sys; from dateline.index.bench.serving import serve; from pathlib import Path; "
                f"serve(Path({str(folder / name)!r}))"
            )
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
            summary.add("memory of a serving process, MB", "400", name, done.stdout.split()[0])
            out.append(f"Memory of a process that serves {name}: {done.stdout.strip()}.")
    return [*out, ""]


def serve(folder: Path) -> None:
    """Serve many queries, then print what memory the process holds."""
    searcher = Serving(folder)
    state = searcher.newest()
    assert state is not None
    state.warm()
    for word in ("the", "company", "research", "health", "justice", "energy", "new", "federal"):
        page(state, Term(word))
        page(state, Prefix(word[:3]))
        searcher.suggest(word[:3])
    searcher.search(Request(query="reserch"))
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    sizes = {line.split(":")[0]: int(line.split()[1]) // 1024 for line in lines if line.endswith("kB")}
    print(f"{sizes['RssAnon']} MB of its own, {sizes['VmHWM']} MB at most with the mapped pages of the index")

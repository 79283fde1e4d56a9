"""`python -m dateline.index.bench`: page work and writing, all engines interleaved in one run.

Prints Markdown and, with --write FILE, puts it between the file's marks for that number of documents.
"""

import argparse
import gc
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from dateline.index.bench import corpus
from dateline.index.bench.rivals import FACETS, Documented, FullText, Page, seconds
from dateline.index.contract import FacetName, Request
from dateline.index.engines import open_writer
from dateline.index.entry import entry
from dateline.index.query import And, Or, Phrase, Prefix, Published, Query, Term
from dateline.index.serving import Serving
from dateline.index.words import words
from dateline.records import Document

OURS: tuple[FacetName, ...] = ("institution", "discipline", "source", "kind", "year")
OWN = ("whoosh", "tantivy")
KINDS = (
    "common word",
    "middling word",
    "two words",
    "three words ORed",
    "phrase",
    "prefix",
    "date range, newest first",
)
Pages = dict[str, Callable[[Query, bool], Page]]


def main() -> None:
    """Build, measure, print."""
    options = _options()
    folder = Path(options.folder) / str(options.documents)
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"### {options.documents:,} documents", "", *_machine(), ""]
    lines += _writing(folder, options)
    queries = _queries(folder, options)
    lines += _reading(folder, queries, options)
    lines += _typing(folder, queries, options)
    lines += _memory(folder, options)
    text = "\n".join(lines)
    print(text)
    if options.write:
        put(Path(options.write), f"bench:{options.documents}", text)


def _options() -> Any:
    parser = argparse.ArgumentParser(prog="python -m dateline.index.bench")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="where the corpora are")
    parser.add_argument("--folder", default="/tmp/dateline-bench", help="where indexes are built and kept")
    parser.add_argument("--each", type=int, default=15, help="queries of each kind")
    parser.add_argument(
        "--documented", type=int, default=4, help="of these, how many Whoosh as documented gets"
    )
    parser.add_argument("--engines", default="whoosh,tantivy,fts5,documented")
    parser.add_argument("--write", help="Markdown file to put the result into")
    options = parser.parse_args()
    options.engines = options.engines.split(",")
    return options


def _machine() -> list[str]:
    load = os.getloadavg()[0]
    return [f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {load:.1f}, {date.today()}."]  # noqa: DTZ011


class _Timed:
    """An iterator that knows how much processor time its items took to make."""

    def __init__(self, items: Iterable[Any]) -> None:
        self._items, self.spent = iter(items), 0.0

    def __iter__(self) -> "_Timed":
        return self

    def __next__(self) -> Any:
        began = seconds()
        try:
            return next(self._items)
        finally:
            self.spent += seconds() - began


def _writing(folder: Path, options: Any) -> list[str]:
    rows: list[str] = []
    speeds: dict[str, float] = {}
    for name in options.engines:
        stream = _Timed(corpus.documents(options.shared, options.documents, options.seed))
        began, wall = seconds(), time.perf_counter()
        if name in OWN:
            if (folder / name / "current.json").exists():
                continue
            writer = open_writer(folder / name, name)
            while batch := list(islice(stream, 200)):
                writer.add(batch)
            writer.commit(options.documents)
            writer.close()
        else:
            rival: Any = _rival(name, folder)
            if rival.ready:
                continue
            rival.fill(entry(one) for one in stream)
        speeds[name] = options.documents / (seconds() - began - stream.spent)
        waited, size = time.perf_counter() - wall, _size(folder, name) / 1e6
        rows.append(f"| {name} | {speeds[name]:,.0f} | {waited:,.0f} | {size:,.0f} |")
        gc.collect()
    rows += [_update(folder, name, options) for name in OWN if name in options.engines]
    head = "| writing | documents/s (processor time) | seconds (clock, with making the corpus) | MB |"
    lines = [head, "|---|---|---|---|", *rows, ""]
    if {"whoosh", "documented"} <= speeds.keys():
        ratio = speeds["whoosh"] / speeds["documented"]
        lines += [f"Writing is {ratio:.1f} times as fast as Whoosh as documented.", ""]
    return lines


def _rival(name: str, folder: Path) -> Any:
    return Documented(folder / name) if name == "documented" else FullText(folder / f"{name}.db")


def _size(folder: Path, name: str) -> int:
    path = folder / name
    files = path.rglob("*") if path.is_dir() else folder.glob(f"{name}.*")
    return sum(file.stat().st_size for file in files if file.is_file())


def _update(folder: Path, name: str, options: Any) -> str:
    stream = corpus.documents(options.shared, options.documents + 500, options.seed)
    late: list[Document] = list(islice(stream, options.documents, None))
    ids = [one.id for one in late]
    began, wall = seconds(), time.perf_counter()
    writer = open_writer(folder / name, name)
    writer.add(late)
    writer.commit(options.documents + 500)
    writer.close()
    spent, waited = seconds() - began, time.perf_counter() - wall
    writer = open_writer(folder / name, name)
    writer.delete(ids)
    writer.commit(options.documents)
    writer.close()
    return f"| {name}, 500 more | {500 / spent:,.0f} | {waited:,.1f} | |"


def _queries(folder: Path, options: Any) -> dict[str, list[Query]]:
    draw = random.Random(options.seed)
    texts = [words(one.text) for one in islice(corpus.documents(options.shared, 3000, options.seed), 3000)]
    counts: dict[str, int] = {}
    for text in texts:
        for word in set(text):
            counts[word] = counts.get(word, 0) + 1
    plain = sorted(word for word in counts if word.isalpha() and word.isascii() and len(word) > 2)
    common = [word for word in plain if counts[word] > 600]
    middling = [word for word in plain if 30 < counts[word] <= 300]
    pairs = [
        f"{text[i]} {text[i + 1]}"
        for text in texts
        for i in range(0, len(text) - 1, 17)
        if text[i] in counts and counts[text[i]] > 20 and text[i].isalpha() and text[i + 1].isalpha()
    ]
    n = options.each
    out: dict[str, list[Query]] = {kind: [] for kind in KINDS}
    for _ in range(n):
        out["common word"].append(Term(draw.choice(common)))
        out["middling word"].append(Term(draw.choice(middling)))
        out["two words"].append(And((Term(draw.choice(common)), Term(draw.choice(middling)))))
        out["three words ORed"].append(Or(tuple(Term(word) for word in draw.sample(common + middling, 3))))
        out["phrase"].append(Phrase(draw.choice(pairs)))
        out["prefix"].append(Prefix(draw.choice(common + middling)[:4]))
        year = draw.randint(2016, 2023)
        days = Published(date(year, 1, 1), date(year, 6, 30))
        out["date range, newest first"].append(And((Term(draw.choice(common)), days)))
    return out


def _pages(folder: Path, options: Any) -> Pages:
    out: Pages = {}
    for name in options.engines:
        if name in ("whoosh", "tantivy"):
            out[name] = _ours(folder / name)
        else:
            rival = _rival(name, folder)
            rival.open()
            out[name] = rival.page
    return out


def _ours(folder: Path) -> Callable[[Query, bool], Page]:
    serving = Serving(folder)
    state = serving.newest()
    assert state is not None
    state.warm()

    def page(query: Query, newest: bool) -> Page:
        sort: Any = "newest" if newest else "relevance"
        answer = state.answer(Request(query=query, facets=OURS, histogram=True, sort=sort, facet_limit=12))
        return Page(answer.total, {n: {v.value: v.count for v in answer.facets[n]} for n in OURS})

    return page


def _reading(folder: Path, queries: dict[str, list[Query]], options: Any) -> list[str]:
    pages = _pages(folder, options)
    times: dict[str, dict[str, list[float]]] = {name: {kind: [] for kind in KINDS} for name in pages}
    waits: dict[str, dict[str, list[float]]] = {name: {kind: [] for kind in KINDS} for name in pages}
    paired: list[float] = []
    compared = differing = 0
    for page in pages.values():
        page(Term("release"), False)
    for number in range(options.each):
        for kind in KINDS:
            query, newest = queries[kind][number], kind.startswith("date")
            seen: dict[str, Page] = {}
            for name, page in pages.items():
                if name == "documented" and number >= options.documented:
                    continue
                began, wall = time.thread_time(), time.perf_counter()
                seen[name] = page(query, newest)
                times[name][kind].append((time.thread_time() - began) * 1000)
                waits[name][kind].append((time.perf_counter() - wall) * 1000)
            if "documented" in seen and "whoosh" in seen:
                paired.append(times["documented"][kind][-1] / times["whoosh"][kind][-1])
                if kind != "prefix":  # Whoosh as documented has stems only
                    compared += 1
                    differing += not _same(seen["whoosh"], seen["documented"])
    rows: list[str] = []
    for label, table in (("processor time", times), ("by the clock", waits)):
        rows += [
            f"| page work, p50 / p95 ms, {label} | {' | '.join(pages)} |",
            "|---" * (len(pages) + 1) + "|",
        ]
        rows += [f"| {kind} | {' | '.join(_cell(table[name][kind]) for name in pages)} |" for kind in KINDS]
        rows += [
            f"| all | {' | '.join(_cell([t for ts in table[n].values() for t in ts]) for n in pages)} |",
            "",
        ]
    if paired:
        rows += [
            f"Ratio of Whoosh as documented (`groupedby`) to ours, query by query: median "
            f"{statistics.median(paired):.0f}, least {min(paired):.1f}; totals or facet counts differ in "
            f"{differing} of {compared} pages.",
        ]
    return [*rows, ""]


def _same(ours: Page, other: Page) -> bool:
    return ours.total == other.total and all(
        other.facets[name].get(value.replace(",", "")) == count
        for name in FACETS
        for value, count in ours.facets[name].items()
    )


def _cell(times: list[float]) -> str:
    if not times:
        return "–"
    ordered = sorted(times)
    return (
        f"{statistics.median(ordered):.1f} / {ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]:.1f}"
    )


def _typing(folder: Path, queries: dict[str, list[Query]], options: Any) -> list[str]:
    rows = ["| typing, p50 / p95 ms, processor time | completion | another spelling |", "|---|---|---|"]
    pairs = [query.parts for query in queries["two words"] if isinstance(query, And)]
    typed = [part.text for parts in pairs for part in parts if isinstance(part, Term)]
    for name in OWN:
        if name in options.engines:
            state = Serving(folder / name).newest()
            assert state is not None
            state.warm()
            completing, mending = [], []
            for word in typed:
                for end in range(1, min(len(word), 7)):
                    began = time.thread_time()
                    state.suggest(word[:end], 8)
                    completing.append((time.thread_time() - began) * 1000)
                slip = word[:2] + word[3:2:-1] + word[2:3] + word[4:] + "qz"
                began = time.thread_time()
                state.answer(Request(query=Term(slip)))
                mending.append((time.thread_time() - began) * 1000)
            rows.append(f"| {name} | {_cell(completing)} | {_cell(mending)} |")
    return [*rows, ""]


def _memory(folder: Path, options: Any) -> list[str]:
    out: list[str] = []
    for name in ("whoosh", "tantivy"):
        if name in options.engines:
            code = (
                "import sys; from dateline.index.bench.__main__ import serve; from pathlib import Path; "
                f"serve(Path({str(folder / name)!r}))"
            )
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
            out.append(f"Memory of a process that serves {name}: {done.stdout.strip()}.")
    return [*out, ""]


def serve(folder: Path) -> None:
    """Serve many queries, then print what memory the process holds."""
    page = _ours(folder)
    serving = Serving(folder)
    for word in ("the", "company", "research", "health", "justice", "energy", "new", "federal"):
        page(Term(word), False)
        page(Prefix(word[:3]), False)
        serving.suggest(word[:3])
    serving.search(Request(query="reserch"))
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    sizes = {line.split(":")[0]: int(line.split()[1]) // 1024 for line in lines if line.endswith("kB")}
    print(f"{sizes['RssAnon']} MB of its own, {sizes['VmHWM']} MB at most with the mapped pages of the index")


def put(path: Path, mark: str, text: str) -> None:
    """Put the text between the marks of a Markdown file, or at its end."""
    whole = path.read_text(encoding="utf8")
    first, last = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    if first in whole:
        begin, end = whole.index(first) + len(first), whole.index(last)
        whole = f"{whole[:begin]}\n{text}\n{whole[end:]}"
    else:
        whole = f"{whole.rstrip()}\n\n{first}\n{text}\n{last}\n"
    path.write_text(whole, encoding="utf8")


if __name__ == "__main__":
    main()

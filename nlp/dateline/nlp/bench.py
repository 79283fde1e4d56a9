"""What annotation costs: everything against the bare spaCy components that it uses, at one and two processes.

    python -m dateline.nlp.bench FILE [--limit N]

FILE holds {"id", "title", "text", "published"} a line, or the replayed wires' {"title", "markdown"}; `.xz` is
read as it is.  Both pipelines read the same texts in turns, portion by portion, each in processes of its own
that do nothing else, so that their memory can be told apart; loading the model is left out of the times.
"""

import argparse
import json
import lzma
import multiprocessing
import resource
import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language

from dateline.nlp.pipeline import MODEL, UNUSED, Input, Pipeline, load
from dateline.nlp.text import regular
from dateline.nlp.workers import PORTION, end_with_parent, single_threaded
from dateline.records import Annotations

BARE, WHOLE = "bare spaCy", "everything"
_ROUND = 2 * PORTION
"""Texts that each process reads before it is the other pipeline's turn."""


@dataclass(slots=True)
class Cost:
    """What one pipeline took; seconds of all processes together, by their own clocks and by the wall's."""

    cpu: list[float] = field(default_factory=list)
    wall: float = 0.0
    memory: dict[int, float] = field(default_factory=dict)
    """Process → peak resident size in MB, the model included."""


def main() -> None:
    """Print what both pipelines take, their ratio, and the share of each component."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int, default=1000)
    options = parser.parse_args()
    texts = read(options.file, options.limit)
    words = sum(len(text.split()) for text in map(_plain, texts))
    print(f"{len(texts)} texts, {words:,} words; model {load(MODEL).model}")
    for processes in (1, 2):
        costs = measure(texts, processes)
        for kind, cost in costs.items():
            cpu, peak = sum(cost.cpu), ", ".join(f"{mb:.0f}" for mb in cost.memory.values())
            print(
                f"{processes} process{'es' * (processes > 1)}, {kind}: {cpu:.1f} s CPU, "
                f"{words / cpu:,.0f} words/s of CPU; {cost.wall:.1f} s by the clock, "
                f"{words / cost.wall:,.0f} words/s; peak {peak} MB"
            )
        bare, whole = costs[BARE], costs[WHOLE]
        middle = statistics.median(w / b for w, b in zip(whole.cpu, bare.cpu, strict=True))
        print(f"  ratio of CPU time {sum(whole.cpu) / sum(bare.cpu):.2f} (median of portions {middle:.2f})")
    _components(load(MODEL).nlp, texts[:100])


def measure(texts: Sequence[Input], processes: int) -> dict[str, Cost]:
    """Both pipelines over the texts in turns, each in so many processes of its own."""
    costs = {BARE: Cost(), WHOLE: Cost()}
    with ExitStack() as stack:
        pools = {kind: stack.enter_context(_pool(kind, processes)) for kind in costs}
        for kind, pool in pools.items():  # both load and read a little first
            list(pool.map(_read, [kind] * 2 * processes, [list(texts[:5])] * 2 * processes))
        for at in range(0, len(texts), _ROUND * processes):
            turn = texts[at : at + _ROUND * processes]
            portions = [list(turn[n : n + PORTION]) for n in range(0, len(turn), PORTION)]
            for kind, pool in pools.items():
                began = time.perf_counter()
                answers = list(pool.map(_read, [kind] * len(portions), portions))
                cost = costs[kind]
                cost.wall += time.perf_counter() - began
                cost.cpu.append(sum(seconds for seconds, _, _, _ in answers))
                cost.memory.update({process: peak for _, process, peak, _ in answers})
    return costs


def _pool(kind: str, processes: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(kind,))


def _begin(kind: str) -> None:
    end_with_parent()
    single_threaded()
    _pipeline(kind)


@cache
def _pipeline(kind: str) -> Pipeline | Language:
    if kind == WHOLE:
        return load(MODEL)
    return spacy.load(MODEL, exclude=UNUSED)


def _read(kind: str, portion: list[Input]) -> tuple[float, int, float, list[Annotations]]:
    """Seconds of processor time, the process, its peak memory in MB, and what was found."""
    pipeline = _pipeline(kind)
    began = time.process_time()
    found: list[Annotations] = []
    if isinstance(pipeline, Language):
        for _ in pipeline.pipe(map(_plain, portion), batch_size=PORTION):
            pass
    else:
        found = [value for _, value in pipeline.annotate(portion)]
    seconds = time.process_time() - began
    me = multiprocessing.current_process().pid or 0
    return seconds, me, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, found


def read(path: Path, limit: int) -> list[Input]:
    """The first texts of a file."""
    found = []
    for number, line in enumerate(_lines(path)):
        if number >= limit:
            break
        row = json.loads(line)
        found.append(
            Input(
                id=str(row.get("id", number)),
                title=row.get("title", ""),
                text=row.get("text") or row.get("markdown", ""),
                published=row.get("published"),
                language="en",
            )
        )
    return found


def _lines(path: Path) -> Iterator[str]:
    with (
        lzma.open(path, "rt", encoding="utf8") if path.suffix == ".xz" else path.open(encoding="utf8") as file
    ):
        yield from file


def _plain(text: Input) -> str:
    return regular(text.title, text.text).text


def _components(nlp: Language, texts: Sequence[Input]) -> None:
    docs = [nlp.make_doc(_plain(text)) for text in texts]
    for doc, text in zip(docs, texts, strict=True):
        doc._.title_end = len(text.title)
    for name, component in nlp.pipeline:
        began = time.process_time()
        docs = [component(doc) for doc in docs]
        print(f"  {name:24} {1000 * (time.process_time() - began) / len(docs):7.2f} ms a text")


if __name__ == "__main__":
    main()

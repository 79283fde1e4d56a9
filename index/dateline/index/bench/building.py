"""Building the indexes that are compared, and what that took.

The figures of a build stay beside the indexes, so that a later run that finds them built tells them again.
"""

import gc
import json
import time
from argparse import Namespace
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from dateline.index.bench import corpus
from dateline.index.bench.rivals import Documented, FullText, seconds
from dateline.index.bench.summary import Summary
from dateline.index.engines import open_writer
from dateline.index.entry import entry
from dateline.records import Document

OWN = ("whoosh", "tantivy")
FIGURES = "figures.json"
MORE = 500


class Timed:
    """An iterator that knows how much processor time its items took to make."""

    def __init__(self, items: Iterable[Any]) -> None:
        self._items, self.spent = iter(items), 0.0

    def __iter__(self) -> "Timed":
        return self

    def __next__(self) -> Any:
        began = seconds()
        try:
            return next(self._items)
        finally:
            self.spent += seconds() - began


def rival(name: str, folder: Path) -> Any:
    """One of the others, opened or made."""
    return Documented(folder / name) if name == "documented" else FullText(folder / f"{name}.db")


def build(folder: Path, options: Namespace, summary: Summary) -> list[str]:
    """Build what is not there; Markdown of what every engine took."""
    for name in options.engines:
        figures: dict[str, dict[str, float]] = {}
        if name in OWN and not (folder / name / "current.json").exists():
            figures[name] = _own(folder, name, options)
            figures[f"{name}, {MORE} more"] = _update(folder, name, options)
        elif name not in OWN and not (other := rival(name, folder)).ready:
            figures[name] = _other(other, options)
        _keep(folder, figures)
        gc.collect()
    figures = _read(folder)
    head = "| writing | documents/s (processor time) | seconds (clock, with making the corpus) | MB |"
    rows = [
        f"| {name} | {figures[name]['speed']:,.0f} | {figures[name]['waited']:,.1f} | "
        f"{_size(folder, name) / 1e6:,.0f} |"
        for name in options.engines
        if name in figures
    ]
    rows += [
        f"| {name} | {figures[name]['speed']:,.0f} | {figures[name]['waited']:,.1f} | |"
        for name in sorted(figures)
        if name.endswith("more")
    ]
    lines = [head, "|---|---|---|---|", *rows, ""]
    if {"whoosh", "documented"} <= figures.keys():
        ratio = figures["whoosh"]["speed"] / figures["documented"]["speed"]
        lines += [f"Writing is {ratio:.1f} times as fast as Whoosh as documented.", ""]
    for name in OWN:
        if name in options.engines and {name, "documented"} <= figures.keys():
            ratio = figures[name]["speed"] / figures["documented"]["speed"]
            summary.add("writing, times as fast as Whoosh as documented", "3", name, f"{ratio:.1f}")
        if (more := f"{name}, {MORE} more") in figures:
            summary.add(f"{MORE} more articles, s by the clock", "15", name, f"{figures[more]['waited']:.1f}")
    return lines


def _own(folder: Path, name: str, options: Namespace) -> dict[str, float]:
    stream = Timed(corpus.documents(options.shared, options.documents, options.seed))
    began, wall = seconds(), time.perf_counter()
    writer = open_writer(folder / name, name)
    while batch := list(islice(stream, 200)):
        writer.add(batch)
    writer.commit(options.documents)
    writer.close()
    return _took(options.documents, seconds() - began - stream.spent, wall)


def _other(other: Any, options: Namespace) -> dict[str, float]:
    stream = Timed(corpus.documents(options.shared, options.documents, options.seed))
    began, wall = seconds(), time.perf_counter()
    other.fill(entry(one) for one in stream)
    return _took(options.documents, seconds() - began - stream.spent, wall)


def _update(folder: Path, name: str, options: Namespace) -> dict[str, float]:
    stream = corpus.documents(options.shared, options.documents + MORE, options.seed)
    late: list[Document] = list(islice(stream, options.documents, None))
    began, wall = seconds(), time.perf_counter()
    writer = open_writer(folder / name, name)
    writer.add(late)
    writer.commit(options.documents + MORE)
    writer.close()
    took = _took(MORE, seconds() - began, wall)
    writer = open_writer(folder / name, name)
    writer.delete([one.id for one in late])
    writer.commit(options.documents)
    writer.close()
    return took


def _took(documents: int, spent: float, began: float) -> dict[str, float]:
    return {"speed": documents / spent, "waited": time.perf_counter() - began}


def _size(folder: Path, name: str) -> int:
    path = folder / name
    files = path.rglob("*") if path.is_dir() else folder.glob(f"{name}.*")
    return sum(file.stat().st_size for file in files if file.is_file())


def _read(folder: Path) -> dict[str, dict[str, float]]:
    path = folder / FIGURES
    return dict(json.loads(path.read_text(encoding="utf8"))) if path.exists() else {}


def _keep(folder: Path, figures: dict[str, dict[str, float]]) -> None:
    (folder / FIGURES).write_text(json.dumps(_read(folder) | figures), encoding="utf8")

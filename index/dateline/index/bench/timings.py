"""Times of the same work by several engines, as Markdown."""

import statistics
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


class Timings:
    """Milliseconds by engine and kind of work: processor time, and by the clock."""

    def __init__(self) -> None:
        self.spent: dict[str, dict[str, list[float]]] = {}
        self.waited: dict[str, dict[str, list[float]]] = {}

    def run(self, name: str, kind: str, work: Callable[[], T]) -> T:
        """Do the work and note how long it took."""
        began, wall = time.thread_time(), time.perf_counter()
        try:
            return work()
        finally:
            spent, waited = time.thread_time() - began, time.perf_counter() - wall
            self.spent.setdefault(name, {}).setdefault(kind, []).append(spent * 1000)
            self.waited.setdefault(name, {}).setdefault(kind, []).append(waited * 1000)

    def last(self, name: str, kind: str) -> float:
        """Processor time of the last work of a kind."""
        return self.spent[name][kind][-1]

    def table(self, title: str, kinds: Sequence[str], engines: Sequence[str], *, clock: bool) -> list[str]:
        """Median and 95th percentile of every kind."""
        times = self.waited if clock else self.spent
        measure = "by the clock" if clock else "processor time"
        rows = [f"| {title}, p50 / p95 ms, {measure} | {' | '.join(engines)} |"]
        rows.append("|---" * (len(engines) + 1) + "|")
        for kind in kinds:
            cells = [cell(times.get(name, {}).get(kind, [])) for name in engines]
            rows.append(f"| {kind} | {' | '.join(cells)} |")
        return rows


def cell(times: Sequence[float]) -> str:
    """Median and 95th percentile."""
    return f"{statistics.median(times):,.1f} / {high(times):,.1f}" if times else "–"


def high(times: Sequence[float]) -> float:
    """95th percentile."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]

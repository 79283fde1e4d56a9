"""Progress of work that takes over a second: a bar on a terminal, sparse plain lines elsewhere."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


class Meter(Protocol):
    """What a stage tells about its progress."""

    def total(self, number: int) -> None:
        """Say how many steps there will be; may grow."""

    def advance(self, number: int = 1, note: str = "") -> None:
        """Say that steps are done."""


class Silent:
    """A meter that shows nothing."""

    def total(self, number: int) -> None:
        pass

    def advance(self, number: int = 1, note: str = "") -> None:
        pass


class _Bar:
    def __init__(self, progress: Progress, label: str) -> None:
        self._progress = progress
        self._task = progress.add_task(label, total=None, note="")

    def total(self, number: int) -> None:
        self._progress.update(self._task, total=number)

    def advance(self, number: int = 1, note: str = "") -> None:
        self._progress.update(self._task, advance=number, note=note[:40])


class _Lines:
    """A line every ten seconds, for logs."""

    def __init__(self, label: str) -> None:
        self._label, self._done, self._total = label, 0, 0
        self._next = time.monotonic() + 10

    def total(self, number: int) -> None:
        self._total = number

    def advance(self, number: int = 1, note: str = "") -> None:
        self._done += number
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + 10
            of = f" of {self._total:,}" if self._total else ""
            print(f"{self._label}: {self._done:,}{of} {note}".rstrip(), file=sys.stderr, flush=True)


@contextmanager
def meter(label: str, *, quiet: bool = False) -> Iterator[Meter]:
    """A meter for one stage, on standard error."""
    if quiet:
        yield Silent()
        return
    if not sys.stderr.isatty():
        yield _Lines(label)
        return
    columns = (
        TextColumn("{task.description:>9}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[note]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=False) as progress:
        yield _Bar(progress, label)

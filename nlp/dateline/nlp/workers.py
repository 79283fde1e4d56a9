"""Annotation in processes of its own: several at once, and a text that breaks one harms no other.

Imports nothing heavy, so that a worker can say how many threads its libraries may use before it loads them.
"""

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from dateline.records import Annotations

if TYPE_CHECKING:
    from dateline.nlp.pipeline import Input

PORTION = 24
"""Texts that a process is given at a time."""
SECONDS = 300
"""The longest that one portion may take."""
_LONGEST = SECONDS + 60
"""Seconds after which the portion whose turn it is counts as lost, the start of its process included."""
_GRACE = 5
"""Seconds that an idle process has to end by itself."""
UNREAD = "This text was not read: the process that read it broke off."

Portion = list["Input"]


class Workers:
    """Reads texts in `processes` processes; to be closed, or used in a `with`.

    Each loads the model once.  No more than `processes` + 2 portions are under way, so that memory does not
    grow with the number of texts.
    """

    def __init__(self, model: str, processes: int) -> None:
        self._model = model
        self._processes = processes
        self._others = set(multiprocessing.active_children())
        self._pool = self._open(processes)

    def annotate(self, items: Iterable["Input"]) -> Iterator[tuple["Input", Annotations]]:
        """Each input with its annotations, in order; reads ahead by a few portions.

        A text that breaks its process has empty annotations with the note `UNREAD`.
        """
        waiting: deque[tuple[Portion, Future[list[Annotations]]]] = deque()
        for portion in _portions(items):
            waiting.append((portion, self._submit(portion)))
            if len(waiting) > self._processes + 1:
                yield from self._first(waiting)
        while waiting:
            yield from self._first(waiting)

    def _first(
        self, waiting: deque[tuple[Portion, Future[list[Annotations]]]]
    ) -> Iterator[tuple["Input", Annotations]]:
        portion, future = waiting.popleft()
        try:
            found = future.result(_LONGEST)
        except (BrokenProcessPool, TimeoutError):
            # Any of the portions under way may have done it: each is read again, this one on its own.
            found = self._again(portion)
            for number, (other, late) in enumerate(waiting):
                if not late.done() or late.cancelled() or late.exception() is not None:
                    waiting[number] = (other, self._submit(other))
        yield from zip(portion, found, strict=True)

    def _again(self, portion: Portion) -> list[Annotations]:
        """The annotations of a portion that may break its process; halved until the culprit is found."""
        self._end(grace=0)
        self._pool = self._open(self._processes)
        try:
            return self._pool.submit(_annotate, self._model, portion).result(_LONGEST)
        except (BrokenProcessPool, TimeoutError):
            if len(portion) == 1:
                self._end(grace=0)
                self._pool = self._open(self._processes)
                return [Annotations(notes=(UNREAD,))]
        half = len(portion) // 2
        return self._again(portion[:half]) + self._again(portion[half:])

    def _open(self, processes: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(self._model,))

    def _submit(self, portion: Portion) -> Future[list[Annotations]]:
        try:
            return self._pool.submit(_annotate, self._model, portion)
        except BrokenProcessPool as error:  # known before its turn, at which it is read again
            broken: Future[list[Annotations]] = Future()
            broken.set_exception(error)
            return broken

    def _end(self, *, grace: float) -> None:
        """End the pool's processes; those that do not within `grace` seconds are killed.

        A process that a pool starts while it breaks is told nothing and would be waited for without end.
        """
        self._pool.shutdown(wait=False, cancel_futures=True)
        until = time.monotonic() + grace
        for child in set(multiprocessing.active_children()) - self._others:
            child.join(max(0.0, until - time.monotonic()))
            child.kill()
            # The pool's own thread may be the one that learns of the end, a moment later.
            while child.is_alive() and time.monotonic() < until + _GRACE:
                child.join(0.01)

    def close(self) -> None:
        """End the processes; what they were still reading is dropped."""
        self._end(grace=_GRACE)

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _portions(items: Iterable["Input"]) -> Iterator[Portion]:
    portion: Portion = []
    for item in items:
        portion.append(item)
        if len(portion) == PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


def single_threaded() -> None:
    """Keep the numeric libraries of this process, if not yet loaded, to one thread."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"


def end_with_parent() -> None:
    """End this process when its parent has ended, however that ended."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch(sentinel: int) -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()


def _begin(model: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    single_threaded()
    from dateline.nlp.pipeline import load

    load(model)


def _annotate(model: str, portion: Portion) -> list[Annotations]:
    from dateline.nlp.pipeline import load

    # The alarm's default action ends the process, even from within a library that never comes back.
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        return [found for _, found in load(model).annotate(portion)]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)

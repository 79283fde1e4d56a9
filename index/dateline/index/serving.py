"""The searcher that the rest of the program holds: follows the published state, whichever engine it is of."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

from dateline.errors import DatelineError
from dateline.index import place
from dateline.index.answers import check, tree
from dateline.index.contract import Answer, Completion, FacetName, FacetValue, Hit, Request, Status
from dateline.index.place import FORMAT, Current
from dateline.index.query import Query

TRIES = 8
"""Attempts to open a state that is replaced meanwhile."""


class Generation(Protocol):
    """One published state of an engine, safe to share between threads."""

    generation: int
    documents: int

    def search(self, request: Request) -> Answer: ...
    def answer(self, request: Request) -> Answer: ...
    def count(self, query: Query) -> int: ...
    def ids(self, query: Query) -> Iterator[str]: ...
    def suggest(self, prefix: str, limit: int) -> tuple[Completion, ...]: ...
    def similar(self, id: str, limit: int) -> tuple[Hit, ...]: ...
    def values(self, facet: FacetName, prefix: str, limit: int) -> tuple[FacetValue, ...]: ...
    def warm(self) -> None: ...


T = TypeVar("T")


class Serving:
    """A `contract.Searcher` over an index folder.

    With `warm`, what spelling and completion need is made ready in the background, for long-lived servers.
    """

    def __init__(self, folder: Path, *, warm: bool = False) -> None:
        self._folder, self._warm = folder, warm
        self._guard = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._current: Current | None = None
        self._state: Generation | None = None
        self._outdated: str | None = None

    def newest(self) -> Generation | None:
        """The newest state; what was open before goes on serving while its successor can't be opened."""
        seen = _stamp(self._folder)
        if seen == self._seen and seen is not None:
            return self._state
        with self._guard:
            if seen != self._seen or seen is None:
                self._follow(seen)
        return self._state

    def _follow(self, seen: tuple[int, int, int] | None) -> None:
        for attempt in range(TRIES):
            try:
                current = place.read(self._folder)
                if current is None:
                    self._seen, self._current, self._state = seen, None, None
                    return
                state = _open(self._folder, current)
            except FileNotFoundError:
                if attempt == TRIES - 1:
                    raise DatelineError(
                        f"Files of the index in {self._folder} are missing; run `dateline index --rebuild`."
                    ) from None
                time.sleep(0.02 * (attempt + 1))
                seen = _stamp(self._folder)
            except place.Unsafe:
                raise
            except DatelineError as error:
                if self._state is None:
                    raise
                self._seen, self._outdated = seen, str(error)
                return
            else:
                self._seen, self._current, self._state, self._outdated = seen, current, state, None
                if self._warm:
                    threading.Thread(target=state.warm, name="index-warm", daemon=True).start()
                return

    def _with(self, use: Callable[[Generation], T], empty: T) -> T:
        state = self.newest()
        return empty if state is None else use(state)

    def search(self, request: Request) -> Answer:
        """Find, rank, count."""
        began = time.perf_counter()
        check(request)
        request = replace(request, query=tree(request.query))
        nothing = Answer(
            total=0,
            groups=0,
            hits=(),
            facets=dict.fromkeys(request.facets, ()),
            histogram=(),
            suggestion=None,
            notes=("There is no index yet; run `dateline index`.",),
            took_ms=0.0,
            generation=0,
        )
        answer = self._with(lambda state: state.search(request), nothing)
        return replace(answer, took_ms=round((time.perf_counter() - began) * 1000, 2))

    def count(self, query: Query | str) -> int:
        """Matching articles."""
        return self._with(lambda state: state.count(tree(query)), 0)

    def ids(self, query: Query | str) -> Iterator[str]:
        """Ids of all matching articles, oldest in the index first, all of one generation."""
        return self._with(lambda state: state.ids(tree(query)), iter(()))

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Completion, ...]:
        """Words and names that go on from what was typed, most frequent first."""
        return self._with(lambda state: state.suggest(prefix[-200:], limit), ())

    def similar(self, id: str, limit: int = 10) -> tuple[Hit, ...]:
        """Articles with the same rare words, best first, without the article itself and its copies."""
        return self._with(lambda state: state.similar(id, limit), ())

    def values(self, facet: FacetName, prefix: str = "", limit: int = 100) -> tuple[FacetValue, ...]:
        """A facet's values over the whole index whose label or alias begins with `prefix`."""
        check(Request(facets=(facet,)))
        return self._with(lambda state: state.values(facet, prefix, limit), ())

    def status(self) -> Status:
        """What is being served."""
        state = self.newest()
        current = self._current
        if state is None or current is None:
            return Status(engine="none", generation=0, documents=0, changed=0, bytes=0)
        return Status(
            engine=current.engine,
            generation=current.generation,
            documents=state.documents,
            changed=current.changed,
            bytes=place.size(self._folder / current.build),
            outdated=self._outdated,
        )

    def close(self) -> None:
        """Let go of files."""
        with self._guard:
            self._seen, self._current, self._state = None, None, None


def _stamp(folder: Path) -> tuple[int, int, int] | None:
    try:
        info = (folder / place.CURRENT).stat()
    except FileNotFoundError:
        return None
    return info.st_mtime_ns, info.st_ino, info.st_size


def _open(folder: Path, current: Current) -> Generation:
    if current.format != FORMAT:
        raise DatelineError(
            "The index was written by another version of Dateline; run `dateline index --rebuild`."
        )
    if current.engine == "whoosh":
        from dateline.index.opening import open_whoosh

        return open_whoosh(folder / current.build, current)
    if current.engine == "tantivy":
        from dateline.index.fast import open_tantivy

        return open_tantivy(folder / current.build, current)
    raise DatelineError(f"There is no index engine “{current.engine}”; run `dateline index --rebuild`.")

"""Writing with tantivy."""

import contextlib
import fcntl
import os
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import tantivy

from dateline.clock import today
from dateline.errors import DatelineError, LockedError
from dateline.index import columns, place
from dateline.index.days import written
from dateline.index.entry import NO_DAY, Entry, entry
from dateline.index.fast_schema import FILLER, NEVER, number, register, schema
from dateline.index.invert import GAP
from dateline.index.place import FORMAT, Current
from dateline.index.words import stem, words
from dateline.records import Document

ENGINE = "tantivy"
MEMORY = 120_000_000
TITLE = 3
"""How often a title word counts."""


class TantivyWriter:
    """A `contract.Writer`; one at a time, which the lock sees to."""

    def __init__(self, folder: Path, *, rebuild: bool = False) -> None:
        self._folder = folder
        place.create(folder)
        self._lock = os.open(folder / "write.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._lock)
            raise LockedError(f"Another process is writing to {folder}; wait for it or stop it.") from None
        try:
            self._current = None if rebuild else place.read(folder)
            if self._current and (self._current.engine, self._current.format) != (ENGINE, FORMAT):
                raise DatelineError(
                    "The index is of another engine or version; run `dateline index --rebuild`."
                )
            self._build = folder / self._current.build if self._current else place.new_build(folder)
            path = self._build / "tantivy"
            path.mkdir(mode=0o700, exist_ok=True)
            self._index = register(tantivy.Index(schema(), str(path)))
            self._writer: Any = self._index.writer(MEMORY, 1)
        except BaseException:
            self.close()
            raise
        self._rows: dict[str, Entry] = {}

    def add(self, documents: Sequence[Document]) -> None:
        """Add these, in place of what has the same ids.  Raises ValueError before anything is taken in."""
        for one in [entry(document) for document in documents]:
            self._writer.delete_documents_by_term("id", one.id)
            self._writer.add_document(_document(one))
            self._rows[one.id] = replace(one, title="", pieces=(), removed=(), head="", intervals=())

    def delete(self, ids: Sequence[str]) -> None:
        """Take these out; unknown ids are no error."""
        for id in ids:
            self._writer.delete_documents_by_term("id", id)
            self._rows.pop(id, None)

    def commit(self, changed: int) -> int:
        """Publish everything since the last commit; returns the generation."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._index.reload()
        toc = self._current.toc + 1 if self._current else 1
        old = columns.Columns.open(self._build / f"columns-{toc - 1}.dla") if self._current else None
        rows = list(self._rows.values())
        nothing = np.empty(0, np.int64)
        columns.write(
            self._build / f"columns-{toc}.dla", old, nothing, np.ones(len(rows), bool), rows, {"toc": toc}
        )
        place.sync(self._build / "tantivy")
        for path in (self._build / "tantivy").iterdir():
            path.chmod(0o600)
        self._current = place.publish(
            self._folder,
            Current(
                build=self._build.name,
                engine=ENGINE,
                format=FORMAT,
                generation=0,
                toc=toc,
                documents=self._index.searcher().num_docs,
                changed=changed,
            ),
        )
        for path in self._build.glob("columns-*"):
            if path.name != f"columns-{toc}.dla":
                path.unlink(missing_ok=True)
        place.tidy(self._folder, self._build.name)
        self._rows = {}
        self._writer = self._index.writer(MEMORY, 1)
        return self._current.generation

    def close(self) -> None:
        """Forget what was not committed and let the next writer in."""
        writer = self.__dict__.pop("_writer", None)
        if writer is not None:
            writer.rollback()
            writer.wait_merging_threads()
        if self._lock >= 0:
            with contextlib.suppress(OSError):
                os.close(self._lock)
            self._lock = -1


def _document(one: Entry) -> Any:
    gap = f" {' '.join([FILLER] * GAP)} "
    code = one.stemming
    title = words(one.title)
    pieces = [(words(piece), light) for piece, light in one.pieces]
    title_stems = " ".join(f"{code}:{stem(word, code)}" for word in title)
    stems = [(" ".join(f"{code}:{stem(word, code)}" for word in piece), light) for piece, light in pieces]
    text = [word for piece, _ in pieces for word in piece]
    document = tantivy.Document()
    document.add_text("stems", f"{title_stems}{gap}{' '.join(piece for piece, _ in stems)}")
    document.add_text("title_stems", title_stems)
    rank = [title_stems] * TITLE + [piece for piece, light in stems if not light]
    document.add_text("rank", " ".join(rank))
    document.add_text("words", " ".join({*title, *text}))
    document.add_text("title_words", " ".join(set(title)))
    removed = gap.join(" ".join(f"{code}:{stem(w, code)}" for w in words(part)) for part in one.removed)
    document.add_text("was_stems", removed)
    document.add_text("id", one.id)
    document.add_text("spans", " ".join(written(one.intervals)))
    for name, values in one.facets:
        for value in values:
            document.add_text(name, value.key)
            document.add_integer(f"{name}_number", number(value.key))
    dated = one.day != NO_DAY
    document.add_integer("day", one.day if dated else NEVER)
    month = columns.month(one.day)
    if month >= 0:
        document.add_integer("month", month)
    document.add_integer("newest", one.second if dated else NEVER)
    document.add_integer("oldest", -one.second if dated else NEVER)
    document.add_integer("group", number(one.group))
    age = max(today().toordinal() - one.day, 0) if dated else 10_000
    document.add_float("boost", 1 + 0.1 * 0.5 ** (age / 365) + 0.05 * one.original)
    document.add_bytes("stored", zlib.compress(one.stored().encode("utf8"), 1))
    return document

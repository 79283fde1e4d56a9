"""Writing with tantivy."""

import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import tantivy

from dateline.clock import today
from dateline.index import columns, place
from dateline.index.boosts import boost
from dateline.index.days import written
from dateline.index.entry import COLUMNS, NO_DAY, Entry, entry
from dateline.index.fast_schema import FILLER, NEVER, number, register, schema, weight
from dateline.index.hold import Hold
from dateline.index.invert import GAP
from dateline.index.words import stem, words
from dateline.records import Document

ENGINE = "tantivy"
MEMORY = 1_000_000_000
"""Bytes that may gather before a segment is written: a rebuild of some 100,000 articles makes one segment."""
TITLE = 3
"""How often a title word counts."""
Numbers = dict[str, dict[str, int]]
"""By facet: the numbers that stand for its values, in the order of the columns file."""


class TantivyWriter:
    """A `contract.Writer`; one at a time, which the lock sees to."""

    def __init__(self, folder: Path, *, rebuild: bool = False) -> None:
        self._hold = Hold(folder, ENGINE, rebuild=rebuild)
        self._build = self._hold.build
        try:
            old = self._columns() if self._hold.current else None
            self._numbers: Numbers = {
                name: dict(old.facets[name].number) if old is not None else {} for name in COLUMNS
            }
            path = self._build / "tantivy"
            path.mkdir(mode=0o700, exist_ok=True)
            self._index = register(tantivy.Index(schema(), str(path)))
            self._writer: Any = self._index.writer(MEMORY, 1)
        except BaseException:
            self.close()
            raise
        self._rows: list[Entry] = []

    def _columns(self) -> columns.Columns:
        return columns.Columns.open(self._build / f"columns-{self._hold.toc}.dla")

    def add(self, documents: Sequence[Document]) -> None:
        """Add these, in place of what has the same ids.  Raises ValueError before anything is taken in."""
        for one in [entry(document) for document in documents]:
            for name, values in one.facets:
                for value in values:
                    self._numbers[name].setdefault(value.key, len(self._numbers[name]))
            self._writer.delete_documents_by_term("id", one.id)
            self._writer.add_document(_document(one, self._numbers))
            # every entry, even one that is replaced before the commit, has a part in the numbers of values
            self._rows.append(replace(one, title="", pieces=(), removed=(), head="", intervals=()))

    def delete(self, ids: Sequence[str]) -> None:
        """Take these out; unknown ids are no error."""
        for id in ids:
            self._writer.delete_documents_by_term("id", id)

    def commit(self, changed: int) -> int:
        """Publish everything since the last commit; returns the generation."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._index.reload()
        toc = self._hold.toc + 1
        old = self._columns() if self._hold.current else None
        nothing, live = np.empty(0, np.int64), np.ones(len(self._rows), bool)
        columns.write(self._build / f"columns-{toc}.dla", old, nothing, live, self._rows, {"toc": toc})
        place.sync(self._build / "tantivy")
        for path in (self._build / "tantivy").iterdir():
            path.chmod(0o600)
        generation = self._hold.publish(toc, self._index.searcher().num_docs, changed)
        for path in self._build.glob("columns-*"):
            if path.name != f"columns-{toc}.dla":
                path.unlink(missing_ok=True)
        self._hold.tidy()
        self._rows = []
        self._writer = self._index.writer(MEMORY, 1)
        return generation

    def close(self) -> None:
        """Forget what was not committed and let the next writer in."""
        writer = self.__dict__.pop("_writer", None)
        if writer is not None:
            writer.rollback()
            writer.wait_merging_threads()
        self._hold.close()


def _document(one: Entry, numbers: Numbers) -> Any:
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
            document.add_unsigned(f"{name}_number", numbers[name][value.key])
    dated = one.day != NO_DAY
    document.add_integer("day", one.day if dated else NEVER)
    month = columns.month(one.day)
    if month >= 0:
        document.add_integer("month", month)
    document.add_integer("newest", one.second if dated else NEVER)
    document.add_integer("oldest", -one.second if dated else NEVER)
    document.add_integer("group", number(one.group))
    document.add_unsigned("original", int(one.original))
    document.add_float("boost", weight(boost(one.day, one.original, today().toordinal())))
    document.add_bytes("stored", zlib.compress(one.stored().encode("utf8"), 1))
    return document

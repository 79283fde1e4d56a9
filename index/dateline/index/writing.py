"""Writing with Whoosh's list of segments: documents in, one new segment a run out.

Words are inverted in batches outside Whoosh; Whoosh keeps the list of segments, its generations and the
removal of files no longer listed.  What a run adds becomes one segment; when there are too many, the smallest
are merged into it, here, off the serving path.  Every file is on the disk before `current.json` names it.
"""

import os
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from dateline.errors import DatelineError
from dateline.index import arrays, columns
from dateline.index.arrays import Array, ArrayFile
from dateline.index.codec import NAME, ArraySegment, schema
from dateline.index.entry import Entry, entry
from dateline.index.frozen import TOC, FileStorage, clean_files
from dateline.index.hold import Hold
from dateline.index.invert import DEFAULT, Batch, Weights
from dateline.index.merge import merge
from dateline.index.segment import Segment
from dateline.records import Document

ENGINE = "whoosh"
BATCH_CHARACTERS = 16_000_000
"""Text inverted at once; some 250 MB of memory."""
MAX_SEGMENTS = 8
MAX_DELETED = 0.3
"""Share of deleted documents at which a segment is written anew."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A batch that is on the disk, or will be once the other process has written it."""

    path: Path
    count: int
    done: Future[int] | None


def invert(path: Path, entries: Sequence[Entry], weights: Weights) -> int:
    """Write the arrays of a batch; returns how many entries are in them."""
    batch = Batch(weights)
    for one in entries:
        batch.add(one)
    arrays.write(path, batch.arrays())
    return len(batch)


class WhooshWriter:
    """A `contract.Writer`; one at a time, which the lock sees to.

    With `workers` above 1, that many other processes invert batches while this one goes on reading.
    """

    def __init__(
        self, folder: Path, *, rebuild: bool = False, weights: Weights = DEFAULT, workers: int = 1
    ) -> None:
        self._weights = weights
        self._hold = Hold(folder, ENGINE, rebuild=rebuild)
        self._pool = ProcessPoolExecutor(workers, get_context("spawn")) if workers > 1 else None
        self._build = self._hold.build
        try:
            self._storage = FileStorage(str(self._build))
            if not self._hold.current:
                TOC.create(self._storage, schema(), NAME)
            self._sweep()
        except BaseException:
            self.close()
            raise
        self._reset()

    def _reset(self) -> None:
        self._batch: list[Entry] = []
        self._characters = 0
        self._parts: list[_Part] = []
        self._rows: list[Entry] = []
        self._where: dict[str, int] = {}
        self._deleted: set[str] = set()

    def _sweep(self) -> None:
        """Remove what a killed run left."""
        toc = self._hold.toc
        for path in self._build.iterdir():
            left = path.name.endswith(".new") or path.name.startswith(("part-", "columns-", f"_{NAME}_"))
            if left and path.name not in (_columns(toc).name, TOC._filename(NAME, toc)):
                path.unlink(missing_ok=True)

    def add(self, documents: Sequence[Document]) -> None:
        """Add these, in place of what has the same ids.  Raises ValueError before anything is taken in."""
        for one in [entry(document) for document in documents]:
            self._where[one.id] = len(self._rows)
            self._batch.append(one)
            self._characters += len(one.title) + sum(len(piece) for piece, _ in one.pieces)
            self._rows.append(replace(one, title="", pieces=(), removed=(), head=""))
            if self._characters >= BATCH_CHARACTERS:
                self._flush()

    def delete(self, ids: Sequence[str]) -> None:
        """Take these out; unknown ids are no error."""
        for id in ids:
            self._deleted.add(id)
            self._where.pop(id, None)

    def _flush(self) -> None:
        if not self._batch:
            return
        path = self._build / f"part-{len(self._parts)}.dla"
        done: Future[int] | None = None
        if self._pool is None:
            invert(path, self._batch, self._weights)
        else:
            wait([part.done for part in self._parts[:-2] if part.done])  # few batches in memory at a time
            done = self._pool.submit(invert, path, self._batch, self._weights)
        self._parts.append(_Part(path, len(self._batch), done))
        self._batch, self._characters = [], 0

    def _finish_parts(self) -> None:
        """Wait for other processes and make sure that none has lost anything."""
        for part in self._parts:
            try:
                written = part.count if part.done is None else part.done.result()
            except BrokenProcessPool:
                written = 0
            if written != part.count:
                raise DatelineError("A process that built the index was killed; run `dateline index` again.")

    def commit(self, changed: int) -> int:
        """Publish everything since the last commit; returns the generation."""
        self._flush()
        self._finish_parts()
        toc = self._hold.toc
        known: list[ArraySegment] = TOC.read(self._storage, NAME, gen=toc).segments
        opened = [Segment(segment.path(self._build)) for segment in known]
        old = columns.Columns.open(self._build / _columns(toc)) if known else None
        gone = self._deleted | self._where.keys()
        live: list[Array] = []
        for segment, reader in zip(known, opened, strict=True):
            numbers = {number for id in gone if (number := reader.document(id)) >= 0}
            segment.deleted = segment.deleted | numbers
            mask = np.ones(len(reader), bool)
            mask[list(segment.deleted)] = False
            live.append(mask)
        fresh = np.zeros(len(self._rows), bool)
        fresh[list(self._where.values())] = True
        stays, merged = _choose(live, bool(self._parts))
        bases = np.cumsum([0, *(len(mask) for mask in live)])
        kept = [np.arange(bases[i], bases[i + 1]) for i in stays]
        kept += [np.flatnonzero(live[i]) + bases[i] for i in merged]
        final = [known[i] for i in stays]
        written = self._segment([opened[i].file for i in merged], [live[i] for i in merged], fresh)
        if written:
            final.append(written)
        toc += 1
        alive = [live[i] for i in stays] + [np.ones(int(live[i].sum()), bool) for i in merged]
        rows = [row for row, stay in zip(self._rows, fresh.tolist(), strict=True) if stay]
        alive.append(np.ones(len(rows), bool))
        mask = np.concatenate(alive)
        order = np.concatenate(kept) if kept else np.empty(0, np.int64)
        columns.write(self._build / _columns(toc), old, order, mask, rows, {"toc": toc})
        self._write_toc(final, toc)
        generation = self._hold.publish(toc, int(mask.sum()), changed)
        self._clean(final, toc)
        self._reset()
        return generation

    def _segment(self, files: list[ArrayFile], kept: list[Array], fresh: Array) -> ArraySegment | None:
        """The new segment of the merged ones and of everything added, or None where that is nothing."""
        at = 0
        sources: list[Any] = [file.__getitem__ for file in files]
        masks = list(kept)
        for part in self._parts:
            sources.append(ArrayFile(part.path).__getitem__)
            masks.append(fresh[at : at + part.count])
            at += part.count
        count = sum(int(mask.sum()) for mask in masks)
        if not count:
            return None
        segment = ArraySegment(NAME, count)
        path = segment.path(self._build)
        if len(sources) == 1 and not files and masks[0].all():
            self._parts[0].path.replace(path)
        else:
            arrays.write(path, merge(sources, masks))
        return segment

    def _write_toc(self, segments: list[ArraySegment], toc: int) -> None:
        path = self._build / TOC._filename(NAME, toc)
        path.unlink(missing_ok=True)
        TOC(schema(), segments, toc).write(self._storage, NAME)
        path.chmod(0o600)
        with path.open("rb") as file:
            os.fsync(file.fileno())

    def _clean(self, segments: list[ArraySegment], toc: int) -> None:
        clean_files(self._storage, NAME, toc, segments)
        for path in self._build.iterdir():
            if path.name.startswith(("part-", "columns-")) and path.name != _columns(toc).name:
                path.unlink(missing_ok=True)
        self._hold.tidy()

    def close(self) -> None:
        """Forget what was not committed and let the next writer in."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        self._hold.close()


def _columns(toc: int) -> Path:
    return Path(f"columns-{toc}.dla")


def _choose(live: Sequence[Array], adding: bool) -> tuple[list[int], list[int]]:
    """Which segments stay as they are, and which are merged into the new one."""
    sizes = [int(mask.sum()) for mask in live]
    merged = {i for i, mask in enumerate(live) if sizes[i] < (1 - MAX_DELETED) * len(mask)}
    rest = sorted((i for i in range(len(live)) if i not in merged), key=sizes.__getitem__)
    if len(rest) + adding > MAX_SEGMENTS:
        merged.update(rest[: MAX_SEGMENTS // 2 + 1])
    return [i for i in range(len(live)) if i not in merged], sorted(merged)

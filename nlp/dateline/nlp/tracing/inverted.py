"""Which articles have a key or a feature: a mapped file, so that one text is looked up in milliseconds.

The file is derived: tracing writes it anew and puts it in the place of the old one in one step, so that
whoever reads goes on reading the old one.  All numbers are little-endian; sections follow each other, each
from the next multiple of 8 bytes on:

    8 bytes `DLTRACE1`, 8 bytes version of the fingerprints, 4 × u64: articles, bytes of an id, keys, features
    keys u64 ascending, features u32 ascending, owner of each key u32, of each feature u32, ids
"""

import os
import struct
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.nlp.tracing import signature
from dateline.nlp.tracing.corpus import FACTORS, STRONGEST, Corpus, Population, rarities
from dateline.nlp.tracing.fingerprint import VERSION, Fingerprint

NAME = "tracing.lists"
MOST = 400
"""Articles that are worth a closer look."""
_LONGEST = 20_000
"""Articles of one list that are read; what more have says nothing."""
_HEAD = struct.Struct("<8s8s4Q")
_MAGIC = b"DLTRACE1"


class Lists:
    """The file, mapped.  Raises ValueError where it is none or of other fingerprints, OSError as files do."""

    def __init__(self, path: Path) -> None:
        whole = np.memmap(path, dtype=np.uint8, mode="r")
        if len(whole) < _HEAD.size:
            raise ValueError("the file is cut")
        magic, version, self.size, width, keys, features = _HEAD.unpack(whole[: _HEAD.size].tobytes())
        if magic != _MAGIC or version.rstrip(b"\0") != VERSION.encode():
            raise ValueError("the file is of other fingerprints")
        place = _HEAD.size

        def take(kind: str, count: int) -> NDArray[np.generic]:
            nonlocal place
            length = np.dtype(kind).itemsize * count
            if place + length > len(whole):
                raise ValueError("the file is cut")
            part = whole[place : place + length].view(kind)
            place += -(-length // 8) * 8
            return part

        self._keys = take("<u8", keys)
        self._features = take("<u4", features)
        self._key_owners = take("<u4", keys)
        self._feature_owners = take("<u4", features)
        self._ids = take(f"S{max(width, 1)}", self.size)

    def population(self) -> Population:
        """How often features are among all articles."""
        return Population(size=self.size, frequency=self._frequency)

    def _frequency(self, features: NDArray[np.uint32]) -> NDArray[np.int64]:
        found: NDArray[np.int64] = np.searchsorted(self._features, features, side="right") - np.searchsorted(
            self._features, features
        )
        return found

    def candidates(self, made: Fingerprint) -> list[str]:
        """The ids of the articles that share most with this one, the most first."""
        df = self._frequency(made.features)
        special = (made.flags & (signature.NAME | signature.NUMBER | signature.DATE)) > 0
        weight = FACTORS[made.flags] * rarities(df, special, self.size)
        strong = np.argsort(-weight, kind="stable")[: 2 * STRONGEST]
        shared = self._owners(self._keys, self._key_owners, np.unique(made.keys))
        named = self._owners(self._features, self._feature_owners, made.features[strong])
        owners, counts = np.unique(
            np.concatenate((shared, shared, shared, shared, named)), return_counts=True
        )
        owners, counts = owners[counts >= 2], counts[counts >= 2]
        order = np.lexsort((owners, -counts))[:MOST]
        return [bytes(self._ids[n]).decode() for n in owners[order].tolist()]

    @staticmethod
    def _owners(
        values: NDArray[np.generic], owners: NDArray[np.generic], wanted: NDArray[np.generic]
    ) -> NDArray[np.uint32]:
        begins = np.searchsorted(values, wanted).tolist()
        ends = np.searchsorted(values, wanted, side="right").tolist()
        parts = [np.asarray(owners[a:b]) for a, b in zip(begins, ends, strict=True) if b - a <= _LONGEST]
        return np.concatenate(parts) if parts else np.empty(0, dtype=np.uint32)


def write(path: Path, corpus: Corpus) -> None:
    """Write the lists of a corpus; readers of the old file are not disturbed."""
    ids = np.array([key.encode() for key in corpus.ids], dtype=np.bytes_)
    order = np.argsort(corpus.keys)
    keys, key_owners = corpus.keys[order], corpus.key_owner[order].astype("<u4")
    order = np.argsort(corpus.feature)
    features, feature_owners = corpus.kinds[corpus.feature[order]], corpus.feature_owner[order].astype("<u4")
    head = _HEAD.pack(
        _MAGIC,
        VERSION.encode(),
        corpus.size,
        ids.dtype.itemsize if corpus.size else 1,
        len(keys),
        len(features),
    )
    parts: Sequence[NDArray[np.generic]] = (
        keys.astype("<u8"), features.astype("<u4"), key_owners, feature_owners, ids
    )  # fmt: skip
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(head)
            for part in parts:
                file.write(part.data if part.size else b"")
                file.write(b"\0" * (-part.nbytes % 8))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

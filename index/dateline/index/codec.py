"""Whoosh's seam for file formats, filled with segments of arrays.

Whoosh keeps the schema, the list of segments, generations and clean-up, and its own queries run on these
segments through the readers below.  Whoosh's default codec pickles every block of 128 postings: slow to
write, slow to read, and unsafe to open.  Here postings are arrays in one mapped file; only Whoosh's list of
segments is still a pickle, which is why `place.check` comes before it is read.
"""

import zlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from dateline.index.entry import unstore
from dateline.index.frozen import ListMatcher, TermInfo, TermNotFound, analysis, base, fields, formats
from dateline.index.invert import SCALE
from dateline.index.segment import Segment
from dateline.index.words import words

NAME = "DATELINE"
EXTENSION = ".dla"


class Analyzer(analysis.Analyzer):  # type: ignore[misc]
    """Our words as Whoosh tokens."""

    def __call__(self, value: str, positions: bool = False, mode: str = "", **options: Any) -> Iterator[Any]:
        token = analysis.Token(positions, False, mode=mode)
        for position, word in enumerate(words(value)):
            token.text, token.boost, token.stopped = word, 1.0, False
            token.pos = position
            yield token

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Analyzer)

    def __hash__(self) -> int:
        return 1


def schema() -> Any:
    """The fields as Whoosh sees them."""
    text = {"analyzer": Analyzer(), "phrase": True}
    return fields.Schema(
        text=fields.TEXT(**text),
        title=fields.TEXT(**text, stored=True),
        was=fields.TEXT(**text),
        id=fields.STORED,
    )


class ArraySegment(base.Segment):  # type: ignore[misc]
    """One entry of Whoosh's list of segments."""

    def __init__(self, indexname: str, count: int) -> None:
        super().__init__(indexname)
        self.count = count
        self.deleted: frozenset[int] = frozenset()

    def codec(self, **options: Any) -> "ArrayCodec":
        return ArrayCodec()

    def path(self, folder: Path) -> Path:
        return folder / str(self.make_filename(EXTENSION))

    def doc_count_all(self) -> int:
        return self.count

    def set_doc_count(self, doccount: int) -> None:
        self.count = doccount

    def deleted_count(self) -> int:
        return len(self.deleted)

    def deleted_docs(self) -> Iterator[int]:
        return iter(sorted(self.deleted))

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self.deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        self.deleted = self.deleted | {docnum} if delete else self.deleted - {docnum}

    def should_assemble(self) -> bool:
        return False


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """Readers for Whoosh; writing is `dateline.index.writing`."""

    length_stats = True

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> "Documents":
        return Documents(_open(storage, segment), segment)

    def terms_reader(self, storage: Any, segment: ArraySegment) -> "Terms":
        return Terms(_open(storage, segment))


def _open(storage: Any, segment: ArraySegment) -> Segment:
    return Segment(segment.path(Path(storage.folder)))


class Documents(base.PerDocumentReader):  # type: ignore[misc]
    """Lengths and stored fields."""

    def __init__(self, arrays: Segment, segment: ArraySegment) -> None:
        self._arrays, self._segment = arrays, segment

    def doc_count(self) -> int:
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        return self._segment.deleted_docs()

    def _lengths(self, fieldname: str) -> Any:
        return self._arrays["lengths" if fieldname == "text" else f"{fieldname}.lengths"]

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(self._lengths(fieldname)[docnum]) or default

    def field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).sum())

    def min_field_length(self, fieldname: str) -> int:
        lengths = self._lengths(fieldname)
        return int(lengths.min()) if len(lengths) else 0

    def max_field_length(self, fieldname: str) -> int:
        lengths = self._lengths(fieldname)
        return int(lengths.max()) if len(lengths) else 0

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        head, title, _ = unstore(zlib.decompress(self._arrays.stored(docnum)).decode("utf8"))
        return {"id": head["id"], "title": title}


class Terms(base.TermsReader):  # type: ignore[misc]
    """Words and their postings."""

    def __init__(self, arrays: Segment) -> None:
        self._arrays = arrays

    @cached_property
    def _frequencies(self) -> dict[str, Any]:
        return {name: self._arrays.frequencies(name) for name in ("text", "title", "was")}

    def _number(self, fieldname: str, text: bytes) -> int:
        number = self._arrays.number(text.decode("utf8"))
        if number < 0 or fieldname not in self._frequencies or not self._frequencies[fieldname][number]:
            return -1
        return number

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._number(*term) >= 0

    def indexed_field_names(self) -> list[str]:
        return sorted(self._frequencies)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for name in self.indexed_field_names():
            yield from self.terms_from(name, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        for number in range(self._arrays.terms.place(prefix), len(self._arrays.terms)):
            if self._frequencies[fieldname][number]:
                yield fieldname, self._arrays.terms.raw(number)

    def items(self) -> Iterator[tuple[tuple[str, bytes], Any]]:
        for name, text in self.terms():
            yield (name, text), self.term_info(name, text)

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], Any]]:
        for name, text in self.terms_from(fieldname, prefix):
            yield (name, text), self.term_info(name, text)

    def term_info(self, fieldname: str, text: bytes) -> Any:
        ids, weights = self._posting(fieldname, text)[:2]
        return TermInfo(
            weight=float(weights.sum()),
            df=len(ids),
            minlength=1,
            maxlength=SCALE,
            maxweight=float(weights.max()),
            minid=int(ids[0]),
            maxid=int(ids[-1]),
        )

    def _posting(self, fieldname: str, text: bytes) -> tuple[Any, Any, int]:
        number = self._number(fieldname, text)
        if number < 0:
            raise KeyError(f"{fieldname}:{text!r}")
        ids, _ = self._arrays.postings(fieldname, number)
        posts = self._arrays[f"{fieldname}.posts"]
        tf = self._arrays[f"{fieldname}.tf"][int(posts[number]) : int(posts[number + 1])]
        return ids, tf.astype(np.float32), number

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Any:
        if (fieldname, text) not in self:
            raise TermNotFound(f"{fieldname}:{text!r}")
        ids, weights, number = self._posting(fieldname, text)
        everything = np.ones(len(self._arrays), bool)
        places = self._arrays.places(fieldname, number, everything)
        cuts = np.cumsum(weights.astype(np.int64))[:-1]
        encode = formats.Positions().encode
        values = [encode([int(p) & 0xFFFF for p in part]) for part in np.split(places, cuts)]
        return ListMatcher(
            ids.tolist(),
            weights.tolist(),
            values,
            formats.Positions(),
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def close(self) -> None:
        """Nothing to do: the mapping goes with its last view."""

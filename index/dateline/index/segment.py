"""Reading one segment: words to postings as array views."""

from functools import lru_cache
from pathlib import Path

import numpy as np

from dateline.index.arrays import Array, ArrayFile, Strings, lengths


class Segment:
    """One segment as `dateline.index.invert` lays it out; immutable, safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self.file = ArrayFile(path)
        self.terms = Strings(self.file["terms"], self.file["terms.ends"])
        self._stems = Strings(self.file["stems"], self.file["stems.ends"])
        self._names = Strings(self.file["names"], self.file["names.ends"])
        self.number = lru_cache(maxsize=20_000)(self.terms.find)

    def __len__(self) -> int:
        return len(self._names)

    def __getitem__(self, name: str) -> Array:
        return self.file[name]

    def postings(self, field: str, term: int, until: int | None = None) -> tuple[Array, Array]:
        """Documents and weights of one word, or of the words `term` to `until` - 1 one after the other."""
        posts = self.file[f"{field}.posts"]
        start, end = int(posts[term]), int(posts[term + 1 if until is None else until])
        return self.file[f"{field}.ids"][start:end], self.file[f"{field}.weight"][start:end]

    def frequencies(self, field: str) -> Array:
        """In how many documents each word stands."""
        return lengths(self.file[f"{field}.posts"])

    def places(self, field: str, term: int, mask: Array) -> Array:
        """Positions of a word in the documents of the mask, as document * 65536 + position, ascending."""
        posts, places = self.file[f"{field}.posts"], self.file[f"{field}.places"]
        start, end = int(posts[term]), int(posts[term + 1])
        ids, tf = self.file[f"{field}.ids"][start:end], self.file[f"{field}.tf"][start:end].astype(np.int64)
        position = self.file[f"{field}.pos"][int(places[term]) : int(places[term + 1])]
        stay = mask[ids]
        if not stay.all():
            position = position[np.repeat(stay, tf)]
            ids, tf = ids[stay], tf[stay]
        return np.repeat(ids.astype(np.int64) << 16, tf) + position

    def forms(self, stem: str, language: str) -> list[int]:
        """Words with this stem in a language."""
        number = self._stems.find(f"{language}:{stem}")
        if number < 0:
            return []
        posts = self.file["stems.posts"]
        found: list[int] = self.file["stems.terms"][int(posts[number]) : int(posts[number + 1])].tolist()
        return found

    def document(self, id: str) -> int:
        """The number of a document, or -1."""
        place = self._names.find(id)
        return int(self.file["names.ids"][place]) if place >= 0 else -1

    def names(self) -> list[str]:
        """Ids of the documents by their numbers."""
        out = [""] * len(self)
        for name, number in zip(self._names.all(), self.file["names.ids"].tolist(), strict=True):
            out[number] = name
        return out

    def stored(self, number: int) -> bytes:
        """What was stored of a document, deflated."""
        ends = self.file["stored.ends"]
        return self.file["stored"][int(ends[number]) : int(ends[number + 1])].tobytes()

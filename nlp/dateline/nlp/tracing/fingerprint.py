"""What tracing remembers of an article: enough to relate it to all others without its text.

Passages are found by *keys*: hashes of runs of five words, thinned out by winnowing.  What shares few words
is found by *features*: names, numbers, dates and the words of title and lead, each with flags that say where
it stands.  *Sentences* tell furniture.  All are arrays, so that a hundred thousand articles can be joined.
"""

import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.nlp.tracing.articles import TraceInput
from dateline.nlp.tracing.body import body
from dateline.nlp.tracing.lexicon import LEXICON, guess_language
from dateline.nlp.tracing.signature import signature, slots
from dateline.nlp.tracing.words import U64, hash_runs, hash_sentences, winnow

VERSION = "6"
"""Of all rules of tracing: another version, and all texts are read and all announcements told anew."""
RUN = 5
"""Words in a run."""
WINDOW = 12
"""Runs of which one is kept: a shared passage of 16 words is always found."""
LONGEST = 6000
"""Words of an article that are read; what follows is not traced."""

_HEADER = struct.Struct("<iI2sHHHH")
_NO_DAY = -(1 << 30)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fingerprint:
    """See the module's text.  Two fingerprints of the same article and version are equal byte for byte."""

    day: int | None
    """Proleptic ordinal of the day of publication."""
    words: int
    """Words that count."""
    language: str
    """ISO 639-1, empty where unknown."""
    sentences: U64
    lengths: NDArray[np.uint16]
    """Words of each sentence."""
    keys: U64
    """In the order of the text."""
    places: NDArray[np.uint16]
    """The sentence that each key begins in."""
    features: NDArray[np.uint32]
    """Ascending."""
    flags: NDArray[np.uint8]
    """See `dateline.nlp.tracing.signature`."""
    slots: NDArray[np.uint32]
    """What the title says in particular: pairs of slot and value."""

    def to_bytes(self) -> bytes:
        """For the store."""
        head = _HEADER.pack(
            _NO_DAY if self.day is None else self.day,
            self.words,
            self.language.encode()[:2].ljust(2, b"\0"),
            len(self.sentences),
            len(self.keys),
            len(self.features),
            len(self.slots),
        )
        parts = (
            self.sentences, self.keys, self.features, self.slots, self.lengths, self.places, self.flags
        )  # fmt: skip
        return head + b"".join(part.tobytes() for part in parts)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Fingerprint":
        """What `to_bytes` wrote.  Raises ValueError when the data are not whole."""
        day, words, language, sentences, keys, features, slots = _HEADER.unpack_from(data)
        place = _HEADER.size

        def take(count: int, kind: type) -> NDArray[Any]:
            nonlocal place
            values: NDArray[Any] = np.frombuffer(data, dtype=kind, count=count, offset=place)
            place += values.nbytes
            return values

        return cls(
            day=None if day == _NO_DAY else day,
            words=words,
            language=language.rstrip(b"\0").decode("ascii", "replace"),
            sentences=take(sentences, np.uint64),
            keys=take(keys, np.uint64),
            features=take(features, np.uint32),
            slots=take(slots, np.uint32),
            lengths=take(sentences, np.uint16),
            places=take(keys, np.uint16),
            flags=take(features, np.uint8),
        )


def fingerprint(article: TraceInput) -> Fingerprint:
    """The fingerprint of one article; depends on nothing else."""
    words: list[str] = []
    starts: list[int] = []
    for sentence, counts in body(article):
        if counts:
            starts.append(len(words))
            words += sentence.words
            if len(words) >= LONGEST:
                break
    begins = np.array(starts, dtype=np.int64)
    LEXICON.tidy()
    numbers = LEXICON.read(words)
    hashed = LEXICON.hashes[numbers]
    language = (article.language or guess_language(numbers))[:2]
    runs = hash_runs(hashed, RUN)
    kept = winnow(runs, WINDOW)
    first = np.zeros(len(words), dtype=np.bool_)
    first[begins] = True
    features, flags = signature(article, numbers, first)
    day = article.day
    return Fingerprint(
        day=day.toordinal() if day else None,
        words=len(words),
        language=language,
        sentences=hash_sentences(hashed, begins),
        lengths=np.diff(np.append(begins, len(words))).astype(np.uint16),
        keys=runs[kept],
        places=(np.searchsorted(begins, kept, side="right") - 1).astype(np.uint16),
        features=features,
        flags=flags,
        slots=slots(article.title, article.text),
    )

"""The organisations of a registry that runs of words of an affiliation may name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sqlalchemy import Connection

from dateline.nlp.wordlist import wordset
from dateline.store import registry
from dateline.store.keys import bag, key
from dateline.store.registry import Candidate, NameKind

_LONGEST = 12
_MOST_KEYS = 1200
UNIVERSITIES = wordset(
    "university universita universitat universite universidad universidade universiteit universitet "
    "universitas universiti"
)
_INSTITUTIONS = UNIVERSITIES | wordset(
    "uniwersytet univerzita universitesi egyetem hochschule institute institut instituto istituto hospital "
    "college academy laboratory observatory polytechnic"
)
_SCHOOLS = frozenset(("medical school", "business school", "law school", "dental school"))


@dataclass(frozen=True, slots=True)
class Gram:
    """Where a run of words stands."""

    segment: int
    words: int
    whole: int
    """Words of the segment."""
    torn: bool = False
    """Whether a comma or the like stands within."""


class Candidates:
    """Looks the runs of words of an affiliation up."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def of(self, segments: Sequence[str]) -> tuple[list[Candidate], dict[str, Gram]]:
        """Who may be meant, each with the run of words as its key, and where the runs stand."""
        keys = [key(segment) for segment in segments]
        grams = _grams(keys)
        found = registry.by_keys(self._conn, list(grams))
        exact = {c.key for c in found if c.kind != "acronym"}
        found += self._in_other_order(grams, exact)
        exact |= {c.key for c in found}
        found += self._longer(grams, exact)
        if not any("education" in c.types for c in found if c.kind != "acronym"):
            found += self._schools(grams)
            found += self._of_city(grams, keys)
        return found, grams

    def _in_other_order(self, grams: Iterable[str], exact: set[str]) -> Iterator[Candidate]:
        """Those whose name has the same words in another order, spelling or language."""
        loose: dict[str, str] = {}
        for gram in grams:
            if gram not in exact and " " in gram and any(word in _INSTITUTIONS for word in gram.split()):
                same = bag(gram)
                if same:
                    loose.setdefault(same, gram)
        for c in registry.by_keys(self._conn, list(loose)):
            yield replace(c, key=loose[c.key])

    def _longer(self, grams: dict[str, Gram], exact: set[str]) -> Iterator[Candidate]:
        """Those whose name begins with the run and goes on."""
        for gram, place in grams.items():
            campus = gram.split()[0] in UNIVERSITIES
            named = 2 <= place.words <= 5 and (place.words == place.whole or campus) and not place.torn
            if (
                named
                and (campus or gram not in exact)
                and any(word in _INSTITUTIONS for word in gram.split())
            ):
                kind: NameKind = "campus" if gram in exact else "beginning"
                for c in registry.by_beginning(self._conn, gram):
                    yield replace(c, key=gram, kind=kind)

    def _schools(self, grams: Iterable[str]) -> Iterator[Candidate]:
        """The university of "Elmford Medical School", where that has no entry of its own."""
        asked: dict[str, str] = {}
        for gram in grams:
            name, _, school = gram.rpartition(" ")
            name, _, kind = name.rpartition(" ")
            if name and f"{kind} {school}" in _SCHOOLS:
                asked |= {f"{name} university": gram, f"university {name}": gram}
        for c in registry.by_keys(self._conn, list(asked)):
            if c.kind != "acronym":
                yield replace(c, key=asked[c.key])

    def _of_city(self, grams: dict[str, Gram], keys: Sequence[str]) -> Iterator[Candidate]:
        """Universities of a city: "University of Elmford" by whatever name."""
        for gram, place in grams.items():
            other = set((bag(gram) or "")[1:].split()) - {"university"}
            if place.words == 2 and len(other) == 1 and any(k.endswith(gram) for k in keys):
                for c in registry.universities_of(self._conn, other.pop()):
                    yield replace(c, key=gram, kind="beginning")


def _grams(keys: Sequence[str]) -> dict[str, Gram]:
    """Runs of words within a segment, the longest first, and of neighbouring segments."""
    grams: dict[str, Gram] = {}

    def put(gram: str, place: Gram) -> None:
        if len(gram) > 2 and len(grams) < _MOST_KEYS:
            grams.setdefault(gram, place)

    for number, folded in enumerate(keys):
        words = folded.split()
        for size in range(min(_LONGEST, len(words)), 0, -1):
            for at in range(len(words) - size + 1):
                put(" ".join(words[at : at + size]), Gram(number, size, len(words)))
    for size in (2, 3):
        for at in range(len(keys) - size + 1):
            joined = " ".join(keys[at : at + size]).split()
            if len(joined) <= _LONGEST:
                put(" ".join(joined), Gram(at, len(joined), len(joined)))
    for number, (left, right) in enumerate(pairwise(keys)):
        ends, begins = left.split(), right.split()
        for before in range(1, min(4, len(ends)) + 1):
            for after in range(1, min(4, len(begins)) + 1):
                run = [*ends[-before:], *begins[:after]]
                if any(word in UNIVERSITIES for word in run):
                    whole = len(ends) + len(begins)
                    put(" ".join(run), Gram(number, len(run), whole, torn=True))
    return grams

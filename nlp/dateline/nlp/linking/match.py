"""From a string that names organisations to their entries in the registry, best first.

Every run of words of the string is looked up; what is found is weighed by how it goes by that name, how long
the
name is, where in the string it stands, and whether place and country agree.  An acronym counts only where the
place agrees, a name made of general words only where the country does, and one that several organisations
bear
only where the place decides.  No answer is an answer.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection

from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.linking.candidates import Candidates, Gram
from dateline.nlp.wordlist import wordset
from dateline.store import registry
from dateline.store.keys import key
from dateline.store.places import countries
from dateline.store.registry import Candidate

_SEGMENT = re.compile(r"[,;:|/\n()\[\]#]+|\s[-–—]\s|\.\s(?=[A-Z][a-z]{3})")
_BETWEEN = re.compile(r"[\W_]+")
_CODES = re.compile(r"#[A-Z]{1,4}#")
"""What old catalogues leave of tabulators and ends of lines."""
_KIND = {
    "name": 1.0,
    "label": 0.97,
    "alias": 0.93,
    "acronym": 0.62,
    "bag": 0.88,
    "beginning": 0.8,
    "campus": 1.0,
}
_PARTS = wordset("school faculty department laboratory college division center program")
_INSTITUTES = wordset("institute center clinics hospital")
_UNIT_WORDS = wordset("department division school faculty laboratory section unit program office group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An organisation that a string names."""

    ror: str
    name: str
    wikidata: str | None
    score: float
    """0 to about 1.5; a ranking, not a probability."""
    reason: str
    """One sentence."""


class Linker:
    """Looks names up in an imported registry."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    @cached_property
    def _countries(self) -> dict[str, str]:
        return registry.countries(self._conn)

    @cached_property
    def empty(self) -> bool:
        """Whether nothing has been imported."""
        return registry.count(self._conn) == 0

    def holds(self, rors: Collection[str]) -> bool:
        """Whether the registry has one of these organisations."""
        return registry.holds(self._conn, rors)

    def affiliation(self, text: str) -> list[Link]:
        """The organisations that an affiliation names, best first."""
        text = _CODES.sub(" ", text[:2000])
        segments = [part for part in _SEGMENT.split(text) if part and part.strip()][:40]
        found, grams = Candidates(self._conn).of(segments)
        starts = [next(iter(key(segment).split()), "") for segment in segments]
        return self._rank(text, found, grams, starts)

    def name(self, forms: Sequence[str], context: str, kind: str | None = None) -> Link | None:
        """The organisation that goes by one of these forms, where name, place and kind leave no doubt."""
        keys = {key(form): form for form in forms if form}
        found = [
            c for c in registry.by_keys(self._conn, list(keys)) if c.kind != "acronym" and _agree(c, kind)
        ]
        if not found:
            return None
        named = countries(" ".join([*forms, context]), self._countries)
        folded = f" {key(context)} "
        by_ror: dict[str, Candidate] = {}
        for c in sorted(found, key=lambda c: (_KIND[c.kind], len(c.key))):
            by_ror[c.ror] = c
        candidates = list(by_ror.values())
        near = [c for c in candidates if c.city and f" {key(c.city)} " in folded]
        land = [c for c in candidates if c.country in named]
        own = [c for c in candidates if c.kind == "name"]
        for chosen, why in (
            (near, "its city is named beside it"),
            (land, "its country is named beside it"),
            (candidates, "no other organisation of the registry bears the name"),
            (own, "it is the only one of which it is the official name"),
        ):
            if len(chosen) == 1:
                one = chosen[0]
                placed = one in near or one in land
                if not placed and (_general(one.key) or (named and chosen is own)):
                    continue
                if len(one.key.split()) == 1 and not (
                    placed or (kind and _KINDS.get(kind, set()) & set(one.types))
                ):
                    continue
                return Link(
                    ror=one.ror,
                    name=one.name,
                    wikidata=one.wikidata,
                    score=_KIND[one.kind],
                    reason=f"“{keys[one.key]}” is a {one.kind} of {one.name}, and {why}.",
                )
        return None

    def _rank(
        self,
        text: str,
        found: Sequence[Candidate],
        grams: dict[str, Gram],
        starts: Sequence[str],
    ) -> list[Link]:
        named = countries(text, self._countries)
        folded = f" {key(text)} "
        squeezed = _BETWEEN.sub("", text)
        largest: dict[str, int] = {}
        for c in found:
            largest[c.key] = max(largest.get(c.key, 0), c.related)
        cities = {
            c.ror for c in found if c.city and f" {key(c.city)} " in folded.replace(f" {c.key} ", " ", 1)
        }
        found = [
            c
            for c in found
            if c.kind not in ("beginning", "campus")
            or c.ror in cities
            or (c.kind == "beginning" and c.related == largest[c.key])
        ]
        settled = {c.key for c in found if c.kind not in ("campus", "acronym") and c.ror in cities}
        found = [c for c in found if c.kind != "campus" or c.key not in settled]
        bearers = Counter(key_ for key_, _ in {(c.key, c.ror) for c in found})
        local = Counter((key_, country) for key_, country, _ in {(c.key, c.country, c.ror) for c in found})
        heads = {
            c.key: c.ror
            for c in sorted(found, key=lambda c: (c.related, c.ror))
            if "company" in c.types and c.kind != "acronym"
        }
        named_exactly = [c.key for c in found if c.kind in ("name", "label") and " " in c.key]
        present = {c.ror for c in found if c.kind != "acronym"}
        best: dict[str, Link] = {}
        for c in found:
            place = grams[c.key]
            number, size, whole = place.segment, place.words, place.whole
            city = c.ror in cities
            land = c.country in named
            head = "company" in c.types and heads.get(c.key) == c.ror  # the firm where no branch is meant
            if named and not land and not (head and not any(local[c.key, code] for code in named)):
                continue
            score = _KIND[c.kind]
            if c.kind == "acronym" and c.key.replace(" ", "").upper() not in squeezed:
                continue
            alone = size == whole or len(c.key) >= 4
            if c.kind == "acronym" and not city and not (land and local[c.key, c.country] == 1 and alone):
                continue
            words = c.key.split()
            general = _general(c.key)
            if general and not (city or land):
                continue
            if bearers[c.key] > 1 and not city and not land and c.kind != "name" and not head:
                score -= 0.5
            if general and bearers[c.key] > 1 and not city:
                score -= 0.4
            if size == 1 and c.kind != "acronym" and size < whole:
                score -= (
                    0.25 if "company" in c.types and starts[number] == c.key else 0.55
                )  # one word of several: a place or a surname more often than an organisation
            score += 0.06 * min(len(words), 6) + 0.2 * city + 0.1 * land + 0.15 * (size / whole)
            if c.kind == "bag" and any(other != c.key and other in c.key for other in named_exactly):
                score -= 0.15
            if words[0] in _UNIT_WORDS and "university" not in words:
                score -= 0.35
            score -= 0.15 * place.torn + 0.1 * general
            own = c.kind in ("name", "label") and size == whole > 2 and not general
            if own and "education" not in c.types and _INSTITUTES & {words[0], words[-1]}:
                score += 0.2
            if "education" in c.types and "university" in words:
                score += 0.25
            if any(parent in present for parent in c.parents):
                if any(word in _PARTS for word in words):
                    score -= 0.45
                elif c.kind in ("name", "label") and len(words) > 2 and words[0] not in _UNIT_WORDS:
                    score += 0.3  # an institute of its own says more than the university it belongs to
                else:
                    score -= 0.02
            score += 0.02 * min(c.related, 10) / 10 + 0.02 * number / max(1, len(starts))
            why = "its city is named" if city else "its country is named" if land else "the name is its own"
            link = Link(
                ror=c.ror,
                name=c.name,
                wikidata=c.wikidata,
                score=round(score, 3),
                reason=f"“{c.key}” is a {c.kind} of {c.name}, and {why}.",
            )
            if c.ror not in best or best[c.ror].score < link.score:
                best[c.ror] = link
        ranked = sorted(best.values(), key=lambda link: (-link.score, link.ror))
        return [link for link in ranked if link.score >= 0.8][:5]


_KINDS = {
    "education": {"education"},
    "research": {"facility", "nonprofit", "education", "government", "archive"},
    "government": {"government", "funder", "facility"},
    "healthcare": {"healthcare"},
    "company": {"company"},
    "nonprofit": {"nonprofit", "funder", "other", "facility", "archive"},
    "media": {"company", "nonprofit"},
}


def _agree(candidate: Candidate, kind: str | None) -> bool:
    """Whether the registry's kinds allow what the text says the organisation is."""
    types = set(candidate.types)
    if kind == "company":
        return bool(types & {"company", "other"}) or len(candidate.key.split()) > 2
    if kind == "education":
        return bool(types & {"education", "healthcare", "facility", "other"})
    return True


def _general(name: str) -> bool:
    """Whether a key holds no word of its own: "ministry education"."""
    words = lexicon()
    return all(
        word in words.topic or word in words.generic or words.is_head(word) or word in {"saint", "institute"}
        for word in name.split()
    )

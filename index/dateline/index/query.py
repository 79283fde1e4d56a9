"""The query tree: what the query language parses into and engines translate.

A word matches a document that holds the same word, or one with the same stem in the document's language;
case, accents and letter width are no difference.  Phrases match words in a row.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.errors import UsageError

TextField = Literal["text", "title"]
"""`text` is title and body together, boilerplate included."""

FacetName = Literal["institution", "discipline", "source", "kind", "language", "role", "year"]
FACETS: tuple[FacetName, ...] = ("institution", "discipline", "source", "kind", "language", "role", "year")


class QueryError(UsageError):
    """A query that does not parse or asks for too much; the message is one sentence for the user."""

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message)
        self.position = position
        """Character of the query string at which it went wrong, from 0; None where no place is meant."""


@dataclass(frozen=True, slots=True)
class All:
    """Every document."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word as typed; text that falls into several words means them in a row."""

    text: str
    field: TextField = "text"


@dataclass(frozen=True, slots=True)
class Acronym:
    """A word in capitals: the word, or an institution that has exactly it as a name or alias."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row, as typed."""

    text: str
    field: TextField = "text"


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with `text`."""

    text: str
    field: TextField = "text"


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Words that match `pattern`: `*` any characters, `?` exactly one."""

    pattern: str
    field: TextField = "text"


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words at most one letter away (two for words of more than five letters)."""

    text: str
    field: TextField = "text"


@dataclass(frozen=True, slots=True)
class Is:
    """Documents with a facet value: its key, its label, an alias, or words in a row of one of these."""

    facet: FacetName
    value: str


@dataclass(frozen=True, slots=True)
class Published:
    """Published on these days, inclusive; None is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class About:
    """A date expression of the text overlaps these days, inclusive; None is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Was:
    """Words in a row that an earlier revision had and the current one no longer has."""

    text: str


@dataclass(frozen=True, slots=True)
class Not:
    part: "Query"


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple["Query", ...]


Words = Term | Phrase | Prefix | Wildcard | Fuzzy
Query = (
    All | Term | Acronym | Phrase | Prefix | Wildcard | Fuzzy | Is | Published | About | Was | Not | And | Or
)

"""What the rest of the program knows of the index.

`Searcher` is what the site and the command line hold; `Engine`, `Writer` and `Reader` are what an engine
implements.  Nothing outside `dateline.index` knows which engine answers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from dateline.index.query import FACETS, FacetName, Query, QueryError
from dateline.records import Document

__all__ = [
    "FACETS",
    "Answer",
    "Completion",
    "FacetName",
    "FacetValue",
    "Hit",
    "Month",
    "QueryError",
    "Request",
    "Searcher",
    "Segment",
    "Sort",
    "Status",
    "Writer",
]

Sort = Literal["relevance", "newest", "oldest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One search."""

    query: Query | str = ""
    """A tree, or a string of the query language; the empty string means every document."""
    filters: Mapping[FacetName, Sequence[str]] = field(default_factory=dict)
    """Facet keys (`FacetValue.value`): one of a facet's keys must hold, for every facet given.  The counts of
    a facet leave its own filter out, so that its other values stay choosable."""
    published: tuple[date | None, date | None] = (None, None)
    """First and last day, inclusive; None is open.  The histogram leaves it out."""
    sort: Sort = "relevance"
    """Documents without a date come last under `newest` and `oldest`.  With nothing to rank by, relevance is
    `newest`."""
    offset: int = 0
    """Hits skipped."""
    limit: int = 10
    """Hits wanted, 0 to 1000."""
    facets: Sequence[FacetName] = ()
    """Facets to count."""
    facet_limit: int = 12
    """Most values of a facet; those filtered by are always among them."""
    histogram: bool = False
    """Whether to count by month of publication."""
    collapse: bool = False
    """One hit for each announcement: the original where it matches, else the best one under the sort."""
    snippets: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of plain text, to be escaped by whoever shows it."""

    text: str
    marked: bool = False
    """It matched the query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One found article, as it was when indexed."""

    id: str
    score: float
    """Higher is better; comparable within one answer only.  0 when sorted by date."""
    url: str
    source: str
    kind: str
    language: str | None
    published: str | None
    """ISO 8601 date or time, as in `records.Article`."""
    announcement: str | None
    role: str | None
    title: tuple[Segment, ...]
    """The whole title in pieces; empty where the article has none."""
    snippet: tuple[Segment, ...]
    """The passage around the matches; without a match there, the beginning of the text."""
    others: int = 0
    """How many further hits of the same announcement stand behind this one when collapsed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    value: str
    """Key for `Request.filters`: the store's number of an institution, else the value itself."""
    label: str
    """For people."""
    count: int
    """Matching articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    month: str
    """`2024-03`."""
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    total: int
    """Matching articles."""
    groups: int
    """Hits there are to page through: `total`, or the announcements among them when collapsed."""
    hits: tuple[Hit, ...]
    facets: Mapping[FacetName, tuple[FacetValue, ...]]
    """Most frequent first."""
    histogram: tuple[Month, ...]
    """Months with articles, oldest first."""
    suggestion: str | None
    """A query that finds more, when a word of this one looks misspelt or no article has all its words."""
    notes: tuple[str, ...]
    """What was limited and how, one sentence each."""
    took_ms: float
    generation: int
    """Number of the index' state that answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """One way to go on typing."""

    text: str
    """What to put in the place of the last word or name typed."""
    kind: Literal["word", "institution", "discipline", "source"]
    count: int
    """Articles that have it."""
    value: str | None = None
    """Facet key, unless it is a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    engine: str
    generation: int
    documents: int
    changed: int
    """The store's change number up to which everything is indexed."""
    bytes: int
    """Size on disk."""
    outdated: str | None = None
    """Why the index should be rebuilt, one sentence; None when it is as this program would build it."""


class Searcher(Protocol):
    """Answers searches from the newest generation; safe to share between threads.

    Queries that don't parse or ask for too much raise QueryError.  An index that isn't there yet answers as
    an empty one, with a note.
    """

    def search(self, request: Request) -> Answer:
        """Find, rank, count."""

    def count(self, query: Query | str) -> int:
        """Matching articles."""

    def ids(self, query: Query | str) -> Iterator[str]:
        """Ids of all matching articles, oldest in the index first, all of one generation."""

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Completion, ...]:
        """Words and names that go on from what was typed, most frequent first."""

    def similar(self, id: str, limit: int = 10) -> tuple[Hit, ...]:
        """Articles with the same rare words, best first, without the article itself and its copies."""

    def values(self, facet: FacetName, prefix: str = "", limit: int = 100) -> tuple[FacetValue, ...]:
        """A facet's values over the whole index whose label or alias begins with `prefix`."""

    def status(self) -> Status:
        """What is being served."""

    def close(self) -> None:
        """Let go of files; the searcher is of no use afterwards."""


class Writer(Protocol):
    """Collects changes to an index and publishes them as one new generation."""

    def add(self, documents: Sequence[Document]) -> None:
        """Add these, in place of what has the same ids."""

    def delete(self, ids: Sequence[str]) -> None:
        """Take these out; unknown ids are no error."""

    def commit(self, changed: int) -> int:
        """Publish everything since the last commit, remember `changed`, and return the generation."""

    def close(self) -> None:
        """Forget what was not committed."""

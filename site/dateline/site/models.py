"""What the API answers; the field names are those of the command line's JSON."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, Field


class Problem(BaseModel):
    """Why there is no answer."""

    detail: str = Field(description="One sentence.")


class Segment(BaseModel):
    text: str
    marked: bool = Field(description="True where it matched the query.")


class Former(BaseModel):
    text: str = Field(description="Words that the article had and no longer has, as the query has them.")
    revision: int = Field(description="Number of the last revision that had them.")
    first_seen: datetime
    last_seen: datetime


class Hit(BaseModel):
    id: str
    url: str
    title: str
    published: str | None = Field(description="ISO 8601 date, or date and time, as the page gives it.")
    source: str
    kind: str
    language: str | None
    score: float = Field(description="Comparable within one answer only.")
    snippet: str
    segments: list[Segment] = Field(description="The snippet in pieces.")
    announcement: str | None
    role: str | None = Field(description="The article's part in its announcement.")
    former: list[Former] = Field(description="What the query asks for with `was:`.")
    others: int = Field(description="Further hits of the same announcement that this one stands for.")


class Suggestion(BaseModel):
    """One way to go on typing."""

    query: str = Field(description="The whole query with the last word or name completed.")
    label: str
    kind: Literal["word", "institution", "discipline", "source"]
    count: int = Field(description="Articles that have it.")


class FacetValue(BaseModel):
    value: str = Field(description="What to give as the facet's parameter.")
    label: str
    count: int


class Month(BaseModel):
    month: str = Field(examples=["2024-03"])
    count: int


class SearchAnswer(BaseModel):
    """One page of hits with facets."""

    query: str
    total: int = Field(description="Matching articles.")
    groups: int = Field(description="Hits to page through; fewer than `total` where copies are folded.")
    page: int
    pages: int
    took_ms: float
    hits: list[Hit]
    facets: dict[str, list[FacetValue]]
    histogram: list[Month]
    suggestion: str | None
    notes: list[str]


class Mention(BaseModel):
    text: str
    offset: tuple[int, int] = Field(description="Characters of title + blank line + text.")


class NamedInstitution(BaseModel):
    id: int | None = Field(description="Number of the institution's page.")
    name: str
    type: str
    ror: str | None
    wikidata: str | None
    role: Literal["issuer", "mentioned"]
    mentions: list[Mention]


class DateExpression(BaseModel):
    text: str
    offset: tuple[int, int]
    first: str
    last: str
    grain: str


class Discipline(BaseModel):
    field: str = Field(description="One of OpenAlex's 26 fields.")
    subfield: str | None
    score: float
    evidence: list[str]


class Revision(BaseModel):
    number: int
    first_seen: str
    last_seen: str
    title: str
    text: str


class Change(BaseModel):
    kind: Literal["same", "removed", "added"]
    text: str


class RevisionChanges(BaseModel):
    """What a revision changed against the one before: `same` and `removed` joined are the old text."""

    number: int
    first_seen: str
    last_seen: str
    capture: str | None = Field(description="Address of the capture that it was read from.")
    changes: list[Change] = Field(description="Empty for the first revision.")


class Part(BaseModel):
    """An article's part in an announcement."""

    id: str
    role: str
    reasons: list[str]
    shared: float = Field(description="Share of the original's text that it reuses, 0 to 1.")


class Article(BaseModel):
    """What `dateline export` writes."""

    id: str
    url: str
    canonical_url: str
    source: str
    kind: str
    title: str
    published: str | None
    modified: str | None
    authors: list[str]
    language: str | None
    text: str
    revisions: list[Revision]
    institutions: list[NamedInstitution]
    dates: list[DateExpression]
    disciplines: list[Discipline]
    announcement: Part | None


class Alias(BaseModel):
    alias: str
    reason: str


class Institution(BaseModel):
    id: int
    name: str
    type: str
    ror: str | None
    wikidata: str | None
    articles: int
    aliases: list[Alias]
    article_ids: list[str]


class Source(BaseModel):
    name: str
    title: str
    kind: str
    articles: int
    state: str | None = Field(description="Health in one word; null for a source that is no longer crawled.")
    sentence: str | None = Field(description="Health in one sentence.")


class Member(BaseModel):
    id: str
    role: str
    reasons: list[str]
    shared: float


class Gap(BaseModel):
    kind: Literal["failed", "silent"]
    source: str
    title: str
    first: date
    last: date = Field(description="Included.")
    visits: int = Field(description="Failed visits; 0 where it was silent.")
    reason: str


class Announcement(BaseModel):
    id: str
    members: list[Member]
    gaps: list[Gap] = Field(
        description="When sources were broken or silent, up to two weeks after the last article."
    )

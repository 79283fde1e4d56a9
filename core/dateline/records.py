"""The records that cross the boundaries between stages.

All are frozen, slotted and keyword-only.  The format of each field stands under it.  `to_json` turns any of
them into plain JSON values: the field names of the filters' JSON are the field names here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Literal

Kind = Literal["release", "news", "other"]
SourceKind = Literal["newsroom", "wire", "outlet"]
Grain = Literal["day", "week", "month", "quarter", "season", "year", "decade"]
Role = Literal["original", "copy", "rewrite", "translation", "coverage", "follow-up"]
InstitutionType = Literal[
    "education", "research", "government", "company", "healthcare", "nonprofit", "media", "other"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One response as fetched, kept in the WARC archive."""

    url: str
    """The address that answered, after redirects."""
    fetched_at: datetime
    """UTC, aware."""
    status: int
    """HTTP status."""
    content_type: str | None
    """The Content-Type header as sent."""
    digest: str
    """SHA-256 of the body, hexadecimal."""
    file: str
    """Name of the WARC file within the archive folder."""
    offset: int
    """Where the compressed WARC record begins in the file, bytes."""
    length: int
    """Length of the compressed WARC record, bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What extraction reads from one page: the content of one revision of an article."""

    url: str
    """The address that was fetched."""
    canonical_url: str
    """The article's one address: canonical link or redirect target, tracking parameters stripped."""
    title: str
    """Plain text on one line; empty where the page has none."""
    text: str
    """Body paragraphs separated by a blank line; no markup."""
    published: str | None
    """ISO 8601 date (`2023-04-29`) or date and time with offset where the page gives one."""
    published_raw: str | None
    """The text that `published` was read from."""
    modified: str | None
    """As `published`."""
    authors: tuple[str, ...]
    """Names of persons or desks, in the page's order."""
    language: str | None
    """ISO 639-1 code."""
    site_name: str | None
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place in the text; offsets count characters of title + blank line + text."""

    text: str
    offset: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """A named organisation of one document, with all its mentions."""

    name: str
    """The fullest form that the text uses."""
    type: InstitutionType
    ror: str | None
    """`https://ror.org/…` or None."""
    wikidata: str | None
    """`Q…` or None."""
    role: Literal["issuer", "mentioned"]
    mentions: tuple[Mention, ...]
    parent: str | None = None
    """Name of the institution of this document that this one is a unit of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpression:
    """A piece of text placed on the calendar."""

    text: str
    offset: tuple[int, int]
    first: date
    last: date
    """Inclusive."""
    grain: Grain


@dataclass(frozen=True, slots=True, kw_only=True)
class Discipline:
    """An OpenAlex field with the phrases of the text that carry it."""

    field: str
    subfield: str | None
    score: float
    """0 to 1."""
    evidence: tuple[str, ...]
    """Phrases as they stand in the text, strongest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Place, date and wire credit that open a release."""

    text: str
    place: str | None
    date: str | None
    """As written."""
    wire: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom the press may call; values as written."""

    name: str | None
    organisation: str | None
    email: str | None
    phone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Boilerplate:
    """A passage that says nothing of the news: "About X", notes to editors, forward-looking statements."""

    offset: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Direct speech with the speaker as named in the text."""

    offset: tuple[int, int]
    speaker: str | None
    affiliation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Anatomy:
    """The parts of a release."""

    dateline: Dateline | None = None
    contacts: tuple[Contact, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()
    subhead: str | None = None
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """What the pipeline found in one text."""

    institutions: tuple[Institution, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    disciplines: tuple[Discipline, ...] = ()
    anatomy: Anatomy = Anatomy()
    notes: tuple[str, ...] = ()
    """What was not read and why, one sentence each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article's part in an announcement."""

    id: str
    role: Role
    reasons: tuple[str, ...]
    """Sentences a reader can check."""
    shared: float
    """Share of the original's text that this article reuses, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """The thing announced; members with the original first, then by time."""

    id: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionRef:
    """An institution of the store as one article refers to it."""

    id: int
    name: str
    """The store's preferred name."""
    aliases: tuple[str, ...]
    """Forms used in the article, then the store's other aliases."""
    type: InstitutionType
    ror: str | None
    wikidata: str | None
    role: Literal["issuer", "mentioned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Everything the store knows about one article now: what is indexed, shown and exported."""

    id: str
    url: str
    canonical_url: str
    source: str
    source_kind: SourceKind
    kind: Kind
    title: str
    text: str
    published: str | None
    modified: str | None
    authors: tuple[str, ...]
    language: str | None
    site_name: str | None
    revision: int
    """Number of the current revision, from 1."""
    first_seen: datetime
    """UTC, aware."""
    gone_at: datetime | None
    """When the page was first found withdrawn; UTC, aware."""
    annotations: Annotations | None
    institutions: tuple[InstitutionRef, ...]
    announcement: str | None
    role: Role | None
    """The article's part in `announcement`."""
    earlier: tuple[str, ...]
    """Title, blank line and text of earlier revisions, oldest first."""
    changed: int
    """Number of the store's last change to this article; see `dateline.store.changes`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageReport:
    """What one stage of a run did."""

    stage: str
    counts: Mapping[str, int]
    """`noun/verb` → how many, e.g. `articles/new`."""
    errors: tuple[str, ...] = ()
    """One sentence each; empty when all went well."""
    seconds: float = 0.0
    sources: Mapping[str, Mapping[str, int]] | None = None
    """Counts by source, for the crawl."""


def article_id(canonical_url: str) -> str:
    """The id of the article at a canonical address: 16 hexadecimal digits of its SHA-256."""
    return sha256(canonical_url.encode()).hexdigest()[:16]


def to_json(value: Any) -> Any:
    """Plain JSON values of a record: tuples become lists, dates ISO 8601 strings."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_json(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value

"""What the index takes from a document, checked and in its own terms; the same for every engine."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from dateline.index.query import FacetName
from dateline.index.words import fold, language, normal, words
from dateline.records import Document

MAX_TITLE = 2_000
MAX_TEXT = 500_000
MAX_TOKENS = 60_000
"""Words of one document that are indexed."""
MAX_VALUES = 300
"""Institutions, date expressions and disciplines of one document that are indexed."""

Column = FacetName | str
COLUMNS: tuple[str, ...] = (
    "institution",
    "discipline",
    "subfield",
    "source",
    "kind",
    "language",
    "role",
    "year",
)
"""Facets as they are kept: those of the query language and the subfields, which `discipline:` finds too."""

NO_DAY = -(2**31)

_SENTENCE = re.compile(r"(?<=[.!?。])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Value:
    key: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document as the index takes it."""

    id: str
    title: str
    """Normal form (`words.normal`)."""
    pieces: tuple[tuple[str, bool], ...]
    """The text, normal, in pieces; whether each is boilerplate."""
    removed: tuple[str, ...]
    """Sentences of earlier revisions that the text no longer has."""
    stemming: str
    """Language of the stems, or empty."""
    facets: tuple[tuple[str, tuple[Value, ...]], ...]
    """Values by column, in the order of `COLUMNS`."""
    day: int
    """Day of publication as ordinal (0001-01-01 is 1), or NO_DAY."""
    second: int
    """Moment of publication in seconds since 1970, UTC; of undated ones 0."""
    intervals: tuple[tuple[int, int], ...]
    """First and last day of the date expressions, ordinals."""
    group: str
    """Announcement; the id itself where there is none."""
    original: bool
    head: str
    """JSON of what a hit shows beside title and text."""

    @property
    def text(self) -> str:
        return "".join(piece for piece, _ in self.pieces)

    def stored(self) -> str:
        """Everything that a hit shows; `unstore` takes it apart."""
        return f"{self.head}\n{self.title}\n{self.text}"


def unstore(stored: str) -> tuple[dict[str, str | None], str, str]:
    """Head, title and text of what `Entry.stored` made."""
    head, title, text = stored.split("\n", 2)
    return json.loads(head), title, text


def entry(document: Document) -> Entry:
    """The index' view of a document.  Raises ValueError where the record isn't as its type says."""
    if not isinstance(document.id, str) or not document.id:
        raise ValueError("a document without id")
    title = " ".join(_clean(document.title)[:MAX_TITLE].split())
    pieces = _pieces(document)
    day, second = moment(document.published)
    notes = document.annotations
    intervals = sorted(
        {
            (d.first.toordinal(), d.last.toordinal())
            for d in (notes.dates if notes else ())
            if d.first <= d.last
        }
    )
    code = document.language.lower().split("-")[0].split("_")[0] if document.language else None
    disciplines = notes.disciplines if notes else ()
    facets: dict[str, list[Value]] = {
        "institution": [
            Value(str(ref.id), _clean(ref.name), tuple(_clean(alias) for alias in ref.aliases[:30]))
            for ref in document.institutions
        ],
        "discipline": [Value(d.field, d.field) for d in disciplines],
        "subfield": [Value(d.subfield, d.subfield) for d in disciplines if d.subfield],
        "source": [Value(document.source, document.source)],
        "kind": [Value(document.kind, document.kind)],
        "language": [Value(code, code)] if code else [],
        "role": [Value(document.role, document.role)] if document.role else [],
        "year": [Value(str(date.fromordinal(day).year), str(date.fromordinal(day).year))] if day > 0 else [],
    }
    head = {
        "id": document.id,
        "url": document.canonical_url,
        "source": document.source,
        "kind": document.kind,
        "language": document.language,
        "published": document.published,
        "announcement": document.announcement,
        "role": document.role,
    }
    return Entry(
        id=document.id,
        title=normal(title),
        pieces=pieces,
        removed=_removed(document),
        stemming=language(document.language),
        facets=tuple((name, _unique(facets[name])) for name in COLUMNS),
        day=day,
        second=second,
        intervals=tuple(intervals[:MAX_VALUES]),
        group=document.announcement or document.id,
        original=document.role == "original",
        head=json.dumps({key: value if value is None else _clean(value) for key, value in head.items()}),
    )


def moment(published: str | None) -> tuple[int, int]:
    """Day and second of a publication date; the day is the one written, whatever the zone."""
    if not published:
        return NO_DAY, 0
    try:
        time = datetime.fromisoformat(published)
        day = time.toordinal()
        aware = time if time.tzinfo else time.replace(tzinfo=UTC)
        return day, int((aware - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())
    except (ValueError, OverflowError):
        return NO_DAY, 0


def key(name: str) -> str:
    """The form in which names of facet values are compared."""
    return " ".join(words(name)) or fold(name)


def _clean(text: str) -> str:
    if not isinstance(text, str):
        raise ValueError(f"text expected, found {type(text).__name__}")
    return text.encode("utf8", "replace").decode("utf8") if not text.isascii() else text


def _unique(values: list[Value]) -> tuple[Value, ...]:
    return tuple({value.key: value for value in values[:MAX_VALUES]}.values())


def _pieces(document: Document) -> tuple[tuple[str, bool], ...]:
    text = _clean(document.text)[:MAX_TEXT]
    shift = len(document.title) + 2
    spans = sorted(b.offset for b in document.annotations.anatomy.boilerplate) if document.annotations else []
    out: list[tuple[str, bool]] = []
    at = 0
    for first, last in spans:
        start, end = _edge(text, first - shift), _edge(text, last - shift)
        if start < at or end <= start:
            continue
        if start > at:
            out.append((normal(text[at:start]), False))
        out.append((normal(text[start:end]), True))
        at = end
    if at < len(text):
        out.append((normal(text[at:]), False))
    return tuple(out)


def _edge(text: str, at: int) -> int:
    """The next white space from `at` on, where a piece may end without cutting a word."""
    at = max(0, min(at, len(text)))
    if at == 0:
        return 0
    while at < len(text) and not text[at].isspace():
        at += 1
    return at


def _removed(document: Document) -> tuple[str, ...]:
    if not document.earlier:
        return ()
    now = {" ".join(words(s)) for s in _SENTENCE.split(f"{document.title}\n{document.text}")}
    gone: dict[str, str] = {}
    for revision in document.earlier:
        for sentence in _SENTENCE.split(_clean(revision)[:MAX_TEXT]):
            said = " ".join(words(sentence))
            if said and said not in now:
                gone.setdefault(said, normal(sentence))
    return tuple(gone.values())

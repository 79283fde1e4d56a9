"""Articles as JSON objects, for `dateline export` and the API.

    {"id","url","canonical_url","source","kind","title","published","modified","authors","language","text",
     "revisions":[{"number","first_seen","last_seen","title","text"}],
     "institutions":[{"id","name","type","ror","wikidata","role","mentions":[{"text","offset"}]}],
     "dates","disciplines" as `dateline annotate` gives them,
     "announcement":{"id","role","reasons","shared"} or null}

Offsets count characters of title + blank line + text.  Times are ISO 8601, UTC where Dateline set them.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from dateline.records import Annotations, Document, to_json
from dateline.store import announcements, articles, documents

FIELDS = (
    "id", "url", "canonical_url", "source", "kind", "title", "published", "modified", "authors", "language",
    "text",
)  # fmt: skip


def article(conn: Connection, document: Document) -> dict[str, Any]:
    """One article; see the module's text for the format."""
    found = document.annotations or Annotations()
    part = announcements.of_articles(conn, [document.id]).get(document.id)
    return {
        **{name: to_json(getattr(document, name)) for name in FIELDS},
        "revisions": [
            {
                "number": item.number,
                "first_seen": item.first_seen.isoformat(),
                "last_seen": item.last_seen.isoformat(),
                "title": item.title,
                "text": item.text,
            }
            for item in articles.of_article(conn, document.id)
        ],
        "institutions": _institutions(document, found),
        "dates": to_json(found.dates),
        "disciplines": to_json(found.disciplines),
        "announcement": None
        if part is None
        else {
            "id": part[0],
            "role": part[1].role,
            "reasons": list(part[1].reasons),
            "shared": part[1].shared,
        },
    }


def every(conn: Connection) -> Iterator[dict[str, Any]]:
    """All articles, in the order in which they last changed."""
    for document in documents.since(conn):
        yield article(conn, document)


def some(conn: Connection, ids: Iterable[str]) -> Iterator[dict[str, Any]]:
    """These articles, in this order."""
    rest = iter(ids)
    while part := list(islice(rest, documents.BATCH)):
        for document in documents.many(conn, part):
            yield article(conn, document)


def _institutions(document: Document, found: Annotations) -> list[dict[str, Any]]:
    entities = {form: ref for ref in reversed(document.institutions) for form in ref.aliases}
    result = []
    for item in found.institutions:
        ref = entities.get(item.name)
        result.append(
            {
                "id": ref.id if ref else None,
                "name": item.name,
                "type": item.type,
                "ror": item.ror or (ref.ror if ref else None),
                "wikidata": item.wikidata or (ref.wikidata if ref else None),
                "role": item.role,
                "mentions": to_json(item.mentions),
            }
        )
    return result

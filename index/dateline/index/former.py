"""What hits of a `was:` query once said, and when that was first and last seen."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from dateline.index import query as q
from dateline.index.contract import QueryError
from dateline.index.parse import parse
from dateline.store import articles

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """Words that an article had and no longer has."""

    text: str
    """As the query asks for them."""
    revision: int
    """Number of the last revision that had them."""
    first_seen: datetime
    last_seen: datetime


def former(conn: Connection, query: str, ids: Sequence[str]) -> dict[str, tuple[Former, ...]]:
    """Article id → what it said of what the query asks for with `was:`; articles without any are left out."""
    try:
        asked = list(dict.fromkeys(_texts(parse(query))))
    except QueryError:
        return {}
    found: dict[str, tuple[Former, ...]] = {}
    for key in ids if asked else ():
        earlier = articles.of_article(conn, key)[:-1]
        said = [(revision, _plain(f"{revision.title} . {revision.text}")) for revision in earlier]
        told = []
        for text in asked:
            having = [revision for revision, words in said if _plain(text) in words]
            if having:
                told.append(
                    Former(
                        text=text,
                        revision=having[-1].number,
                        first_seen=having[0].first_seen,
                        last_seen=having[-1].last_seen,
                    )
                )
        if told:
            found[key] = tuple(told)
    return found


def _texts(query: q.Query) -> Iterator[str]:
    match query:
        case q.Was(text):
            yield text
        case q.And(parts) | q.Or(parts):
            for part in parts:
                yield from _texts(part)


def _plain(text: str) -> str:
    """Words without case and accents, a space on each side of each."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return f" {' '.join(_WORD.findall(''.join(c for c in letters if not unicodedata.combining(c))))} "

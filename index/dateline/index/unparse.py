"""From a query tree back to a string of the query language."""

import re

from dateline.index import query as q
from dateline.index.parse import OPERATORS, QUOTES

_QUOTE = re.compile(f"[{QUOTES}]")


def write(query: q.Query) -> str:
    """A query string that parses into the same tree, up to grouping; the empty string for every document."""
    return "" if isinstance(query, q.All) else _write(query)


def _write(query: q.Query) -> str:
    match query:
        case q.All():
            return "*"
        case q.Term(text, field):
            return _named(field, text if _plain(text) else _quoted(text))
        case q.Acronym(text):
            return text
        case q.Phrase(text, field):
            return _named(field, _quoted(text))
        case q.Prefix(text, field):
            return _named(field, f"{text}*")
        case q.Wildcard(pattern, field):
            return _named(field, pattern)
        case q.Fuzzy(text, field):
            return _named(field, f"{text}~")
        case q.Is(facet, value):
            return f"{facet}:{value if _plain(value) else _quoted(value)}"
        case q.Published(first, last):
            return f"published:{first or ''}..{last or ''}"
        case q.About(first, last):
            return f"about:{first or ''}..{last or ''}"
        case q.Was(text):
            return f"was:{_quoted(text)}"
        case q.Not(part):
            return f"NOT {_grouped(part)}"
        case q.And(parts):
            return " ".join(_grouped(part) for part in parts)
        case q.Or(parts):
            return " OR ".join(_grouped(part) for part in parts)


def _grouped(query: q.Query) -> str:
    return f"({_write(query)})" if isinstance(query, (q.And, q.Or)) else _write(query)


def _named(field: q.TextField, text: str) -> str:
    return text if field == "text" else f"{field}:{text}"


def _plain(text: str) -> bool:
    return bool(re.fullmatch(r"\w[\w'&+#.-]*", text)) and text not in OPERATORS and text[-1] not in ".-"


def _quoted(text: str) -> str:
    return '"' + _QUOTE.sub(" ", text) + '"'

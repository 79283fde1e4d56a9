"""The same page work done as others would do it: Whoosh as its documentation shows, and SQLite's FTS5.

Both index the same words in the same stems, so that what they find can be compared.
"""

import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from dateline.index.entry import NO_DAY, Entry
from dateline.index.frozen import analysis, fields
from dateline.index.query import And, FacetName, Is, Or, Phrase, Prefix, Published, Query, Term
from dateline.index.words import stem, words

FACETS: tuple[FacetName, ...] = ("institution", "discipline", "source", "kind", "year")


EVER = (0, 4_000_000)
"""All days, as ordinals."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is compared of a page."""

    total: int
    facets: Mapping[Any, dict[str, int]]


class Stemmed(analysis.Analyzer):  # type: ignore[misc]
    """Our words and English stems as Whoosh tokens."""

    def __call__(
        self, value: str, positions: bool = False, chars: bool = False, mode: str = "", **options: Any
    ) -> Iterator[Any]:
        from dateline.index.words import spans

        token = analysis.Token(positions, chars, mode=mode)
        for position, (word, start, end) in enumerate(spans(value)):
            token.text, token.boost, token.stopped = stem(word, "en"), 1.0, False
            token.pos, token.startchar, token.endchar = position, start, end
            yield token


class Documented:
    """Whoosh with its default codec, `groupedby` and `highlights`."""

    def __init__(self, folder: Path) -> None:
        from whoosh import index as whoosh_index

        schema = fields.Schema(
            id=fields.ID(stored=True),
            title=fields.TEXT(analyzer=Stemmed(), stored=True, field_boost=3.0),
            text=fields.TEXT(analyzer=Stemmed(), stored=True),
            day=fields.NUMERIC(int, sortable=True),
            month=fields.ID(sortable=True),
            institution=fields.KEYWORD(commas=True),
            discipline=fields.KEYWORD(commas=True),
            source=fields.ID(sortable=True),
            kind=fields.ID(sortable=True),
            year=fields.ID(sortable=True),
        )
        folder.mkdir(parents=True, exist_ok=True)
        ready = whoosh_index.exists_in(str(folder))
        self._index = (
            whoosh_index.open_dir(str(folder)) if ready else whoosh_index.create_in(str(folder), schema)
        )
        self.ready = ready

    def fill(self, entries: Iterable[Entry]) -> None:
        writer = self._index.writer(limitmb=512)
        for one in entries:
            facets = dict(one.facets)
            keys = {name: [value.key.replace(",", "") for value in facets[name]] for name in FACETS}
            writer.add_document(
                id=one.id,
                title=one.title,
                text=f"{one.title}\n\n{one.text}",
                day=one.day,
                month=str(one.day // 30),
                institution=",".join(keys["institution"]),
                discipline=",".join(keys["discipline"]),
                source=keys["source"][0],
                kind=keys["kind"][0],
                year=keys["year"][0],
            )
        writer.commit()

    def open(self) -> None:
        self._searcher = self._index.searcher()

    def page(self, query: Query, newest: bool) -> Page:
        from whoosh import sorting

        groups: dict[str, Any] = {
            n: sorting.FieldFacet(n, allow_overlap=n in ("institution", "discipline")) for n in FACETS
        }
        groups["month"] = sorting.FieldFacet("month")
        options: dict[str, Any] = {"sortedby": "day", "reverse": True} if newest else {}
        options |= {"groupedby": groups, "maptype": sorting.Count}
        results = self._searcher.search(self._query(query), limit=10, **options)
        for hit in islice(results, 10):  # with facets the results are all there are, whatever the limit
            hit.highlights("text", top=1)
        counted: dict[str, dict[str, int]] = {
            n: {str(k): v for k, v in results.groups(n).items() if k} for n in FACETS
        }
        return Page(len(results), counted)

    def _query(self, query: Query) -> Any:
        from whoosh import query as q

        match query:
            case And(parts):
                return q.And([self._query(part) for part in parts])
            case Or(parts):
                return q.Or([self._query(part) for part in parts])
            case Term(text):
                return q.Term("text", stem(words(text)[0], "en"))
            case Phrase(text):
                return q.Phrase("text", [stem(word, "en") for word in words(text)])
            case Prefix(text):
                return q.Prefix("text", text)
            case Published(first, last) if first and last:
                return q.NumericRange("day", first.toordinal(), last.toordinal())
            case Is(facet, value):
                return q.Term(facet, value)
        raise ValueError(query)


class FullText:
    """SQLite's FTS5, with facets counted by SQL."""

    def __init__(self, path: Path) -> None:
        self.ready = path.exists()
        self._db = sqlite3.connect(path)

    def fill(self, entries: Iterable[Entry]) -> None:
        db = self._db
        db.executescript(
            """
            PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;
            CREATE VIRTUAL TABLE words USING fts5(title, text, tokenize="unicode61 tokenchars '&+#'");
            CREATE TABLE docs (id INTEGER PRIMARY KEY, day INT, month INT, source TEXT, kind TEXT, year TEXT);
            CREATE TABLE kept (id INTEGER PRIMARY KEY, name TEXT, stored BLOB);
            CREATE TABLE vals (doc INT, facet TEXT, value TEXT, PRIMARY KEY (doc, facet, value))
                WITHOUT ROWID;
            """
        )
        for number, one in enumerate(entries, 1):
            facets = dict(one.facets)
            title = " ".join(stem(word, "en") for word in words(one.title))
            body = " ".join(stem(word, "en") for word in words(one.text))
            db.execute(
                "INSERT INTO words(rowid, title, text) VALUES (?,?,?)", (number, title, f"{title} {body}")
            )
            row = [facets[name][0].key for name in ("source", "kind", "year")]
            day = one.day if one.day != NO_DAY else None
            db.execute("INSERT INTO docs VALUES (?,?,?,?,?,?)", (number, day, one.day // 30, *row))
            stored = zlib.compress(one.stored().encode(), 1)
            db.execute("INSERT INTO kept VALUES (?,?,?)", (number, one.id, stored))
            for name in ("institution", "discipline"):
                db.executemany(
                    "INSERT INTO vals VALUES (?,?,?)", [(number, name, v.key) for v in facets[name]]
                )
        db.execute("CREATE INDEX docs_day ON docs(day)")
        db.commit()

    def open(self) -> None:
        """Nothing to do."""

    def page(self, query: Query, newest: bool) -> Page:
        db = self._db
        match, days = _fts(query)
        db.execute(
            "CREATE TEMP TABLE IF NOT EXISTS found "
            "(id INTEGER PRIMARY KEY, day INT, month INT, source TEXT, kind TEXT, year TEXT)"
        )
        db.execute("DELETE FROM found")
        values: list[Any] = [match]
        where = "WHERE words MATCH ?"
        if days != EVER:
            where, values = "WHERE words MATCH ? AND day BETWEEN ? AND ?", [match, *days]
        db.execute(
            f"INSERT INTO found SELECT docs.* FROM words JOIN docs ON docs.id = words.rowid {where}", values
        )
        total = db.execute("SELECT count(*) FROM found").fetchone()[0]
        if newest:
            best = db.execute("SELECT id FROM found ORDER BY day DESC LIMIT 10").fetchall()
        else:
            table = "words" if days == EVER else "words JOIN docs ON docs.id = words.rowid"
            best = db.execute(
                f"SELECT words.rowid FROM {table} {where} ORDER BY bm25(words, 3.0, 1.0) LIMIT 10", values
            ).fetchall()
        for (number,) in best:
            db.execute(
                "SELECT kept.name, kept.stored, snippet(words, 1, '[', ']', '…', 40) FROM words "
                "JOIN kept ON kept.id = words.rowid WHERE words MATCH ? AND words.rowid = ?",
                (match, number),
            ).fetchall()
        facets: dict[Any, dict[str, int]] = {name: {} for name in FACETS}
        for name in ("source", "kind", "year", "month"):
            rows = db.execute(f"SELECT {name}, count(*) FROM found GROUP BY 1").fetchall()
            if name != "month":
                facets[name] = dict(rows)
        for name, value, count in db.execute(
            "SELECT facet, value, count(*) FROM found JOIN vals ON vals.doc = found.id GROUP BY 1, 2"
        ):
            facets[name][value] = count
        return Page(total, facets)


def _fts(query: Query) -> tuple[str, tuple[int, int]]:
    match query:
        case And(parts):
            days = EVER
            texts = []
            for part in parts:
                if isinstance(part, Published) and part.first and part.last:
                    days = (part.first.toordinal(), part.last.toordinal())
                else:
                    texts.append(_fts(part)[0])
            return " AND ".join(texts), days
        case Or(parts):
            return f"({' OR '.join(_fts(part)[0] for part in parts)})", EVER
        case Term(text):
            return f'text : "{stem(words(text)[0], "en")}"', EVER
        case Phrase(text):
            return f'text : "{" ".join(stem(word, "en") for word in words(text))}"', EVER
        case Prefix(text):
            return f'text : "{text}" *', EVER
    raise ValueError(query)


def seconds() -> float:
    """Processor time of this process so far."""
    return time.process_time()

"""The same as the pages, as JSON."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query
from sqlalchemy import Connection
from starlette.requests import Request

from dateline import clock, export
from dateline.crawler.health import health
from dateline.index.contract import FACETS, Answer
from dateline.index.former import Former, former
from dateline.records import to_json
from dateline.site import diffing, library, models
from dateline.site.completion import complete
from dateline.site.links import Search
from dateline.site.views.gaps import unseen
from dateline.site.views.passport import passport
from dateline.store import announcements, articles, documents, institutions, sources

router = APIRouter(
    prefix="/api",
    responses={
        400: {"model": models.Problem},
        404: {"model": models.Problem},
        422: {"model": models.Problem},
    },
)
Values = Annotated[list[str] | None, Query()]
MISSING = "There is nothing of this id."


@router.get("/search", summary="Search articles", response_model=models.SearchAnswer)
def search(
    request: Request,
    q: Annotated[str, Query(description="The query language of the search page; empty: every article.")] = "",
    page: Annotated[int, Query(ge=1, le=1000)] = 1,
    size: Annotated[int, Query(ge=0, le=100)] = 10,
    sort: Literal["relevance", "newest", "oldest"] = "relevance",
    copies: Annotated[
        Literal["", "all"], Query(description="`all`: do not fold an announcement into one hit.")
    ] = "",
    first: Annotated[date | None, Query(alias="from", description="First day of publication.")] = None,
    last: Annotated[date | None, Query(alias="to", description="Last day of publication.")] = None,
    institution: Values = None,
    discipline: Values = None,
    source: Values = None,
    kind: Values = None,
    language: Values = None,
    role: Values = None,
    year: Values = None,
) -> dict[str, Any]:
    """Hits, facets and histogram; the parameters are those of the search page."""
    asked = Search.read(request.query_params)
    held = library.of(request)
    answer = held.searcher.search(asked.request(size, facets=FACETS, histogram=True))
    with held.store.read() as conn:
        once = former(conn, asked.query, [hit.id for hit in answer.hits])
    return _answer(asked, answer, size, once)


@router.get("/suggest", summary="Go on typing", response_model=list[models.Suggestion])
def suggest(
    request: Request,
    q: Annotated[str, Query(max_length=500, description="What was typed so far.")] = "",
    limit: Annotated[int, Query(ge=1, le=20)] = 8,
) -> Any:
    """Queries that go on from what was typed: names first, then words."""
    typed = q.lstrip()
    if not typed:
        return []
    held = library.of(request)
    with held.store.read() as conn:
        titles = sources.titles(conn)
    found: list[dict[str, Any]] = to_json(complete(typed, held.searcher.suggest(typed, limit)))
    for item in found:
        if item["kind"] == "source":
            item["label"] = titles.get(item["label"], item["label"])
    return found


@router.get("/articles/{key}", summary="One article", response_model=models.Article)
def article(request: Request, key: str) -> dict[str, Any]:
    """All that is known of an article: the object that `dateline export` writes."""
    with library.of(request).store.read() as conn:
        document = documents.by_id(conn, key)
        if document is None:
            raise HTTPException(404, MISSING)
        return export.article(conn, document)


@router.get("/articles/{key}/revisions", summary="What changed", response_model=list[models.RevisionChanges])
def revisions(request: Request, key: str) -> list[dict[str, Any]]:
    """The revisions of an article, oldest first, each with the words that it added and removed."""
    held = library.of(request)
    with held.store.read() as conn:
        found = articles.of_article(conn, key)
    if not found:
        raise HTTPException(404, MISSING)
    base = held.base_url(request)
    return [
        {
            "number": new.number,
            "first_seen": new.first_seen.isoformat(),
            "last_seen": new.last_seen.isoformat(),
            "capture": f"{base}/captures/{new.capture_id}" if new.capture_id else None,
            "changes": to_json(diffing.between(old, new)) if old else [],
        }
        for old, new in zip([None, *found], found, strict=False)
    ]


@router.get("/institutions/{key}", summary="One institution", response_model=models.Institution)
def institution(request: Request, key: int) -> dict[str, Any]:
    """An institution, its names with the reason for each, and the articles that name it."""
    with library.of(request).store.read() as conn:
        entity = institutions.by_id(conn, key) if 0 < key < 2**62 else None
        if entity is None:
            raise HTTPException(404, MISSING)
        aliases = to_json(institutions.aliases_of(conn, key))
        return {**to_json(entity), "aliases": aliases, "article_ids": institutions.articles_of(conn, key)}


@router.get("/announcements/{key}", summary="One announcement", response_model=models.Announcement)
def announcement(request: Request, key: str) -> Any:
    """The articles of an announcement, their parts and reasons; when sources were broken or silent."""
    held = library.of(request)
    with held.store.read() as conn:
        found = announcements.by_id(conn, key)
        if found is None:
            raise HTTPException(404, MISSING)
        known = {item.id: item for item in documents.many(conn, [member.id for member in found.members])}
        gaps = partial(unseen, conn, held.settings.sources, sources.titles(conn))
        view = passport(found, known, unseen=gaps, today=clock.today())
    return {**to_json(found), "gaps": to_json(view.gaps) if view else []}


@router.get("/sources", summary="All sources", response_model=list[models.Source])
def all_sources(request: Request) -> list[dict[str, Any]]:
    """Sources with their health."""
    held = library.of(request)
    counts = {value.value: value.count for value in held.searcher.values("source", limit=1000)}
    with held.store.read() as conn:
        return _sources(conn, held, counts)


def _sources(conn: Connection, held: library.Library, counts: dict[str, int]) -> list[dict[str, Any]]:
    entries = held.home.settings().sources
    titles, kinds = sources.titles(conn), sources.kinds(conn)
    found = []
    for name in sorted({*entries, *titles}):
        entry = entries.get(name)
        state = health(conn, name, entry, clock.now()) if entry else None
        found.append(
            {
                "name": name,
                "title": (entry.title if entry else "") or titles.get(name, name),
                "kind": entry.kind if entry else kinds[name],
                "articles": counts.get(name, 0),
                "state": state.state if state else None,
                "sentence": state.sentence if state else None,
            }
        )
    return found


def _answer(asked: Search, answer: Answer, size: int, once: Mapping[str, Sequence[Former]]) -> dict[str, Any]:
    return {
        "query": asked.query,
        "total": answer.total,
        "groups": answer.groups,
        "page": asked.page,
        "pages": -(-answer.groups // size) if size else 0,
        "took_ms": answer.took_ms,
        "hits": [
            {
                **{
                    name: getattr(hit, name)
                    for name in (
                        "id",
                        "url",
                        "published",
                        "source",
                        "kind",
                        "language",
                        "score",
                        "announcement",
                        "role",
                        "others",
                    )
                },
                "title": "".join(part.text for part in hit.title),
                "snippet": "".join(part.text for part in hit.snippet),
                "segments": to_json(hit.snippet),
                "former": to_json(once.get(hit.id, ())),
            }
            for hit in answer.hits
        ],
        "facets": {name: to_json(values) for name, values in answer.facets.items()},
        "histogram": to_json(answer.histogram),
        "suggestion": answer.suggestion,
        "notes": [*asked.problems, *answer.notes],
    }

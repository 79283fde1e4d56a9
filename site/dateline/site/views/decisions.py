"""What persons decided, in sentences."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from dateline.records import Document
from dateline.store.decisions import Decision
from dateline.store.names import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A decision as a page shows it."""

    id: int
    sentence: str
    made_at: datetime
    numbers: tuple[int, ...]
    """Those of the decisions that it was written down as."""


def of_institution(made: Iterable[Decision], names: Iterable[str]) -> list[Said]:
    """Those that speak of an institution of these names, newest first."""
    own = {fold(name) for name in names}
    found = []
    for decision in made:
        data = decision.data
        told = {data.get("into"), data.get("key"), *data.get("from", ())}
        told |= {fold(str(data[name])) for name in ("name", "other", "old", "entity") if name in data}
        if own & told:
            found.append(
                Said(
                    id=decision.id,
                    sentence=_sentence(decision),
                    made_at=decision.made_at,
                    numbers=(decision.id,),
                )
            )
    return found[::-1]


def of_announcement(
    made: Iterable[Row[Any]], members: Iterable[str], title: Callable[[str], str]
) -> list[Said]:
    """Those that speak of any of these articles, newest first; `title` names an article by its id.

    What parts one article from many is one correction.
    """
    own = set(members)
    together: dict[tuple[str, datetime], list[Row[Any]]] = {}
    for row in made:
        if own & set(row.data["articles"]):
            together.setdefault((row.action, row.made_at), []).append(row)
    found = [
        Said(
            id=rows[0].id,
            sentence=_of_articles(action, [row.data["articles"] for row in rows], title),
            made_at=moment,
            numbers=tuple(row.id for row in rows),
        )
        for (action, moment), rows in together.items()
    ]
    return found[::-1]


def name_of(document: Document | None, titles: Mapping[str, str]) -> str:
    """An article as these sentences name it: with its source, since copies have one title."""
    if document is None:
        return "An article that is no longer here"
    return f"“{document.title or 'Without a title'}” ({titles.get(document.source, document.source)})"


def _of_articles(action: str, pairs: Sequence[Sequence[str]], title: Callable[[str], str]) -> str:
    if action == "original":
        return f"{title(pairs[0][0])} is the original."
    common = set(pairs[0]).intersection(*pairs)
    if len(common) == 1:
        return f"{title(common.pop())} does not belong together with {len(pairs)} other articles."
    one, other = pairs[0]
    verb = "belong" if action == "together" else "do not belong"
    return f"{title(one)} and {title(other)} {verb} together."


def _sentence(decision: Decision) -> str:
    data: Mapping[str, Any] = decision.data
    return {
        "merge": f"{data.get('other')} is the same institution as {data.get('name')}.",
        "split": f"{data.get('name')} is not {data.get('entity')}.",
        "rename": f"{data.get('old')} is called {data.get('name')}.",
    }.get(decision.action, decision.action)

"""`dateline trace --jsonl`: articles in, announcements with two or more articles out, one a line."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.nlp.tracing.articles import TraceInput
from dateline.nlp.tracing.credits import host
from dateline.nlp.tracing.markup import plain, untitled
from dateline.nlp.tracing.tracer import trace
from dateline.records import to_json

_TEXTS = ("url", "canonical_url", "source", "published", "title", "text", "language")


class Lines:
    """Traces lines of JSON; `errors` holds one sentence for each line that could not be read."""

    def __init__(self) -> None:
        self.errors: list[str] = []

    def run(self, lines: Iterable[str]) -> Iterator[str]:
        """Announcements of all lines together, by the ids of their originals."""
        for item in trace(self._articles(lines)):
            row = {"announcement": item.id, "members": to_json(item.members)}
            yield json.dumps(row, ensure_ascii=False)

    def _articles(self, lines: Iterable[str]) -> Iterator[TraceInput]:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield article(json.loads(line))
            except (ValueError, RecursionError) as error:
                what = str(error) if type(error) is ValueError else "is not JSON"
                self.errors.append(f"Line {number} {what}.")


def article(row: Any) -> TraceInput:
    """The article of one JSON object.  Raises ValueError with the rest of a sentence that begins "Line 7"."""
    if not isinstance(row, dict):
        raise ValueError("is not a JSON object")
    if not isinstance(row.get("id"), str | int) or isinstance(row.get("id"), bool):
        raise ValueError('lacks "id"')
    for name in _TEXTS:
        if not isinstance(row.get(name), str | None):
            raise ValueError(f'has a "{name}" that is not a string')
    texts = {name: row.get(name) or "" for name in _TEXTS}
    return TraceInput(
        id=str(row["id"]),
        url=texts["url"],
        canonical_url=texts["canonical_url"],
        source=texts["source"] or host(texts["url"]),
        published=texts["published"] or None,
        title=texts["title"],
        text=untitled(plain(texts["text"]), texts["title"]),
        language=texts["language"] or None,
    )

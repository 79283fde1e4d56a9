"""`dateline annotate --jsonl`: one JSON object in, one out, in order."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.nlp.pipeline import Input, Pipeline
from dateline.records import to_json


class Lines:
    """Annotates lines of JSON; `failed` counts those that could not be read."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self.failed = 0

    def run(self, lines: Iterable[str]) -> Iterator[str]:
        """One line of JSON for each line that is not blank, in order."""
        waiting: list[Input | dict[str, Any]] = []
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            waiting.append(_read(line, number))
            if len(waiting) >= 24:
                yield from self._flush(waiting)
                waiting = []
        yield from self._flush(waiting)

    def _flush(self, waiting: list[Input | dict[str, Any]]) -> Iterator[str]:
        found = self._pipeline.annotate(item for item in waiting if isinstance(item, Input))
        for item in waiting:
            if isinstance(item, Input):
                row = {"id": item.id, **to_json(next(found)[1])}
            else:
                self.failed += 1
                row = item
            yield json.dumps(row, ensure_ascii=False)


def _read(line: str, number: int) -> Input | dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {"error": f"Line {number} is not JSON."}
    if not isinstance(row, dict):
        return {"error": f"Line {number} is not a JSON object."}
    known = {"id": row["id"]} if "id" in row else {}
    for field in ("title", "text", "published", "language"):
        if not isinstance(row.get(field), str | None):
            return {**known, "error": f'"{field}" in line {number} is not a string.'}
    if "id" not in row or not ("text" in row or "title" in row):
        return {**known, "error": f'Line {number} lacks "id", or both "title" and "text".'}
    return Input(
        id=row["id"],
        title=row.get("title") or "",
        text=row.get("text") or "",
        published=row.get("published"),
        language=row.get("language"),
    )

"""A gold folder: releases, and what people found in them.

`releases.jsonl` has one {"id","title","text","published"} a line, `gold.json` a list in the form that
`dateline.nlp.evaluation.score` says.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import UsageError
from dateline.nlp.pipeline import Input

_PARTS: Mapping[str, type] = {"institutions": list, "dates": list, "disciplines": list, "anatomy": dict}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A release with what people found in it."""

    release: Input
    gold: Mapping[str, Any]


def read(folder: Path) -> list[Judged]:
    """The releases of a gold folder that were judged.  Raises UsageError, one sentence."""
    for name in ("releases.jsonl", "gold.json"):
        if not (folder / name).is_file():
            raise UsageError(
                f"{folder} is no gold folder: it has no {name}; tests/nlp/gold shows what one holds."
            )
    releases = {item.id: item for item in _releases(folder / "releases.jsonl")}
    judged = []
    for gold in _gold(folder / "gold.json"):
        release = releases.get(gold["id"])
        if release is None:
            raise UsageError(
                f"{folder}/gold.json speaks of {gold['id']!r}, which releases.jsonl does not hold."
            )
        judged.append(Judged(release=release, gold=gold))
    if not judged:
        raise UsageError(f"{folder}/gold.json holds no entry.")
    return judged


def _releases(path: Path) -> list[Input]:
    found = []
    for number, line in enumerate(_text(path).splitlines(), 1):
        if not line.strip():
            continue
        row = _json(line, f"line {number} of {path}")
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise UsageError(f'Line {number} of {path} is no object with an "id".')
        for field, needed in (("title", True), ("text", True), ("published", False), ("language", False)):
            value = row.get(field)
            if not (isinstance(value, str) or (value is None and not needed)):
                raise UsageError(f'"{field}" in line {number} of {path} is no string.')
        found.append(
            Input(
                id=row["id"],
                title=row["title"],
                text=row["text"],
                published=row.get("published"),
                language=row.get("language"),
            )
        )
    return found


def _gold(path: Path) -> list[dict[str, Any]]:
    rows = _json(_text(path), str(path))
    if not isinstance(rows, list):
        raise UsageError(f"{path} is no list of entries.")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise UsageError(f'Entry {number} of {path} is no object with an "id".')
        for part, kind in _PARTS.items():
            if part in row and not isinstance(row[part], kind):
                raise UsageError(
                    f'"{part}" of {row["id"]!r} in {path} is no {"list" if kind is list else "object"}.'
                )
    return rows


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}.") from None


def _json(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where} is not JSON: {error}.") from None

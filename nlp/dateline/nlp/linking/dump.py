"""Reading a dump of the Research Organization Registry: schema 1 and 2; JSON, JSON Lines; plain, .zip, .xz,
.gz.

Read as a stream: memory does not grow with the dump.
"""

import gzip
import io
import json
import lzma
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from dateline.errors import UsageError
from dateline.store.registry import NameKind, Organisation

_CHUNK = 1 << 18
_LARGEST = 8 << 20
"""Longest single record that is read, characters."""


def organisations(path: Path) -> Iterator[Organisation]:
    """The active organisations of a dump.  Raises UsageError where the file is not one."""
    if not path.is_file():
        raise UsageError(f"{path} is not a file; download a dump from the registry and name it.")
    number = 0
    try:
        with ExitStack() as stack:
            for row in _records(_open(path, stack)):
                number += 1
                item = organisation(row)
                if item is not None:
                    yield item
    except (ValueError, zipfile.BadZipFile, lzma.LZMAError, EOFError, OSError, RecursionError) as error:
        raise UsageError(
            f"{path} cannot be read as a dump of the registry (after {number:,} records): {error}."
        ) from error
    if not number:
        raise UsageError(f"{path} holds no records of the registry.")


def _open(path: Path, stack: ExitStack) -> TextIO:
    with path.open("rb") as file:
        head = file.read(6)
    if head.startswith(b"PK"):
        archive = stack.enter_context(zipfile.ZipFile(path))
        names = [
            n for n in archive.namelist() if n.endswith((".json", ".jsonl")) and not n.startswith("__MACOSX")
        ]
        if not names:
            raise ValueError("the archive holds no .json file")
        best = sorted(names, key=lambda n: ("v2" not in n, n))[0]
        return io.TextIOWrapper(stack.enter_context(archive.open(best)), encoding="utf8")
    if head.startswith(b"\xfd7zXZ"):
        return stack.enter_context(lzma.open(path, "rt", encoding="utf8"))
    if head.startswith(b"\x1f\x8b"):
        return stack.enter_context(gzip.open(path, "rt", encoding="utf8"))
    return stack.enter_context(path.open(encoding="utf8"))


def _records(file: TextIO) -> Iterator[Any]:
    """The objects of a JSON array, or of lines or a plain sequence of objects."""
    decoder = json.JSONDecoder()
    buffer = file.read(_CHUNK)
    at = 0
    while True:
        while at < len(buffer) and buffer[at] in " \t\r\n,[]\ufeff":
            at += 1
        if at < len(buffer):
            try:
                value, at = decoder.raw_decode(buffer, at)
                yield value
                continue
            except json.JSONDecodeError as error:
                if len(buffer) - at > _LARGEST:
                    raise ValueError(f"no record ends within {_LARGEST:,} characters") from error
        more = file.read(max(_CHUNK, len(buffer) - at))
        if not more:
            if buffer[at:].strip(" \t\r\n,[]"):
                raise ValueError("the last record is cut off")
            return
        buffer = buffer[at:] + more
        at = 0


def organisation(row: Any) -> Organisation | None:
    """The organisation of one record of either schema; None if it is withdrawn or no record."""
    if not isinstance(row, dict) or not str(row.get("id", "")).startswith("https://ror.org/"):
        raise ValueError(f"{str(row)[:60]!r} is not a record of the registry")
    if row.get("status") == "withdrawn":
        return None
    return _second(row) if "names" in row else _first(row)


def _second(row: dict[str, Any]) -> Organisation:
    names: list[tuple[str, NameKind]] = []
    preferred = ""
    for name in row["names"]:
        kinds = name.get("types", [])
        if "ror_display" in kinds:
            preferred = name["value"]
        kind: NameKind = "acronym" if "acronym" in kinds else "label" if "label" in kinds else "alias"
        names.append((name["value"], kind))
    place = (row.get("locations") or [{}])[0].get("geonames_details", {})
    wikidata: dict[str, Any] = next(
        (e for e in row.get("external_ids", []) if e.get("type") == "wikidata"), {}
    )
    return Organisation(
        ror=row["id"],
        name=preferred or (names[0][0] if names else row["id"]),
        types=tuple(str(kind).lower() for kind in row.get("types", [])),
        city=place.get("name"),
        country=place.get("country_code"),
        country_name=place.get("country_name"),
        wikidata=wikidata.get("preferred") or next(iter(wikidata.get("all", [])), None),
        names=tuple(names),
        links=tuple(link["value"] for link in row.get("links", [])),
        **_relations(row),
    )


def _first(row: dict[str, Any]) -> Organisation:
    names: list[tuple[str, NameKind]] = [(name, "alias") for name in row.get("aliases", [])]
    names += [(name, "acronym") for name in row.get("acronyms", [])]
    names += [(label["label"], "label") for label in row.get("labels", [])]
    wikidata = row.get("external_ids", {}).get("Wikidata", {})
    everything = wikidata.get("all") or []
    return Organisation(
        ror=row["id"],
        name=row["name"],
        types=tuple(str(kind).lower() for kind in row.get("types", [])),
        city=(row.get("addresses") or [{}])[0].get("city"),
        country=row.get("country", {}).get("country_code"),
        country_name=row.get("country", {}).get("country_name"),
        wikidata=wikidata.get("preferred")
        or (everything[0] if isinstance(everything, list) and everything else None),
        names=tuple(names),
        links=tuple(row.get("links", [])),
        **_relations(row),
    )


def _relations(row: dict[str, Any]) -> dict[str, Any]:
    relations = row.get("relationships") or []
    return {
        "parents": tuple(r["id"] for r in relations if str(r.get("type", "")).lower() == "parent"),
        "related": len(relations),
    }

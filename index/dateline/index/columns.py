"""Columns: what facets, filters, sorting and collapsing need of every document, as arrays.

A file for each generation.  Rows are numbered through all segments in their order.

    FACET.ends, FACET.ord    where each row's values end (CSR), and the numbers of the values
    day, second, month       of publication; NO_DAY, 0 and -1 where unknown; months are year * 12 + month - 1
    span.row, .first, .last  the date expressions: whose, first and last day
    group, original          number of the announcement; whether the row is its original
    stemming                 number of the language of stems in meta.languages
    live                     false for rows that were deleted or replaced
    values, values.ends      JSON [key, label, aliases] of the values of all facets, in the order of COLUMNS
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from dateline.index import arrays
from dateline.index.arrays import Array, ArrayFile, lengths, ranges
from dateline.index.entry import COLUMNS, NO_DAY, Entry, Value, key


@dataclass(frozen=True)
class Facet:
    """One facet's values over all rows."""

    ends: Array
    ord: Array
    values: tuple[Value, ...]

    @cached_property
    def owner(self) -> Array:
        """The row of each entry of `ord`."""
        return np.repeat(np.arange(len(self.ends) - 1, dtype=np.int32), lengths(self.ends))

    @cached_property
    def number(self) -> dict[str, int]:
        """Numbers of the values by key."""
        return {value.key: i for i, value in enumerate(self.values)}

    @cached_property
    def names(self) -> dict[str, set[int]]:
        """Numbers of the values by folded key, label or alias."""
        out: dict[str, set[int]] = {}
        for i, value in enumerate(self.values):
            for name in {value.label, *value.aliases}:
                out.setdefault(key(name), set()).add(i)
        return out

    def exactly(self, text: str) -> list[int]:
        """Values with this name."""
        return sorted(self.names.get(key(text), ()))

    def named(self, text: str) -> list[int]:
        """Values with this name; where there is none, those that have it as words in a row of a name."""
        if exact := self.exactly(text):
            return exact
        inside = f" {key(text)} "
        return sorted({i for name, numbers in self.names.items() if inside in f" {name} " for i in numbers})

    def rows(self, numbers: Sequence[int], total: int) -> Array:
        """Mask of the rows that have one of the values."""
        mask = np.zeros(total, bool)
        if numbers:
            table = np.zeros(len(self.values), bool)
            table[list(numbers)] = True
            mask[self.owner[table[self.ord]]] = True
        return mask

    def count(self, mask: Array, rows: Array) -> Array:
        """How many of the rows have each value; `mask` and `rows` say the same in two forms."""
        if len(rows) * 8 < len(mask):
            found = self.ord[ranges(self.ends[rows], self.ends[rows + 1])]
        else:
            found = self.ord[mask[self.owner]]
        return np.bincount(found, minlength=len(self.values))


class Columns:
    """The columns of one generation."""

    def __init__(self, file: ArrayFile) -> None:
        self.file = file
        self.meta: dict[str, Any] = file.meta
        self.day, self.second, self.month = file["day"], file["second"], file["month"]
        self.group, self.original, self.live = file["group"], file["original"], file["live"]
        self.stemming = file["stemming"]
        self.span_row, self.span_first, self.span_last = (
            file["span.row"],
            file["span.first"],
            file["span.last"],
        )
        self.languages: list[str] = file.meta["languages"]

    @classmethod
    def open(cls, path: Path) -> "Columns":
        return cls(ArrayFile(path))

    def __len__(self) -> int:
        return len(self.day)

    @cached_property
    def facets(self) -> dict[str, Facet]:
        """The facets by name."""
        strings = arrays.Strings(self.file["values"], self.file["values.ends"]).all()
        out: dict[str, Facet] = {}
        at = 0
        for name, count in zip(COLUMNS, self.meta["counts"], strict=True):
            values = tuple(_value(json.loads(text)) for text in strings[at : at + count])
            out[name] = Facet(self.file[f"{name}.ends"], self.file[f"{name}.ord"], values)
            at += count
        return out


def _value(parts: list[Any]) -> Value:
    return Value(parts[0], parts[1], tuple(parts[2]))


def write(
    path: Path, old: Columns | None, kept: Array, live: Array, entries: Sequence[Entry], meta: dict[str, Any]
) -> None:
    """Write the columns of a new generation.

    Its rows are the rows `kept` of the old one (numbers, in their new order) and then the entries; `live`
    covers all of them.
    """
    out: dict[str, Array] = {}
    lists: list[list[Value]] = []
    for i, name in enumerate(COLUMNS):
        values, ends, ordinals = _facet(
            old.facets[name] if old is not None else None, kept, [e.facets[i][1] for e in entries]
        )
        out[f"{name}.ends"], out[f"{name}.ord"] = ends, ordinals
        lists.append(values)
    days = np.array([e.day for e in entries], np.int32)
    months = np.array([month(e.day) for e in entries], np.int32)
    fresh: dict[str, Array] = {
        "day": days,
        "month": months,
        "second": np.array([e.second for e in entries], np.int64),
        "original": np.array([e.original for e in entries], bool),
    }
    for name, array in fresh.items():
        out[name] = np.concatenate([old.file[name][kept], array]) if old is not None else array
    languages = list(old.languages) if old is not None else []
    numbers = {code: i for i, code in enumerate(languages)}
    stemming = np.array([numbers.setdefault(e.stemming, len(numbers)) for e in entries], np.uint8)
    out["stemming"] = np.concatenate([old.stemming[kept], stemming]) if old is not None else stemming
    groups = {name: i for i, name in enumerate(_groups(old))}
    group = np.array([groups.setdefault(e.group, len(groups)) for e in entries], np.int32)
    merged = np.concatenate([old.group[kept], group]) if old is not None else group
    present, renumbered = np.unique(merged, return_inverse=True)
    order = list(groups)
    out["group"] = renumbered.astype(np.int32)
    out["groups"], out["groups.ends"] = arrays.pack([order[i] for i in present.tolist()])
    out.update(_spans(old, kept, entries))
    out["live"] = live.astype(bool)
    flat = [json.dumps([v.key, v.label, v.aliases]) for values in lists for v in values]
    out["values"], out["values.ends"] = arrays.pack(flat)
    meta = meta | {"languages": list(numbers), "counts": [len(values) for values in lists]}
    arrays.write(path, out, meta)


def _groups(old: Columns | None) -> list[str]:
    return arrays.Strings(old.file["groups"], old.file["groups.ends"]).all() if old is not None else []


def month(day: int) -> int:
    """Number of a day's month, or -1 of NO_DAY."""
    if day == NO_DAY:
        return -1
    known = date.fromordinal(day)
    return known.year * 12 + known.month - 1


def _facet(
    old: Facet | None, kept: Array, fresh: Sequence[tuple[Value, ...]]
) -> tuple[list[Value], Array, Array]:
    known = {value.key: value for value in old.values} if old is not None else {}
    for values in fresh:
        for value in values:  # the newest label and aliases win; aliases gather
            before = known.get(value.key)
            aliases = dict.fromkeys((*value.aliases, *(before.aliases if before else ())))
            known[value.key] = Value(value.key, value.label, tuple(aliases)[:60])
    number = {name: i for i, name in enumerate(known)}
    counts: Array = np.array([len(values) for values in fresh], np.int64)
    ordinals: Array = np.array([number[value.key] for values in fresh for value in values], np.int32)
    if old is not None:
        starts, ends = old.ends[:-1].astype(np.int64)[kept], old.ends[1:].astype(np.int64)[kept]
        counts = np.concatenate([ends - starts, counts])
        ordinals = np.concatenate([old.ord[ranges(starts, ends)], ordinals])
    all_ends = np.zeros(len(counts) + 1, np.uint32)
    np.cumsum(counts, out=all_ends[1:])
    return list(known.values()), all_ends, ordinals.astype(np.int32)


def _spans(old: Columns | None, kept: Array, entries: Sequence[Entry]) -> dict[str, Array]:
    base = len(kept)
    rows = np.array([base + i for i, e in enumerate(entries) for _ in e.intervals], np.int32)
    first = np.array([f for e in entries for f, _ in e.intervals], np.int32)
    last = np.array([t for e in entries for _, t in e.intervals], np.int32)
    if old is not None:
        new = np.full(len(old), -1, np.int32)
        new[kept] = np.arange(base, dtype=np.int32)
        moved = new[old.span_row]
        stay = moved >= 0
        rows = np.concatenate([moved[stay], rows])
        first = np.concatenate([old.span_first[stay], first])
        last = np.concatenate([old.span_last[stay], last])
    return {"span.row": rows, "span.first": first, "span.last": last}

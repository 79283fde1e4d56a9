"""Names of facet values by their beginnings, for completion."""

from bisect import bisect_left
from collections.abc import Mapping
from typing import Literal, cast

import numpy as np

from dateline.index.arrays import Array
from dateline.index.columns import Facet
from dateline.index.contract import Completion
from dateline.index.entry import key

KINDS: tuple[Literal["institution", "discipline", "source"], ...] = ("institution", "discipline", "source")
MAX_WORDS = 5
"""Words of what was typed that may be the beginning of a name."""


class Names:
    """Names of institutions, disciplines and sources, sorted; immutable."""

    def __init__(self, facets: Mapping[str, Facet], counts: Mapping[str, Array]) -> None:
        rows: list[tuple[str, int, str, int]] = []
        for kind in KINDS:
            number = counts[kind].tolist()
            for i, value in enumerate(facets[kind].values):
                if number[i]:
                    rows += [(key(name), number[i], kind, i) for name in {value.label, *value.aliases}]
        rows.sort()
        self._facets = facets
        self._rows = rows
        self._keys = [row[0] for row in rows]
        self._counts = np.array([row[1] for row in rows], np.int64)

    def begin(self, text: str, limit: int) -> list[Completion]:
        """Names that begin with the text or with its last words, most frequent first."""
        parts = key(text).split()
        if not parts:
            return []
        out: dict[tuple[str, int], Completion] = {}
        for first in range(max(0, len(parts) - MAX_WORDS), len(parts)):
            begin = " ".join(parts[first:])
            if len(begin) < 2 or len(out) >= limit:
                break
            low, high = bisect_left(self._keys, begin), bisect_left(self._keys, begin + "\U0010ffff")
            counts = self._counts[low:high]
            best = (
                np.argpartition(counts, -4 * limit)[-4 * limit :]
                if len(counts) > 4 * limit
                else np.arange(len(counts))
            )
            for at in sorted(best.tolist(), key=lambda i: -int(counts[i])):
                _, count, kind, number = self._rows[low + at]
                if (kind, number) not in out:
                    value = self._facets[kind].values[number]
                    out[kind, number] = Completion(
                        text=value.label,
                        kind=cast(Literal["institution", "discipline", "source"], kind),
                        count=count,
                        value=value.key,
                    )
        return sorted(out.values(), key=lambda completion: -completion.count)[:limit]

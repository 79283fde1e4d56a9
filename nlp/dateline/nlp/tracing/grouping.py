"""From relations of pairs to groups: copies first, then average linkage, so that no wrong link joins two."""

import heapq
from collections.abc import Iterable, Sequence
from itertools import pairwise

COPIES = 0.6
"""Margin from which on two articles are one text: they enter the linkage as one."""
AGAINST = -1.5
"""Margin of a pair that something speaks against."""
NEVER = -1e6
"""Margin of a pair that a person set apart."""
ABSENT = -0.35
"""Margin of a pair that was never a candidate."""


class _Linkage:
    """Groups of texts and what is known between them: sum and number of the margins."""

    def __init__(self, edges: dict[tuple[int, int], float]) -> None:
        self.near: dict[int, dict[int, tuple[float, int]]] = {}
        self.members: dict[int, list[int]] = {}
        self.version: dict[int, int] = {}
        self.queue: list[tuple[float, int, int, int, int]] = []
        for (a, b), margin in edges.items():
            self.near.setdefault(a, {})[b] = (margin, 1)
            self.near.setdefault(b, {})[a] = (margin, 1)
        for n in self.near:
            self.members[n] = [n]
            self.version[n] = 0
        for a, b in edges:
            self._offer(a, b)
        heapq.heapify(self.queue)

    def _offer(self, a: int, b: int) -> None:
        total, known = self.near[a][b]
        count = len(self.members[a]) * len(self.members[b])
        mean = (total + (count - known) * ABSENT) / count
        if mean > 0:
            a, b = sorted((a, b))
            heapq.heappush(self.queue, (-mean, a, b, self.version[a], self.version[b]))

    def run(self) -> list[list[int]]:
        """Join the surest two groups while there are any."""
        while self.queue:
            _, a, b, version_a, version_b = heapq.heappop(self.queue)
            if self.version.get(a) == version_a and self.version.get(b) == version_b:
                self._join(a, b)
        return list(self.members.values())

    def _join(self, a: int, b: int) -> None:
        self.members[a] += self.members.pop(b)
        self.version[a] += 1
        del self.version[b]
        own, gone = self.near[a], self.near.pop(b)
        del own[b], gone[a]
        for other, (total, known) in gone.items():
            before = own.get(other, (0.0, 0))
            own[other] = (before[0] + total, before[1] + known)
            del self.near[other][b]
            self.near[other][a] = own[other]
        for other in own:
            self._offer(a, other)


def groups(size: int, pairs: Iterable[tuple[int, int, float, bool]]) -> list[list[int]]:
    """Groups of two or more of the numbers below `size`, each ascending, by their smallest.

    `pairs` are (a, b, margin, later), each pair once; a positive margin speaks for one group, a negative
    against.  What was told about one time is grouped first; the groups are then linked by their `later`
    pairs, each by its best, since a follow-up takes up one of them and not each.  Ties go to the smaller
    numbers, so that the result depends on nothing but the pairs.
    """
    ordered = sorted((min(a, b), max(a, b), margin, later) for a, b, margin, later in pairs)
    never = [(a, b) for a, b, margin, _ in ordered if margin <= NEVER]
    node = _connected(size, ((a, b) for a, b, margin, _ in ordered if margin >= COPIES), never)
    for stage in (False, True):
        edges: dict[tuple[int, int], float] = {}
        for a, b, margin, later in ordered:
            low, high = sorted((node[a], node[b]))
            if low != high and (later == stage or margin <= AGAINST):
                known = edges.get((low, high), margin)
                # What speaks against one of a text's copies speaks against the text.
                least, most = min(margin, known), max(margin, known)
                edges[low, high] = least if least <= AGAINST else most
        linked = (pair for group in _Linkage(edges).run() for pair in pairwise(group))
        first = _connected(size, linked)
        node = [first[n] for n in node]
    found: dict[int, list[int]] = {}
    for n, key in enumerate(node):
        found.setdefault(key, []).append(n)
    return sorted(group for group in found.values() if len(group) > 1)


def _connected(
    size: int, pairs: Iterable[tuple[int, int]], never: Sequence[tuple[int, int]] = ()
) -> list[int]:
    """The smallest number that each is connected with; links that would connect `never` are left out."""
    parent = list(range(size))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for a, b in pairs:
        low, high = sorted((root(a), root(b)))
        if low != high and all({root(x), root(y)} != {low, high} for x, y in never):
            parent[high] = low
    return [root(n) for n in range(size)]

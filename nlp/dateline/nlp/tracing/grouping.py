"""From relations of pairs to groups: average linkage, so that one wrong link does not join two matters."""

import heapq
from collections.abc import Iterable

ABSENT = -0.35
"""Margin of a pair that was never a candidate."""


def groups(size: int, pairs: Iterable[tuple[int, int, float]], *, absent: float = ABSENT) -> list[list[int]]:
    """Groups of two or more of the numbers below `size`, each ascending, by their smallest.

    `pairs` are (a, b, margin), each pair once; a positive margin speaks for one group, a negative against.
    Two groups are joined, the surest first, while the mean margin over all their pairs is positive.  Ties go
    to the smaller numbers, so that the result depends on nothing but the pairs.
    """
    near: dict[int, dict[int, tuple[float, int]]] = {}
    queue: list[tuple[float, int, int, int, int]] = []
    for a, b, margin in pairs:
        near.setdefault(a, {})[b] = (margin, 1)
        near.setdefault(b, {})[a] = (margin, 1)
        if margin > 0:
            queue.append((-margin, min(a, b), max(a, b), 0, 0))
    heapq.heapify(queue)
    members: dict[int, list[int]] = {n: [n] for n in near}
    version = dict.fromkeys(near, 0)
    while queue:
        _, a, b, version_a, version_b = heapq.heappop(queue)
        if version.get(a) != version_a or version.get(b) != version_b:
            continue
        _join(near, members, a, b)
        del version[b]
        version[a] += 1
        count_a = len(members[a])
        for other, (total, known) in near[a].items():
            missing = count_a * len(members[other]) - known
            mean = (total + missing * absent) / (known + missing)
            if mean > 0:
                low, high = min(a, other), max(a, other)
                heapq.heappush(queue, (-mean, low, high, version[low], version[high]))
    return sorted(sorted(group) for group in members.values() if len(group) > 1)


def _join(
    near: dict[int, dict[int, tuple[float, int]]], members: dict[int, list[int]], a: int, b: int
) -> None:
    """Put b's group into a's."""
    members[a] += members.pop(b)
    own, gone = near[a], near.pop(b)
    own.pop(b)
    gone.pop(a)
    for other, (total, known) in gone.items():
        before = own.get(other, (0.0, 0))
        sums = (before[0] + total, before[1] + known)
        own[other] = sums
        near[other].pop(b)
        near[other][a] = sums

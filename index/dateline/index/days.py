"""Intervals of days as words, for engines that can look up words but not intervals.

Days are covered by blocks of 2^n days that begin at multiples of 2^n.  A document's interval is written as
the blocks that cover it (`c`) and, for each of them, itself and every larger block around it (`a`).  Two
intervals overlap exactly when a block that covers one is inside or around a block that covers the other.
"""

from collections.abc import Iterable

LEVELS = 22  # 2^22 days reach past the year 9999


def cover(first: int, last: int) -> list[tuple[int, int]]:
    """The fewest blocks, as (level, number), that hold exactly these days."""
    out: list[tuple[int, int]] = []
    at, end = first, last + 1
    while at < end:
        level = min((at & -at).bit_length() - 1 if at else LEVELS, (end - at).bit_length() - 1)
        out.append((level, at >> level))
        at += 1 << level
    return out


def written(intervals: Iterable[tuple[int, int]]) -> list[str]:
    """The words of a document's intervals."""
    out: set[str] = set()
    for first, last in intervals:
        for level, number in cover(first, last):
            out.add(f"c{level}.{number}")
            out.update(f"a{level + up}.{number >> up}" for up in range(LEVELS - level + 1))
    return sorted(out)


def wanted(first: int | None, last: int | None) -> list[str]:
    """Words of which a document has one just when an interval of its overlaps these days; None is open."""
    low, high = first if first is not None else 0, last if last is not None else (1 << LEVELS) - 1
    out: set[str] = set()
    for level, number in cover(low, high):
        out.add(f"a{level}.{number}")
        out.update(f"c{level + up}.{number >> up}" for up in range(1, LEVELS - level + 1))
    return sorted(out)

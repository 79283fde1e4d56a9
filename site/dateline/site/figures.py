"""Geometry of the small drawings; templates only print it.

Times are drawn on a telescopic scale: distance from the origin grows with the logarithm of the time, so that
the hours after a release and the years before it fit in one line.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")
G = TypeVar("G")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A labelled place on an axis."""

    x: float
    label: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar(Generic[T]):
    """A box with what it stands for."""

    x: float
    y: float
    width: float
    height: float
    item: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Generic[T]):
    """A drawing in its own units."""

    width: float
    height: float
    bars: tuple[Bar[T], ...]
    ticks: tuple[Tick, ...]
    origin: float = 0.0
    """Where the time of origin stands."""


_STEPS = (
    (1 / 24, "1 hour"),
    (0.25, "6 hours"),
    (1, "1 day"),
    (7, "1 week"),
    (30.44, "1 month"),
    (365.25, "1 year"),
    (3652.5, "10 years"),
    (36525, "100 years"),
)


@dataclass(frozen=True, slots=True)
class Telescope:
    """Maps days from the origin to places between `left` and `right`."""

    low: float
    high: float
    left: float
    right: float
    unit: float = 1.0
    """Days within which the scale is nearly even."""

    def at(self, days: float) -> float:
        first, last = self._warp(self.low), self._warp(self.high)
        if first == last:
            return (self.left + self.right) / 2
        return round(self.left + (self._warp(days) - first) / (last - first) * (self.right - self.left), 1)

    def _warp(self, days: float) -> float:
        return math.copysign(math.log1p(abs(days) / self.unit), days)

    def ticks(self, spacing: float, before: str = "−", after: str = "+") -> tuple[Tick, ...]:
        """Labelled steps inside the range, at least `spacing` apart, the longest kept first."""
        wanted = [
            (sign * size, f"{mark}{label}")
            for size, label in reversed(_STEPS)
            for sign, mark in ((-1, before), (1, after))
        ]
        taken = [self.at(0)]
        found = []
        for value, label in wanted:
            x = self.at(value)
            if self.low <= value <= self.high and all(abs(x - other) >= spacing for other in taken):
                taken.append(x)
                found.append(Tick(x=x, label=label))
        return tuple(sorted(found, key=lambda tick: tick.x))


def columns(counts: Sequence[tuple[T, int]], width: float = 272, height: float = 56) -> Figure[T]:
    """A histogram: one column for each bucket, at least 2 units high where it is not empty."""
    top = max((number for _, number in counts), default=0)
    step = width / max(len(counts), 1)
    bars = tuple(
        Bar(
            x=round(index * step, 2),
            y=round(height - tall, 2),
            width=round(max(step - min(2.0, step / 4), 0.5), 2),
            height=round(tall, 2),
            item=item,
        )
        for index, (item, number) in enumerate(counts)
        for tall in [max(number / top * height, 2.0) if number else 0.0]
    )
    return Figure(width=width, height=height, bars=bars, ticks=())


def moments(stretches: Sequence[tuple[T, date, date]], published: date, width: float = 304) -> Figure[T]:
    """Days that a text speaks of, on a line through its publication; overlapping ones in separate rows."""
    reach = [(first - published).days for _, first, _ in stretches] + [
        (last - published).days for _, _, last in stretches
    ]
    low, high = min([*reach, -6]), max([*reach, 6])
    scale = Telescope(low, high + 1, 6, width - 6, unit=7.0)
    rows: list[float] = []
    bars = []
    for item, first, last in sorted(stretches, key=lambda stretch: (stretch[1], stretch[2])):
        left = scale.at((first - published).days)
        size = max(scale.at((last - published + timedelta(days=1)).days) - left, 5.0)
        row = next((index for index, end in enumerate(rows) if left >= end + 2), len(rows))
        if row == len(rows):
            rows.append(0.0)
        rows[row] = left + size
        bars.append(Bar(x=left, y=14 + row * 10.0, width=round(size, 1), height=7.0, item=item))
    return Figure(
        width=width,
        height=14 + max(len(rows), 1) * 10 + 20,
        bars=tuple(bars),
        ticks=scale.ticks(58),
        origin=scale.at(0),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane(Generic[T]):
    """One row of a passport's timeline."""

    name: str
    y: float
    dots: tuple[Bar[T], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes(Generic[T, G]):
    """A passport's timeline."""

    width: float
    height: float
    left: float
    lanes: tuple[Lane[T], ...]
    gaps: tuple[Bar[G], ...]
    """Stretches of which nothing is known, in a row below the lanes."""
    ticks: tuple[Tick, ...]
    origin: float


def lanes(
    rows: Iterable[tuple[str, Sequence[tuple[T, datetime]]]],
    origin: datetime,
    gaps: Sequence[tuple[G, datetime, datetime]] = (),
    width: float = 1000,
) -> Lanes[T, G]:
    """Members of an announcement in lanes, by their lag from the original."""
    given = [(name, items) for name, items in rows if items]
    lags = [_days(moment - origin) for _, items in given for _, moment in items]
    lags += [_days(end - origin) for _, begin, end in gaps]
    left = 170.0
    scale = Telescope(min([*lags, 0.0]), max([*lags, 1.0]), left, width - 24, unit=0.25)
    found = []
    for index, (name, items) in enumerate(given):
        y = 26.0 + index * 38
        ends: list[float] = []
        dots = []
        for item, moment in sorted(items, key=lambda pair: pair[1]):
            x = scale.at(_days(moment - origin))
            level = next((place for place, end in enumerate(ends) if x >= end + 13), len(ends)) % 3
            ends[level : level + 1] = [x]
            dots.append(Bar(x=x, y=y - level * 6, width=12, height=12, item=item))
        found.append(Lane(name=name, y=y, dots=tuple(dots)))
    low = 26.0 + len(found) * 38
    bars = []
    for gap, begin, end in gaps:
        x = scale.at(max(_days(begin - origin), scale.low))
        size = max(scale.at(_days(end - origin)) - x, 4.0)
        bars.append(Bar(x=x, y=low - 7, width=round(size, 1), height=14, item=gap))
    return Lanes(
        width=width,
        height=low + (38 if bars else 0) - 14,
        left=left,
        lanes=tuple(found),
        gaps=tuple(bars),
        ticks=scale.ticks(80),
        origin=scale.at(0),
    )


def _days(time: timedelta) -> float:
    return time.total_seconds() / 86400

"""What the grammar reads: points and ranges of time, not yet placed on the calendar."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "day",  # year?, month?, day, weekday?
    "month",  # year?, month
    "year",  # year, last_year?
    "quarter",  # year?, number
    "half",  # year?, number
    "months",  # year?, month to number
    "season",  # year?, number, last_year?
    "decade",  # year
    "weekday",  # weekday, direction?
    "unit",  # unit, shift from the publication or, when textual, from the time spoken of
    "near",  # shift in days
    "holiday",  # rule, year?
    "week",  # of: the point whose week it is
    "nth",  # number (−1 the last) of the weekday or unit, of: the month or year
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One calendar expression as read."""

    kind: Kind
    year: int | None = None
    last_year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    number: int | None = None
    unit: str | None = None
    shift: int | None = None
    """Last −1, this 0, next 1, or any number of units; None where nothing is said."""
    textual: bool = False
    """Counted from the time spoken of, not from the publication."""
    past: bool = False
    """Said to be past: "this past Friday"."""
    rule: str = ""
    of: "Point | None" = None
    loose: bool = False
    """"A year ago": stands for the period a year before the one compared with, where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An expression and the tokens it covers, `end` exclusive."""

    start: int
    end: int
    point: Point
    until: Point | None = None
    """The other end of a range."""

"""What a text has spoken of so far."""

from dataclasses import dataclass

from dateline.nlp.dates.calendar import Span
from dateline.nlp.dates.points import Point


@dataclass(slots=True)
class Spoken:
    """A time that the text has spoken of."""

    span: Span
    end: int
    """Token after it."""
    dated: bool
    """Whether its year was written."""
    unit: str
    deictic: bool
    """Whether it was counted from the publication."""


def deictic(p: Point) -> bool:
    """Whether a point is counted from the publication."""
    return p.year is None and not p.textual and (p.shift is not None or p.kind in ("near", "weekday"))

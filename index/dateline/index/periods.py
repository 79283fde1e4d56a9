"""Days as people write them in queries."""

import re
from calendar import monthrange
from datetime import date

from dateline.index.query import QueryError

_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def period(text: str, at: int = 0) -> tuple[date | None, date | None]:
    """First and last day of `2024`, `2024-03`, `2024-03-01` or a range `A..B`; its ends may be left out."""
    first, dots, last = text.partition("..")
    begin = _days(first, at)[0] if first else None
    end = _days(last if dots else first, at)[1] if (last or not dots) else None
    if begin and end and begin > end:
        raise QueryError(f"The range {text} ends before it begins (character {at + 1}); swap its ends.", at)
    return begin, end


def _days(text: str, at: int) -> tuple[date, date]:
    match = _PERIOD.fullmatch(text)
    try:
        if not match:
            raise ValueError
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        raise QueryError(
            f"“{text}” is no date (character {at + 1}); write 2024, 2024-03, 2024-03-01 or a range such as "
            "2024-03..2024-05.",
            at,
        ) from None

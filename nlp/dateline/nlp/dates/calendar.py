"""Spans of days and the arithmetic on them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.records import Grain


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day, inclusive."""

    first: date
    last: date
    grain: Grain


def day(year: int, month: int, number: int) -> Span | None:
    """That day, or None where the calendar has none such."""
    try:
        at = date(year, month, number)
    except ValueError:
        return None
    return Span(at, at, "day")


def month(year: int, number: int) -> Span | None:
    """That month."""
    return _months(year, number, 1, "month")


def quarter(year: int, number: int) -> Span | None:
    """That quarter of the calendar year, 1 to 4."""
    return _months(year, 3 * number - 2, 3, "quarter")


def half(year: int, number: int) -> Span | None:
    """That half of the calendar year, 1 or 2; the grain is the quarter, the finest that fits."""
    return _months(year, 6 * number - 5, 6, "quarter")


def season(year: int, number: int) -> Span | None:
    """Spring 0 to winter 3, by whole months of the northern half; winter begins in December of the year."""
    return _months(year, 3 * number + 3, 3, "season")


def year(number: int) -> Span | None:
    """That year."""
    return _months(number, 1, 12, "year")


def years(first: int, last: int) -> Span | None:
    """From the first day of one year to the last day of another."""
    a, b = year(first), year(last)
    return Span(a.first, b.last, "year") if a and b else None


def decade(first: int) -> Span | None:
    """The ten years from `first`."""
    a, b = year(first), year(first + 9)
    return Span(a.first, b.last, "decade") if a and b else None


def week(at: date) -> Span:
    """Monday to Sunday round that day."""
    first = at - timedelta(days=at.weekday())
    return Span(first, first + timedelta(days=6), "week")


def weekend(at: date) -> Span:
    """Saturday and Sunday of the week of that day."""
    first = at + timedelta(days=5 - at.weekday())
    return Span(first, first + timedelta(days=1), "day")


def around(at: date, unit: str) -> Span | None:
    """The calendar unit that holds the day."""
    match unit:
        case "day":
            return Span(at, at, "day")
        case "week":
            return week(at)
        case "weekend":
            return weekend(at)
        case "month":
            return month(at.year, at.month)
        case "quarter":
            return quarter(at.year, (at.month + 2) // 3)
        case "half":
            return half(at.year, 1 if at.month < 7 else 2)
        case "year":
            return year(at.year)
        case "decade":
            return decade(at.year // 10 * 10)
    return None


_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}


def shift(at: date, unit: str, count: int) -> date | None:
    """The day moved by so many units; the end of a month where the day does not exist there."""
    try:
        if unit in ("day", "week", "weekend"):
            return at + timedelta(days=count * (1 if unit == "day" else 7))
        months = at.year * 12 + at.month - 1 + count * _MONTHS[unit]
        y, m = divmod(months, 12)
        return date(y, m + 1, min(at.day, monthrange(y, m + 1)[1]))
    except (ValueError, OverflowError):
        return None


def easter(y: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = y % 19, y // 100, y % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    p = h + m - 7 * n + 114
    return date(y, p // 31, p % 31 + 1)


def holiday(y: int, rule: str) -> date | None:
    """The day of a holiday in a year.

    A rule is `12-25`, `easter-2`, `thu4-11` (fourth Thursday of November) or `mon-05` (last Monday of May);
    the last two may end in `+n` days.
    """
    try:
        if rule.startswith("easter"):
            return easter(y) + timedelta(days=int(rule[6:] or 0))
        rule, _, plus = rule.partition("+")
        if rule[0].isdigit():
            m, d = rule.split("-")
            return date(y, int(m), int(d))
        name, m = rule.split("-")
        wanted = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(name[:3])
        if name[3:]:
            first = date(y, int(m), 1)
            at = first + timedelta(days=(wanted - first.weekday()) % 7 + 7 * (int(name[3:]) - 1))
        else:
            last = date(y, int(m), monthrange(y, int(m))[1])
            at = last - timedelta(days=(last.weekday() - wanted) % 7)
        return at + timedelta(days=int(plus or 0))
    except (ValueError, OverflowError):
        return None


def one(at: date) -> Span:
    """That day alone."""
    return Span(at, at, "day")


def before(at: date, weekday: int, *, strictly: bool) -> date:
    """The last such weekday up to a day, or before it."""
    back = (at.weekday() - weekday) % 7
    return at - timedelta(days=7 if strictly and back == 0 else back)


def after(at: date, weekday: int, *, strictly: bool) -> date:
    """The first such weekday from a day on, or behind it."""
    ahead = (weekday - at.weekday()) % 7
    return at + timedelta(days=7 if strictly and ahead == 0 else ahead)


def distance(span: Span, now: date) -> int:
    """Days between a span and a day; 0 inside it."""
    if span.first <= now <= span.last:
        return 0
    return min(abs((span.first - now).days), abs((span.last - now).days))


def _months(y: int, m: int, count: int, grain: Grain) -> Span | None:
    try:
        first = date(y, m, 1)
        y2, m2 = divmod(y * 12 + m - 2 + count, 12)
        return Span(first, date(y2, m2 + 1, monthrange(y2, m2 + 1)[1]), grain)
    except (ValueError, OverflowError):
        return None

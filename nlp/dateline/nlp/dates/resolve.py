"""Points placed on the calendar: against the publication, the dates before them and the tense round them."""

from datetime import date, timedelta

from dateline.nlp.dates import calendar
from dateline.nlp.dates.calendar import Span
from dateline.nlp.dates.grammar import Grammar
from dateline.nlp.dates.points import Found, Point
from dateline.nlp.dates.spoken import Spoken, deictic
from dateline.nlp.dates.tense import Tense, tense

_FINE = {
    "day": 0,
    "week": 1,
    "weekend": 1,
    "month": 2,
    "quarter": 3,
    "season": 3,
    "half": 4,
    "year": 5,
    "decade": 6,
}
_NEAR = 75
"""Days within which a day without a year is meant, whatever the tense round it seems to say."""


_TOLD = 50
"""Words over which a year told holds for the days and months after it."""
_FAR = 240
"""Days ahead that nobody means without naming the year, where the same date is within `_NEAR` behind."""


class Resolver:
    """Resolves the expressions of one text in order."""

    def __init__(self, g: Grammar, published: date | None) -> None:
        self._g = g
        self._now = published
        self._spoken: list[Spoken] = []

    def resolve(self, found: Found) -> Span | None:
        """The span, or None where there is nothing to count from or no such day."""
        point, until = found.point, found.until
        try:
            span = self._place(point, found)
            if span and until and self._over(point, until, span, found):
                earlier = self._of_year(point, span.first.year - 1)
                span = earlier or span
            if span and until:
                last = self._until(until, span, found)
                if last is None or last.last < span.first:
                    return None
                span = Span(span.first, last.last, span.grain)
        except OverflowError:  # before the year 1 or after 9999
            return None
        if span:
            self._spoken.append(Spoken(span, found.end, point.year is not None, point.kind, deictic(point)))
        return span

    def _over(self, point: Point, until: Point, first: Span, found: Found) -> bool:
        """Whether a range said to be past would not have ended: "rose from September to May"."""
        if self._now is None or point.kind not in ("month", "quarter") or point.year or until.year:
            return False
        if point.shift is not None or until.shift is not None or first.first > self._now:
            return False
        last = self._until(until, first, found)
        return bool(
            last
            and self._starts(until, last) > self._now
            and tense(self._g, found.start, found.end) == "past"
        )

    def _starts(self, until: Point, last: Span) -> date:
        span = self._of_year(until, last.last.year)
        return span.first if span else last.last

    def _until(self, point: Point, first: Span, found: Found) -> Span | None:
        if point.kind == "day" and point.year is None and point.month and point.day:
            span = calendar.day(first.first.year, point.month, point.day)
            if span and span.last < first.first:
                span = calendar.day(first.first.year + 1, point.month, point.day)
            return span
        if point.kind == "month" and point.year is None and point.month:
            span = calendar.month(first.first.year, point.month)
            if span and span.last < first.first:
                span = calendar.month(first.first.year + 1, point.month)
            return span
        if point.kind == "quarter" and point.year is None and point.number:
            return calendar.quarter(first.first.year, point.number)
        return self._place(point, found)

    def _place(self, p: Point, found: Found) -> Span | None:
        now = self._now
        match p.kind:
            case "day":
                return self._day(p, found)
            case "year":
                assert p.year is not None
                return calendar.years(p.year, p.last_year) if p.last_year else calendar.year(p.year)
            case "decade":
                return calendar.decade(p.year or 0)
            case "month" | "quarter" | "half" | "season" | "months":
                return self._part(p, found)
            case "weekday":
                return self._weekday(p, found)
            case "near":
                return calendar.one(now + timedelta(days=p.shift or 0)) if now else None
            case "unit":
                return self._unit(p, found)
            case "holiday":
                return self._holiday(p, found)
            case "week":
                inner = self._place(p.of, found) if p.of else None
                return calendar.week(inner.first) if inner else None
            case "nth":
                return self._nth(p, found)

    # -- with a month and a day

    def _day(self, p: Point, found: Found) -> Span | None:
        assert p.day is not None
        if p.year is not None and p.month is not None:
            return calendar.day(p.year, p.month, p.day)
        if self._now is None:
            return None
        if p.month is None:
            return self._day_alone(p, found)
        candidates = [s for y in range(-1, 2) if (s := calendar.day(self._now.year + y, p.month, p.day))]
        if p.day == 29 and p.month == 2:
            candidates = [s for y in range(-4, 5) if (s := calendar.day(self._now.year + y, 2, 29))]
        if p.weekday is not None:
            right = [s for s in candidates if s.first.weekday() == p.weekday]
            if len(right) == 1:
                return right[0]
        told = self._told_year(found, day=True)
        if told is not None:
            return calendar.day(told, p.month, p.day)
        near = min(candidates, key=lambda s: calendar.distance(s, self._now or s.first), default=None)
        if near and not p.past and calendar.distance(near, self._now) <= _NEAR:
            return near
        return self._choose(candidates, found, past=p.past)

    def _nth(self, p: Point, found: Found) -> Span | None:
        inner = self._place(p.of, found) if p.of else None
        if inner is None or p.number is None:
            return None
        if p.weekday is not None:
            if p.number < 0:
                at = calendar.before(inner.last, p.weekday, strictly=False)
            else:
                first = calendar.after(inner.first, p.weekday, strictly=False)
                at = first + timedelta(days=7 * (p.number - 1))
            return calendar.one(at) if inner.first <= at <= inner.last else None
        if p.unit == "weekend":
            at = (
                calendar.before(inner.last, 5, strictly=False)
                if p.number < 0
                else calendar.after(inner.first, 5, strictly=False)
            )
            at += timedelta(days=7 * max(0, p.number - 1))
            return calendar.weekend(at) if inner.first <= at <= inner.last else None
        # the first week is the one with most of its days inside, as in ISO 8601
        if p.number < 0:
            week = calendar.week(inner.last - timedelta(days=3))
        else:
            week = calendar.week(inner.first + timedelta(days=3 + 7 * (p.number - 1)))
        return week

    def _day_alone(self, p: Point, found: Found) -> Span | None:
        """`the 15th`: of the month spoken of, or nearest by tense."""
        assert self._now is not None and p.day is not None
        base = self._now
        if p.unit == "month" and p.shift is not None:
            at = calendar.shift(date(base.year, base.month, 1), "month", p.shift)
            return calendar.day(at.year, at.month, p.day) if at else None
        if (
            self._spoken
            and not self._spoken[-1].deictic
            and self._spoken[-1].unit in ("day", "month")
            and found.start - self._spoken[-1].end < 60
        ):
            base = self._spoken[-1].span.first
            span = calendar.day(base.year, base.month, p.day)
            if span and (p.weekday is None or span.first.weekday() == p.weekday):
                return span
        candidates = []
        for months in range(-3, 4):
            at = calendar.shift(date(base.year, base.month, 1), "month", months)
            span = calendar.day(at.year, at.month, p.day) if at else None
            if span and (p.weekday is None or span.first.weekday() == p.weekday):
                candidates.append(span)
        return self._choose(candidates, found)

    def _told_year(self, found: Found, *, day: bool) -> int | None:
        """The year that the text is telling of, where that is another than the publication's."""
        assert self._now is not None
        for spoken in reversed(self._spoken[-4:]):
            if found.start - spoken.end > _TOLD:
                break
            between = self._g.t.text[self._g.t.end[spoken.end - 1] : self._g.t.start[found.start]]
            if "\n\n" in between:
                break
            if spoken.deictic:
                break
            if not spoken.dated:
                continue
            year = spoken.span.last.year
            if spoken.unit == "year" and (not day or ("." not in between and found.start - spoken.end > 3)):
                continue
            if spoken.unit not in ("day", "month", "year"):
                continue
            if year < self._now.year - (0 if spoken.unit != "year" else 1):
                if tense(self._g, found.start, found.end) == "future":
                    return None
                if "." in between and self._precedes(found.point, year, spoken):
                    return None
                return year
            if year > self._now.year:
                return (
                    year
                    if spoken.unit != "year" and tense(self._g, found.start, found.end) != "past"
                    else None
                )
            return None
        return None

    @staticmethod
    def _precedes(p: Point, year: int, spoken: Spoken) -> bool:
        """Whether the expression in that year would lie before what was told last: a story goes forward."""
        if spoken.unit not in ("day", "month") or p.month is None:
            return False
        return (year, p.month, p.day or 31) < (year, spoken.span.last.month, spoken.span.last.day)

    # -- parts of a year

    def _part(self, p: Point, found: Found) -> Span | None:
        years: list[int] = []
        now = self._now
        if p.year is not None:
            years = [p.year]
        elif now is None:
            return None
        elif p.unit == "year" and p.shift is not None:
            spoken = self._spoken[-1].span.first if p.textual and self._spoken else now
            years = [spoken.year + p.shift]
        elif p.textual and p.shift is not None:
            base = self._spoken[-1].span.first if self._spoken else now
            found_ = [s for y in (-1, 0, 1) if (s := self._of_year(p, base.year + y))]
            if p.shift == 0:
                return min(found_, key=lambda s: abs((s.first - base).days), default=None)
            if p.shift < 0:
                return max((s for s in found_ if s.last < base), key=lambda s: s.first, default=None)
            return min((s for s in found_ if s.first > base), key=lambda s: s.first, default=None)
        if years:
            return self._of_year(p, years[0])
        assert now is not None
        candidates = [s for y in (-1, 0, 1) if (s := self._of_year(p, now.year + y))]
        if p.shift == -1:
            return max((s for s in candidates if s.last < now), key=lambda s: s.first, default=None)
        if p.shift == 1:
            return min((s for s in candidates if s.first > now), key=lambda s: s.first, default=None)
        if p.shift == 0:
            if p.kind == "season":
                here = [s for s in candidates if s.first <= now <= s.last]
                if here:
                    return here[0]
                said = tense(self._g, found.start, found.end)
                return self._by(candidates, said or "future", open_=True)
            return self._of_year(p, now.year)
        if p.kind in ("quarter", "half") and (compared := self._compared_quarter(p, found)):
            return compared
        told = self._told_year(found, day=False)
        if told is not None:
            return self._of_year(p, told)
        if p.kind in ("quarter", "half"):
            return self._quarter(candidates, found)
        return self._choose(candidates, found, open_=True)

    def _compared_quarter(self, p: Point, found: Found) -> Span | None:
        """The last such quarter up to the one just spoken of: "up 6% from the second quarter"."""
        spoken = self._spoken[-1] if self._spoken else None
        if spoken is None or spoken.unit != p.kind or not spoken.dated or found.start - spoken.end > 30:
            return None
        between = self._g.t.text[self._g.t.end[spoken.end - 1] : self._g.t.start[found.start]]
        if "\n" in between or ". " in between:
            return None
        year = spoken.span.first.year
        span = self._of_year(p, year)
        return span if span and span.first <= spoken.span.first else self._of_year(p, year - 1)

    def _quarter(self, candidates: list[Span], found: Found) -> Span | None:
        assert self._now is not None
        g = self._g
        said = tense(g, found.start, found.end)
        if any(g.has(i, "cue_results") for i in range(found.start - 2, min(found.end + 4, len(g.t)))):
            said = "past" if said != "future" else None
        if said is None:
            now = self._now
            return min(candidates, key=lambda s: calendar.distance(s, now), default=None)
        return self._by(candidates, said, open_=True, finished=said == "past")

    def _of_year(self, p: Point, year: int) -> Span | None:
        match p.kind:
            case "month":
                return calendar.month(year, p.month or 0)
            case "quarter":
                return calendar.quarter(year, p.number or 0)
            case "half":
                return calendar.half(year, p.number or 0)
            case "season":
                number = p.number or 0
                return calendar.season(year, number)
            case "months":
                first, last = calendar.month(year, p.month or 0), calendar.month(year, p.number or 0)
                return Span(first.first, last.last, "month") if first and last else None
        return None

    # -- relative ones

    def _weekday(self, p: Point, found: Found) -> Span | None:
        now = self._now
        if now is None or p.weekday is None:
            return None
        if p.unit == "week" and p.shift is not None:
            monday = now - timedelta(days=now.weekday()) + timedelta(days=7 * p.shift)
            return calendar.one(monday + timedelta(days=p.weekday))
        if p.textual and self._spoken:
            base = self._spoken[-1].span.first
            return calendar.one(
                calendar.before(base, p.weekday, strictly=True)
                if (p.shift or 0) < 0
                else calendar.after(base, p.weekday, strictly=True)
            )
        if p.past or p.shift == -1:
            return calendar.one(calendar.before(now, p.weekday, strictly=True))
        if p.shift == 1:
            return calendar.one(calendar.after(now, p.weekday, strictly=True))
        said = tense(self._g, found.start, found.end)
        if p.shift is None and (named := self._named(p.weekday, said)):
            return named
        if p.shift == 0 and said != "past":
            return calendar.one(calendar.after(now, p.weekday, strictly=False))
        if said == "future" or (said is None and self._g.word(found.start - 1) == "by"):
            return calendar.one(calendar.after(now, p.weekday, strictly=False))
        return calendar.one(calendar.before(now, p.weekday, strictly=False))

    def _named(self, weekday: int, said: Tense) -> Span | None:
        """The day near the publication that the text has named with its date, where it is that weekday."""
        assert self._now is not None
        for spoken in reversed(self._spoken[-6:]):
            day = spoken.span.first
            if spoken.unit != "day" or day != spoken.span.last or day.weekday() != weekday:
                continue
            ahead = (day - self._now).days
            if (
                -7 <= ahead <= 13
                and not (said == "past" and ahead > 0)
                and not (said == "future" and ahead < 0)
            ):
                return spoken.span
        return None

    def _unit(self, p: Point, found: Found) -> Span | None:
        now = self._now
        if now is None or p.unit is None:
            return None
        if p.shift is None:
            weekend = calendar.weekend(now)
            if weekend.first > now and tense(self._g, found.start, found.end) != "future":
                return calendar.weekend(now - timedelta(days=7))
            return weekend
        shift = p.shift
        base = now
        if p.loose and p.unit == "quarter":
            compared = self._compared(found) or calendar.around(now - timedelta(days=90), "quarter")
            at = calendar.shift(compared.first, p.unit, shift) if compared else None
            return calendar.around(at, p.unit) if at else None
        if p.loose and p.unit == "year":
            span = self._compared(found)
            if span:
                at = calendar.shift(span.first, "year", shift)
                return calendar.around(at, "quarter") if at else None
        if p.textual:
            spoken = self._base(p.unit, found, shift)
            if spoken is None and (shift >= 0 or p.unit not in ("year", "month", "half")):
                return None
            spoken = spoken or Span(now, now, "day")
            base = spoken.last if shift > 0 else spoken.first
        at = calendar.shift(base, p.unit, shift)
        return calendar.around(at, p.unit) if at else None

    def _base(self, unit: str, found: Found, shift: int) -> Span | None:
        """The time spoken of last that is fine enough to count such units from."""
        for spoken in reversed(self._spoken[-3:]):
            if shift < 0 and self._now and spoken.span.first > self._now and found.point.loose:
                continue  # "a year earlier" is said of what has been
            if unit == "day" and shift == 0 and found.start - spoken.end > _TOLD:
                return None
            if _FINE[spoken.span.grain] <= _FINE[unit]:
                return spoken.span
        return None

    def _compared(self, found: Found) -> Span | None:
        """The quarter that a "year ago" compares with."""
        for spoken in reversed(self._spoken[-3:]):
            if spoken.unit == "quarter" and found.start - spoken.end < 60:
                return spoken.span
        return None

    def _holiday(self, p: Point, found: Found) -> Span | None:
        if p.year is not None:
            at = calendar.holiday(p.year, p.rule)
            return calendar.one(at) if at else None
        if self._now is None:
            return None
        now = self._now
        days = [calendar.one(d) for y in (-1, 0, 1) if (d := calendar.holiday(now.year + y, p.rule))]
        if p.shift == -1:
            return max((s for s in days if s.last < now), key=lambda s: s.first, default=None)
        if p.shift == 1:
            return min((s for s in days if s.first > now), key=lambda s: s.first, default=None)
        return self._choose(days, found)

    # -- choice between years

    def _choose(
        self, candidates: list[Span], found: Found, *, open_: bool = False, past: bool = False
    ) -> Span | None:
        """By tense; else the one nearest to the publication."""
        assert self._now is not None
        now = self._now
        said: Tense = "past" if past else tense(self._g, found.start, found.end)
        nearest = min(candidates, key=lambda s: calendar.distance(s, now), default=None)
        if said is None or nearest is None:
            return nearest
        return self._by(candidates, said, open_=open_) or nearest

    def _by(self, candidates: list[Span], said: Tense, *, open_: bool, finished: bool = False) -> Span | None:
        assert self._now is not None
        now = self._now
        if said == "past":
            limit = [s for s in candidates if (s.last if finished else s.first) <= now]
            return max(limit, key=lambda s: s.first, default=None)
        limit = [s for s in candidates if (s.last if open_ else s.first) >= now]
        ahead = min(limit, key=lambda s: s.first, default=None)
        if ahead and (ahead.first - now).days > _FAR:
            near = min(candidates, key=lambda s: calendar.distance(s, now))
            if calendar.distance(near, now) <= _NEAR:
                return near
        return ahead

"""Points placed on the calendar: against the publication, the dates before them and the tense round them."""

from datetime import date, timedelta

from dateline.nlp.dates import calendar
from dateline.nlp.dates.calendar import Span
from dateline.nlp.dates.placed_units import PlacedUnits
from dateline.nlp.dates.points import Found, Point
from dateline.nlp.dates.spoken import Spoken, deictic
from dateline.nlp.dates.telling import NEAR
from dateline.nlp.dates.tense import tense


class Resolver(PlacedUnits):
    """Resolves the expressions of one text in order."""

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

    def _day(self, p: Point, found: Found) -> Span | None:
        assert p.day is not None
        if p.year is not None and p.month is not None:
            return calendar.day(p.year, p.month, p.day)
        if self._now is None:
            return None
        if p.month is None:
            return self._day_alone(p, found)
        if p.unit == "year" and p.shift is not None:
            return calendar.day(self._now.year + p.shift, p.month, p.day)
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
        if near and not p.past and calendar.distance(near, self._now) <= NEAR:
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

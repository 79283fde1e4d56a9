"""Weekdays, units and holidays placed on the calendar: counted from the publication or what was told."""

from datetime import timedelta

from dateline.nlp.dates import calendar
from dateline.nlp.dates.calendar import Span
from dateline.nlp.dates.placed_parts import PlacedParts
from dateline.nlp.dates.points import Found, Point
from dateline.nlp.dates.telling import TOLD
from dateline.nlp.dates.tense import Tense, tense

_NEAR_HOLIDAY = 31
"""Days within which a holiday is meant, whatever the tense round it seems to say."""
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
"""How fine a unit is; times are counted only from what is as fine."""


class PlacedUnits(PlacedParts):
    """Each method gives the span of a point, or None where there is nothing to count from."""

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
        if p.of:
            return self._beside(p.of, p.unit, shift, found)
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
            if p.unit == "quarter" and shift == 0:
                spoken = spoken or Span(now, now, "day")  # "by the end of the quarter"
            if spoken is None and (shift >= 0 or p.unit not in ("year", "month", "half")):
                return None
            spoken = spoken or Span(now, now, "day")
            base = spoken.last if shift > 0 else spoken.first
        at = calendar.shift(base, p.unit, shift)
        return calendar.around(at, p.unit) if at else None

    def _beside(self, of: Point, unit: str, shift: int, found: Found) -> Span | None:
        """So many units from a day or from the present week or month: "a year ago this week"."""
        assert self._now is not None
        if of.kind == "weekday" and of.weekday is not None:
            back = shift < 0
            nearest = calendar.before if back else calendar.after
            at = calendar.shift(nearest(self._now, of.weekday, strictly=False), unit, shift)
            return calendar.one(at) if at else None
        base = self._now + timedelta(days=of.shift or 0) if of.kind == "near" else self._now
        at = calendar.shift(base, unit, shift)
        return calendar.around(at, of.unit or "day") if at else None

    def _base(self, unit: str, found: Found, shift: int) -> Span | None:
        """The time spoken of last that is fine enough to count such units from."""
        for spoken in reversed(self._spoken[-3:]):
            if shift < 0 and self._now and spoken.span.first > self._now and found.point.loose:
                continue  # "a year earlier" is said of what has been
            if unit == "day" and shift == 0 and found.start - spoken.end > 2 * TOLD:
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
        if not self._g.has(found.start - 1, "in_past"):
            near = min(days, key=lambda s: calendar.distance(s, now), default=None)
            if near and calendar.distance(near, now) <= _NEAR_HOLIDAY:
                return near
        return self._choose(days, found)

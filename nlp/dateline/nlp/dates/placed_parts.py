"""Months, quarters, halves and seasons placed on the calendar."""

from dateline.nlp.dates import calendar
from dateline.nlp.dates.calendar import Span
from dateline.nlp.dates.points import Found, Point
from dateline.nlp.dates.telling import Telling
from dateline.nlp.dates.tense import tense

_SOON = 10
"""Days of a quarter behind which it may be told of in the past tense."""


class PlacedParts(Telling):
    """Each method gives the span of a point, or None where there is nothing to count from."""

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
                if (
                    said == "past"
                ):  # "this summer may be hot", after what was: one half a year ago is not this
                    return min(candidates, key=lambda s: calendar.distance(s, now), default=None)
                return self._by(candidates, said or "future", open_=True)
            return self._of_year(p, now.year)
        if p.kind in ("quarter", "half") and (compared := self._compared_quarter(p, found)):
            return compared
        if p.kind == "month" and self._g.has(found.end, "cue_delivery"):
            return self._by(candidates, "future", open_=True)
        told = self._told_year(found, day=False)
        if told is not None:
            return self._of_year(p, told)
        if p.kind in ("quarter", "half"):
            return self._quarter(candidates, found)
        before = found.start - 2 if self._g.has(found.start - 1, "the") else found.start - 1
        if self._g.word(before) == "before" and tense(self._g, found.start, found.end) is None:
            return self._by(candidates, "future", open_=True)
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
        if any(g.has(i, "cue_results") for i in range(found.start - 4, min(found.end + 4, len(g.t)))):
            said = "past" if said != "future" else None
        now = self._now
        running = next((s for s in candidates if s.first <= now <= s.last), None)
        if (
            said == "past"
            and running
            and found.point.kind == "quarter"
            and (now - running.first).days > _SOON
        ):
            return running  # rather than the one a year ago
        if said is None:
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

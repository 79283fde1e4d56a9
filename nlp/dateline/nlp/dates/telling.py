"""Which year an expression without one means: what the text tells of, the tense round it, the nearest."""

from datetime import date

from dateline.nlp.dates import calendar
from dateline.nlp.dates.calendar import Span
from dateline.nlp.dates.grammar import Grammar
from dateline.nlp.dates.points import Found, Point
from dateline.nlp.dates.spoken import Spoken
from dateline.nlp.dates.tense import Tense, tense

NEAR = 75
"""Days within which a day without a year is meant, whatever the tense round it seems to say."""
TOLD = 50
"""Words over which a year told holds for the days and months after it."""
_FAR = 240
"""Days ahead that nobody means without naming the year, where the same date is within `NEAR` behind."""


class Telling:
    """What one text has spoken of so far, and the day that it was published."""

    def __init__(self, g: Grammar, published: date | None) -> None:
        self._g = g
        self._now = published
        self._spoken: list[Spoken] = []

    def _told_year(self, found: Found, *, day: bool) -> int | None:
        """The year that the text is telling of, where that is another than the publication's."""
        assert self._now is not None
        for spoken in reversed(self._spoken[-4:]):
            if found.start - spoken.end > TOLD:
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
                if self._precedes(found.point, year, spoken):
                    if "." in between:
                        return None
                    words = between.lower().split()
                    if "and" in words and not {"after", "since", "before", "from"} & set(words):
                        return year + 1  # "begun in December 2023 and opened in June"
                return year
            if year > self._now.year:
                return (
                    year
                    if spoken.unit != "year"
                    and ". " not in between
                    and tense(self._g, found.start, found.end) != "past"
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
            if calendar.distance(near, now) <= NEAR:
                return near
        return ahead

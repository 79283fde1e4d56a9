"""The temporal grammar: at each token that may begin a calendar expression, the longest one that reads.

Every rule looks at a bounded number of tokens, so that reading is linear in the text.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from dateline.nlp.dates.points import Found, Point
from dateline.nlp.dates.reading import DASHES, LETTERS, Match
from dateline.nlp.dates.relative import Relative

_DIRECTIONS = frozenset(("last", "this", "next", "textual_last", "textual_next", "same"))
_PARTS = frozenset(("early", "mid", "late"))
_SPANS = frozenset(("day", "month", "quarter", "half", "season", "year"))


_SIGNS = frozenset("年月년월")
_LISTED = 8
"""Days that one list may hold."""


class Grammar(Relative):
    """The grammar over one text."""

    def scan(self) -> Iterator[Found]:
        """All expressions that read, left to right, without overlap."""
        i = 0
        holidays = self.lexicon.holidays
        while i < self.size:
            found = None
            if self.t.number[i] >= 0 or self.tags[i] or self.t.low[i] in holidays or self.t.low[i] in LETTERS:
                found = self.found(i)
            days = self.days_of(i) if self.t.number[i] >= 0 else []
            if days:
                yield from days
                i = days[-1].end
            elif found:
                for each in self.listed(found):
                    yield each
                    i = each.end
            else:
                i += 1

    def found(self, i: int) -> Found | None:
        found = self.day_range(i)
        if found:
            return found
        match = self.expression(i)
        if match is None:
            return None
        point, end = match
        return self.range(i, end, point) or Found(start=i, end=end, point=point)

    def listed(self, found: Found) -> list[Found]:
        """The days of a list that begins with this one: `June 5, 12 and 19, 2024`, `April 2-3 and 9-10`."""
        point, i, days = found.point, found.end, [found]
        if point.kind != "day" or not point.month or point.year or point.shift is not None:
            return days
        last = (found.until or point).day or 31
        while len(days) <= _LISTED:
            j = self.comma(i)
            final = self.has(j, "and")
            j = j + 1 if final else j
            number, end = self.day_number(j)
            if j == i or not number or number <= last or self.t.break_before(i) or self.t.break_before(j):
                return [found]
            until, stop = self.day_number(self.connector(end, False))
            if until is None or until <= number or stop == end:
                until, stop = None, end
            day = Point(kind="day", month=point.month, day=number)
            days.append(Found(start=j, end=stop, point=day, until=replace(day, day=until) if until else None))
            last, i = until or number, stop
            if final:
                break
        else:
            return [found]
        year, end = self.year_after(i)
        if year is None:
            free = i >= self.size or not self.word(i)[:1].isalnum() or self.has(i, "in_either")
            return days if free else [found]
        days[-1] = replace(days[-1], end=end)
        return [
            replace(
                d, point=replace(d.point, year=year), until=replace(d.until, year=year) if d.until else None
            )
            for d in days
        ]

    def days_of(self, i: int) -> list[Found]:
        """The days of a list that ends in their month: `15 and 22 June 2024`, `8, 15 und 22. Juni`."""
        numbers: list[tuple[int, int, int]] = []
        at = i
        while len(numbers) < _LISTED:
            number, end = self.day_number(at)
            if not number or (numbers and number <= numbers[-1][0]) or (numbers and self.t.break_before(at)):
                return []
            j = self.comma(end)
            final = self.has(j, "and")
            numbers.append((number, at, end))
            if j == end and not final:
                return []
            at = j + 1 if final else j
            if final:
                break
        match = self.day_first(at) if at < self.size else None
        if match is None or match[0].kind != "day" or match[0].month is None or match[0].shift is not None:
            return []
        point, end = match
        if (point.day or 0) <= numbers[-1][0] or (len(numbers) == 1 and point.day == numbers[0][0] + 1):
            return []
        earlier = [Found(start=a, end=e, point=replace(point, day=n)) for n, a, e in numbers]
        return [*earlier, Found(start=at, end=end, point=point)]

    def connector(self, i: int, between: bool) -> int:
        """The token after "to", "–", "through" … at i, or i where there is none."""
        word = self.word(i)
        if word == "," and ((between and self.has(i + 1, "and")) or self.has(i + 1, "to")):
            return i + 2
        if word in DASHES:
            return i + 2 if self.word(i + 1) == "-" and not self.t.tight(i) else i + 1
        if word == "—" and self.t.tight(i) and self.t.tight(i + 1):
            return i + 1
        if word in ("/",) and self.t.tight(i):
            return i + 1
        if self.has(i, "to") or (between and self.has(i, "and")):
            return i + 1
        return i

    def range(self, start: int, end: int, a: Point) -> Found | None:
        """`a` up to another point that follows; what one end leaves out, the other supplies."""
        opened = self.opening(start)
        between = self.has(opened, "between")
        after = self.connector(end, between)
        if after == end and a.kind == "day" and (self.has(end, "and") or self.word(end) == "&"):
            number, _ = self.day_number(end + 1)
            if number == (a.day or 0) + 1 and not self.has(end + 2, "month"):
                after = end + 1
        if after == end or self.t.break_before(end) or self.t.break_before(after):
            return None
        slash = self.word(end) == "/"
        skip = self.hedge(after) if self.has(opened, "opens_range") else after
        skip = skip + 1 if self.has(skip, "the") else skip
        if a.kind == "day" and a.month and a.year is None:
            number, next_ = self.day_number(skip)
            if number and number > (a.day or 0) and not self.has(self.after_of(next_), "month"):
                year, year_end = self.year_after(next_)
                if year or self.ends(next_):
                    b = replace(a, day=number, weekday=None, year=year)
                    return Found(
                        start=start, end=year_end if year else next_, point=replace(a, year=year), until=b
                    )
        if slash and a.kind not in ("month", "season", "quarter"):
            return None
        match = self.expression(skip)
        if match is None:
            return None
        b, stop = match
        if a.kind == "weekday" and b.kind == "day" and not a.shift:
            return None
        if a.kind != b.kind and self.has(opened, "opens_range") and a.kind in _SPANS and b.kind in _SPANS:
            if a.year and b.year and a.year <= b.year and not b.textual:
                return Found(start=start, end=stop, point=a, until=b)
            return None
        if a.kind != b.kind or a.kind in ("near", "unit", "weekday", "holiday", "week"):
            return None
        if a.year is not None and b.year is None:
            return None
        if a.year is None and b.year is not None:
            before = b.month is not None and a.month is not None and a.month > b.month
            a = replace(a, year=b.year - 1 if before else b.year)
        if (
            a.year
            and b.year
            and (a.year, a.month or 0, a.number or 0) > (b.year, b.month or 0, b.number or 0)
        ):
            return None
        return Found(start=start, end=stop, point=a, until=b)

    def opening(self, start: int) -> int:
        """The token that may open a range, before "the" and hedges: "between on or about"."""
        i = start - 1
        while i > start - 5 and (self.has(i, "the") or self.has(i, "hedge")):
            i -= 1
        return i

    def hedge(self, i: int) -> int:
        """The token after "on or about", "in approximately", "continuing through" at i."""
        j = i
        while j < i + 4 and self.has(j, "hedge"):
            j += 1
        return j

    def day_range(self, i: int) -> Found | None:
        """`15-16 October 2024`, `15 and 16 October`, `15. bis 17. Mai`."""
        first, j = self.day_number(i)
        if not first:
            return None
        k = self.connector(j, True)
        if k == j or self.t.break_before(j):
            return None
        k = k + 1 if self.has(k, "the") else k
        second, end = self.day_number(k)
        if not second or second <= first:
            return None
        if self.has(j, "and") and second != first + 1:
            return None
        at = self.after_of(end)
        month = self.value(at, "month")
        if not month or (self.has(at, "weak") and not self.named(at)):
            return None
        after = self.dot(at + 1)
        year, year_end = self.year_after(after)
        a = Point(kind="day", year=year, month=month, day=first)
        return Found(start=i, end=year_end if year else after, point=a, until=replace(a, day=second))

    def expression(self, i: int) -> Match:
        """The longest expression that begins at token i."""
        if i >= self.size:
            return None
        best: Match = None
        for rule in self.rules(i):
            match = rule(i)
            if match and (best is None or match[1] > best[1]):
                best = match
        return best

    def rules(self, i: int) -> Iterator[Callable[[int], Match]]:
        tags = self.tags[i]
        if self.t.low[i] in self.lexicon.holidays:
            yield self.holiday
        if self.t.number[i] >= 0:
            if self.t.low[i + 1 : i + 2] and self.t.low[i + 1] in _SIGNS:
                yield self.ideographs
            yield self.numeric
            yield self.day_first
            yield self.year
            yield self.letters_after
            yield self.short_decade
            yield self.ago
            yield self.ordinal
            yield self.nth
        if self.t.low[i] in LETTERS:
            yield self.letters
        if self.t.low[i] == "'":
            yield self.short_decade
            yield self.year
        if not tags:
            return
        if "month" in tags:
            yield self.month_first
        if "weekday" in tags:
            yield self.weekday
        if "season" in tags:
            yield self.season
        if "ord" in tags:
            yield self.day_first
            yield self.ordinal
            yield self.nth
        if "num" in tags:
            yield self.ago
            if tags["num"] >= 20:
                yield self.day_first
        if "near" in tags:
            yield self.near
        if "ago_before" in tags:
            yield self.ago_before
        if "fiscal" in tags:
            yield self.fiscal
        if tags.keys() & _DIRECTIONS:
            yield self.directed
            if "last" in tags:
                yield self.ordinal
            yield self.nth
        if tags.keys() & _PARTS:
            yield self.part_of
        if "unit" in tags:
            yield self.unit
            if tags["unit"] == "weekend":
                yield self.weekend
        if "tens" in tags:
            yield self.tens

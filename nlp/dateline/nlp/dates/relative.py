"""Rules for what is said from a day: weekdays, `last month`, `the first Friday of July`, `early 2024`."""

from dataclasses import replace

from dateline.nlp.dates.counted import Counted
from dateline.nlp.dates.points import Point
from dateline.nlp.dates.reading import LETTERS, Match

_INNER = frozenset(
    (
        "month",
        "season",
        "last",
        "this",
        "next",
        "ord",
        "unit",
        "fiscal",
        "tens",
        "textual_last",
        "textual_next",
        "mid",
        "late",
    )
)
_NIGHT = frozenset(("night", "evening"))


class Relative(Counted):
    """Each rule matches at token i or gives None."""

    def part_of_day(self, i: int) -> int:
        """The token after "morning" and the like at i."""
        return i + 1 if self.has(i, "part") else i

    def weekday(self, i: int) -> Match:
        t = self.t
        if self.has(i, "weak") and not self.named(i):
            return None
        weekday = self.tags[i]["weekday"]
        j = self.dot(i + 1)
        if j > i + 1 and not self.has(self.comma(j), "month") and not self.t.digits(self.comma(j)):
            j = i + 1
        after = self.comma(j)
        while (
            after < self.size
            and after < j + 2
            and (self.has(after, "the") or self.word(after) in ("(", "on"))
        ):
            after += 1
        if self.word(after - 1) in ("on",) and self.word(after - 2) != ",":
            after = self.size
        if after < self.size and not t.break_before(after):
            match = None
            if self.has(after, "month"):
                match = self.month_first(after)
            elif t.number[after] >= 0 or self.has(after, "ord"):
                match = self.numeric(after) or self.day_first(after)
                if match is None and self.word(after) != "(":
                    number, end = self.day_number(after)
                    if (
                        number
                        and end > after + 1
                        and self.t.number[after] >= 0
                        and not self.has(end, "month")
                    ):
                        match = Point(kind="day", day=number), end
            if match and match[0].kind == "day":
                if self.word(after - 1) == "(":
                    return replace(match[0], weekday=weekday), match[1]
                return replace(match[0], weekday=weekday), match[1]
        k = self.after_of(self.comma(i + 1))
        shift = self.direction(k)
        if shift is not None and self.value(k + 1, "unit") == "week":
            return Point(kind="weekday", weekday=weekday, unit="week", shift=shift), k + 2
        if self.lexicon.after and (shift := self.direction(i + 1)):
            return Point(kind="weekday", weekday=weekday, shift=shift), i + 2
        return Point(kind="weekday", weekday=weekday), self.part_of_day(i + 1)

    def directed(self, i: int) -> Match:
        """`last week`, `this past Friday`, `next spring`, `the previous year`, `this morning`."""
        tags = self.tags[i]
        textual = "textual_last" in tags or "textual_next" in tags or "same" in tags
        shift: int | None
        if "same" in tags:
            if self.word(i + 1) == "same" and self.word(i) != "same":  # "that same day"
                return self.directed(i + 1)
            shift = 0
            if (
                self.word(i) != "same"
                and self.value(i + 1, "unit") in (None, "half")
                and not self.has(i + 1, "season")
                and not self.has(i + 1, "part")
            ):
                return None
        elif textual:
            shift = -1 if "textual_last" in tags else 1
        else:
            shift = self.direction(i)
        j = i + 1
        if self.word(i) == "next" and self.has(i - 1, "the"):
            told = self.value(j, "unit") in ("week", "month", "year") and not self.has(i - 2, "in_either")
            textual = told or self.value(j, "unit") == "day" or self.has(j, "part")
        past = self.has(i, "past_mark")
        if shift == 0 and not textual:
            if self.has(j, "past_mark"):
                shift, past, j = -1, True, j + 1
            elif self.has(j, "next"):
                shift, j = 1, j + 1
        if j >= self.size or self.t.break_before(j):
            return None
        at = self.tags[j]
        if "part" in at and textual and shift is not None and self.word(j) not in ("noon", "midnight"):
            return Point(kind="unit", unit="day", shift=shift, textual=True), j + 1
        if "part" in at and shift is not None and not textual:
            if shift == 0 or self.word(j) in _NIGHT:
                return Point(kind="near", shift=shift), j + 1
            return None
        if "weekday" in at and not (self.has(j, "weak") and not self.named(j)):
            inner = self.weekday(j)
            if inner and inner[0].kind == "day":
                return inner
            point = Point(kind="weekday", weekday=at["weekday"], shift=shift, textual=textual, past=past)
            return point, self.part_of_day(j + 1)
        if "month" in at and self.named(j):
            inner = self.month_first(j)
            if inner and inner[0].kind == "day":
                return replace(inner[0], shift=None, past=past or shift == -1), inner[1]
            if inner and inner[0].year is None:
                return replace(inner[0], shift=shift, textual=textual), inner[1]
            return inner
        if "season" in at:
            return Point(kind="season", number=at["season"], shift=shift, textual=textual), j + 1
        if self.t.low[j] in self.lexicon.holidays and not textual:
            inner = self.holiday(j)
            if inner:
                return replace(inner[0], shift=shift), inner[1]
        while self.has(j, "fiscal"):
            j += 1
        unit = self.value(j, "unit")
        if "same" in tags and (compared := self.compared(j)) is not None:
            return compared if compared[0].unit else None
        if unit and self.word(j) not in self.plurals:
            if unit == "half":
                return None
            end = j + 1
            if unit == "week" and shift is not None:
                k = end + 1 if self.has(end, "on") else end
                if self.has(k, "weekday") and self.named(k) and not self.t.break_before(k):
                    return Point(
                        kind="weekday", weekday=self.tags[k]["weekday"], unit="week", shift=shift
                    ), k + 1
            point = Point(kind="unit", unit=unit, shift=shift, textual=textual, past=past)
            if unit == "year" and not textual:
                skip = end + 2 if self.word(end) == "'" and self.word(end + 1) == "s" else end
                inner = self.inner(skip)
                if inner:
                    return replace(inner[0], unit="year", shift=shift), inner[1]
            return point, end
        return None

    def compared(self, i: int) -> tuple[Point, int] | None:
        """`same quarter a year ago`, `same month last year`; a point of no unit before a year of its own."""
        unit = self.value(i, "unit")
        if unit not in ("quarter", "month", "half") or self.word(i) in self.plurals:
            return None
        each = {"quarter": 4, "month": 12, "half": 2}[unit]
        j = self.after_of(i + 1)
        if self.four(j):
            return Point(kind="unit"), j
        if self.direction(j) == -1 and self.value(j + 1, "unit") == "year":
            return Point(kind="unit", unit=unit, shift=-each, textual=True, loose=True), j + 2
        k = self.article(j) + 1
        if self.has(k - 1, "textual_last"):
            while self.has(k, "fiscal"):
                k += 1
            if self.value(k, "unit") == "year":
                return Point(kind="unit", unit=unit, shift=-each, textual=True, loose=True), k + 1
        match = self.ago(j) if self.has(j, "num") or self.t.digits(j) else None
        if match and match[0].unit == "year" and match[0].shift and match[0].shift < 0:
            shift = match[0].shift * each
            return Point(kind="unit", unit=unit, shift=shift, textual=True, loose=True), match[1]
        return None

    def nth(self, i: int) -> Match:
        """`first Friday of July`, `last Thursday in November 2024`, `third week of next month`."""
        number = -1 if self.has(i, "last") and not self.has(i, "past_mark") else self.value(i, "ord")
        j = i + 1
        if number is None and self.t.digits(i) == 1 and self.has(j, "suffix_ordinal") and self.t.tight(j):
            number, j = self.t.number[i], j + 1
        if not number or number > 5:
            return None
        weekday, unit = self.value(j, "weekday"), self.value(j, "unit")
        if weekday is None and unit not in ("week", "weekend"):
            return None
        if not self.has(j + 1, "of") or self.word(j) in self.plurals:
            return None
        at = j + 2
        if self.has(at, "the") and self.value(at + 1, "unit") in ("month", "year"):
            inner: Match = (Point(kind="unit", unit=self.tags[at + 1]["unit"], shift=0), at + 2)
        elif self.has(at, "month") and self.named(at):
            inner = self.month_first(at)
        elif self.direction(at) is not None and self.value(at + 1, "unit") in ("month", "year"):
            inner = self.directed(at)
        elif self.t.digits(at) == 4 and unit == "week":
            inner = self.year(at)
        else:
            return None
        if inner is None or inner[0].kind not in ("month", "unit", "year"):
            return None
        return Point(kind="nth", number=number, weekday=weekday, unit=unit, of=inner[0]), inner[1]

    def part_of(self, i: int) -> Match:
        """`early 2024`, `the end of last year`, `mid-April`, `earlier this year`."""
        j = i + 1
        if self.word(j) == "-" and self.t.tight(j):
            j += 1
            if self.word(j) == "to" and self.word(j + 1) == "-":
                j += 2
        if self.word(j) == "to" and (self.has(j + 1, "mid") or self.has(j + 1, "late")):
            j += 2
        if self.word(j) == "-" and self.t.tight(j):
            j += 1
        j = self.after_of(j)
        if self.has(j, "the") and self.word(j) != "a":
            j += 1
        if j >= self.size or self.t.break_before(j) or j - i > 7:
            return None
        number = self.t.digits(j)
        tags = self.tags[j]
        if not (number or tags.keys() & _INNER or self.word(j) == "'" or self.word(j) in LETTERS):
            return None
        if "unit" in tags:
            whole = tags["unit"] in ("year", "month", "quarter", "week", "decade") and self.has(j - 1, "the")
            if not whole or self.word(j) in self.plurals or self.word(i) in ("late", "early"):
                return None
            return Point(kind="unit", unit=tags["unit"], shift=0, textual=tags["unit"] == "quarter"), j + 1
        match = self.short_decade(j) if number or self.word(j) == "'" else None
        match = match or self.expression(j)
        return None if match is None or match[0].kind in ("day", "near", "weekday") else match

    def near(self, i: int) -> Match:
        return Point(kind="near", shift=self.tags[i]["near"]), self.part_of_day(i + 1)

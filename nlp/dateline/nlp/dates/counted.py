"""Rules for what is counted in units: `two weeks ago`, `a year earlier`, `year-end 2023`, the weekend."""

from dateline.nlp.dates.dated import Dated
from dateline.nlp.dates.points import Point
from dateline.nlp.dates.reading import Match


class Counted(Dated):
    """Each rule matches at token i or gives None."""

    def ago(self, i: int) -> Match:
        """`two weeks ago`, `a year earlier`, `three days later`, `10 years from now`."""
        t = self.t
        count = self.value(i, "num")
        if count is None:
            if not 1 <= t.digits(i) <= 3 or not self.starts(i):
                return None
            count = t.number[i]
        j = i + 1
        if self.word(j) == "-" and t.tight(j):
            j += 1
        unit = self.value(j, "unit")
        if not unit or unit == "half" or (self.t.break_before(j)):
            return None
        j += 1
        if self.word(j) == "-" and t.tight(j):
            j += 1
        if self.word(i - 1) == "half":
            return None
        hedged = self.word(i - 1) in ("least", "over") or self.word(i - 1) == "than"
        if hedged and (self.has(j, "ago") or self.has(j, "earlier")):
            return None
        if unit == "decade":
            unit, count = "year", 10 * count
        if self.has(j, "ago"):
            if (beside := self.beside(j + 1)) and unit in ("week", "month", "year"):
                return Point(kind="unit", unit=unit, shift=-count, of=beside[0]), beside[1]
            return Point(kind="unit", unit=unit, shift=-count, loose=unit == "year" and count == 1), j + 1
        if self.has(j, "earlier"):
            if self.word(j) == "before" and self.ends_clause(j + 1) is False:
                return None
            return Point(
                kind="unit", unit=unit, shift=-count, textual=True, loose=unit == "year" and count == 1
            ), j + 1
        if self.has(j, "later"):
            return Point(kind="unit", unit=unit, shift=count, textual=True), j + 1
        if self.has(j, "away") and self.word(j - 1) != "-" and self.ends_clause(j + 1):
            return Point(kind="unit", unit=unit, shift=count), j + 1
        if self.word(j) == "from" and (self.word(j + 1) == "now" or self.value(j + 1, "near") == 0):
            return Point(kind="unit", unit=unit, shift=count), j + 2
        if (
            self.word(j) == "from"
            and (beside := self.beside(j + 1))
            and beside[0].kind in ("near", "weekday")
        ):
            return Point(kind="unit", unit=unit, shift=count, of=beside[0]), beside[1]
        return None

    def beside(self, i: int) -> Match:
        """What a count of weeks or years is told from: "a year ago *this week*", "a week from *Tuesday*"."""
        if self.has(i, "near"):
            return Point(kind="near", shift=self.tags[i]["near"]), i + 1
        if self.has(i, "weekday") and self.named(i) and not self.has(i, "weak"):
            return Point(kind="weekday", weekday=self.tags[i]["weekday"]), i + 1
        if self.direction(i) == 0 and self.value(i + 1, "unit") in ("week", "month", "weekend"):
            return Point(kind="unit", unit=self.tags[i + 1]["unit"], shift=0), i + 2
        return None

    def ago_before(self, i: int) -> Match:
        """`vor zwei Wochen`, `hace dos años`, `il y a trois jours`."""
        if self.word(i) == "il":
            i += 2 if self.word(i + 1) == "y" and self.word(i + 2) == "a" else self.size
        count = self.value(i + 1, "num")
        if count is None and 1 <= self.t.digits(i + 1) <= 3:
            count = self.t.number[i + 1]
        unit = self.value(i + 2, "unit")
        if not count or unit in (None, "half"):
            return None
        if unit == "decade":
            unit, count = "year", 10 * count
        return Point(kind="unit", unit=unit, shift=-count), i + 3

    def year_end(self, i: int) -> int:
        """The token after "end" in "by year end", "at year's end"; 0 for other words."""
        if self.word(i) == "'" and self.word(i + 1) == "s":
            i += 2
        elif self.has(i - 2, "the") or self.has(i - 2, "this"):
            return 0
        return i + 1 if self.word(i) == "end" and self.ends_clause(i + 1) else 0

    def ends_clause(self, i: int) -> bool:
        return i >= self.size or not self.word(i)[:1].isalnum() or self.t.break_before(i)

    def unit(self, i: int) -> Match:
        """`year-end 2023`, `week of May 5`, `month of June`, `day before yesterday`, `day after tomorrow`."""
        unit = self.tags[i]["unit"]
        if unit == "year" and self.word(i + 1) == "-" and self.word(i + 2) in ("end", "ago", "earlier"):
            if self.word(i + 2) == "end":
                year, _last, end = self.year_or_pair(self.after_of(i + 3))
                if year:
                    return Point(kind="year", year=year), end
                return Point(kind="unit", unit="year", shift=0), i + 3
            of = self.value(i + 3, "unit")
            if of in ("quarter", "month", "half"):
                back = {"quarter": -4, "month": -12, "half": -2}[of]
                return Point(kind="unit", unit=of, shift=back, textual=True, loose=True), i + 4
            return Point(kind="unit", unit="year", shift=-1, textual=True, loose=True), i + 3
        if unit == "year" and (ends := self.year_end(i + 1)):
            year, _last, end = self.year_or_pair(self.after_of(ends))
            if year:
                return Point(kind="year", year=year), end
            return Point(kind="unit", unit="year", shift=0), ends
        if unit == "decade" and (year := self.four(self.after_of(i + 1))) and year % 10 == 0:
            return Point(kind="decade", year=year), self.after_of(i + 1) + 1
        if unit == "week" and self.has(i + 1, "of"):
            j = i + 3 if self.has(i + 2, "the") else i + 2
            match = self.expression(j) if j < self.size and not self.has(j, "num") else None
            if match and match[0].kind == "day" and match[0].month:
                return Point(kind="week", of=match[0]), match[1]
        if unit == "month" and self.has(i + 1, "of") and self.has(i + 2, "month") and self.named(i + 2):
            match = self.month_first(i + 2)
            if match and match[0].kind == "month":
                return match
        if unit == "day" and self.word(i + 1) in ("before", "after"):
            near = self.value(i + 2, "near")
            if near == -1 and self.word(i + 1) == "before":
                return Point(kind="near", shift=-2), i + 3
            if near == 1 and self.word(i + 1) == "after":
                return Point(kind="near", shift=2), i + 3
        if self.has(i - 1, "the") and self.word(i - 1) != "a" and self.ends_clause(i + 2):
            if self.word(i + 1) == "before" and unit in ("day", "week", "month", "year"):
                return Point(kind="unit", unit=unit, shift=-1, textual=True), i + 2
            if self.word(i + 1) == "after" and unit == "day":
                return Point(kind="unit", unit=unit, shift=1, textual=True), i + 2
        if self.lexicon.after and (shift := self.direction(i + 1)):
            return Point(kind="unit", unit=unit, shift=shift), i + 2
        return None

    def weekend(self, i: int) -> Match:
        """`over the weekend`."""
        if (
            (self.has(i - 1, "the") or self.has(i - 1, "on"))
            and self.word(i - 1) != "a"
            and self.word(i + 1) not in ("of", "des", "du", "del")
            and (self.lexicon.code != "en" or self.has(i - 2, "in_either") or self.has(i - 2, "in_future"))
        ):
            return Point(kind="unit", unit="weekend"), i + 1
        return None

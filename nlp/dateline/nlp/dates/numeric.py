"""Rules for dates in figures: `2024-05-23`, `5/23/2024`, `23.05.2024`, `2024年5月13日`."""

from dateline.nlp.dates.parts import Parts
from dateline.nlp.dates.points import Point
from dateline.nlp.dates.reading import Match, century

_YEAR_SIGNS = frozenset("年년")


class Numeric(Parts):
    """Each rule matches at token i or gives None."""

    def numeric(self, i: int) -> Match:
        """`2024-05-23`, `5/23/2024`, `23.05.2024`, `2014 April 11`."""
        t = self.t
        if not self.starts(i) or t.digits(i) not in (1, 2, 4):
            return None
        if t.digits(i) == 4 and (not t.tight(i + 1) or (self.word(i + 1) == "." and not t.tight(i + 2))):
            stop = self.lexicon.code not in ("en", "de") and self.word(i + 1) == "." and t.tight(i + 1)
            j = i + 2 if stop else self.comma(i + 1)  # "2024. május 13."
            if self.has(j, "month") and 1000 <= t.number[i] <= 2200 and not t.break_before(j):
                after = self.dot(j + 1)
                number, end = self.day_number(after)
                if number and not self.four(end):
                    return Point(kind="day", year=t.number[i], month=self.tags[j]["month"], day=number), end
                if j == i + 1 and self.named(j) and not number and not self.has(i - 1, "month"):
                    return Point(kind="month", year=t.number[i], month=self.tags[j]["month"]), j + 1
            return None
        mark = self.word(i + 1)
        if self.lexicon.joined and mark == "." and self.word(i + 3) == "." and not t.tight(i + 2):
            if t.digits(i) <= 2 and 1 <= t.digits(i + 2) <= 2 and (year := self.four(i + 4)):
                return _checked(year, t.number[i + 2], t.number[i], i + 5)  # "13. 5. 2024"
            return None
        if mark not in ("-", "/", ".", "–") or not all(t.tight(k) for k in (i + 1, i + 2)):
            return None
        a, b = t.number[i], t.number[i + 2] if t.digits(i + 2) else -1
        if self.word(i + 3) == mark and t.tight(i + 3) and t.tight(i + 4) and t.digits(i + 4):
            c, end = t.number[i + 4], i + 5
            if not self.ends(end) and not (t.tight(end) and self.word(end) == "t"):
                return None
            if self.word(end) in ("-", "_") and t.tight(end) and t.tight(end + 1):
                return None
            if t.digits(i) == 4 and t.digits(i + 2) <= 2 and t.digits(i + 4) <= 2:
                return _checked(a, b, c, end)
            if t.digits(i + 2) > 2 or t.digits(i) > 2 or t.digits(i + 4) not in (2, 4):
                return None
            if t.digits(i + 4) == 2:
                if mark in "-–" and (t.digits(i), t.digits(i + 2)) != (2, 2):
                    return None
                if mark == "." and t.digits(i + 2) != 2:
                    return None
                if self.order == "ymd" and t.digits(i) == 2 and mark != ".":
                    return _checked(century(a), b, c, end)
                c = century(c)
            month, number = self.month_and_day(a, b, mark)
            return _checked(c, month, number, end)
        if mark == "/" and t.digits(i + 2) <= 2 and (a, b) != (24, 7) and self.ends(i + 3) and self.dated(i):
            month, number = self.month_and_day(a, b, mark)
            if 1 <= month <= 12 and 1 <= number <= 31:
                return Point(kind="day", month=month, day=number), i + 3
        if (
            (
                mark == "-"
                and t.digits(i) == 4
                and t.digits(i + 2) == 2
                and 1 <= b <= 12
                and b <= a % 100
                and self.ends(i + 3)
            )
            and 1900 <= a <= 2100
            and not (self.word(i + 3) == "-" and t.tight(i + 3))
            and (t.break_before(i) or not t.capital(i - 1) or self.has(i - 1, "in_either"))
        ):
            return Point(kind="month", year=a, month=b), i + 3
        year_follows = t.digits(i) <= 2 and t.digits(i + 2) == 4 and 1900 <= b <= 2100
        if mark == "/" and year_follows and 1 <= a <= 12 and self.ends(i + 3):
            return Point(kind="month", year=b, month=a), i + 3
        if mark == "." and self.lexicon.order == "dmy" and self.german_day(i):
            return Point(kind="day", month=b, day=a), i + 4
        return None

    def ideographs(self, i: int) -> Match:
        """`2024年5月13日`, `5月13日`, `2024년 5월`: numbers before the signs of year, month and day."""
        year = month = day = None
        j = i
        if self.word(j + 1) in _YEAR_SIGNS and self.t.digits(j) == 4 and 1000 <= self.t.number[j] <= 2200:
            year, j = self.t.number[j], j + 2
        if self.word(j + 1) in ("月", "월") and 1 <= self.t.digits(j) <= 2 and 1 <= self.t.number[j] <= 12:
            month, j = self.t.number[j], j + 2
            if self.word(j + 1) in ("日", "号", "일") and 1 <= self.t.digits(j) <= 2:
                day, j = self.t.number[j], j + 2
        if day:
            return (Point(kind="day", year=year, month=month, day=day), j) if day <= 31 else None
        if month:
            return Point(kind="month", year=year, month=month), j
        return (Point(kind="year", year=year), j) if year else None

    def month_and_day(self, a: int, b: int, mark: str) -> tuple[int, int]:
        """The month and the day of two numbers; with dots, or a first that is no month, the day is first."""
        day_first = mark == "." or a > 12 or (b <= 12 and self.order == "dmy")
        return (b, a) if day_first else (a, b)

    def german_day(self, i: int) -> bool:
        """`23.05.` with both stops."""
        t = self.t
        return (
            self.word(i + 3) == "."
            and t.tight(i + 3)
            and not t.tight(i + 4)
            and 1 <= t.number[i] <= 31
            and 1 <= t.digits(i + 2) <= 2
            and 1 <= t.number[i + 2] <= 12
        )

    def dated(self, i: int) -> bool:
        """Whether the word before speaks of a day."""
        j = i - 1
        if self.word(j) in (",", "(", "."):
            j -= 1
        return self.has(j, "weekday") or self.word(i - 1) in (
            "on",
            "by",
            "until",
            "till",
            "before",
            "since",
            "am",
            "le",
            "el",
            "vom",
            "bis",
            "zum",
        )


def _checked(year: int, month: int, number: int, end: int) -> Match:
    if 1 <= month <= 12 and 1 <= number <= 31 and 1000 <= year <= 2999:
        return Point(kind="day", year=year, month=month, day=number), end
    return None

"""Rules for what names its month, year or decade: `May 3, 2024`, `23.05.2024`, `the 1990s`, holidays."""

from dataclasses import replace

from dateline.nlp.dates.parts import Parts
from dateline.nlp.dates.points import Point
from dateline.nlp.dates.reading import Match, century


class Dated(Parts):
    """Each rule matches at token i or gives None."""

    def month_first(self, i: int) -> Match:
        t = self.t
        if self.has(i, "weak") and not self.named(i):
            return None
        month = self.tags[i]["month"]
        j = self.dot(i + 1)
        if self.has(j, "weekday") or t.break_before(j):
            return Point(kind="month", month=month), i + 1
        k = j + 1 if self.has(j, "the") and self.word(j) != "a" else j
        number, end = self.day_number(k)
        if (
            number
            and not (self.word(end) == "," and t.tight(end) and t.tight(end + 1) and t.digits(end + 1) == 3)
            and not (self.word(end) == ":" and t.tight(end + 1))
        ):
            year, year_end = self.year_after(end)
            if year:
                return Point(kind="day", year=year, month=month, day=number), year_end
            if self.lexicon.order == "mdy" or end > k + 1:
                return self.in_year(Point(kind="day", month=month, day=number), end)
        year, last, end = self.year_or_pair(self.after_of(self.comma(j)))
        if year is None and self.word(j) == "'":
            year, end = self.two(j)
        if year and not t.break_before(end - 1) and last is None:
            return Point(kind="month", year=year, month=month), end
        at = self.after_of(j)
        if end_of := self.same_year(at):
            return Point(kind="month", month=month, unit="year", shift=0, textual=True), end_of
        if (shift := self.direction(at)) is not None and self.value(at + 1, "unit") == "year":
            return Point(kind="month", month=month, unit="year", shift=shift), at + 2
        if self.lexicon.after and self.value(at, "unit") == "year" and (shift := self.direction(at + 1)):
            return Point(kind="month", month=month, unit="year", shift=shift), at + 2
        if self.lexicon.after and (shift := self.direction(i + 1)):
            return Point(kind="month", month=month, shift=shift), i + 2
        return Point(kind="month", month=month), i + 1

    def in_year(self, day: Point, end: int) -> tuple[Point, int]:
        """The day with the year that follows it: `March 1 of next year`, `15 December last year`."""
        at = self.after_of(self.comma(end))
        shift = self.direction(at)
        if shift is None or self.value(at + 1, "unit") != "year" or self.word(at + 1) in self.plurals:
            return day, end
        return replace(day, unit="year", shift=shift), at + 2

    def day_first(self, i: int) -> Match:
        number, end = self.day_number(i)
        if not number:
            return None
        at = end
        if self.word(at) in ("-", "/", ".") and self.t.tight(at) and self.t.tight(at + 1):
            at += 1
        elif self.t.break_before(at):
            return None
        at = at if self.word(at) in ("in", "en", "im") else self.after_of(at)
        month = self.value(at, "month")
        if month and not (self.has(at, "weak") and not self.named(at)):
            after = self.dot(at + 1)
            if self.word(after) in ("-", "/") and self.t.tight(after) and self.t.tight(after + 1):
                if self.t.digits(after + 1) == 2 and self.ends(after + 2):
                    return Point(
                        kind="day", year=century(self.t.number[after + 1]), month=month, day=number
                    ), after + 2
                year = self.four(after + 1) if self.t.digits(after + 1) == 4 else None
                if self.t.digits(after + 1) == 4:
                    year = self.t.number[after + 1]
                    return Point(kind="day", year=year, month=month, day=number), after + 2
            year, year_end = self.year_after(after)
            if year:
                return Point(kind="day", year=year, month=month, day=number), year_end
            return self.in_year(Point(kind="day", month=month, day=number), at + 1)
        shift = self.direction(at)
        if (
            shift is not None
            and (at > end or self.lexicon.joined)
            and self.value(at + 1, "unit") == "month"
            and self.word(at + 1) not in self.plurals
        ):
            return Point(kind="day", day=number, unit="month", shift=shift), at + 2
        if (
            self.word(i - 1) == "the"
            and (self.has(i - 2, "in_future") or self.word(i - 2) == "on" or self.has(i - 2, "weekday"))
            and end > i + 1
            and (end >= self.size or not self.word(end)[:1].isalpha() or self.has(end, "in_either"))
            and (self.word(end) != "-" or not self.t.tight(end))
        ):
            return Point(kind="day", day=number), end
        return None

    def numeric(self, i: int) -> Match:
        """`2024-05-23`, `5/23/2024`, `23.05.2024`, `2014 April 11`."""
        t = self.t
        if not self.starts(i) or t.digits(i) not in (1, 2, 4):
            return None
        if t.digits(i) == 4 and not t.tight(i + 1):
            j = self.comma(i + 1)
            if self.has(j, "month") and 1000 <= t.number[i] <= 2200 and not t.break_before(j):
                after = self.dot(j + 1)
                number, end = self.day_number(after)
                if number and not self.four(end):
                    return Point(kind="day", year=t.number[i], month=self.tags[j]["month"], day=number), end
                if j == i + 1 and self.named(j) and not number and not self.has(i - 1, "month"):
                    return Point(kind="month", year=t.number[i], month=self.tags[j]["month"]), j + 1
            return None
        mark = self.word(i + 1)
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

    def year(self, i: int) -> Match:
        year, last, end = self.year_or_pair(i)
        if not year:
            return None
        if last:
            return Point(kind="year", year=year, last_year=last), end
        if self.t.tight(i + 1) and self.has(i + 1, "suffix_decade") and year % 10 == 0:
            return None
        end_of = end + 2 if self.word(end) == "'" and self.word(end + 1) == "s" else end
        inner = self.inner(end_of)
        if inner:
            return replace(inner[0], year=year), inner[1]
        if self.has(i - 1, "decades") and year % 10 == 0:
            return Point(kind="decade", year=year), end
        return Point(kind="year", year=year), end

    def short_decade(self, i: int) -> Match:
        """`1980s`, `'80s`, `80s`, `1990's`."""
        t = self.t
        quoted = self.word(i) == "'" and t.tight(i + 1)
        j = i + 1 if quoted else i
        if t.digits(j) not in (2, 4) or t.number[j] % 10 or (not quoted and not self.starts(j)):
            return None
        end = j + 1
        if self.word(end) == "'" and t.tight(end):
            if t.digits(j) != 4 or not self.has(i - 1, "the"):
                return None
            end += 1
        if not (self.has(end, "suffix_decade") and t.tight(end)):
            return None
        number = t.number[j]
        if t.digits(j) == 2:
            if (
                not quoted
                and not self.has(i - 1, "the")
                and not self.has(i - 1, "early")
                and not self.has(i - 1, "late")
            ):
                return None
            if self.word(i - 2) in ("his", "her", "their") or self.word(i - 1) in ("his", "her", "their"):
                return None
            number += 2000 if number < 20 else 1900
        elif not 1000 <= number <= 2100:
            return None
        if number % 100 == 0 and t.digits(j) == 4 and number != 2000:
            return Point(kind="year", year=number, last_year=number + 99), end + 1
        return Point(kind="decade", year=number), end + 1

    def tens(self, i: int) -> Match:
        if (
            self.has(i - 1, "the")
            or self.has(i - 1, "early")
            or self.has(i - 1, "late")
            or self.word(i - 1) == "-"
        ):
            return Point(kind="decade", year=1900 + self.tags[i]["tens"]), i + 1
        return None

    @staticmethod
    def day_of(rule: str) -> Point:
        """A holiday's rule, or the one day that `2001-09-11` names."""
        if rule.count("-") == 2 and rule[:4].isdigit():
            year, month, number = rule.split("-")
            return Point(kind="day", year=int(year), month=int(month), day=int(number))
        return Point(kind="holiday", rule=rule)

    def holiday(self, i: int) -> Match:
        best: Match = None
        for words, rule in self.lexicon.holidays[self.t.low[i]].items():
            end = i + len(words)
            if (best is None or end > best[1]) and tuple(self.t.low[i:end]) == words:
                best = self.day_of(rule), end
        if best is None or not (self.named(i) or self.t.number[i] >= 0):
            return None
        point, end = best
        if point.kind == "day":
            return best
        year, year_end = self.year_after(end)
        return (replace(point, year=year), year_end) if year else best


def _checked(year: int, month: int, number: int, end: int) -> Match:
    if 1 <= month <= 12 and 1 <= number <= 31 and 1000 <= year <= 2999:
        return Point(kind="day", year=year, month=month, day=number), end
    return None

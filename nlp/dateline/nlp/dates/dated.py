"""Rules for what names its month, year or decade: `May 3, 2024`, `3 May`, `the 1990s`, holidays."""

from dataclasses import replace

from dateline.nlp.dates.numeric import Numeric
from dateline.nlp.dates.points import Point
from dateline.nlp.dates.reading import Match, century


class Dated(Numeric):
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
        noun = self.article(at)
        if self.lexicon.after and self.value(noun, "unit") == "year" and (shift := self.direction(noun + 1)):
            return Point(kind="month", month=month, unit="year", shift=shift), noun + 2
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
                alike = self.word(at - 1) == self.word(after)  # "03-May-24", not "1 May-15 June"
                if self.t.digits(after + 1) == 2 and self.ends(after + 2) and alike:
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
            told = any(self.has(i - 1, tag) for tag in ("the", "early", "mid", "late"))
            if t.digits(j) != 4 or not (told or (self.word(i - 1) == "-" and self.has(i - 2, "mid"))):
                return None
            end += 1
        if t.digits(j) == 2 and self.has(i - 1, "decades"):
            return Point(kind="decade", year=1900 + t.number[j]), end
        if not (self.has(end, "suffix_decade") and t.tight(end)):
            return None
        if self.value(end + 2, "unit") == "year" and self.word(end + 1) == "-":
            end += 2  # "80er-Jahre"
        elif self.has(end + 1, "decades"):
            end += 1
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

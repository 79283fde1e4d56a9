"""The temporal grammar: at each token that may begin a calendar expression, the longest one that reads.

Every rule looks at a bounded number of tokens, so that reading is linear in the text.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dateline.nlp.dates.lexicon import Lexicon
from dateline.nlp.dates.points import Found, Point
from dateline.nlp.dates.tokens import Tokens

Match = tuple[Point, int] | None
_NOTHING: dict[str, Any] = {}
_STARTS = frozenset(
    "month weekday season unit ord num last this next textual_last textual_next same early mid late fiscal near the "
    "tens".split()
)


class Grammar:
    """The grammar over one text."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, order: str) -> None:
        self.t = tokens
        self.lexicon = lexicon
        self.order = order
        get = lexicon.tags.get
        self.tags = [get(word, _NOTHING) for word in tokens.low]
        self._n = len(tokens)
        self._plurals = _PLURALS.get(lexicon.code, frozenset())

    def has(self, i: int, tag: str) -> bool:
        """Whether token i may be this."""
        return 0 <= i < self._n and tag in self.tags[i]

    def value(self, i: int, tag: str) -> Any:
        """What token i is as this, or None."""
        return self.tags[i].get(tag) if 0 <= i < self._n else None

    def word(self, i: int) -> str:
        """Token i in lower case, empty outside the text."""
        return self.t.low[i] if 0 <= i < self._n else ""

    def scan(self) -> Iterator[Found]:
        """All expressions that read, left to right, without overlap."""
        i = 0
        holidays = self.lexicon.holidays
        while i < self._n:
            found = None
            if self.t.number[i] >= 0 or self.tags[i] or self.t.low[i] in holidays or self.t.low[i] in _LETTERS:
                found = self._found(i)
            if found:
                yield found
                i = found.end
            else:
                i += 1

    def _found(self, i: int) -> Found | None:
        found = self._day_range(i)
        if found:
            return found
        match = self.expression(i)
        if match is None:
            return None
        point, end = match
        return self._range(i, end, point) or Found(start=i, end=end, point=point)

    # -- ranges

    def _connector(self, i: int, between: bool) -> int:
        """The token after "to", "–", "through" … at i, or i where there is none."""
        word = self.word(i)
        if word == "," and ((between and self.has(i + 1, "and")) or self.has(i + 1, "to")):
            return i + 2
        if word in _DASHES:
            return i + 2 if self.word(i + 1) == "-" and not self.t.tight(i) else i + 1
        if word == "—" and self.t.tight(i) and self.t.tight(i + 1):
            return i + 1
        if word in ("/",) and self.t.tight(i):
            return i + 1
        if self.has(i, "to") or (between and self.has(i, "and")):
            return i + 1
        return i

    def _range(self, start: int, end: int, a: Point) -> Found | None:
        """`a` up to another point that follows; what one end leaves out, the other supplies."""
        between = self.has(start - 1, "between") or (self.has(start - 1, "the") and self.has(start - 2, "between"))
        after = self._connector(end, between)
        if after == end and a.kind == "day" and (self.has(end, "and") or self.word(end) == "&"):
            number, _ = self._day_number(end + 1)
            if number == (a.day or 0) + 1 and not self.has(end + 2, "month"):
                after = end + 1
        if after == end or self.t.break_before(end) or self.t.break_before(after):
            return None
        slash = self.word(end) == "/"
        skip = after + 1 if self.has(after, "the") else after
        if a.kind == "day" and a.month and a.year is None:
            number, next_ = self._day_number(skip)
            if number and number > (a.day or 0) and not self.has(self._after_of(next_), "month"):
                year, year_end = self._year_after(next_)
                if year or self._ends(next_):
                    b = replace(a, day=number, weekday=None, year=year)
                    return Found(start=start, end=year_end if year else next_, point=replace(a, year=year), until=b)
        if slash and a.kind not in ("month", "season", "quarter"):
            return None
        match = self.expression(skip)
        if match is None:
            return None
        b, stop = match
        if a.kind == "weekday" and b.kind == "day" and not a.shift:
            return None
        if a.kind != b.kind or a.kind in ("near", "unit", "weekday", "holiday", "week"):
            return None
        if a.year is not None and b.year is None:
            return None
        if a.year is None and b.year is not None:
            year: int | None = b.year
            if b.month is not None and a.month is not None and a.month > b.month:
                year = b.year - 1
            a = replace(a, year=year)
        if a.year and b.year and (a.year, a.month or 0, a.number or 0) > (b.year, b.month or 0, b.number or 0):
            return None
        return Found(start=start, end=stop, point=a, until=b)

    def _day_range(self, i: int) -> Found | None:
        """`15-16 October 2024`, `15 and 16 October`, `15. bis 17. Mai`."""
        first, j = self._day_number(i)
        if not first:
            return None
        k = self._connector(j, True)
        if k == j or self.t.break_before(j):
            return None
        k = k + 1 if self.has(k, "the") else k
        second, end = self._day_number(k)
        if not second or second <= first:
            return None
        if self.has(j, "and") and second != first + 1:
            return None
        at = self._after_of(end)
        month = self.value(at, "month")
        if not month or (self.has(at, "weak") and not self.t.capital(at)):
            return None
        after = self._dot(at + 1)
        year, year_end = self._year_after(after)
        a = Point(kind="day", year=year, month=month, day=first)
        return Found(start=i, end=year_end if year else after, point=a, until=replace(a, day=second))

    # -- expressions

    def expression(self, i: int) -> Match:
        """The longest expression that begins at token i."""
        if i >= self._n:
            return None
        best: Match = None
        for rule in self._rules(i):
            match = rule(i)
            if match and (best is None or match[1] > best[1]):
                best = match
        return best

    def _rules(self, i: int) -> Iterator[Any]:
        tags = self.tags[i]
        if self.t.low[i] in self.lexicon.holidays:
            yield self._holiday
        if self.t.number[i] >= 0:
            yield self._numeric
            yield self._day_first
            yield self._year
            yield self._letters_after
            yield self._short_decade
            yield self._ago
            yield self._ordinal
            yield self._nth
        if self.t.low[i] in _LETTERS:
            yield self._letters
        if self.t.low[i] == "'":
            yield self._short_decade
        if not tags:
            return
        if "month" in tags:
            yield self._month_first
        if "weekday" in tags:
            yield self._weekday
        if "season" in tags:
            yield self._season
        if "ord" in tags:
            yield self._day_first
            yield self._ordinal
            yield self._nth
        if "num" in tags:
            yield self._ago
            if tags["num"] >= 20:
                yield self._day_first
        if "near" in tags:
            yield self._near
        if "fiscal" in tags:
            yield self._fiscal
        if tags.keys() & _DIRECTIONS:
            yield self._directed
            yield self._nth
        if tags.keys() & _PARTS:
            yield self._part_of
        if "unit" in tags:
            yield self._unit
            if tags["unit"] == "weekend":
                yield self._weekend
        if "tens" in tags:
            yield self._tens

    # -- pieces

    def _dot(self, i: int) -> int:
        return i + 1 if self.word(i) == "." and self.t.tight(i) else i

    def _comma(self, i: int) -> int:
        return i + 1 if self.word(i) == "," else i

    def _after_of(self, i: int) -> int:
        return i + 1 if self.has(i, "of") else i

    def _ends(self, i: int) -> bool:
        """Whether a number that ends before token i is whole: no further digits, colon, percent or letters."""
        if i >= self._n or not self.t.tight(i):
            return True
        word = self.t.low[i]
        if word in (".", ",", ":", "-", "/"):
            return not (self.t.tight(i + 1) and self.word(i + 1).isdigit())
        return not (word.isalnum() or word in "%$€£°_@#")

    def _starts(self, i: int) -> bool:
        """Whether a number that begins at token i is whole to the left."""
        if not self.t.tight(i):
            return True
        word = self.t.low[i - 1]
        if word in (".", ",", ":", "/"):
            return not self.t.number[i - 2] >= 0 and not (i >= 2 and self.t.low[i - 2].isdigit()) and word != "/"
        return not (word.isalnum() or word in "$€£#@_=%&+")

    def _day_number(self, i: int) -> tuple[int | None, int]:
        """A day of the month at token i, with its ordinal ending; None and i where there is none."""
        number = self.value(i, "ord")
        if number:
            return number, i + 1
        if (self.value(i, "num") or 0) in (20, 30):
            j = i + 2 if self.word(i + 1) == "-" else i + 1
            unit = self.value(j, "ord")
            if unit and unit < 10 and self.tags[i]["num"] + unit <= 31:
                return self.tags[i]["num"] + unit, j + 1
        if not 1 <= self.t.digits(i) <= 2 or not 1 <= self.t.number[i] <= 31 or not self._starts(i):
            return None, i
        j = i + 1
        if self.t.tight(j) and (self.has(j, "suffix_ordinal") or self.word(j) in ("º", "ª")):
            return self.t.number[i], j + 1
        if self.lexicon.joined and self.t.tight(j) and self.word(j) == "." and not self.t.tight(j + 1):
            if self.has(j + 1, "month") or self.has(j + 1, "to") or self.has(j + 1, "and") or self.word(j + 1) in _DASHES:
                return self.t.number[i], j + 1
        return (self.t.number[i], j) if self._ends(j) or self.word(j) in ("-", "–", "/", "—") else (None, i)

    def _four(self, i: int) -> int | None:
        """A year of four digits at token i that no digits, letters or signs adjoin."""
        if self.t.digits(i) != 4 or not 1000 <= self.t.number[i] <= 2999 or not self._starts(i):
            return None
        if not self._ends(i + 1) and not (self.word(i + 1) in ("-", "–", "/")):
            return None
        return self.t.number[i]

    def _two(self, i: int) -> tuple[int | None, int]:
        """`'24` at token i."""
        if self.word(i) == "'" and self.t.tight(i + 1) and self.t.digits(i + 1) == 2 and self._ends(i + 2):
            return _century(self.t.number[i + 1]), i + 2
        return None, i

    def _year_after(self, i: int) -> tuple[int | None, int]:
        """The year that follows a month or day: `, 2024`, `of 2024`, `'24`, `de 2024`."""
        if self.t.break_before(i):
            return None, i
        for j in (i, self._comma(i), self._after_of(i), self._after_of(self._comma(i))):
            if self.t.break_before(j):
                continue
            year = self._four(j)
            if year and 1000 <= year <= 2200:
                return year, j + 1
            year, end = self._two(j)
            if year:
                return year, end
        return None, i

    def _year_or_pair(self, i: int) -> tuple[int | None, int | None, int]:
        """`2024`, `2024-25`, `2024/2025`, `2024–25`: first year, last year or None, end."""
        year = self._four(i)
        if not year:
            year, end = self._two(i)
            return year, None, end
        if self.word(i + 1) in ("-", "–", "/", "−", "‑", "‐") and self.t.tight(i + 1) and self.t.tight(i + 2):
            digits, last = self.t.digits(i + 2), self.t.number[i + 2] if i + 2 < self._n else -1
            if self._ends(i + 3):
                if digits == 4 and year < last <= year + 300:
                    return year, last, i + 3
                if digits == 2 and year % 100 < last <= 99:
                    return year, year // 100 * 100 + last, i + 3
                if digits == 2 and 1 <= last <= 12 and self.word(i + 1) == "-" and self.t.low[i + 2][0] in "01":
                    return None, None, i
                if digits == 2 and year % 100 == 99 and last == 0:
                    return year, year + 1, i + 3
            if digits:
                return None, None, i
        return year, None, i + 1

    # -- rules: match at token i or None

    def _month_first(self, i: int) -> Match:
        t = self.t
        if self.has(i, "weak") and not t.capital(i):
            return None
        month = self.tags[i]["month"]
        j = self._dot(i + 1)
        if self.has(j, "weekday") or t.break_before(j):
            return Point(kind="month", month=month), i + 1
        k = j + 1 if self.has(j, "the") and self.word(j) != "a" else j
        number, end = self._day_number(k)
        if number and not (self.word(end) == "," and t.tight(end) and t.tight(end + 1) and t.digits(end + 1) == 3):
            if not (self.word(end) == ":" and t.tight(end + 1)):
                year, year_end = self._year_after(end)
                return Point(kind="day", year=year, month=month, day=number), year_end if year else end
        year, last, end = self._year_or_pair(self._after_of(self._comma(j)))
        if year is None and self.word(j) == "'":
            year, end = self._two(j)
        if year and not t.break_before(end - 1) and last is None:
            return Point(kind="month", year=year, month=month), end
        if self.has(self._after_of(j), "last") or self.has(self._after_of(j), "this") or self.has(self._after_of(j), "next"):
            at = self._after_of(j)
            if self.value(at + 1, "unit") == "year" and at > j - 1:
                return Point(kind="month", month=month, unit="year", shift=self._direction(at)), at + 2
        return Point(kind="month", month=month), i + 1

    def _day_first(self, i: int) -> Match:
        number, end = self._day_number(i)
        if not number:
            return None
        at = end
        if self.word(at) in ("-", "/", ".") and self.t.tight(at) and self.t.tight(at + 1):
            at += 1
        elif self.t.break_before(at):
            return None
        at = self._after_of(at)
        month = self.value(at, "month")
        if month and not (self.has(at, "weak") and not self.t.capital(at)):
            after = self._dot(at + 1)
            if self.word(after) in ("-", "/") and self.t.tight(after) and self.t.tight(after + 1):
                if self.t.digits(after + 1) == 2 and self._ends(after + 2):
                    return Point(kind="day", year=_century(self.t.number[after + 1]), month=month, day=number), after + 2
                year = self._four(after + 1) if self.t.digits(after + 1) == 4 else None
                if self.t.digits(after + 1) == 4:
                    year = self.t.number[after + 1]
                    return Point(kind="day", year=year, month=month, day=number), after + 2
            year, year_end = self._year_after(after)
            return Point(kind="day", year=year, month=month, day=number), year_end if year else at + 1
        shift = self._direction(at)
        if shift is not None and self.value(at + 1, "unit") == "month" and self.word(at + 1) not in self._plurals:
            return Point(kind="day", day=number, unit="month", shift=shift), at + 2
        if self.word(i - 1) == "the" and (self.has(i - 2, "in_future") or self.word(i - 2) == "on" or self.has(i - 2, "weekday")):
            if end > i + 1 and (end >= self._n or not self.word(end)[:1].isalpha() or self.has(end, "in_either")):
                if self.word(end) != "-" or not self.t.tight(end):
                    return Point(kind="day", day=number), end
        return None

    def _numeric(self, i: int) -> Match:
        """`2024-05-23`, `5/23/2024`, `23.05.2024`, `2014 April 11`."""
        t = self.t
        if not self._starts(i) or t.digits(i) not in (1, 2, 4):
            return None
        if t.digits(i) == 4 and not t.tight(i + 1):
            j = self._comma(i + 1)
            if self.has(j, "month") and 1000 <= t.number[i] <= 2200 and not t.break_before(j):
                after = self._dot(j + 1)
                number, end = self._day_number(after)
                if number and not self._four(end):
                    return Point(kind="day", year=t.number[i], month=self.tags[j]["month"], day=number), end
                if j == i + 1 and t.capital(j) and not number and not self.has(i - 1, "month"):
                    return Point(kind="month", year=t.number[i], month=self.tags[j]["month"]), j + 1
            return None
        mark = self.word(i + 1)
        if mark not in ("-", "/", ".", "–") or not all(t.tight(k) for k in (i + 1, i + 2)):
            return None
        a, b = t.number[i], t.number[i + 2] if t.digits(i + 2) else -1
        if self.word(i + 3) == mark and t.tight(i + 3) and t.tight(i + 4) and t.digits(i + 4):
            c, end = t.number[i + 4], i + 5
            if not self._ends(end) and not (t.tight(end) and self.word(end) == "t"):
                return None
            if t.digits(i) == 4 and t.digits(i + 2) <= 2 and t.digits(i + 4) <= 2:
                return _checked(a, b, c, end)
            if t.digits(i + 2) > 2 or t.digits(i) > 2 or t.digits(i + 4) not in (2, 4):
                return None
            if t.digits(i + 4) == 2:
                if mark in "-–" or (mark == "." and t.digits(i + 2) != 2):
                    return None
                c = _century(c)
            order = "dmy" if mark == "." or a > 12 else "mdy" if b > 12 else self.order
            month, number = (a, b) if order == "mdy" else (b, a)
            return _checked(c, month, number, end)
        if mark == "/" and t.digits(i + 2) <= 2 and (a, b) != (24, 7) and self._ends(i + 3) and self._dated(i):
            order = "dmy" if a > 12 else "mdy" if b > 12 else self.order
            month, number = (a, b) if order == "mdy" else (b, a)
            if 1 <= month <= 12 and 1 <= number <= 31:
                return Point(kind="day", month=month, day=number), i + 3
        if mark == "-" and t.digits(i) == 4 and t.digits(i + 2) == 2 and 1 <= b <= 12 and b <= a % 100 and self._ends(i + 3):
            if 1900 <= a <= 2100 and not (self.word(i + 3) == "-" and t.tight(i + 3)):
                return Point(kind="month", year=a, month=b), i + 3
        if mark == "/" and t.digits(i) <= 2 and 1 <= a <= 12 and t.digits(i + 2) == 4 and self._ends(i + 3):
            if 1900 <= b <= 2100:
                return Point(kind="month", year=b, month=a), i + 3
        if mark == "." and self.order == "dmy" and self._german_day(i):
            return Point(kind="day", month=b, day=a), i + 4
        return None

    def _german_day(self, i: int) -> bool:
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

    def _dated(self, i: int) -> bool:
        """Whether the word before speaks of a day."""
        j = i - 1
        if self.word(j) in (",", "(", "."):
            j -= 1
        return self.has(j, "weekday") or self.word(i - 1) in ("on", "by", "until", "till", "before", "since", "am", "le", "el", "vom", "bis", "zum")

    def _year(self, i: int) -> Match:
        year, last, end = self._year_or_pair(i)
        if not year:
            return None
        if last:
            return Point(kind="year", year=year, last_year=last), end
        if self.t.tight(i + 1) and self.has(i + 1, "suffix_decade") and year % 10 == 0:
            return None
        if self.word(end) == "'" and self.word(end + 1) == "s":
            end_of = end + 2
        else:
            end_of = end
        inner = self._inner(end_of)
        if inner:
            return replace(inner[0], year=year), inner[1]
        if self.has(end, "fiscal"):
            pass
        return Point(kind="year", year=year), end

    def _inner(self, i: int) -> Match:
        """A quarter, half or season without a year of its own at token i: `1989 third quarter`, `2024 Q3`."""
        if i >= self._n:
            return None
        for match in (self._ordinal(i), self._letters(i, True)):
            if match and match[0].year is None and match[0].shift is None and match[0].kind in ("quarter", "half"):
                return match
        return None

    def _short_decade(self, i: int) -> Match:
        """`1980s`, `'80s`, `80s`, `1990's`."""
        t = self.t
        quoted = self.word(i) == "'" and t.tight(i + 1)
        j = i + 1 if quoted else i
        if t.digits(j) not in (2, 4) or t.number[j] % 10 or (not quoted and not self._starts(j)):
            return None
        end = j + 1
        if self.word(end) == "'" and t.tight(end):
            if not t.digits(j) == 4 or not self.has(i - 1, "the"):
                return None
            end += 1
        if not (self.has(end, "suffix_decade") and t.tight(end)):
            return None
        number = t.number[j]
        if t.digits(j) == 2:
            if not quoted and not self.has(i - 1, "the") and not self.has(i - 1, "early") and not self.has(i - 1, "late"):
                return None
            if self.word(i - 2) in ("his", "her", "their") or self.word(i - 1) in ("his", "her", "their"):
                return None
            number += 2000 if number < 20 else 1900
        elif not 1000 <= number <= 2100:
            return None
        if number % 100 == 0 and t.digits(j) == 4 and number != 2000:
            return Point(kind="year", year=number, last_year=number + 99), end + 1
        return Point(kind="decade", year=number), end + 1

    def _tens(self, i: int) -> Match:
        if self.has(i - 1, "the") or self.has(i - 1, "early") or self.has(i - 1, "late") or self.word(i - 1) == "-":
            return Point(kind="decade", year=1900 + self.tags[i]["tens"]), i + 1
        return None

    def _part_of_day(self, i: int) -> int:
        """The token after "morning" and the like at i."""
        return i + 1 if self.has(i, "part") else i

    def _weekday(self, i: int) -> Match:
        t = self.t
        if self.has(i, "weak") and not t.capital(i):
            return None
        weekday = self.tags[i]["weekday"]
        j = self._dot(i + 1)
        if j > i + 1 and not self.has(self._comma(j), "month") and not self.t.digits(self._comma(j)):
            j = i + 1
        after = self._comma(j)
        while after < self._n and after < j + 2 and (self.has(after, "the") or self.word(after) in ("(", "on")):
            after += 1
        if self.word(after - 1) in ("on",) and self.word(after - 2) != ",":
            after = self._n
        if after < self._n and not t.break_before(after):
            match = None
            if self.has(after, "month"):
                match = self._month_first(after)
            elif t.number[after] >= 0 or self.has(after, "ord"):
                match = self._numeric(after) or self._day_first(after)
                if match is None and self.word(after) != "(":
                    number, end = self._day_number(after)
                    if number and end > after + 1 and self.t.number[after] >= 0 and not self.has(end, "month"):
                        match = Point(kind="day", day=number), end
            if match and match[0].kind == "day":
                if self.word(after - 1) == "(":
                    return replace(match[0], weekday=weekday), match[1]
                return replace(match[0], weekday=weekday), match[1]
        k = self._after_of(self._comma(i + 1))
        shift = self._direction(k)
        if shift is not None and self.value(k + 1, "unit") == "week":
            return Point(kind="weekday", weekday=weekday, unit="week", shift=shift), k + 2
        return Point(kind="weekday", weekday=weekday), self._part_of_day(i + 1)

    def _season(self, i: int) -> Match:
        j = self._after_of(self._comma(i + 1)) if self.word(i + 1) != "," else i + 2
        year, last, end = self._year_or_pair(j)
        if year and not self.t.break_before(j):
            return Point(kind="season", number=self.tags[i]["season"], year=year, last_year=last), end
        shift = self._direction(j)
        if j > i + 1 and shift is not None and self.value(j + 1, "unit") == "year":
            return Point(kind="season", number=self.tags[i]["season"], unit="year", shift=shift), j + 2
        return Point(kind="season", number=self.tags[i]["season"]), i + 1

    def _of_year(self, i: int) -> tuple[dict[str, Any], int]:
        """What tells the year of a quarter, half or month: `of 2024`, `of fiscal year 2024`, `of last year`, `FY24`."""
        j = self._comma(i)
        if self.t.break_before(j):
            return {}, i
        j = self._after_of(j)
        if self.has(j, "the"):
            j += 1
        k = j
        while self.has(k, "fiscal") or (k > j and self.value(k, "unit") == "year") or self.has(k, "full"):
            k += 1
        if k > j and self.t.digits(k) == 2 and self._ends(k + 1):
            return {"year": _century(self.t.number[k])}, k + 1
        year, last, end = self._year_or_pair(k)
        if year:
            return {"year": year, "last_year": None}, end
        shift = self._direction(j)
        if shift is not None:
            k = j + 1
            while self.has(k, "fiscal"):
                k += 1
            if self.value(k, "unit") == "year":
                return {"unit": "year", "shift": shift}, k + 1
        if self.has(i, "of") and self.has(i + 1, "the") and self.value(j, "unit") == "year":
            return {"unit": "year", "shift": 0}, j + 1
        return {}, i

    def _ordinal(self, i: int) -> Match:
        """`third quarter of 2024`, `first half`, `first nine months of the year`, `last week of May` is not read whole."""
        number = self.value(i, "ord")
        j = i + 1
        if not number and self.t.digits(i) == 1 and self.has(j, "suffix_ordinal") and self.t.tight(j):
            number, j = self.t.number[i], j + 1
        if not number and self.has(i, "last"):
            number = -1
        if not number:
            return None
        if self.word(j) == "-" and self.t.tight(j):
            j += 1
        while self.has(j, "fiscal"):
            j += 1
        unit = self.value(j, "unit")
        if unit == "quarter" and (number == -1 or number <= 4) and self.word(j).endswith(("r", "l", "e")):
            year, end = self._of_year(j + 1)
            if number == -1:
                if not year:
                    return None
                number = 4
            return Point(kind="quarter", number=number, **year), end if year else j + 1
        if unit == "half" and number in (1, 2, -1):
            year, end = self._of_year(j + 1)
            if number == -1 and not year:
                return None
            if not year and self.word(j + 1) == "of":
                return None
            return Point(kind="half", number=2 if number == -1 else number, **year), end if year else j + 1
        count = self.value(j, "num") or (self.t.number[j] if 1 <= self.t.digits(j) <= 2 else 0)
        if count and count < 12 and number == 1 and self.value(j + 1, "unit") == "month":
            year, end = self._of_year(j + 2)
            if year:
                return Point(kind="months", month=1, number=count, **year), end
        return None

    def _nth(self, i: int) -> Match:
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
        if not self.has(j + 1, "of") or self.word(j) in self._plurals:
            return None
        at = j + 2
        if self.has(at, "the") and self.value(at + 1, "unit") in ("month", "year"):
            inner: Match = (Point(kind="unit", unit=self.tags[at + 1]["unit"], shift=0), at + 2)
        elif self.has(at, "month") and self.t.capital(at):
            inner = self._month_first(at)
        elif self._direction(at) is not None and self.value(at + 1, "unit") in ("month", "year"):
            inner = self._directed(at)
        elif self.t.digits(at) == 4 and unit == "week":
            inner = self._year(at)
        else:
            return None
        if inner is None or inner[0].kind not in ("month", "unit", "year"):
            return None
        return Point(kind="nth", number=number, weekday=weekday, unit=unit, of=inner[0]), inner[1]

    def _letters(self, i: int, bare: bool = False) -> Match:
        """`Q3 2024`, `H1 FY25`, `FY24`."""
        t = self.t
        letter = t.low[i]
        if letter in ("q", "h") and t.tight(i + 1) and t.digits(i + 1) == 1 and not t.tight(i):
            limit = 4 if letter == "q" else 2
            if not 1 <= t.number[i + 1] <= limit or not (self._ends(i + 2) or self.word(i + 2) in ("-", "/")):
                return None
            at = i + 2
            if self.word(at) in ("-", "/") and t.tight(at) and t.digits(at + 1) == 4:
                at += 1
                return Point(kind="quarter" if letter == "q" else "half", number=t.number[i + 1], year=t.number[at]), at + 1
            year, end = self._of_year(at)
            if letter == "h" and not year and not bare:
                return None
            return Point(kind="quarter" if letter == "q" else "half", number=t.number[i + 1], **year), end if year else i + 2
        if letter in ("fy", "cy") and (not t.tight(i) or t.low[i - 1] in "(/"):
            if t.tight(i + 1) or t.digits(i + 1) == 4:
                if t.digits(i + 1) == 2 and (self._ends(i + 2) or self.word(i + 2) in "-/"):
                    return Point(kind="year", year=_century(t.number[i + 1])), i + 2
                if t.digits(i + 1) == 4 and self._ends(i + 2) and 1900 < t.number[i + 1] < 2100:
                    return Point(kind="year", year=t.number[i + 1]), i + 2
            year, end = self._two(i + 1)
            if year:
                return Point(kind="year", year=year), end
        return None

    def _letters_after(self, i: int) -> Match:
        """`3Q24`, `1H 2025`."""
        t = self.t
        letter = self.word(i + 1)
        if letter not in ("q", "h") or not t.tight(i + 1) or t.digits(i) != 1 or not self._starts(i):
            return None
        if not 1 <= t.number[i] <= (4 if letter == "q" else 2):
            return None
        kind: Any = "quarter" if letter == "q" else "half"
        if t.tight(i + 2) and t.digits(i + 2) in (2, 4) and self._ends(i + 3):
            year = t.number[i + 2] if t.digits(i + 2) == 4 else _century(t.number[i + 2])
            return Point(kind=kind, number=t.number[i], year=year), i + 3
        if t.tight(i + 2) and self.word(i + 2).isalnum():
            return None
        year, end = self._of_year(i + 2)
        if not year and letter == "h":
            return None
        return Point(kind=kind, number=t.number[i], **year), end if year else i + 2

    def _fiscal(self, i: int) -> Match:
        """`fiscal 2024`, `fiscal year 2024-25`, `fiscal third quarter`."""
        j = i + 1
        while self.value(j, "unit") == "year" or self.has(j, "fiscal"):
            j += 1
        if self.word(j) == "(":
            return None
        year, last, end = self._year_or_pair(j)
        if year:
            return Point(kind="year", year=year, last_year=last), end
        match = self._ordinal(j) if j == i + 1 and j < self._n else None
        return match

    def _direction(self, i: int) -> int | None:
        """Last −1, this 0, next 1 at token i."""
        tags = self.tags[i] if 0 <= i < self._n else _NOTHING
        return -1 if "last" in tags else 0 if "this" in tags else 1 if "next" in tags else None

    def _directed(self, i: int) -> Match:
        """`last week`, `this past Friday`, `next spring`, `the previous year`, `this morning`."""
        tags = self.tags[i]
        textual = "textual_last" in tags or "textual_next" in tags or "same" in tags
        shift: int | None
        if "same" in tags:
            shift = 0
            if self.word(i) != "same" and self.value(i + 1, "unit") in (None, "day", "half") and not self.has(i + 1, "season"):
                return None
        elif textual:
            shift = -1 if "textual_last" in tags else 1
        else:
            shift = self._direction(i)
        j = i + 1
        past = self.has(i, "past_mark")
        if shift == 0 and not textual:
            if self.has(j, "past_mark"):
                shift, past, j = -1, True, j + 1
            elif self.has(j, "next"):
                shift, j = 1, j + 1
        if j >= self._n or self.t.break_before(j):
            return None
        at = self.tags[j]
        if "part" in at and shift is not None and not textual:
            if shift == 0 or self.word(j) in _NIGHT:
                return Point(kind="near", shift=shift), j + 1
            return None
        if "weekday" in at and not (self.has(j, "weak") and not self.t.capital(j)):
            inner = self._weekday(j)
            if inner and inner[0].kind == "day":
                return inner
            point = Point(kind="weekday", weekday=at["weekday"], shift=shift, textual=textual, past=past)
            return point, self._part_of_day(j + 1)
        if "month" in at and self.t.capital(j):
            inner = self._month_first(j)
            if inner and inner[0].kind == "day":
                return replace(inner[0], shift=None, past=past or shift == -1), inner[1]
            if inner and inner[0].year is None:
                return replace(inner[0], shift=shift, textual=textual), inner[1]
            return inner
        if "season" in at:
            return Point(kind="season", number=at["season"], shift=shift, textual=textual), j + 1
        if self.t.low[j] in self.lexicon.holidays and not textual:
            inner = self._holiday(j)
            if inner:
                return replace(inner[0], shift=shift), inner[1]
        while self.has(j, "fiscal"):
            j += 1
        unit = self.value(j, "unit")
        if unit and self.word(j) not in self._plurals:
            if unit == "half":
                return None
            end = j + 1
            if unit == "week" and shift is not None:
                at = end + 1 if self.word(end) == "on" else end
                if self.has(at, "weekday") and self.t.capital(at) and not self.t.break_before(at):
                    return Point(kind="weekday", weekday=self.tags[at]["weekday"], unit="week", shift=shift), at + 1
            point = Point(kind="unit", unit=unit, shift=shift, textual=textual, past=past)
            if unit == "year" and not textual:
                skip = end + 2 if self.word(end) == "'" and self.word(end + 1) == "s" else end
                inner = self._inner(skip)
                if inner:
                    return replace(inner[0], unit="year", shift=shift), inner[1]
            return point, end
        return None

    def _part_of(self, i: int) -> Match:
        """`early 2024`, `the end of last year`, `mid-April`, `late in the third quarter`, `earlier this month`."""
        j = i + 1
        if self.has(i, "mid") or self.has(i, "early") or self.has(i, "late"):
            if self.word(j) == "-" and self.t.tight(j):
                j += 1
                if self.word(j) == "to" and self.word(j + 1) == "-":
                    j += 2
        if self.word(j) == "to" and (self.has(j + 1, "mid") or self.has(j + 1, "late")):
            j += 2
        if self.word(j) == "-" and self.t.tight(j):
            j += 1
        j = self._after_of(j)
        if self.has(j, "the") and self.word(j) != "a":
            j += 1
        if j >= self._n or self.t.break_before(j) or j - i > 7:
            return None
        number = self.t.digits(j)
        tags = self.tags[j]
        if not (number or tags.keys() & _INNER or self.word(j) == "'" or self.word(j) in _LETTERS):
            return None
        if "unit" in tags:
            if tags["unit"] in ("year", "month", "quarter", "week", "decade") and self.has(j - 1, "the"):
                if self.word(j) not in self._plurals and self.word(i) not in ("late", "early"):
                    return Point(kind="unit", unit=tags["unit"], shift=0, loose=False), j + 1
            return None
        match = self._short_decade(j) if number or self.word(j) == "'" else None
        match = match or self.expression(j)
        if match is None:
            return None
        if match[0].kind in ("day", "near") or (match[0].kind == "weekday"):
            return None
        return match

    def _near(self, i: int) -> Match:
        return Point(kind="near", shift=self.tags[i]["near"]), self._part_of_day(i + 1)

    def _ago(self, i: int) -> Match:
        """`two weeks ago`, `a year earlier`, `three days later`, `10 years from now`."""
        t = self.t
        count = self.value(i, "num")
        if count is None:
            if not 1 <= t.digits(i) <= 3 or not self._starts(i):
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
        hedged = self.word(i - 1) in ("least", "over") or self.word(i - 1) == "than"
        if hedged and (self.has(j, "ago") or self.has(j, "earlier")):
            return None
        if unit == "decade":
            unit, count = "year", 10 * count
        if self.has(j, "ago"):
            return Point(kind="unit", unit=unit, shift=-count, loose=unit == "year" and count == 1), j + 1
        if self.has(j, "earlier"):
            if self.word(j) == "before" and self._ends_clause(j + 1) is False:
                return None
            return Point(kind="unit", unit=unit, shift=-count, textual=True, loose=unit == "year" and count == 1), j + 1
        if self.has(j, "later"):
            return Point(kind="unit", unit=unit, shift=count, textual=True), j + 1
        if self.has(j, "away") and self.word(j - 1) != "-" and self._ends_clause(j + 1):
            return Point(kind="unit", unit=unit, shift=count), j + 1
        if self.word(j) == "from" and (self.word(j + 1) == "now" or self.value(j + 1, "near") == 0):
            return Point(kind="unit", unit=unit, shift=count), j + 2
        return None

    def _ends_clause(self, i: int) -> bool:
        return i >= self._n or not self.word(i)[:1].isalnum() or self.t.break_before(i)

    def _unit(self, i: int) -> Match:
        """`year-end 2023`, `week of May 5`, `month of June`, `day before yesterday`, `day after tomorrow`."""
        unit = self.tags[i]["unit"]
        if unit == "year" and self.word(i + 1) == "-" and self.word(i + 2) in ("end", "ago", "earlier"):
            if self.word(i + 2) == "end":
                year, last, end = self._year_or_pair(self._after_of(i + 3))
                if year:
                    return Point(kind="year", year=year), end
                return Point(kind="unit", unit="year", shift=0), i + 3
            return Point(kind="unit", unit="year", shift=-1, textual=True, loose=True), i + 3
        if unit == "week" and self.has(i + 1, "of"):
            j = i + 3 if self.has(i + 2, "the") else i + 2
            match = self.expression(j) if j < self._n and not self.has(j, "num") else None
            if match and match[0].kind == "day" and match[0].month:
                return Point(kind="week", of=match[0]), match[1]
        if unit == "month" and self.has(i + 1, "of") and self.has(i + 2, "month") and self.t.capital(i + 2):
            match = self._month_first(i + 2)
            if match and match[0].kind == "month":
                return match
        if unit == "day" and self.word(i + 1) in ("before", "after"):
            near = self.value(i + 2, "near")
            if near == -1 and self.word(i + 1) == "before":
                return Point(kind="near", shift=-2), i + 3
            if near == 1 and self.word(i + 1) == "after":
                return Point(kind="near", shift=2), i + 3
        # after the noun: "semaine dernière", "año pasado"
        if self.lexicon.code in ("fr", "es", "it", "pt") and i + 1 < self._n:
            shift = self._direction(i + 1)
            if shift is not None and shift != 0:
                return Point(kind="unit", unit=unit, shift=shift), i + 2
        return None

    def _weekend(self, i: int) -> Match:
        """`over the weekend`."""
        if self.has(i - 1, "the") and self.word(i - 1) != "a" and (self.has(i - 2, "in_either") or self.has(i - 2, "in_future")):
            return Point(kind="unit", unit="weekend"), i + 1
        return None

    def _holiday(self, i: int) -> Match:
        best: Match = None
        for words, rule in self.lexicon.holidays[self.t.low[i]].items():
            end = i + len(words)
            if (best is None or end > best[1]) and tuple(self.t.low[i:end]) == words:
                best = Point(kind="holiday", rule=rule), end
        if best is None or not (self.t.capital(i) or self.t.number[i] >= 0):
            return None
        point, end = best
        year, year_end = self._year_after(end)
        return (replace(point, year=year), year_end) if year else best


def _century(two: int) -> int:
    return 2000 + two if two < 60 else 1900 + two


def _checked(year: int, month: int, number: int, end: int) -> Match:
    if 1 <= month <= 12 and 1 <= number <= 31 and 1000 <= year <= 2999:
        return Point(kind="day", year=year, month=month, day=number), end
    return None


_DASHES = frozenset("-–−‐‑")
_LETTERS = frozenset(("q", "h", "fy", "cy", "'"))
_DIRECTIONS = frozenset(("last", "this", "next", "textual_last", "textual_next", "same"))
_PARTS = frozenset(("early", "mid", "late"))
_INNER = frozenset(
    ("month", "season", "last", "this", "next", "ord", "unit", "fiscal", "tens", "textual_last", "textual_next", "mid", "late")
)
_NIGHT = frozenset(("night", "evening"))
_PLURALS = {"en": frozenset(("days", "weeks", "months", "quarters", "years", "decades"))}

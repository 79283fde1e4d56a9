"""Rules for parts of years: quarters, halves, seasons, fiscal years, the first Friday of July."""

from typing import Any, Literal

from dateline.nlp.dates.points import Point
from dateline.nlp.dates.reading import DASHES, Match, Reading, century


class Parts(Reading):
    """Each rule matches at token i or gives None."""

    def inner(self, i: int) -> Match:
        """A quarter, half or season without a year of its own at token i: `1989 third quarter`, `2024 Q3`."""
        if i >= self.size:
            return None
        for match in (self.ordinal(i), self.letters(i, True)):
            if (
                match
                and match[0].year is None
                and match[0].shift is None
                and match[0].kind in ("quarter", "half")
            ):
                return match
        return None

    def season(self, i: int) -> Match:
        j = self.after_of(self.comma(i + 1)) if self.word(i + 1) != "," else i + 2
        year, last, end = self.year_or_pair(j)
        if year and not self.t.break_before(j):
            return Point(kind="season", number=self.tags[i]["season"], year=year, last_year=last), end
        if j > i + 1 and (end_of := self.same_year(j)):
            return Point(
                kind="season", number=self.tags[i]["season"], unit="year", shift=0, textual=True
            ), end_of
        shift = self.direction(j)
        if j > i + 1 and shift is not None and self.value(j + 1, "unit") == "year":
            return Point(kind="season", number=self.tags[i]["season"], unit="year", shift=shift), j + 2
        return Point(kind="season", number=self.tags[i]["season"]), i + 1

    def of_year(self, i: int) -> tuple[dict[str, Any], int]:
        """What tells the year of a quarter: `of 2024`, `of fiscal year 2024`, `of last year`, `FY24`."""
        j = self.comma(i)
        if self.t.break_before(j):
            return {}, i
        j = self.after_of(j)
        if self.has(j, "the"):
            j += 1
        if j > i and (end_of := self.same_year(j)):
            return {"unit": "year", "shift": 0, "textual": True}, end_of
        k = j
        while self.has(k, "fiscal") or (k > j and self.value(k, "unit") == "year") or self.has(k, "full"):
            k += 1
        if k > j and self.t.digits(k) == 2 and self.ends(k + 1):
            return {"year": century(self.t.number[k])}, k + 1
        if k > j and self.t.digits(k) == 4 and self.t.tight(k) and self.ends(k + 1):
            return {"year": self.t.number[k]}, k + 1
        year, _last, end = self.year_or_pair(k)
        if year:
            return {"year": year, "last_year": None}, end
        shift = self.direction(j)
        if shift is not None:
            k = j + 1
            while self.has(k, "fiscal"):
                k += 1
            if self.value(k, "unit") == "year":
                return {"unit": "year", "shift": shift}, k + 1
        if self.has(i, "of") and self.has(i + 1, "the") and self.value(j, "unit") == "year":
            return {"unit": "year", "shift": 0}, j + 1
        return {}, i

    def ordinal(self, i: int) -> Match:
        """`third quarter of 2024`, `first half`, `first nine months of the year`."""
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
        if unit == "quarter" and (number == -1 or number <= 4) and self.word(j) not in self.plurals:
            year, end = self.of_year(j + 1)
            if number == -1:
                if not year:
                    return None
                number = 4
            return Point(kind="quarter", number=number, **year), end if year else j + 1
        if unit == "half" and number in (1, 2, -1):
            year, end = self.of_year(j + 1)
            if number == -1 and not year:
                return None
            if not year and self.word(j + 1) == "of":
                return None
            return Point(kind="half", number=2 if number == -1 else number, **year), end if year else j + 1
        count = self.value(j, "num") or (self.t.number[j] if 1 <= self.t.digits(j) <= 2 else 0)
        if count and count < 12 and number in (1, -1) and self.value(j + 1, "unit") == "month":
            year, end = self.of_year(j + 2)
            if year:
                begin, close = (1, count) if number == 1 else (13 - count, 12)
                return Point(kind="months", month=begin, number=close, **year), end
        return None

    def letters(self, i: int, bare: bool = False) -> Match:
        """`Q3 2024`, `H1 FY25`, `FY24`."""
        t = self.t
        letter = t.low[i]
        if letter in ("q", "h") and t.tight(i + 1) and t.digits(i + 1) == 1 and not t.tight(i):
            limit = 4 if letter == "q" else 2
            kind: Literal["quarter", "half"] = "quarter" if letter == "q" else "half"
            glued = self.word(i + 2) in ("-", "/", "fy", "cy")
            if not 1 <= t.number[i + 1] <= limit or not (self.ends(i + 2) or glued):
                return None
            at = i + 2
            if self.word(at) in ("-", "/") and t.tight(at) and t.digits(at + 1) == 4:
                at += 1
                return Point(kind=kind, number=t.number[i + 1], year=t.number[at]), at + 1
            told, end = self.of_year(at)
            if letter == "h" and not told and not bare:
                return None
            return Point(kind=kind, number=t.number[i + 1], **told), end if told else i + 2
        if letter in ("fy", "cy") and (not t.tight(i) or t.low[i - 1] in "(/"):
            if (
                t.digits(i + 1) == 4
                and self.word(i + 2) in DASHES | {"/"}
                and t.tight(i + 2)
                and t.tight(i + 3)
            ):
                first, last = t.number[i + 1], t.number[i + 3]
                last = first // 100 * 100 + last if t.digits(i + 3) == 2 else last
                if first < last <= first + 10 and self.ends(i + 4):
                    return Point(kind="year", year=first, last_year=last), i + 4
            if t.tight(i + 1) or t.digits(i + 1) == 4:
                if t.digits(i + 1) == 2 and (self.ends(i + 2) or self.word(i + 2) in "-/"):
                    return Point(kind="year", year=century(t.number[i + 1])), i + 2
                if t.digits(i + 1) == 4 and self.ends(i + 2) and 1900 < t.number[i + 1] < 2100:
                    return Point(kind="year", year=t.number[i + 1]), i + 2
            year, end = self.two(i + 1)
            if year:
                return Point(kind="year", year=year), end
        return None

    def letters_after(self, i: int) -> Match:
        """`3Q24`, `1H 2025`."""
        t = self.t
        letter = self.word(i + 1)
        if letter not in ("q", "h") or not t.tight(i + 1) or t.digits(i) != 1 or not self.starts(i):
            return None
        if not 1 <= t.number[i] <= (4 if letter == "q" else 2):
            return None
        kind: Literal["quarter", "half"] = "quarter" if letter == "q" else "half"
        if t.tight(i + 2) and t.digits(i + 2) in (2, 4) and self.ends(i + 3):
            year = t.number[i + 2] if t.digits(i + 2) == 4 else century(t.number[i + 2])
            return Point(kind=kind, number=t.number[i], year=year), i + 3
        if t.tight(i + 2) and self.word(i + 2).isalnum() and self.word(i + 2) not in ("fy", "cy"):
            return None
        told, end = self.of_year(i + 2)
        if not told and letter == "h":
            return None
        return Point(kind=kind, number=t.number[i], **told), end if told else i + 2

    def fiscal(self, i: int) -> Match:
        """`fiscal 2024`, `fiscal year 2024-25`, `fiscal third quarter`."""
        j = i + 1
        while self.value(j, "unit") == "year" or self.has(j, "fiscal"):
            j += 1
        if self.word(j) == "(" and self.has(j + 1, "fiscal") and self.word(j + 2) == ")":
            j += 3  # "fiscal year (FY) 2024"
        if self.word(j) == "(" or self.t.break_before(j):
            return None
        year, last, end = self.year_or_pair(j)
        if year:
            return Point(kind="year", year=year, last_year=last), end
        return self.ordinal(j) if j == i + 1 and j < self.size else None

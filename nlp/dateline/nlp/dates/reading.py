"""A text as the grammar reads it: what each token may be, and the small pieces that dates are made of."""

from abc import ABC, abstractmethod
from typing import Any

from dateline.nlp.dates.lexicon import Lexicon
from dateline.nlp.dates.points import Point
from dateline.nlp.dates.tokens import Tokens

Match = tuple[Point, int] | None
"""A point and the token after it."""
NOTHING: dict[str, Any] = {}
LETTERS = frozenset(("q", "h", "fy", "cy", "'"))
DASHES = frozenset("-–−‐‑")


class Reading(ABC):
    """One text with its tags; indexes outside the text are nothing."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, order: str) -> None:
        self.t = tokens
        self.lexicon = lexicon
        self.order = order
        get = lexicon.tags.get
        self.tags = [get(word, NOTHING) for word in tokens.low]
        self.size = len(tokens)
        self._counts: dict[str, int] = {}
        self.plurals = lexicon.plurals

    def has(self, i: int, tag: str) -> bool:
        """Whether token i may be this."""
        return 0 <= i < self.size and tag in self.tags[i]

    def count(self, tag: str) -> int:
        """How many tokens of the text may be this."""
        if tag not in self._counts:
            self._counts[tag] = sum(tag in tags for tags in self.tags)
        return self._counts[tag]

    def value(self, i: int, tag: str) -> Any:
        """What token i is as this, or None."""
        return self.tags[i].get(tag) if 0 <= i < self.size else None

    def named(self, i: int) -> bool:
        """Whether token i is written as months and weekdays are."""
        return self.lexicon.lower or self.t.capital(i)

    def word(self, i: int) -> str:
        """Token i in lower case, empty outside the text."""
        return self.t.low[i] if 0 <= i < self.size else ""

    def dot(self, i: int) -> int:
        """The token after an abbreviation's full stop at i."""
        return i + 1 if self.word(i) == "." and self.t.tight(i) and not self.has(i - 1, "month_whole") else i

    def comma(self, i: int) -> int:
        return i + 1 if self.word(i) == "," else i

    def article(self, i: int) -> int:
        """The token after an article at i, with its apostrophe."""
        if not self.has(i, "the"):
            return i
        return i + 2 if self.word(i + 1) == "'" and self.t.tight(i + 1) else i + 1

    def after_of(self, i: int) -> int:
        return i + 1 if self.has(i, "of") else i

    def ends(self, i: int) -> bool:
        """Whether a number that ends before token i is whole: no digits, colon, percent or letters follow."""
        if i >= self.size or not self.t.tight(i):
            return True
        word = self.t.low[i]
        if word in (".", ",", ":", "-", "/"):
            return not (self.t.tight(i + 1) and self.word(i + 1).isdigit())
        return not (_adjoins(word[0]) or word in "%$€£°_@#")

    def starts(self, i: int) -> bool:
        """Whether a number that begins at token i is whole to the left."""
        if not self.t.tight(i):
            return True
        word = self.t.low[i - 1]
        if word in (".", ",", ":", "/"):
            return (
                not self.t.number[i - 2] >= 0 and not (i >= 2 and self.t.low[i - 2].isdigit()) and word != "/"
            )
        return not (_adjoins(word[-1]) or word in "$€£#@_=%&+")

    def day_number(self, i: int) -> tuple[int | None, int]:
        """A day of the month at token i, with its ordinal ending; None and i where there is none."""
        number = self.value(i, "ord")
        if number:
            return number, i + 1
        if (self.value(i, "num") or 0) in (20, 30):
            j = i + 2 if self.word(i + 1) == "-" else i + 1
            unit = self.value(j, "ord")
            if unit and unit < 10 and self.tags[i]["num"] + unit <= 31:
                return self.tags[i]["num"] + unit, j + 1
        if not 1 <= self.t.digits(i) <= 2 or not 1 <= self.t.number[i] <= 31 or not self.starts(i):
            return None, i
        j = i + 1
        if self.t.tight(j) and (self.has(j, "suffix_ordinal") or self.word(j) in ("º", "ª")):
            return self.t.number[i], j + 1
        stop = self.lexicon.joined and self.t.tight(j) and self.word(j) == "." and not self.t.tight(j + 1)
        if stop and (
            self.word(j + 1) in DASHES or any(self.has(j + 1, tag) for tag in ("month", "to", "and"))
        ):
            return self.t.number[i], j + 1
        return (self.t.number[i], j) if self.ends(j) or self.word(j) in ("-", "–", "/", "—") else (None, i)

    def four(self, i: int) -> int | None:
        """A year of four digits at token i that no digits, letters or signs adjoin."""
        if self.t.digits(i) != 4 or not 1000 <= self.t.number[i] <= 2999 or not self.starts(i):
            return None
        if not self.ends(i + 1) and self.word(i + 1) not in ("-", "–", "/"):
            return None
        return self.t.number[i]

    def two(self, i: int) -> tuple[int | None, int]:
        """`'24` at token i."""
        if self.word(i) == "'" and self.t.tight(i + 1) and self.t.digits(i + 1) == 2 and self.ends(i + 2):
            return century(self.t.number[i + 1]), i + 2
        return None, i

    def year_after(self, i: int) -> tuple[int | None, int]:
        """The year that follows a month or day: `, 2024`, `of 2024`, `'24`, `de 2024`."""
        if self.t.break_before(i):
            return None, i
        for j in (i, self.comma(i), self.after_of(i), self.after_of(self.comma(i))):
            if self.t.break_before(j):
                continue
            year = self.four(j)
            if year and 1000 <= year <= 2200:
                return year, j + 1
            year, end = self.two(j)
            if year:
                return year, end
        return None, i

    def year_or_pair(self, i: int) -> tuple[int | None, int | None, int]:
        """`2024`, `2024-25`, `2024/2025`, `2024–25`: first year, last year or None, end."""
        year = self.four(i)
        if not year:
            year, end = self.two(i)
            return year, None, end
        if self.word(i + 1) in ("-", "–", "/", "−", "‑", "‐") and self.t.tight(i + 1) and self.t.tight(i + 2):
            digits, last = self.t.digits(i + 2), self.t.number[i + 2] if i + 2 < self.size else -1
            if self.ends(i + 3):
                if digits == 4 and year < last <= year + 300:
                    return year, last, i + 3
                if digits == 2 and year % 100 < last <= 99:
                    return year, year // 100 * 100 + last, i + 3
                if (
                    digits == 2
                    and 1 <= last <= 12
                    and self.word(i + 1) == "-"
                    and self.t.low[i + 2][0] in "01"
                ):
                    return None, None, i
                if digits == 2 and year % 100 == 99 and last == 0:
                    return year, year + 1, i + 3
            if digits:
                return None, None, i
        return year, None, i + 1

    def same_year(self, i: int) -> int:
        """The token after "that year", "the same year" at i, or 0."""
        j = i + 1 if self.has(i, "the") else i
        return j + 2 if self.has(j, "same") and self.value(j + 1, "unit") == "year" else 0

    def direction(self, i: int) -> int | None:
        """Last −1, this 0, next 1 at token i."""
        tags = self.tags[i] if 0 <= i < self.size else NOTHING
        return -1 if "last" in tags else 0 if "this" in tags else 1 if "next" in tags else None

    @abstractmethod
    def expression(self, i: int) -> Match:
        """The longest expression that begins at token i."""


def _adjoins(sign: str) -> bool:
    """Whether a letter or digit beside a number is one with it; Chinese and Japanese set no blanks."""
    return sign.isalnum() and sign < "\u2e80"


def century(two: int) -> int:
    """The year of two digits."""
    return 2000 + two if two < 60 else 1900 + two

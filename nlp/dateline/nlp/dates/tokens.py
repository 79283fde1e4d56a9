"""Text as runs of digits, runs of letters and single marks, in one pass."""

import re

_TOKEN = re.compile(
    r"(\d+)|(?<=\d)[年月日号년월일]|"
    r"aujourd['’]hui|week-ends?(?!\w)|fi[nm]s? de semana|fine settimana|"  # one word in several parts
    r"[^\W\d_]+|[^\w\s]|_",
    re.IGNORECASE,
)


class Tokens:
    """Parallel lists: `low` (lower case), `start`, `end` (offsets), `number` (up to four digits, else -1)."""

    __slots__ = ("end", "low", "number", "start", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.low: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.number: list[int] = []
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            word = match.group()
            self.low.append("'" if word == "’" else word.lower())
            self.start.append(start)
            self.end.append(end)
            digits = match.lastindex == 1 and end - start <= 4 and word.isascii()
            self.number.append(int(word) if digits else -1)

    def __len__(self) -> int:
        return len(self.low)

    def tight(self, i: int) -> bool:
        """Whether token i follows the one before without a gap."""
        return 0 < i < len(self.low) and self.end[i - 1] == self.start[i]

    def break_before(self, i: int) -> bool:
        """Whether a line ends between token i - 1 and token i."""
        return 0 < i < len(self.low) and "\n" in self.text[self.end[i - 1] : self.start[i]]

    def capital(self, i: int) -> bool:
        """Whether token i begins with an upper-case letter."""
        return 0 <= i < len(self.low) and self.text[self.start[i]].isupper()

    def digits(self, i: int) -> int:
        """How many digits token i has; 0 for other tokens and for more than four."""
        return self.end[i] - self.start[i] if 0 <= i < len(self.low) and self.number[i] >= 0 else 0

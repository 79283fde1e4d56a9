"""Paragraphs and lines with their places in the text."""

import re
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text without blanks at its ends."""

    text: str
    start: int
    end: int


def paragraphs(text: str, start: int = 0) -> list[Piece]:
    """Stretches between blank lines."""
    return _pieces(_PARAGRAPH, text, start, len(text))


def lines(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """Lines that hold anything."""
    return _pieces(_LINE, text, start, len(text) if end is None else end)


def _pieces(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Piece]:
    found = []
    for match in pattern.finditer(text, start, end):
        value = match.group()
        stripped = value.strip()
        if stripped:
            at = match.start() + len(value) - len(value.lstrip())
            found.append(Piece(stripped, at, at + len(stripped)))
    return found

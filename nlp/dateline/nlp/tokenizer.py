"""A tokenizer that stays linear on text without spaces."""

import re
from collections.abc import Callable
from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

LONGEST = 300
"""Longest run without a space that spaCy's own rules are tried on in one piece, characters."""

_RUN = re.compile(rf"\S{{{LONGEST + 1},}}")


class Bounded:
    """spaCy's tokenizer, with longer runs cut into pieces first: its rules take quadratic time on them."""

    def __init__(self, inner: Callable[[str], Doc], vocab: Vocab) -> None:
        self._inner = inner
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Tokens of the text; their texts and trailing spaces add up to it."""
        if not _RUN.search(text):
            return self._inner(text)
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for run in _RUN.finditer(text):
            self._add(text[at : run.start()], words, spaces)
            for start in range(run.start(), run.end(), LONGEST):
                self._add(text[start : min(start + LONGEST, run.end())], words, spaces)
            at = run.end()
        self._add(text[at:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def _add(self, piece: str, words: list[str], spaces: list[bool]) -> None:
        if not piece:
            return
        if piece[0] == " " and words and not spaces[-1]:
            spaces[-1] = True
            piece = piece[1:]
        for token in self._inner(piece):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))

    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_kw: Any) -> "Bounded":
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        pass

    def from_disk(self, _path: Any, **_: Any) -> "Bounded":
        return self

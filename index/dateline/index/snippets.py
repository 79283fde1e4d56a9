"""What matched, shown: marks in a title, and the passage of a text around the matches."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from dateline.index.contract import Segment
from dateline.index.query import Fuzzy, Phrase, Prefix, Term, Wildcard
from dateline.index.words import MAX_LENGTH, fold, is_cjk, spans, stem, words

LENGTH = 240
"""Characters of a snippet, about."""
LOOK = 40_000
"""Characters of a text in which matches are looked for."""

_BASE = {
    code: folded
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00), *range(0xFF10, 0xFF5B))
    if len(folded := fold(chr(code))) == 1 and folded.isascii()
}
"""Single letters that fold into a single ASCII letter: a text keeps its length."""
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff\uff10-\uff5a]")
_WIDER = re.compile("[ßẞæÆœŒøØłŁ\ufb00-\ufb06]")
"""Letters that don't."""

Match = tuple[int, int, int]
"""First character, the one after the last, and which part of the query matched."""


class Marker:
    """Finds the words of a query in texts."""

    def __init__(
        self,
        parts: Iterable[Term | Phrase | Prefix | Wildcard | Fuzzy],
        near: Callable[[str], Iterable[str]] = lambda word: (),
    ) -> None:
        """`near` gives the words that a fuzzy word stands for."""
        self._words: dict[str, int] = {}
        self._prefixes: dict[str, int] = {}
        self._patterns: list[tuple[re.Pattern[str], int]] = []
        self._ready: dict[str, tuple[dict[str, int], re.Pattern[str] | None]] = {}
        key = 0
        for part in parts:
            match part:
                case Prefix(text):
                    self._prefixes.setdefault(fold(text), key)
                case Wildcard(pattern):
                    expression = "".join({"*": ".*?", "?": "."}.get(c, re.escape(c)) for c in fold(pattern))
                    self._patterns.append((re.compile(expression, re.DOTALL), key))
                case Fuzzy(text):
                    for word in (fold(text), *near(fold(text))):
                        self._words.setdefault(word, key)
                case Term(text) | Phrase(text):
                    for word in words(text):
                        if len(word) == 1 and is_cjk(word):
                            self._prefixes.setdefault(word, key)
                        else:
                            self._words.setdefault(word, key)
                        key += 1
            key += 1

    def find(self, text: str, language: str) -> list[Match]:
        """Matches in a normal text whose words are stemmed in this language, in order."""
        if not (self._words or self._prefixes or self._patterns):
            return []
        stems, expression = self._prepared(language)
        plain = expression is not None and (text.isascii() or not _WIDER.search(text))
        tokens = _candidates(text, expression) if expression is not None and plain else spans(text)
        out: list[Match] = []
        for word, start, end in tokens:
            key = stems.get(stem(word, language))
            if key is None:
                key = next((k for prefix, k in self._prefixes.items() if word.startswith(prefix)), None)
            if key is None:
                key = next((k for pattern, k in self._patterns if pattern.fullmatch(word)), None)
            if key is not None:
                out.append((start, end, key))
        return out

    def _prepared(self, language: str) -> tuple[dict[str, int], re.Pattern[str] | None]:
        """Stems of the words, and an expression for words that may have one of them; None: any may."""
        if language not in self._ready:
            stems = {stem(word, language): key for word, key in self._words.items()}
            begins = {_common(word, stem(word, language)) for word in self._words} | set(self._prefixes)
            plain = all(begin.isascii() and begin.isalnum() for begin in begins) and not self._patterns
            pattern = rf"(?:{'|'.join(sorted(begins))})[a-z0-9]*(?![a-z0-9&+#])"
            self._ready[language] = stems, re.compile(pattern) if plain else None
        return self._ready[language]


def _candidates(text: str, expression: re.Pattern[str]) -> Iterator[tuple[str, int, int]]:
    """Words that begin as the expression says.

    It is matched in small letters and without looking back, which is several times as fast.
    """
    base = text if text.isascii() else _ACCENTED.sub(lambda match: _BASE.get(ord(match[0]), match[0]), text)
    small = base.lower()
    if len(small) != len(text):
        yield from spans(text)
        return
    for match in expression.finditer(small):
        start = match.start()
        before = small[start - 1] if start else " "
        if not (before == "&" or (before.isascii() and before.isalnum())):
            yield match[0][:MAX_LENGTH], start, match.end()


def _common(one: str, other: str) -> str:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return one[:length]


def segments(text: str, matches: Sequence[Match]) -> tuple[Segment, ...]:
    """The text in pieces, matches marked."""
    out: list[Segment] = []
    at = 0
    for start, end, _ in matches:
        if start < at:
            if end <= at:
                continue
            start = at
        if start > at:
            out.append(Segment(text=text[at:start]))
        out.append(Segment(text=text[start:end], marked=True))
        at = end
    if at < len(text):
        out.append(Segment(text=text[at:]))
    return tuple(out)


def snippet(text: str, marker: Marker, language: str) -> tuple[Segment, ...]:
    """The passage with the most different matches; the beginning of the text where nothing matches."""
    text = text[:LOOK]
    matches = marker.find(text, language)
    first, last = _window(matches)
    start, end = _around(text, first, last)
    piece = text[start:end]
    flat = re.sub(r"\s", " ", piece)
    inside = [(a - start, b - start, key) for a, b, key in matches if a >= start and b <= end]
    out = segments(flat, inside)
    if start > 0:
        out = (Segment(text="… "), *out)
    if end < len(text):
        out = (*out, Segment(text=" …"))
    return out


def _window(matches: Sequence[Match]) -> tuple[int, int]:
    best, chosen = 0.0, (0, 0)
    last = 0
    for i, (start, _, _) in enumerate(matches):
        last = max(last, i)
        while last + 1 < len(matches) and matches[last + 1][1] <= start + LENGTH - 60:
            last += 1
        inside = matches[i : last + 1]
        worth = len({key for _, _, key in inside}) + 0.05 * min(len(inside), 10)
        if worth > best + 1e-9:
            best, chosen = worth, (start, inside[-1][1])
    return chosen


def _around(text: str, first: int, last: int) -> tuple[int, int]:
    start = max(0, first - 60)
    if start:
        sentence = max(text.rfind(". ", start, first), text.rfind("\n", start, first))
        space = text.find(" ", start, first)
        start = sentence + 1 if sentence >= 0 else space if space >= 0 else start
    while start < first and text[start].isspace():
        start += 1
    end = min(len(text), max(last, start + LENGTH))
    if end < len(text):
        space = text.rfind(" ", last, end)
        end = space if space > start + LENGTH // 2 else end
    return start, max(end, last)

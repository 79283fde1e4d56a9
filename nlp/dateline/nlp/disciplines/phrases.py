"""The lexicon: phrases that carry a discipline, read from `lexicon/*.tsv` into one trie of stems."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from dateline.nlp.disciplines.words import WORD, stem

_FOLDER = files("dateline.nlp.disciplines") / "lexicon"
STATED = "stated.tsv"
COMMERCE = "commerce.tsv"
MUNDANE, RESEARCH = "mundane", "research"
"""Files and pseudo-fields of what speaks against and for any field."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a phrase speaks for."""

    field: str
    subfield: str | None
    weight: float
    capitals: bool
    """Whether it counts in capitals only: an abbreviation that is a word as well."""


@dataclass(slots=True)
class Node:
    """A node of the trie; its senses are those of the phrase that ends here."""

    next: dict[str, "Node"] = field(default_factory=dict)
    senses: list[Sense] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the lexicon in a text."""

    start: int
    end: int
    word: int
    word_end: int
    senses: list[Sense]


@cache
def fields() -> tuple[str, ...]:
    """The names of OpenAlex's 26 fields, in alphabetical order."""
    return tuple(sorted(_head(f.read_text(encoding="utf8")) for f in _FOLDER.iterdir() if _is_field(f.name)))


@cache
def phrases() -> Node:
    """The phrases of all fields."""
    root = Node()
    for source in sorted(_FOLDER.iterdir(), key=lambda f: f.name):
        if source.name in (STATED, COMMERCE) or not source.name.endswith(".tsv"):
            continue
        text = source.read_text(encoding="utf8")
        name = _head(text) if _is_field(source.name) else source.name.removesuffix(".tsv")
        for phrase, weight, subfield in _rows(text):
            _add(root, phrase, Sense(name, subfield or None, float(weight), phrase != phrase.lower()))
    return root


@cache
def commerce() -> Node:
    """What a company says when it sells, trades or hires; apart, so that it hides no phrase of a field."""
    root = Node()
    for phrase, weight, _ in _rows((_FOLDER / COMMERCE).read_text(encoding="utf8")):
        _add(root, phrase, Sense("commerce", None, float(weight), phrase != phrase.lower()))
    return root


@cache
def names() -> Node:
    """The short names of disciplines as lists state them."""
    root = Node()
    for phrase, name, subfield in _rows((_FOLDER / STATED).read_text(encoding="utf8")):
        _add(root, phrase, Sense(name, subfield or None, 1.0, False))
    return root


class Words:
    """A text as words: parallel lists of stems, starts and ends."""

    __slots__ = ("end", "start", "stem", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.stem: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        for match in WORD.finditer(text):
            start, end = match.span()
            if end - start > 40 or (
                end - start == 1 and text[start] in "sS" and start and text[start - 1] in "'’"
            ):
                continue
            self.stem.append(stem(match.group()))
            self.start.append(start)
            self.end.append(end)


def hits(words: Words, root: Node, end: int | None = None) -> Iterator[Hit]:
    """The longest phrases from left to right up to a word, without overlap; linear, as phrases are short."""
    stems, count = words.stem, len(words.stem) if end is None else end
    first = root.next
    i = 0
    while i < count:
        node = first.get(stems[i])
        if node is None:
            i += 1
            continue
        j, best, best_end = i + 1, None, i
        while True:
            if node.senses and (senses := _said(words, i, j, node.senses)):
                best, best_end = senses, j
            node = node.next.get(stems[j]) if j < count else None
            if node is None:
                break
            j += 1
        if best is None:
            i += 1
            continue
        yield Hit(words.start[i], words.end[best_end - 1], i, best_end, best)
        i = best_end


def _said(words: Words, i: int, j: int, senses: list[Sense]) -> list[Sense]:
    if not any(s.capitals for s in senses):
        return senses
    capitals = any(c.isupper() for c in words.text[words.start[i] + 1 : words.end[j - 1]])
    return [s for s in senses if capitals or not s.capitals]


def _is_field(name: str) -> bool:
    return name.endswith(".tsv") and name not in (STATED, COMMERCE, f"{MUNDANE}.tsv", f"{RESEARCH}.tsv")


def _head(text: str) -> str:
    return text.partition("\n")[0].lstrip("# ")


def _rows(text: str) -> Iterator[tuple[str, str, str]]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            phrase, second, *rest = line.split("\t")
            yield phrase, second, rest[0] if rest else ""


def _add(root: Node, phrase: str, sense: Sense) -> None:
    node = root
    for word in Words(phrase).stem:
        node = node.next.setdefault(word, Node())
    if not any(s.field == sense.field for s in node.senses):
        node.senses.append(sense)

"""One text as the finders see it: tokens, lines, headings, zones that hold no names."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dateline.nlp.institutions import seams
from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.tokens import BREAK, CAP, LOWER, PUNCT, Token, tokenize
from dateline.nlp.wordlist import wordset
from dateline.records import Anatomy

_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "to",
        "via",
        "with",
        "vs",
        "&",
    ]
)

_COUNTED = 300_000_000
"""Characters that a text may be searched through, in all."""
_DASHES = frozenset("—–-")
"""Marks before the speaker's name in a line below a quotation."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A span that the statistical model labelled, in tokens."""

    start: int
    end: int
    label: str


@dataclass
class Page:
    """A text with what several finders need of it."""

    text: str
    tokens: list[Token]
    title_end: int
    anatomy: Anatomy
    source: str | None = None
    entities: list[Entity] = field(default_factory=list)
    solid: set[int] = field(default_factory=set)
    """Tokens of names with evidence that is enough by itself."""
    _counts: dict[str, int] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)
    """Words of persons' names in lists of "Name, title, organisation", case-folded."""

    @cached_property
    def starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def heading(self) -> list[bool]:
        """For each token, whether its line is in title case or capitals, as titles and headings are."""
        flags: list[bool] = []
        line: list[Token] = []
        blank = True
        for token in [*self.tokens, None]:
            if token is None or token.kind == BREAK:
                heads = blank or (bool(line) and line[0].start < self.title_end)
                flags += [heads and _is_heading(line)] * len(line)
                blank = not line
                if token is not None:
                    flags.append(False)
                line = []
            else:
                line.append(token)
        return flags

    @cached_property
    def prose(self) -> str:
        """The text without its headings, line by line."""
        parts: list[str] = []
        start = 0
        for k in range(len(self.tokens) + 1):
            if k == len(self.tokens) or self.tokens[k].kind == BREAK:
                if k > start and not self.heading[start] and self.tokens[start].start >= self.title_end:
                    parts.append(self.string(start, k))
                start = k + 1
        return "\n".join(parts)

    def headline(self, k: int) -> bool:
        """Whether token `k` stands in the title or in a heading of at least six words."""
        return self.long_heading[k] or (self.heading[k] and self.tokens[k].start < self.title_end)

    @cached_property
    def long_heading(self) -> list[bool]:
        """For each token, whether it stands in a heading of at least six words."""
        flags = [False] * len(self.tokens)
        start = 0
        for k in range(len(self.tokens) + 1):
            if k == len(self.tokens) or self.tokens[k].kind == BREAK:
                commas = sum(t.text == "," for t in self.tokens[start:k])
                if k - start - commas >= 6 and self.heading[start] and commas < 3:
                    flags[start:k] = [True] * (k - start)
                start = k + 1
        return flags

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that lie in a stretch of characters, as indices from and to."""
        first = bisect_right(self.starts, start) - 1
        if first < 0 or self.tokens[first].end <= start:
            first += 1
        return first, max(first, bisect_left(self.starts, end))

    def count(self, string: str) -> int:
        """How often a string stands in the text; 1 once so much was counted that it would take too long."""
        found = self._counts.get(string)
        if found is None:
            spent = (len(self._counts) + 1) * len(self.text)
            found = self.text.count(string) if spent < _COUNTED else 1
            self._counts[string] = found
        return found

    def string(self, start: int, end: int) -> str:
        """The text of tokens `start` to `end`."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    @cached_property
    def labels(self) -> dict[str, Counter[str]]:
        """How often the model gave each label to each string, case-folded."""
        counts: dict[str, Counter[str]] = {}
        for entity in self.entities:
            counts.setdefault(self.string(entity.start, entity.end).lower(), Counter())[entity.label] += 1
        return counts

    @cached_property
    def _positions(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for k, token in enumerate(self.tokens):
            found.setdefault(token.low, []).append(k)
        return found

    def places_of(self, low: str) -> list[int]:
        """The tokens that are this word, case-folded."""
        return self._positions.get(low, [])

    @cached_property
    def _covering(self) -> dict[int, list[Entity]]:
        by_token: dict[int, list[Entity]] = {}
        for entity in self.entities:
            for k in range(entity.start, entity.end):
                by_token.setdefault(k, []).append(entity)
        return by_token

    def entities_at(self, start: int, end: int) -> list[Entity]:
        """The model's spans that share a token with these; one may come twice."""
        return [entity for k in range(start, end) for entity in self._covering.get(k, ())]

    @cached_property
    def persons(self) -> frozenset[int]:
        """The tokens with which the names of persons begin."""
        return frozenset(e.start for e in self.entities if e.label == "PERSON" and e.end - e.start >= 2)

    @cached_property
    def person_ends(self) -> frozenset[int]:
        """The tokens right after the names of persons."""
        return frozenset(e.end for e in self.entities if e.label == "PERSON" and e.end - e.start >= 2)

    @cached_property
    def people(self) -> frozenset[str]:
        """Words of the names of persons, case-folded."""
        words: set[str] = set()
        for entity in self.entities:
            if (
                entity.label == "PERSON"
                and entity.end - entity.start >= 2
                and self.tokens[entity.start].low != "the"
            ):
                words.update(t.low for t in self.tokens[entity.start : entity.end] if t.kind == CAP)
        return frozenset(words)


def read(
    text: str,
    title_end: int,
    anatomy: Anatomy,
    entities: Iterable[tuple[int, int, str]] = (),
    source: str | None = None,
) -> Page:
    """The page of a text; `entities` are character offsets and labels of a statistical model."""
    page = Page(text, _mended(tokenize(text), text), title_end, anatomy, source)
    if anatomy.dateline is not None:
        at = text.find(anatomy.dateline.text, title_end)
        first, last = page.span(at, at + len(anatomy.dateline.text)) if at >= 0 else (0, 0)
        for token in page.tokens[first:last]:
            token.kind = PUNCT
    for start, end, label in entities:
        first, last = page.span(start, end)
        while first < last and page.tokens[first].kind == BREAK:
            first += 1
        for k in range(first, last):
            if page.tokens[k].kind == BREAK:
                last = k
                break
        if first < last:
            page.entities.append(Entity(first, last, label))
    return page


_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LEGAL = re.compile(r"(?:INC|LLC|LTD|CORP)(?=[A-Z][a-z])")
_SINGULAR = wordset("department division agency administration ministry commission bureau enforcement")
_PLURAL = frozenset({"States", "Nations", "Appeals", "Services"})
_SERVING = wordset("revenue secret postal park forest wildlife inspection marshal marshals")
"""Words before "Services" that has lost its apostrophe: "the Internal Revenue Services Office"."""
_DIVISION = re.compile(
    r"(?:(?<=Administration)|(?<=Department)|(?<=Service)|(?<=Agency)|(?<=Bureau))-(?=[A-Z][a-z])"
)
"""The hyphen of "the Harbour Administration-Office of Audits"."""
_JOINING = wordset(
    "of and or in for to at by on with from as but nor across are were is was have has had will would can "
    "may who which that throughout nationwide around not also include including"
)
_GLUE = wordset("details director manager officer ceo founder contact information president")


def _mended(tokens: list[Token], text: str) -> list[Token]:
    """Words that ran together are parted, and possessives whose apostrophe was lost get it back.

    Both happen in releases that lost their markup or their encoding: "Contact DetailsAcme", "the Agencys
    Office".
    """
    words = Counter(token.text for token in tokens)
    bare = len(text) > 800 and text.count("'") + text.count("’") <= len(text) // 2500
    mended: list[Token] = []
    headed, again = seams.headed(tokens), seams.repetitions(tokens)
    for number, token in enumerate(tokens):
        value = token.text
        if number in again:
            mended.append(Token("", token.start, token.start, BREAK, ""))
        if token.kind != CAP or len(value) < 4:
            mended.append(token)
            continue
        lost = value.endswith("s") and _lost_apostrophe(tokens, number, words, bare)
        if lost:
            end = token.end - 1
            mended.append(Token(value[:-1], token.start, end, CAP, value[:-1].lower()))
            mended.append(Token("s", end, token.end, PUNCT, "'s"))
            continue
        joint = _DIVISION.search(value) if number and tokens[number - 1].kind == CAP else None
        if joint:
            for first, last, kind in (
                (0, joint.start(), CAP),
                (joint.start(), joint.end(), PUNCT),
                (joint.end(), len(value), CAP),
            ):
                part = value[first:last]
                mended.append(Token(part, token.start + first, token.start + last, kind, part.lower()))
            continue
        cut = _seam(value, words) or (seams.sentence(value, words) if number in headed else 0)
        if cut:
            middle = token.start + cut
            left, right = value[:cut], value[cut:]
            mended.append(
                Token(left, token.start, middle, PUNCT if left.lower() in _GLUE else CAP, left.lower())
            )
            mended.append(Token("", middle, middle, BREAK, ""))
            mended.append(Token(right, middle, token.end, CAP, right.lower()))
        else:
            mended.append(token)
    return mended


def _lost_apostrophe(tokens: Sequence[Token], number: int, words: Counter[str], bare: bool) -> bool:
    """Whether a word with "s" at its end is a possessive whose apostrophe was lost."""
    heads = lexicon()
    value = tokens[number].text
    owner = value[:-1].lower()
    before = [token.low for token in tokens[max(0, number - 2) : number]]
    field = owner == "state" or (owner in heads.topic and f"{owner}s" not in heads.topic)
    if field and before in (["department", "of"], ["ministry", "of"]):
        return True  # "the Department of Justices Civil Division"
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    if following is None:
        return False
    named = number > 0 and tokens[number - 1].kind == CAP
    if following.kind == LOWER:
        own = value[:-1] in words and owner not in ordinary()
        body = owner in _SINGULAR and named and following.text[0].islower()
        return bare and (own or body) and following.low in ordinary() and following.low not in _JOINING
    if following.kind != CAP or following.low in heads.suffixes:
        return False
    if value == "Services" and before[-1:] and before[-1] in _SERVING:
        return bare
    acronym = value[:-1].isupper() and len(owner) >= 3 and owner not in heads.acronyms
    if bare and value not in _PLURAL and (acronym or value[:-1] in words or owner in heads.strong):
        return True
    return owner in _SINGULAR and named and not heads.is_head(following.low)


def _seam(value: str, words: Counter[str]) -> int:
    """Where a word falls into two that ran together; 0 for a word that is one."""
    legal = _LEGAL.match(value)
    if legal:
        return legal.end()
    for match in _CAMEL.finditer(value[:60]):
        left, right = value[: match.start()], value[match.start() :]
        if left == right and len(left) > 3:
            return match.start()
        plain = len(left) > 3 and len(right) > 3 and left.lower() in ordinary()
        if left.lower() in _GLUE or (words[value] == 1 and (left in words or plain) and right in words):
            return match.start()
    return 0


def _is_heading(line: Sequence[Token]) -> bool:
    words = [t for t in line if t.kind in (CAP, LOWER) and t.low not in _SMALL]
    if not words or len(line) > 60:
        return False
    capital = sum(t.kind == CAP for t in words)
    attribution = line[0].text in _DASHES and any(t.text == "," for t in line)
    ended = line[-1].text in {".", ",", ";"}
    return len(words) >= 2 and capital >= 0.7 * len(words) and not ended and not attribution

"""The query language: a string becomes a query tree.

    climate research          both words          climate OR weather     either
    "climate research"        words in a row      climate -research      without (also NOT research)
    MIT                       the word, or the institution with this name or alias
    clim*  cl*te  clim?te     parts of words      climat~                nearly this word
    *                         every document
    (a OR b) c                groups              title:climate          in the title
    institution: discipline: source: kind: language: role: year:         facets, by name or alias
    published:2024-03..2024-05  about:2024-11     days, months, years and ranges of them, ends may be open
    was:"old wording"         said earlier, taken out since

docs/query.md explains every one.  Operators are written in capitals.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from dateline.index.periods import period
from dateline.index.query import (
    FACETS,
    About,
    Acronym,
    All,
    And,
    FacetName,
    Fuzzy,
    Is,
    Not,
    Or,
    Phrase,
    Prefix,
    Published,
    Query,
    QueryError,
    Term,
    TextField,
    Was,
    Wildcard,
)
from dateline.index.words import words

MAX_CHARACTERS = 4000
MAX_PARTS = 300
MAX_DEPTH = 50
MAX_PHRASE = 50
MAX_WILDCARDS = 4
MAX_FUZZY = 32

FIELDS = ("text", "title", *FACETS, "published", "about", "was")
OPERATORS = ("AND", "OR", "NOT")

QUOTES = '"“”„'
_TOKEN = re.compile(
    rf"\s*(?:(?P<open>\()|(?P<close>\))|(?P<field>[A-Za-z]+):(?=[^\s:/)])"
    rf"|(?P<quote>[{QUOTES}])|(?P<minus>-(?=[^\s-]))|(?P<word>[^\s(){QUOTES}]+))"
)
_CLOSING = re.compile(f"[{QUOTES}]")
_VALUE = re.compile(rf"[^\s(){QUOTES}]+")
_ACRONYM = re.compile(r"[A-Z][A-Z&]{0,8}[A-Z]")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


def parse(text: str) -> Query:
    """The tree of a query string; the empty string is every document.  Raises QueryError."""
    if len(text) > MAX_CHARACTERS:
        raise QueryError(f"The query has {len(text):,} characters; at most {MAX_CHARACTERS:,} are possible.")
    tokens = _tokens(text)
    if not tokens:
        return All()
    return _Parser(tokens, len(text)).whole()


def _tokens(text: str) -> list[_Token]:
    out: list[_Token] = []
    at = 0
    while match := _TOKEN.match(text, at):
        kind, start = str(match.lastgroup), match.start(str(match.lastgroup))
        at = match.end()
        if kind == "quote":
            end = _CLOSING.search(text, at)
            if not end:
                raise QueryError(
                    f"The quotation mark at character {start + 1} is never closed; add another one.",
                    start,
                )
            out.append(_Token("phrase", text[at : end.start()], start))
            at = end.end()
        else:
            out.append(_Token(kind, match[kind], start))
            if kind == "field" and text[at] not in f"({QUOTES}":
                value = _VALUE.match(text, at)
                assert value is not None  # the lookahead of `field` saw a character
                out.append(_Token("word", value[0], at))
                at = value.end()
    return out


class _Parser:
    def __init__(self, tokens: list[_Token], length: int) -> None:
        self.tokens, self.length = tokens, length
        self.next, self.parts, self.depth = 0, 0, 0

    def peek(self) -> _Token | None:
        return self.tokens[self.next] if self.next < len(self.tokens) else None

    def take(self) -> _Token:
        self.next += 1
        return self.tokens[self.next - 1]

    def operator(self, name: str) -> bool:
        token = self.peek()
        return token is not None and token.kind == "word" and token.text == name

    def whole(self) -> Query:
        tree = self.either("text")
        if token := self.peek():
            raise QueryError(
                f"The closing parenthesis at character {token.at + 1} has no opening one; take it out.",
                token.at,
            )
        return tree

    def either(self, field: TextField) -> Query:
        parts = [self.all_of(field)]
        while self.operator("OR"):
            self.take()
            parts.append(self.all_of(field))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def all_of(self, field: TextField) -> Query:
        parts = [self.one(field)]
        while (token := self.peek()) and token.kind != "close" and not self.operator("OR"):
            if self.operator("AND"):
                self.take()
            parts.append(self.one(field))
        said = [part for part in parts if not _empty(part)]
        if not said:
            return parts[0]
        return said[0] if len(said) == 1 else And(tuple(said))

    def one(self, field: TextField) -> Query:
        token = self.peek()
        if token is None or token.kind == "close" or (token.text in ("AND", "OR") and token.kind == "word"):
            at = token.at if token else self.length
            before = self.tokens[self.next - 1].text if self.next else ""
            what = f"after “{before}”" if before else "at the beginning"
            raise QueryError(f"Something to search for is missing {what} (character {at + 1}).", at)
        self.take()
        if token.kind == "minus" or (token.kind == "word" and token.text == "NOT"):
            return Not(self.nested(token, lambda: self.one(field)))
        if token.kind == "open":
            return self.nested(token, lambda: self.group(token, field))
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise QueryError(f"The query has more than {MAX_PARTS} parts; shorten it.", token.at)
        if token.kind == "field":
            return self.fielded(token)
        return _phrase(token, field) if token.kind == "phrase" else _word(token, field)

    def nested(self, token: _Token, parse: Callable[[], Query]) -> Query:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise QueryError(f"The query is nested more than {MAX_DEPTH} deep; simplify it.", token.at)
        tree = parse()
        self.depth -= 1
        return tree

    def group(self, opened: _Token, field: TextField) -> Query:
        tree = self.either(field)
        if self.peek() is None:
            raise QueryError(
                f"The parenthesis at character {opened.at + 1} is never closed; add “)”.", opened.at
            )
        self.take()
        return tree

    def fielded(self, token: _Token) -> Query:
        name = token.text.lower()
        if name not in FIELDS:
            raise QueryError(
                f"There is no field “{token.text}” (character {token.at + 1}), but {', '.join(FIELDS)}.",
                token.at,
            )
        value = self.take()
        if name in ("text", "title"):
            field = cast(TextField, name)
            if value.kind == "open":
                return self.nested(value, lambda: self.group(value, field))
            return _phrase(value, field) if value.kind == "phrase" else _word(value, field)
        if value.kind == "open":
            raise QueryError(
                f"{name}: takes one value, not a group (character {value.at + 1}); quote several words.",
                value.at,
            )
        if name in ("published", "about"):
            first, last = period(value.text, value.at)
            return Published(first, last) if name == "published" else About(first, last)
        if not words(value.text):
            raise QueryError(f"{name}: needs a word or a name (character {value.at + 1}).", value.at)
        if name == "was":
            _check_phrase(value)
            return Was(value.text)
        return Is(cast(FacetName, name), value.text)


def _empty(part: Query) -> bool:
    return isinstance(part, (Term, Phrase)) and not words(part.text)


def _check_phrase(token: _Token) -> None:
    if len(words(token.text)) > MAX_PHRASE:
        raise QueryError(
            f"A phrase may have at most {MAX_PHRASE} words (character {token.at + 1}).", token.at
        )


def _phrase(token: _Token, field: TextField) -> Query:
    _check_phrase(token)
    return Phrase(token.text, field)


def _word(token: _Token, field: TextField) -> Query:
    text = token.text
    if text == "*":
        return All()
    if "*" not in text and "?" in text.rstrip("?!.,;:"):
        return _pattern(token, text.rstrip("!.,;:"), field)
    text = text.rstrip("?!.,;:") if not text.endswith("*") else text
    if text.endswith("~") and words(text):
        if len(text) > MAX_FUZZY or len(words(text)) > 1:
            raise QueryError(
                f"~ stands after one word of at most {MAX_FUZZY} letters (character {token.at + 1}).",
                token.at,
            )
        return Fuzzy(text.rstrip("~"), field)
    if "*" in text:
        return _pattern(token, text, field)
    _check_phrase(token)
    if field == "text" and _ACRONYM.fullmatch(text):
        return Acronym(text)
    return Term(text or token.text, field)


def _pattern(token: _Token, text: str, field: TextField) -> Query:
    stars = text.count("*") + text.count("?")
    body = text.rstrip("*")
    if "*" not in body and "?" not in body:
        parts = words(body)
        if not parts:
            raise QueryError(
                f"“{token.text}” needs at least one letter (character {token.at + 1}).", token.at
            )
        last = Prefix(parts[-1], field)
        return last if len(parts) == 1 else And((Phrase(" ".join(parts[:-1]), field), last))
    if stars > MAX_WILDCARDS:
        raise QueryError(
            f"A word may have at most {MAX_WILDCARDS} of * and ? (character {token.at + 1}).", token.at
        )
    if sum(character.isalnum() for character in text) < 2:
        raise QueryError(
            f"“{token.text}” is too wide a pattern; give at least two letters (character {token.at + 1}).",
            token.at,
        )
    return Wildcard(text, field)

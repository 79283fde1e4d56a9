"""What the search box offers while someone types: whole queries that go on from what stands there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.index.contract import Completion
from dateline.store.institutions import fold

_LAST = re.compile(r"""(?P<sign>[-(]*)(?:[A-Za-z]+:)?"?(?P<word>[^\s"():]*)$""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One way to go on."""

    query: str
    """The whole query with the last word or name completed."""
    label: str
    kind: str
    """`word`, `institution`, `discipline` or `source`."""
    count: int
    """Articles that have it."""


def complete(typed: str, found: Iterable[Completion]) -> list[Suggestion]:
    """Queries for what the index offers; inside an open quotation only words are."""
    quoted = typed.count('"') % 2 == 1
    result: dict[str, Suggestion] = {}
    for item in found:
        if item.kind != "word" and quoted and not re.search(r'[A-Za-z]+:"[^"]*$', typed):
            continue
        text = item.text if item.kind == "word" else f'{item.kind}:"{item.text.replace(chr(34), "")}"'
        start, sign = _start(typed, item)
        query = f"{typed[:start]}{sign}{text}"
        if query.casefold() != typed.casefold():
            result.setdefault(
                query, Suggestion(query=query, label=item.text, kind=item.kind, count=item.count)
            )
    return list(result.values())


def _start(typed: str, item: Completion) -> tuple[int, str]:
    """Where the text that `item` replaces begins, and the signs before it that stay."""
    last = _LAST.search(typed)
    assert last is not None
    if item.kind == "word":
        return last.start("word"), ""
    start, sign = last.start(), last["sign"]
    words = list(re.finditer(r"\S+", typed))
    for word in words[-12:]:
        part = _LAST.match(re.sub(r'"$', "", word[0])) or last
        begun = fold(re.sub(r'^[-(]*(?:[A-Za-z]+:)?"?', "", typed[word.start() :]))
        if begun and fold(item.text).startswith(begun):
            return word.start(), part["sign"] or ""
    return start, sign

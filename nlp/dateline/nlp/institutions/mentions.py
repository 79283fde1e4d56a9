"""Every place where a name of the document stands, once it is known as one."""

from collections.abc import Iterable

from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import CAP, Token, tokenize


def locate(page: Page, forms: Iterable[tuple[str, int]]) -> list[tuple[int, int, int]]:
    """Where forms stand: first token, end, and the number that came with the form; the longest wins.

    A form of several words is found in any case that begins with a capital, one of a single word only as
    written
    or in capitals.
    """
    index: dict[str, dict[int, dict[tuple[str, ...], list[tuple[str, int]]]]] = {}
    for form, number in forms:
        words = tuple(t.low for t in tokenize(form))
        if words:
            of_length = index.setdefault(words[0], {}).setdefault(len(words), {})
            of_length.setdefault(words, []).append((form, number))
    tokens = page.tokens
    found: list[tuple[int, int, int]] = []
    at = 0
    size = len(tokens)
    while at < size:
        step = 1
        beginning = index.get(tokens[at].low)
        for length, named in sorted(beginning.items(), reverse=True) if beginning else ():
            written = tuple(t.low for t in tokens[at : at + length])
            which = _which(sorted(named.get(written, ()), key=lambda entry: entry[0]), tokens[at], length)
            if which is not None:
                found.append((at, at + length, which))
                step = length
                break
        at += step
    return found


def _which(entries: Iterable[tuple[str, int]], first: Token, length: int) -> int | None:
    """The number of the first of these forms that may be written with this first token."""
    for form, number in entries:
        if first.kind != CAP and first.text != form[: len(first.text)]:
            continue
        if length == 1 and first.text not in (form, form.upper()):
            continue
        return number
    return None

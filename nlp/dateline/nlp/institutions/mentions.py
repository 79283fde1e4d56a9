"""Every place where a name of the document stands, once it is known as one."""

from collections.abc import Iterable

from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import CAP, tokenize


def locate(page: Page, forms: Iterable[tuple[str, int]]) -> list[tuple[int, int, int]]:
    """Where forms stand: first token, end, and the number that came with the form; the longest wins.

    A form of several words is found in any case that begins with a capital, one of a single word only as
    written
    or in capitals.
    """
    index: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
    for form, number in forms:
        words = tuple(t.low for t in tokenize(form))
        if words:
            index.setdefault(words[0], []).append((words, form, number))
    for entries in index.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[1]))
    tokens = page.tokens
    found: list[tuple[int, int, int]] = []
    at = 0
    size = len(tokens)
    while at < size:
        entries = index.get(tokens[at].low, [])
        step = 1
        for words, form, number in entries:
            end = at + len(words)
            if end > size or any(tokens[at + i].low != word for i, word in enumerate(words)):
                continue
            if tokens[at].kind != CAP and tokens[at].text != form[: len(tokens[at].text)]:
                continue
            if len(words) == 1 and tokens[at].text not in (form, form.upper()):
                continue
            found.append((at, end, number))
            step = len(words)
            break
        at += step
    return found

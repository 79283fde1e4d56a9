"""Direct speech, who speaks, and for whom."""

import re
from collections.abc import Iterator

from dateline.nlp.wordlist import wordset
from dateline.records import Quote

_SPEECH = re.compile(r"“([^“”\n]{20,2000})”|\"([^\"\n]{20,2000})\"")
_VERB = (
    r"(?:said|says|stated|states|added|adds|noted|notes|explained|explains|commented|comments|continued|"
    r"remarked|"
    r"shared|shares|concluded|concludes|emphasized|according to|told|wrote|announced|declared|observed|tells)"
)
_NAME = (
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Professor|Sen|Rep|Gov|Sir|Dame|Rev)\.? )?[A-Z][\w’'.-]*"
    r"(?: (?:[A-Z][\w’'.-]*|de|van|von|der|al|bin)){0,4}"
)
_AFTER = re.compile(
    rf",?\s*(?:(?P<v1>{_VERB})\s+(?P<n1>{_NAME})|"
    rf"(?P<n2>{_NAME})(?P<a2>,[^.\n“\"]{{2,140}}?,)?\s+(?P<v2>{_VERB})\b)"
    r"(?P<a1>,[^.\n“\"]{2,160})?"
)
_BEFORE = re.compile(rf"(?P<name>{_NAME})(?P<role>,[^.\n“”\"]{{2,140}}?,)?\s+{_VERB}(?:\s+that)?\s*[:,]\s*$")
_OF = re.compile(r"\b(?:of|at|for|with|from)\s+(?:the\s+)?(?P<name>[A-Z0-9][^,;:]*)")
_PRONOUNS = wordset("he she they it we i who the this")


def quotes(text: str, start: int) -> tuple[Quote, ...]:
    """Quotations of some length from `start` on, with speaker and affiliation as written."""
    return tuple(_quotes(text, start))


def _quotes(text: str, start: int) -> Iterator[Quote]:
    last: tuple[str | None, str | None] = (None, None)
    for match in _SPEECH.finditer(text, start):
        inner = match[1] or match[2]
        if len(inner.split()) < 5:
            continue
        speaker, affiliation = _speaker(text, match.start(), match.end())
        if (
            speaker is None
            and text[max(start, match.start() - 3) : match.start()].strip(" ") == ""
            and last[0]
        ):
            between = text[max(start, match.start() - 3) : match.start()]
            if "\n" not in between:
                speaker, affiliation = last
        yield Quote(offset=match.span(), speaker=speaker, affiliation=affiliation)
        last = (speaker, affiliation)


def _speaker(text: str, start: int, end: int) -> tuple[str | None, str | None]:
    match = _AFTER.match(text[end : end + 330])
    if match:
        name = match["n1"] or match["n2"]
        if name.split()[0].lower() not in _PRONOUNS:
            return name.rstrip(".,"), _affiliation(match["a1"] or match["a2"])
    before = _BEFORE.search(text[max(0, start - 220) : start])
    if before and before["name"].split()[0].lower() not in _PRONOUNS:
        return before["name"].rstrip(".,"), _affiliation(before["role"])
    return None, None


def _affiliation(role: str | None) -> str | None:
    if not role:
        return None
    match = _OF.search(role)
    if match:
        return match["name"].strip(" .,") or None
    return None

"""A person and an organisation that stand on one line of a contact, as its line breaks were lost."""

import re
from itertools import pairwise

from dateline.nlp.anatomy.kinds import certain
from dateline.nlp.institutions.lexicon import lexicon

_HEADING = re.compile(
    r"^(?:(?:(?:Media|Press|Investor|Company|News|PR) )?Contacts?[:,]? (?:for )?|[Ff]or |"
    r"(?:Corporate|Media|Public|Press|Investor) (?:Communications|Relations|Affairs|Contact|Office) for )"
    r"(?=[A-Z0-9])"
)
_LABEL = re.compile(r" (?:Phone|E-?mail|Tel|Telephone|Mobile|Website|Cell|Fax):?$")
_LETTERS = re.compile(r"[^a-z0-9]")
_SHORT = 2
"""Letters of what is no organisation unless the address bears it: "EE"."""


def apart(value: str, address: str | None) -> list[tuple[str, str]]:
    """Kind (`name`, `organisation`, or `text` where it is not told) and value of the pieces of a line that
    may hold a person and an organisation; `address` is the contact's mail address."""
    value = _LABEL.sub("", _HEADING.sub("", value))
    words = value.split()
    local, _, host = (address or "").lower().partition("@")
    if len(words) == 1 and len(value) <= _SHORT:
        return [("text", value)] if value.lower() in host else []
    if words[:1] == ["About"]:
        return []
    for number in (2, 3):
        person, body = words[:number], words[number:]
        if body and person == body[:number]:
            return [("name", " ".join(person)), ("organisation", " ".join(body))]
        if body and _is_pair(person, body, local, host):
            return [("name", " ".join(person)), ("organisation", " ".join(body))]
        body, person = words[:-number], words[-number:]
        if body and len(person) == number and _bears(local, person) and _told(body):
            return [("name", " ".join(person)), ("organisation", " ".join(body))]
    return [("text", value)]


def _is_pair(person: list[str], body: list[str], local: str, host: str) -> bool:
    """Whether the first words are a person whom the address names, or whose company it does."""
    if not _told(body) or any("," in word or not word[:1].isupper() for word in person):
        return False
    if _bears(local, person):
        return True
    first = _LETTERS.sub("", body[0].lower())
    own = len(first) > 3 and host.startswith(first) and not host.startswith(person[0].lower())
    return own and person[0].lower() in lexicon().given


def _told(body: list[str]) -> bool:
    """Whether the words say by themselves that they are an organisation."""
    plain = [word for word in body if word.lower().strip(".,") not in lexicon().suffixes]
    return len(plain) > 1 and body[0][:1].isupper() and certain(" ".join(body))


def _bears(local: str, person: list[str]) -> bool:
    """Whether the address is the person's: `ada.quill`, `aquill` or `adaq`."""
    names = [_LETTERS.sub("", word.lower()) for word in person]
    if any(not word[:1].isupper() for word in person) or len(names[-1]) < 3 or len(names[0]) < 2:
        return False
    pair = [(names[0], names[-1]), *pairwise(names)]
    spelled = _LETTERS.sub("", local)
    return any(spelled in (a + b, a[0] + b, a + b[0], b + a, b + a[0]) for a, b in pair)

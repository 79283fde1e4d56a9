"""How numeric dates are read where they do not say it themselves: `03/04/2024`, `24/03/04`."""

import re
from urllib.parse import urlsplit

from dateline.nlp.dates.lexicon import languages, lexicon

_NUMERIC = re.compile(r"(?<![\d/])([0-3]?\d)/([0-3]?\d)/(?:19|20)?\d\d(?![\d/])", re.ASCII)
_MONTH_FIRST = frozenset(("us", "ph", "pr", "gu", "vi", "as", "mp", "pw", "mh"))
"""Countries whose dates have the month first."""
_YEAR_FIRST = frozenset(("cn", "jp", "kr", "tw", "hu", "lt", "mn"))
_YEAR_FIRST_LANGUAGES = frozenset(("zh", "ja", "ko", "hu", "lt", "mn"))
_GENERIC = frozenset(
    ("io", "ai", "tv", "me", "co", "fm", "ly", "gg", "cc", "to", "sh", "ws", "eu", "ca", "la", "vc")
)
"""Two letters that are sold to everybody, or stand for a country of several habits: they tell nothing."""


def order_of(language: str, country: str = "") -> str:
    """`mdy`, `dmy` or `ymd`, as the country has it, else the language.

    `country` is an ISO 3166-1 code of two letters or empty; `language` an ISO 639-1 code.  English without a
    country is read as in the United States, every other language with the day first unless it puts the year
    there.
    """
    place = country.lower()
    if place in _MONTH_FIRST:
        return "mdy"
    if place in _YEAR_FIRST:
        return "ymd"
    if place:
        return "dmy"
    if language in languages():
        return lexicon(language).order
    return "ymd" if language in _YEAR_FIRST_LANGUAGES else "dmy"


def country_of(url: str) -> str:
    """The country that the host of an address names by its last letters; empty where they name none."""
    try:
        end = (urlsplit(url).hostname or "").rpartition(".")[2].lower()
    except ValueError:
        return ""
    if end == "uk":
        return "gb"
    if end in ("gov", "mil"):
        return "us"
    return end if len(end) == 2 and end.isalpha() and end not in _GENERIC else ""


def shown(text: str) -> str:
    """The order that a text's own numeric dates show: `23/04/2024` has the day first; empty where none
    does."""
    for match in _NUMERIC.finditer(text):
        first, second = int(match[1]), int(match[2])
        if first > 12 >= second:
            return "dmy"
        if second > 12 >= first:
            return "mdy"
    return ""

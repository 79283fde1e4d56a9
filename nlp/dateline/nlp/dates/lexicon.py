"""The words of a language that dates are made of, read from `languages/<code>.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Tags = Mapping[str, Any]
"""What a word may be: `month` → 4, `unit` → "week", `past` → True …"""

_OTHER = "xx"
SEASONS = ("spring", "summer", "autumn", "winter")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language."""

    code: str
    order: str
    """`mdy` or `dmy`: how numeric dates are read when nothing else tells."""
    tags: Mapping[str, Tags]
    holidays: Mapping[str, Mapping[tuple[str, ...], str]]
    """First word → words → rule."""
    suffixes: tuple[str, ...]
    """Endings of a past tense."""
    ahead: tuple[str, ...]
    """Endings of a future tense."""
    plurals: frozenset[str]
    """Units in the plural: "the next weeks" are no week."""
    joined: bool
    """Whether a full stop follows the number of a day: `3. Mai`."""
    nouns: bool
    """Whether all nouns begin with a capital letter."""
    lower: bool
    """Whether months and weekdays are written in lower case."""
    after: bool
    """Whether "last" and "next" follow their noun."""


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that have a file of their own."""
    folder = files("dateline.nlp.dates") / "languages"
    found = (f.name[:-5] for f in folder.iterdir() if f.name.endswith(".toml"))
    return tuple(sorted(code for code in found if code != _OTHER))


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language; the names of months in many for languages without one."""
    if code not in languages():
        code = _OTHER
    source = files("dateline.nlp.dates") / "languages" / f"{code}.toml"
    return _read(code, tomllib.loads(source.read_text(encoding="utf8")))


def _read(code: str, data: dict[str, Any]) -> Lexicon:
    tags: dict[str, dict[str, Any]] = {}

    def add(words: str, tag: str, value: Any = True) -> None:
        for word in words.split():
            tags.setdefault(word.replace("_", " "), {})[tag] = value

    for number, words in enumerate(data["months"], 1):
        add(words, "month", number)
        add(words.split()[0], "month_whole")
    for number, words in enumerate(data["weekdays"]):
        add(words, "weekday", number)
    for tag in ("weak", "given"):
        add(data.get(tag, ""), tag)
    for number, season in enumerate(SEASONS):
        add(data["seasons"][season], "season", number)
    for unit, words in data["units"].items():
        add(words, "unit", unit)
    for table, tag in (("ordinals", "ord"), ("numbers", "num"), ("decades", "tens"), ("days", "near")):
        for value, words in data.get(table, {}).items():
            add(words, tag, int(value))
    for tag, words in data["words"].items():
        add(words, tag)
    for table, prefix in (
        ("prepositions", "in_"),
        ("cues", "cue_"),
        ("today", "today_"),
        ("suffixes", "suffix_"),
        ("names", "name_"),
        ("recurring", "recurring_"),
    ):
        for tag, words in data.get(table, {}).items():
            add(words, prefix + tag)
    holidays: dict[str, dict[tuple[str, ...], str]] = {}
    for name, rule in data.get("holidays", {}).items():
        words = _split(name)
        holidays.setdefault(words[0], {})[words] = rule
    suffixes = tuple(data.get("cues", {}).get("suffixes", "").split())
    flags = {name: bool(data.get(name)) for name in ("joined", "nouns", "lower", "after")}
    ahead = tuple(data.get("cues", {}).get("ahead", "").split())
    plurals = frozenset(data.get("plurals", "").split())
    return Lexicon(code, data["order"], tags, holidays, suffixes, ahead, plurals, **flags)


def _split(name: str) -> tuple[str, ...]:
    from dateline.nlp.dates.tokens import Tokens

    return tuple(Tokens(name).low)

"""Figures of runs, and sentences of other stages, as the pages tell them."""

import re

from dateline.site import words

FIGURES = {
    "articles/announced-changed": ("article announced as changed", "articles announced as changed"),
    "articles/gone": ("article withdrawn", "articles withdrawn"),
    "articles/new": ("new article", "new articles"),
    "articles/same": ("article looked at again and the same", "articles looked at again and the same"),
    "articles/second-address": ("second address of an article", "second addresses of articles"),
    "documents/indexed": ("article indexed", "articles indexed"),
    "documents/deleted": ("article taken out", "articles taken out"),
}
"""What the pages call figures of a run whose own names would puzzle: for one, for more."""


def figure(name: str, number: int) -> str:
    """A figure of a run, `noun/verb`, in words: `1 feed without news`, `371 kB received`."""
    noun, _, verb = name.partition("/")
    if noun == "bytes":
        return f"{size(number)} {verb}"
    if noun == "articles" and verb in words.ROLES:
        return words.count(number, words.role(verb).lower(), words.role(verb, 2).lower())
    if name in FIGURES:
        return words.count(number, *FIGURES[name])
    if number == 1:
        noun = noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s")
    return f"{number:,} {noun} {verb.replace('-', ' ')}".rstrip()


def heading(name: str) -> str:
    """The same as the head of a column."""
    return figure(name, 2).removeprefix("2 ").removeprefix("B ").capitalize()


def size(number: int) -> str:
    """Bytes: `812 B`, `371 kB`, `1.2 GB`."""
    value, unit = float(number), "B"
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            break
        value /= 1000
    return f"{value:.1f} {unit}" if unit in ("MB", "GB") else f"{value:.0f} {unit}"


def plain(sentence: str) -> str:
    """A sentence with its ISO days as the pages write days."""
    return re.sub(r"\b\d{4}-\d\d-\d\d\b", lambda match: words.short_day(match[0]) or match[0], sentence)

"""Comparing names."""

import re
import unicodedata


def fold(name: str) -> str:
    """The form under which names are compared: no accents, case, articles, possessives or punctuation."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = re.sub(r"['’]s\b", "", text).replace("&", " and ")
    words = re.sub(r"[^\w+]+", " ", text).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def wordset(text: str, separator: str | None = None) -> frozenset[str]:
    """The words of a list written as text, or what stands between separators."""
    return frozenset(text.split(separator))

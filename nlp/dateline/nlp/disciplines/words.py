"""Words and their stems, alike for lexicon and text."""

import re
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
LONGEST = 40
"""Letters of the longest word that is read; longer runs are no words."""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Lower case without the ending of a plural; British -isation as -ization."""
    word = word.lower()
    if len(word) > 3 and word[-1] == "s":
        if word.endswith("ies") and len(word) > 4:
            word = word[:-3] + "y"
        elif word.endswith(("xes", "ches", "shes", "sses", "zes")):
            word = word[:-2]
        elif word[-2] not in "su" and not word.endswith("is"):
            word = word[:-1]
    if "isation" in word:
        word = word.replace("isation", "ization")
    return word

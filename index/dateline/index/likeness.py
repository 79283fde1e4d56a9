"""More like this: the words by which an article is looked for among the others."""

from collections import Counter
from collections.abc import Callable
from heapq import nlargest

import numpy as np

from dateline.index.words import words

LOOK = 3000
"""Words of a text that are looked at."""
MOST = 25
"""Words that are chosen."""


def telling(title: str, text: str, documents: int, having: Callable[[str], int]) -> list[str]:
    """The words that tell most of the article, among so many; `having` says how many have a word."""
    frequency = Counter(words(text)[:LOOK])
    for word in words(title):
        frequency[word] += 2
    weighed: list[tuple[float, str]] = []
    for word, times in frequency.items():
        if len(word) > 2 and not word.isdigit():
            found = having(word)
            if 2 <= found <= max(10, documents // 5):
                rarity = float(np.log1p((documents - found + 0.5) / (found + 0.5)))
                weighed.append((times / (times + 1.2) * rarity, word))
    return [word for _, word in nlargest(MOST, weighed)]

"""What one query may use up, whichever engine answers it."""

import time

from dateline.index.query import QueryError

EXPANSIONS = 300
"""Words that a wildcard or a fuzzy word stands for at most."""
MAX_POSTINGS = 60_000_000
"""Postings that one query may touch."""
MAX_SECONDS = 0.8
"""Processor time of one query."""


class Work:
    """What one query has used up; raises QueryError when it is too much."""

    def __init__(self) -> None:
        self._end = time.thread_time() + MAX_SECONDS
        self._postings = 0
        self.notes: dict[str, None] = {}

    def spend(self, postings: int) -> None:
        """Count work that is about to be done."""
        self._postings += postings
        if self._postings > MAX_POSTINGS or time.thread_time() > self._end:
            raise QueryError("The query takes too long; use longer or fewer words.")

    def bounded(self, shown: str) -> None:
        """Note that a pattern stands for more words than are searched."""
        self.notes[f"“{shown}” stands for its {EXPANSIONS} most frequent words only."] = None

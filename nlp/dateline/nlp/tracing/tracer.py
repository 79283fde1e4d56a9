"""Articles in, announcements out: the whole of tracing without a store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dateline.nlp.tracing.articles import TraceInput
from dateline.nlp.tracing.corpus import Corpus
from dateline.nlp.tracing.fingerprint import fingerprint
from dateline.nlp.tracing.grouping import NEVER, groups
from dateline.nlp.tracing.relations import margins
from dateline.nlp.tracing.roles import announcement
from dateline.records import Announcement

LEAST_COSINE = 0.1
"""Pairs less alike than this are as good as none."""
LATER_DAYS = 30
"""Days after which an article takes up a matter anew."""
_SURE = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What a person said of announcements; it outweighs everything found."""

    originals: frozenset[str] = field(default_factory=frozenset)
    """Articles that are the original of their announcement."""
    together: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """Pairs of articles that belong to one announcement."""
    apart: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """Pairs that do not."""


NONE = Decisions()


def trace(articles: Iterable[TraceInput], decisions: Decisions = NONE) -> list[Announcement]:
    """The announcements with two or more articles, by the id of their originals.

    The result depends on the set of articles alone; of several with one id the last counts.
    """
    known = {article.id: article for article in articles}
    ids = sorted(known)
    corpus = Corpus(ids, [known[key].source for key in ids], [fingerprint(known[key]) for key in ids])
    found = [describe([known[key] for key in group], decisions) for group in matters(corpus, decisions)]
    return sorted(found, key=lambda item: item.id)


def matters(corpus: Corpus, decisions: Decisions = NONE) -> list[list[str]]:
    """The ids of the articles of each matter, by time."""
    a, b = corpus.alike(*corpus.candidates(), LEAST_COSINE)
    pairs = corpus.evidence(a, b)
    columns = (column.tolist() for column in (a, b, margins(corpus, pairs), pairs.days > LATER_DAYS))
    edges = {(x, y): (margin, later) for x, y, margin, later in zip(*columns, strict=True)}
    if decisions.together or decisions.apart:
        place = {key: n for n, key in enumerate(corpus.ids)}
        for said, value in ((decisions.together, _SURE), (decisions.apart, 10 * NEVER)):
            for one, other in sorted(said):
                if one in place and other in place and one != other:
                    x, y = sorted((place[one], place[other]))
                    edges[x, y] = (value, False)
    found = groups(corpus.size, ((x, y, m, late) for (x, y), (m, late) in edges.items()))
    return [[corpus.ids[n] for n in group] for group in found]


def describe(articles: Sequence[TraceInput], decisions: Decisions = NONE) -> Announcement:
    """Roles and reasons of one matter's articles; depends on them alone."""
    chosen = min((a.id for a in articles if a.id in decisions.originals), default=None)
    return announcement(articles, chosen=chosen)

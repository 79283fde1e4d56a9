"""Words that may belong to a name."""

from dateline.nlp.dates.grammar import Grammar


def content(g: Grammar, i: int) -> bool:
    """Whether token i is a capitalised word that may belong to a name."""
    return 0 <= i < len(g.t) and g.t.capital(i) and len(g.t.low[i]) > 1

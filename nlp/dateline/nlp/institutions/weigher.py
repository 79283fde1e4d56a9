"""The last word on a possible institution: a linear model over `features`, with weights in `weights.toml`.

The weights are log-odds, so what speaks for a name and against it can be read off them; they are trained by
`python -m dateline.nlp.institutions.train`.
"""

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from dateline.nlp.institutions.features import Sure, features
from dateline.nlp.institutions.group import Group
from dateline.nlp.institutions.page import Page

THRESHOLD = 0.5
"""Least probability of an institution that is told."""


@cache
def weights() -> Mapping[str, float]:
    """Log-odds by feature."""
    data = tomllib.loads(files(__package__).joinpath("weights.toml").read_text("utf8"))
    return dict(data["weights"])


def probability(found: Mapping[str, float]) -> float:
    """How likely a name with these features is an institution's, 0 to 1."""
    known = weights()
    log_odds = sum(known.get(feature, 0.0) * value for feature, value in found.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def likely(page: Page, group: Group, verdict: bool, sure: Sure) -> bool:
    """Whether the name is more likely an institution's than not; `verdict` is what the rules say of it."""
    return probability(features(page, group, verdict, sure)) >= THRESHOLD

"""Date expressions with first and last day; importing this registers the component `dateline_dates`."""

from dateline.nlp.dates.component import Dates
from dateline.nlp.dates.finder import find

__all__ = ["Dates", "find"]

"""Disciplines with their evidence; importing this registers the component `dateline_disciplines`."""

from dateline.nlp.disciplines.component import Disciplines
from dateline.nlp.disciplines.reader import Quiet, read

__all__ = ["Disciplines", "Quiet", "read"]

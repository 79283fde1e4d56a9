"""Scoring annotations against gold made by hand."""

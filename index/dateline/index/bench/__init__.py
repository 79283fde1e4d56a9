"""Measuring the index: `python -m dateline.index.bench` and `python -m dateline.index.bench.relevance`."""

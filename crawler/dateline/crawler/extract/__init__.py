"""Extraction: what an article says, read from its page."""

from dateline.crawler.extract.article import extract

__all__ = ["extract"]

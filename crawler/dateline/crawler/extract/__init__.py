"""Extraction: what an article says, read from its page.

`from dateline.crawler.extract import extract` loads lxml and its company; the commands beside do not.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.crawler.extract.article import EXTRACTOR, extract

__all__ = ["EXTRACTOR", "extract"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from dateline.crawler.extract import article

        return getattr(article, name)
    raise AttributeError(name)

"""Articles that only the source's own list shows to be some."""

from dateline.crawler.extract.text import folded
from dateline.records import Article
from dateline.store.pages import Page

_LEAST_LETTERS, _LEAST_WORDS, _LONG_WORDS = 12, 30, 150


def announced(article: Article, page: Page) -> bool:
    """Whether the source's own list or feed announced just this.

    That is the same headline over a dated text, or a long text that the list gives a headline and a date.
    """
    told = folded(page.hint_title or "")
    if len(told) < _LEAST_LETTERS or not (article.published or page.hint_published):
        return False
    words = len(article.text.split())
    if folded(article.title).startswith(told):
        return words >= _LEAST_WORDS
    return page.hint_published is not None and words >= _LONG_WORDS

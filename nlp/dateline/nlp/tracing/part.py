"""An article of a group as roles read it: its words, names and credits."""

import re
from dataclasses import dataclass, field

from dateline.nlp.tracing.articles import TraceInput
from dateline.nlp.tracing.body import body
from dateline.nlp.tracing.credits import Credit, credits
from dateline.nlp.tracing.lexicon import LEXICON, guess_language
from dateline.nlp.tracing.phrases import time_of

_NAMES = re.compile(
    r"(?:[A-ZÀ-Þ][\w&-]*|\d[\d,.]*\d)(?:(?:['’]s)?[ ](?:of |for |the |de |von )?[A-ZÀ-Þ][\w&-]*){0,5}"
)
_WORDS = 6000


@dataclass(slots=True)
class Part:
    """An article of a group, read once."""

    article: TraceInput
    words: list[str] = field(default_factory=list)
    """Words that count, lower case."""
    names: set[str] = field(default_factory=set)
    """Capitalised words in a row, and numbers, as written."""
    credits: list[Credit] = field(default_factory=list)
    language: str = ""

    @classmethod
    def read(cls, article: TraceInput) -> "Part":
        """Read what roles need."""
        words: list[str] = []
        names: set[str] = set()
        for sentence, counts in body(article):
            if counts:
                words += (word.lower() for word in sentence.words)
                for match in _NAMES.finditer(article.text, sentence.start, sentence.end):
                    if match.start() > sentence.start or " " in match[0]:
                        names.add(match[0])
            if len(words) > _WORDS:
                break
        language = (article.language or guess_language(LEXICON.read(words[:240])))[:2]
        return cls(article=article, words=words, names=names, credits=credits(article), language=language)


def order(part: Part) -> tuple[bool, str, str, str]:
    """By day, then by time, then by id; articles without a date last."""
    published = part.article.published or ""
    return (not part.article.day, published[:10], time_of(part.article), part.article.id)

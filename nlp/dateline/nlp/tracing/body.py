"""Which sentences of an article carry its news: not the dateline, the contact block or the boilerplate.

The pipeline's anatomy is used where there is one; else light rules of the same kind, quick enough for a
filter.  Furniture that only shows across many pages of a site is found when fingerprints are joined.
"""

import re
from collections.abc import Iterator

from dateline.nlp.tracing.articles import TraceInput
from dateline.nlp.tracing.words import Sentence, sentences

_WIRE = r"(?i:newswire|wire|release|prnews|globe|reuters|\bap\b|karma)"  # within brackets or slashes
_MONTH_DAY = r"[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?"
DATELINE = re.compile(
    rf"""\s*(?:
      [^\n]{{0,120}}?[(/]\s?[^\n()/]{{0,30}}{_WIRE}[^\n()/]{{0,30}}[)/](?:[^\n–—-]{{0,40}}?(?:--+|\s[-–—]\s|[–—]))?
    | (?:[A-Z][\w.'’]*(?:[ ,/]+[A-Z][\w.'’]*){{0,5}},?\s+)?[(]?{_MONTH_DAY}[)]?\s*(?:--+|[-–—:])
    | [A-Z][A-Z .,'’]{{2,40}}(?:,\s[A-Z][\w. ]{{1,20}})?\s*(?:--+|[-–—]\s)
    )\s*""",
    re.VERBOSE,
)
_TAIL = re.compile(
    r"About (?:the |our )?[A-Z]\S*(?: \S+){0,9}$"
    r"|About (?:the |our )?(?P<name>[A-Z]\w+)\b.{0,80}\b(?P=name)\b"
    r"|SOURCE:? [A-Z]|Über (?:die |das |den )?[A-ZÄÖÜ]\S*(?: \S+){0,8}$|À propos d|Acerca de "
    r"|(?i:(?:media|press|investor|company|public)\s(?:relations\s)?(?:contacts?|enquiries|inquiries)\b"
    r"|contacts?(?: (?:info|information|details|person|us))?\s*(?::|$)"
    r"|cautionary (?:note|statement)|forward[- ]looking statements?\b|safe[- ]harbou?r"
    r"|disclaimers?\b|disclosures?\s*:|notes? to (?:the )?editors?\b|boilerplate\b"
    r"|###|-\s?ends?\s?-|(?:presse|medien)kontakt)"
)
_LINE = re.compile(
    r"for (?:more|further|additional) information|(?:to )?learn more (?:at|about)"
    r"|(?:please )?visit (?:us )?(?:www|http|at)|(?:view|read|see) (?:the )?(?:original|source|full)"
    r"|follow us|tel(?:ephone)?\s*[.:]|phone\s*:|e-?mail\s*:|website\s*:|www\.|https?:",
    re.IGNORECASE,
)
_OPENING_WORDS = (
    "about media press investor company public contact contacts cautionary forward safe disclaimer"
    " disclaimers disclosure disclosures note notes boilerplate source end ends pressekontakt medienkontakt"
    " presse medien über à acerca for learn to please visit view read see follow tel telephone phone e email"
    " website www http https"
)
_OPENERS = frozenset(_OPENING_WORDS.split())
"""First words of all that the two patterns match."""
_HEAD = 60  # words that must stand before boilerplate can begin


def body(article: TraceInput) -> Iterator[tuple[Sentence, bool]]:
    """Each sentence of the text, and whether it counts."""
    text = article.text
    anatomy = article.annotations.anatomy if article.annotations else None
    if anatomy is None:
        yield from _guessed(text)
        return
    shift = len(article.title) + 2
    spans = [(item.offset[0] - shift, item.offset[1] - shift) for item in anatomy.boilerplate]
    start = dateline_end(text)
    if anatomy.dateline and text.lstrip().startswith(anatomy.dateline.text):
        start = max(start, len(text) - len(text.lstrip()) + len(anatomy.dateline.text))
    contacts = [
        value
        for contact in anatomy.contacts
        for value in (contact.email, contact.phone, contact.name)
        if value and len(value) > 4
    ]
    for sentence, counts in _guessed(text, start):
        inside = any(first <= sentence.start < last for first, last in spans)
        part = text[sentence.start : sentence.end]
        contact = len(sentence.words) < 25 and any(value in part for value in contacts)
        yield sentence, counts and not inside and not contact


def dateline_end(text: str) -> int:
    """Where the text begins after a dateline: 0 without one."""
    match = DATELINE.match(text[:240])
    return match.end() if match else 0


def _guessed(text: str, start: int | None = None) -> Iterator[tuple[Sentence, bool]]:
    seen, tail = 0, False
    for sentence in sentences(text, dateline_end(text) if start is None else start):
        counts = not tail
        if counts and sentence.words[0].lower() in _OPENERS:
            opening = text[sentence.start : min(sentence.end, sentence.start + 160)]
            tail = seen > _HEAD and _TAIL.match(opening) is not None
            counts = not tail and not (len(sentence.words) < 30 and _LINE.match(opening))
        seen += len(sentence.words)
        yield sentence, counts

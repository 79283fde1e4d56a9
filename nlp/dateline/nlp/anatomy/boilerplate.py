"""Passages that say nothing of the news: "About X", notes to editors, forward-looking statements,
disclaimers."""

import re
from collections.abc import Sequence

from dateline.nlp.anatomy.paragraphs import Piece
from dateline.nlp.wordlist import wordset
from dateline.records import Boilerplate

_ABOUT = re.compile(
    r"(?:About|ABOUT|BIO:|Bio:|Über|À propos|A propos|Acerca de|Sobre)\s+(?=[\[“\"]?[A-Z0-9À-Þ]|the [A-Z])"
)
_INLINE_ABOUT = re.compile(r"(?<=[.!?”\"')])\s{1,3}(?=About (?:the |The )?[A-Z])")
_HEADING = re.compile(
    r"(?i)(?:cautionary (?:note|statement)|forward[- ]looking|safe harbou?r|disclaimer|notes? to "
    r"(?:editors?|investors?)|"
    r"editors?['’]? notes?|important (?:notice|information)|legal notice|risk (?:warning|disclosure)|"
    r"wichtiger hinweis|hinweis für redaktionen|background information)\b[^\n]{0,80}$"
)
_SENTENCE = re.compile(
    r"(?i)(?:this (?:press release|news release|release|announcement|communication|document|post|article|"
    r"content)"
    r"(?: and [^.]{0,60})? (?:contains?|may contain|includes?|is (?:for informational|not an? (?:offer|"
    r"solicitation))|"
    r"does not constitute)|"
    r"certain statements (?:in|made|contained)|statements (?:in|made in) this (?:press|news) release|"
    r"(?:the )?(?:information|content|views)[^.]{0,60} (?:in this press release|provided)[^.]{0,40} is not|"
    r"note to investors|disclaimer:|forward[- ]looking statements|please see full terms of use|"
    r"except for (?:the )?historical information|safe harbor|neither [^.]{0,80} nor its regulation services)"
)
_SELF = re.compile(
    r"(?:The )?(?P<name>[A-Z0-9][\w.&’'+-]*(?: (?:[A-Z0-9][\w.&’'+-]*|of|the|and|for|&)){0,7}?),?"
    r"(?: \([^)]{2,60}\))?,? (?:is|are|provides|was founded|offers|specializes|now in its|has been|develops) "
)
_SELF_WORDS = re.compile(
    r"(?i)\b(?:leading|provider|founded|headquartered|based|nonprofit|non-profit|dedicated|mission|platform|network|"
    r"premier|global|award-winning|offers|company|organization|specializ|committed|trusted|largest|community)"
)
_CONTACT = re.compile(
    r"(?i)(?:(?:media|press|news|investor|pr|public)?\s*(?:contacts?|inquiries|enquiries)\b|contact details|"
    r"corporate communications|for (?:more|further|additional) information|view source|source:|###|# # #|"
    r"-30-|"
    r"for (?:media|press|public) |company website|learn more)"
)
_END = re.compile(r"(?i)###|# # #|-\s?30\s?-|view source version")


def boilerplate(pieces: Sequence[Piece], text_start: int, text_end: int) -> tuple[Boilerplate, ...]:
    """Boilerplate passages in text order; a heading goes with the paragraphs under it."""
    spans: list[tuple[int, int]] = []
    length = max(1, text_end - text_start)
    k = 0
    while k < len(pieces):
        piece = pieces[k]
        late = (piece.start - text_start) / length
        heading = _ABOUT.match(piece.text) is not None and (len(piece.text) < 120 or late > 0.3)
        notice = _HEADING.match(piece.text) is not None and len(piece.text) < 120
        if heading or notice:
            start, end = piece.start, piece.end
            k += 1
            glued = len(piece.text) >= 120
            first = k
            while (
                k < len(pieces)
                and not glued
                and (
                    not _begins(pieces[k].text) or (notice and k == first and _SENTENCE.match(pieces[k].text))
                )
            ):
                end = pieces[k].end
                k += 1
                if heading and len(pieces[k - 1].text) < 60 and pieces[k - 1].text[-1] not in ".!?”":
                    break
            spans.append((start, end))
            continue
        if _SENTENCE.match(piece.text) or (late > 0.6 and _self_description(piece.text)):
            spans.append((piece.start, piece.end))
        else:
            spans += _inline(piece, text_start, length)
        k += 1
    return tuple(Boilerplate(offset=span) for span in spans)


def _begins(text: str) -> bool:
    """Whether a paragraph begins something else than the boilerplate before it."""
    return bool(
        _ABOUT.match(text)
        or _CONTACT.match(text)
        or _END.match(text)
        or (_HEADING.match(text) and len(text) < 120)
        or text.startswith(("Source", "SOURCE", "http"))
        or _SENTENCE.match(text)
    )


def _self_description(text: str) -> bool:
    if len(text) < 100 or text[0] in "“\"'":
        return False
    match = _SELF.match(text[:200])
    return bool(
        match and match["name"].lower() not in _PRONOUNS and len(_SELF_WORDS.findall(text[:400])) >= 2
    )


_PRONOUNS = wordset("it this that he she they we the these those there")


def _inline(piece: Piece, text_start: int, length: int) -> list[tuple[int, int]]:
    """ "About X" within a paragraph, as where line breaks were lost."""
    starts = [m.end() for m in _INLINE_ABOUT.finditer(piece.text)]
    spans = []
    for number, at in enumerate(starts):
        if (piece.start + at - text_start) / length < 0.25:
            continue
        end = starts[number + 1] if number + 1 < len(starts) else len(piece.text)
        spans.append((piece.start + at, piece.start + end))
    return [
        (start, start + len(piece.text[start - piece.start : end - piece.start].rstrip()))
        for start, end in spans
    ]

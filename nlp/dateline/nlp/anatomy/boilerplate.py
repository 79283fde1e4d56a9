"""Passages that say nothing of the news: "About X", notes to editors, forward-looking statements,
disclaimers."""

import re
from collections.abc import Sequence

from dateline.nlp.anatomy.paragraphs import Piece
from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.wordlist import wordset
from dateline.records import Boilerplate

_ABOUT = re.compile(
    r"(?:About|ABOUT|BIO:|Bio:|Über|À propos|A propos|Acerca de|Sobre|Over|Om|Informazioni su|O firmie)\s+"
    r"(?:d[eu'’]s?\s?|l['’]|(?:die|das|den|het|la|el|il)\s)?(?=[\[“\"]?(?:[A-Z0-9À-Þ]|[a-z]{1,2}[A-Z])|"
    r"the [A-Z]|us\b|ons\b|uns\b)"
)
_INLINE = re.compile(
    r"(?<=[.!?”\"')])\s{1,3}(?=About (?:the |The )?[A-Z])|(?<=[a-z.)])(?=Disclaimer:? ?(?:The|This) )"
)
_HEADING = re.compile(
    r"(?i)(?:cautionary (?:note|statement|language)|(?:notice|note|information) (?:about|on|regarding|"
    r"concerning) "
    r"forward[- ]looking|forward[- ]looking|safe harbou?r|disclaimer|notes? (?:to|for) (?:the )?"
    r"(?:editors?|investors?|journalists?|media|press)|editors?['’]? ?notes?|editorial notes?|"
    r"important (?:notice|information)|legal (?:notice|disclaimer)|"
    r"risk (?:warning|disclosure)|wichtiger hinweis|rechtlicher hinweis|hinweise? (?:für|an) (?:die )?"
    r"redaktion(?:en)?|zukunftsgerichtete aussagen|note aux rédactions|notas? para (?:los )?editores|"
    r"mentions? légales?|background information)\b[^\n]{0,80}$"
)
_WHO = re.compile(
    r"(?:(?:The|THE|Our|OUR|the) (?:ministry|company|university|institute|foundation|agency|department|"
    r"organi[sz]ation|"
    r"group|association|society|museum|library|college|school|hospital|council|commission|project|partners?)|"
    r"Who we are|Who We Are|About us|About Us|ABOUT US|About the (?:company|organi[sz]ation|project|study)|"
    r"Company (?:profile|overview)|(?:Organi[sz]ation |Corporate |Short )?(?:[Pp]rofile|PROFILE)|Boilerplate|"
    r"Unternehmensprofil|Kurzporträt|Notes?|NOTES?)\s?[:.]?$",
    re.IGNORECASE,
)
"""A heading that introduces the issuer, or notes, and names nobody; it counts late in a release."""
_SENTENCE = re.compile(
    r"(?i)(?:this (?:press release|news release|release|announcement|communication|document|post|article|"
    r"content)"
    r"(?: and [^.]{0,60})? (?:(?:may )?(?:contains?|includes?)(?= [^.]{0,100}?(?:forward|statements|"
    r"sponsor|affiliate"
    r"|advertis|certain information|inside information))|"
    r"is (?:for informational|not an? (?:offer|solicitation))|"
    r"does not constitute)|"
    r"(?:certain|some) (?:of the )?statements (?:in|made|contained)|"
    r"(?:the )?statements (?:in|made in|contained in) this (?:press|news) release|"
    r"(?:the )?(?:information|content|views)[^.]{0,60} (?:in this press release|provided)[^.]{0,40} is not|"
    r"note to (?:investors|editors|journalists)\b|disclaimer:|forward[- ]looking statements|"
    r"please see full terms of use|"
    r"except for (?:the )?historical information|safe harbor|neither [^.]{0,80} nor its regulation services|"
    r"(?:an? |the )?(?:indictment|criminal complaint|complaint|charges?)[^.]{0,80} (?:is|are) "
    r"(?:merely|only|simply) (?:an? )?(?:accusation|allegation|charge)|"
    r"[^.]{0,60}(?:is|are) presumed (?:to be )?innocent (?:unless|until)|"
    r"since its (?:inception|creation|launch|founding|establishment)\b|"
    r"©|\(c\) (?:19|20)\d\d|copyright (?:©|\(c\)|19|20)|all rights reserved|"
    r"(?:to unsubscribe|you (?:are receiving|received) this|if you (?:no longer )?wish (?:to|not))\b)"
)
_SELF = re.compile(
    r"(?:The )?(?P<name>[A-Z0-9][\w.&’'+-]*(?: (?:[A-Z0-9][\w.&’'+-]*|of|the|and|for|in|&)){0,9}?"
    r"(?:, (?:Inc|LLC|Ltd|Corp|Co|plc|N\.V|S\.A|L\.P)\.?)?),?"
    r"(?: \([^)]{2,60}\))?(?P<aside>, (?:founded|established|based|headquartered|created|formed|a|an|the|"
    r"one of)\b"
    r"[^.]{2,120}?)?,? "
    r"(?P<verb>is|are|provides|was (?:founded|established|created)|offers|specializes|now in its|has been|"
    r"develops|"
    r"has|holds|runs|advises|employs|operates|makes|serves|brings together|represents|supports|works) "
)
_IDENTITY = re.compile(r"(?i)(?:is|are) (?:an?|the|one of|among) |was (?:founded|established|created)")
_SELF_WORDS = re.compile(
    r"(?i)\b(?:leading|provider|founded|headquartered|based|nonprofit|non-profit|not-for-profit|dedicated|"
    r"mission|"
    r"platform|network|established|serves|serving|employs|responsible for|subsidiary|publicly traded|"
    r"developer|"
    r"premier|renowned|top-rated|global|award-winning|offers|company|organi[sz]ation|speciali[sz]|"
    r"committed|trusted|largest|community)"
)
_NEWS = re.compile(r"(?i)\b(?:today|yesterday|announced|announces|said)\b")
_OWN = re.compile(r"(?i)\b(?:today|yesterday|announced|announces|said|we|our|i)\b")
_CONTACT = re.compile(
    r"(?i)(?:(?:media|press|news|investor|pr|public|company)?(?: relations)?\s*"
    r"(?:contacts?|inquiries|enquiries)(?![a-z])|contact details|connect with (?:us\b|[A-Z])|follow us\b|"
    r"corporate communications|for (?:more|further|additional) information|view source|source:|###|# # #|"
    r"-30-|"
    r"for (?:media|press|public) |company website|learn more)"
)
_END = re.compile(r"(?i)###|# # #|-\s?30\s?-|view source version|(?:[-–—_*=~•] ?){3,}$")


_LATE = 0.58
"""Share of a release behind which a paragraph may describe the issuer without a heading."""
_LOST = re.compile(r"(?<=\S) {2,}(?=\S)")
"""Where a line break was lost."""
_LAST = 0.75


def boilerplate(pieces: Sequence[Piece], text_start: int, text_end: int) -> tuple[Boilerplate, ...]:
    """Boilerplate passages in text order; a heading goes with the paragraphs under it."""
    spans: list[tuple[int, int]] = []
    length = max(1, text_end - text_start)
    k = 0
    while k < len(pieces):
        piece = pieces[k]
        late = (piece.start - text_start) / length
        title = piece.text.split("\n", 1)[0].strip()
        heading = (_ABOUT.match(piece.text) is not None and (len(piece.text) < 120 or late > 0.3)) or (
            late > 0.4 and len(title) < 60 and _WHO.match(title) is not None
        )
        notice = _HEADING.match(title) is not None and len(title) < 120
        if heading or notice:
            start, end = piece.start, piece.end
            k += 1
            glued = len(piece.text) >= 120 or "\n" in piece.text
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
        if _SENTENCE.match(piece.text) or (late > _LATE and _self_description(piece.text)):
            spans.append((piece.start, piece.end))
        else:
            spans += _inline(piece, text_start, length)
        k += 1
    return tuple(Boilerplate(offset=span) for span in spans)


def _begins(text: str) -> bool:
    """Whether a paragraph begins something else than the boilerplate before it."""
    title = text.split("\n", 1)[0].strip()
    return bool(
        _ABOUT.match(text)
        or _CONTACT.match(text)
        or _END.match(text)
        or (len(title) < 120 and (_HEADING.match(title) or _WHO.match(title)))
        or text.startswith(("Source", "SOURCE", "http"))
        or _SENTENCE.match(text)
    )


def _self_description(text: str) -> bool:
    """Whether a paragraph says in general what a body is, without a heading."""
    if len(text) < 60 or text[0] in "“\"'":
        return False
    match = _SELF.match(text[:260])
    if match is None or match["name"].split()[0].lower() in _PRONOUNS:
        return False
    identity = _IDENTITY.match(match["verb"] + text[match.end("verb") : match.end("verb") + 12])
    if (_NEWS if identity else _OWN).search(text[:220]):
        return False
    signs = len(_SELF_WORDS.findall(text[:400]))
    known = lexicon()
    words = [word.lower().strip(".,") for word in match["name"].split()]
    body = any(word in known.strong or word in known.suffixes or word in known.weak for word in words)
    if identity:
        return signs >= (1 if body else 2)
    return (signs >= 2 and len(text) >= 100) or (body and match["aside"] is not None and signs >= 1)


_PRONOUNS = wordset("it this that he she they we the these those there")


def _inline(piece: Piece, text_start: int, length: int) -> list[tuple[int, int]]:
    """ "About X" within a paragraph, as where line breaks were lost."""
    starts = [m.end() for m in _INLINE.finditer(piece.text)]
    if not starts:
        return _described(piece, text_start, length)
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


def _described(piece: Piece, text_start: int, length: int) -> list[tuple[int, int]]:
    """What describes the issuer without a heading in a paragraph that has lost its line breaks."""
    for seam in _LOST.finditer(piece.text):
        start = seam.end()
        if (piece.start + start - text_start) / length < _LAST:
            continue
        following = _LOST.search(piece.text, start)
        end = following.start() if following else len(piece.text)
        if _self_description(piece.text[start:end]):
            return [(piece.start + start, piece.start + end)]
    return []

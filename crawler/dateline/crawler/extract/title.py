"""The headline of an article, without the name of its site."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.crawler.extract.metadata import Metadata
from dateline.crawler.extract.page import Page
from dateline.crawler.extract.site import is_site
from dateline.crawler.extract.text import folded

_SEPARATOR = re.compile(r"\s+[|–—•·«»›‹⋆~:>/-]+\s+|\s*[|»›_]\s*|:\s+")
_HEADINGS = ("h1", "h2", "h3")
_STRONG = frozenset(("b", "strong", "font", "big", "td", "p", "div", "span", "em", "i"))


@dataclass(frozen=True, slots=True)
class Headline:
    text: str
    line: int
    """Number of the page's line that shows it; -1 where none does."""


def headline(page: Page, metadata: Metadata, url: str) -> Headline:
    """The headline as the page shows it where its metadata agree, else what is said most plainly."""
    shown = _shown(page)
    claims = [_unbranded(title, metadata, url) for title in metadata.titles if title]
    for claim in claims:
        for piece in _pieces(claim):
            for number, text in shown:
                if _agree(piece, text):
                    return Headline(text, number)
    pieces = _pieces(metadata.title_element)
    for piece in pieces:
        wanted = folded(piece)
        for number, text in shown:
            if wanted and folded(text) == wanted:
                return Headline(text, number)
    if claims:
        return _located(page, claims[0])
    lines = {
        folded(line.text): number for number, line in reversed(list(enumerate(page.lines))) if not line.linked
    }
    for piece in pieces:
        place = lines.get(folded(piece))
        if place is not None and not is_site(piece, metadata, url):
            return Headline(piece, place)
    if metadata.title_element and (bare := _unbranded(metadata.title_element, metadata, url)):
        tops = [text for _, text in shown[:1]]
        if not tops or len(_SEPARATOR.split(bare)) == 1 or len(pieces) == 1:
            return _located(page, bare)
    if shown:
        return Headline(shown[0][1], shown[0][0])
    return _located(page, metadata.title_element)


def _shown(page: Page) -> list[tuple[int, str]]:
    """Headings with their line numbers, the highest rank first."""
    ranked: list[tuple[int, int, str]] = []
    for number, line in enumerate(page.lines):
        element = line.element
        for _ in range(4):
            if element is None:
                break
            if element.tag in _HEADINGS:
                ranked.append((_HEADINGS.index(element.tag), number, line.text))
                break
            element = element.getparent()
    return [
        (number, text) for rank, number, text in sorted(ranked, key=lambda item: (item[0], item[1])) if text
    ]


def _agree(claim: str, text: str) -> bool:
    """Whether a heading shows what metadata claim: alike, or the claim is cut off or leaves a kicker out."""
    one, other = folded(claim), folded(text)
    if not one or not other:
        return False
    if one == other:
        return True
    if claim.rstrip().endswith(("…", "...")) and len(one) > 20:
        return other.startswith(one)
    return len(one) > 60 and other.startswith(one)


def _pieces(title: str) -> Sequence[str]:
    """Runs of the parts of a title element, longest first."""
    cuts = [
        (0, 0),
        *((found.start(), found.end()) for found in _SEPARATOR.finditer(title)),
        (len(title), len(title)),
    ]
    runs = {
        title[cuts[start][1] : cuts[end][0]]
        for start in range(min(len(cuts) - 1, 8))
        for end in range(start + 1, min(len(cuts), start + 9))
    }
    return sorted((run.strip() for run in runs if len(run.strip()) > 2), key=len, reverse=True)


def _unbranded(title: str, metadata: Metadata, url: str) -> str:
    """The title without a first or last part that is the site's name."""
    for _ in range(2):
        cuts = list(_SEPARATOR.finditer(title))
        if not cuts:
            return title
        if is_site(title[cuts[-1].end() :], metadata, url):
            title = title[: cuts[-1].start()]
        elif is_site(title[: cuts[0].start()], metadata, url):
            title = title[cuts[0].end() :]
        else:
            return title
    return title


def _located(page: Page, title: str) -> Headline:
    wanted = folded(title)
    for number, line in enumerate(page.lines):
        if wanted and not line.linked and folded(line.text) == wanted:
            return Headline(title, number)
    return Headline(title, -1)

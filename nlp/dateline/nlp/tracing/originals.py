"""Which article of a group is the original, and why."""

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from dateline.nlp.tracing.credits import Credit, credited
from dateline.nlp.tracing.part import Part, order
from dateline.nlp.tracing.phrases import gap, short, site

FIRST_DAYS = 7
"""An original is sought among the articles of the first days."""
_CORRECTION = re.compile(
    r"\b(?:correct(?:ed|ing|ion)|updated?|replac(?:es|ing)|reminder|replay)\b", re.IGNORECASE
)


def find_original(parts: Sequence[Part], chosen: str | None) -> tuple[int, list[str]]:
    """The place of the original among the parts, and why."""
    for place, part in enumerate(parts):
        if part.article.id == chosen:
            return place, ["It was named as the original by a person."]
    first = parts[0].article.day
    early = [
        n
        for n, part in enumerate(parts)
        if n == 0
        or first is None
        or part.article.day is None
        or (part.article.day - first).days <= FIRST_DAYS
    ]
    mentions = [_creditors(parts, n) for n in range(len(parts))]
    scores = {n: _score(parts, n, first, mentions[n]) for n in early}
    best = min(early, key=lambda n: (-scores[n], n))
    return best, _why(parts, best, mentions[best])


def _creditors(parts: Sequence[Part], place: int) -> list[tuple[Part, Credit]]:
    """The other articles that credit this one, each with its credit."""
    own = parts[place].article
    return [
        (part, credit)
        for n, part in enumerate(parts)
        if (n != place and part.article.source != own.source) or (n != place and not own.source)
        for credit in part.credits
        if credited(credit, own)
    ]


def _score(
    parts: Sequence[Part], place: int, first: date | None, mentions: list[tuple[Part, Credit]]
) -> float:
    part = parts[place]
    longest = max(len(other.words) for other in parts if other.language == part.language) or 1
    score = 3.0 * len(part.words) / longest
    score += {"newsroom": 4.0, "wire": 1.5, "outlet": 0.0}.get(part.article.source_kind or "", 1.0)
    score += sum({"canonical": 6.0, "source": 3.0, "wire": 2.0}[credit.kind] for _, credit in mentions[:3])
    for credit in part.credits:
        others = any(credited(credit, other.article) for other in parts if other is not part)
        own = credited(credit, part.article)
        if credit.kind == "canonical":
            score -= 6.0
        elif not own:
            score -= (4.0 if others else 1.5) if credit.kind == "source" else (2.0 if others else 0.0)
    if _CORRECTION.search(part.article.title[:60]):
        score -= 2.0
    if first is not None:
        score += 2.0 - 0.75 * ((part.article.day - first).days if part.article.day else 4)
    if any(_keeps_apart(part, other) for other in parts):
        score -= 1.0
    return score + (1.0 if _is_first(parts, place) else 0.0)


def _is_first(parts: Sequence[Part], place: int) -> bool:
    """Whether no other part was published by the same time: of equals in time, the order says nothing."""
    return place == 0 and (len(parts) == 1 or order(parts[0])[:3] < order(parts[1])[:3])


def _keeps_apart(part: Part, other: Part) -> bool:
    """Whether this is the site's page for another language ("/en/press/…") beside its plain one."""
    if part.article.source != other.article.source or part.language == other.language:
        return False
    return part.language in _segments(part.article.url) and other.language not in _segments(other.article.url)


def _segments(url: str) -> list[str]:
    return urlsplit(url).path.lower().split("/")


def _why(parts: Sequence[Part], place: int, mentions: list[tuple[Part, Credit]]) -> list[str]:
    part = parts[place]
    reasons = []
    if _is_first(parts, place) and part.article.day:
        after = next((other for other in parts[1:] if other.article.day), None)
        between = gap(part.article, after.article) if after else ""
        reasons.append(f"It was published first{f', {between} before the next' if between else ''}.")
    if part.article.source_kind == "newsroom":
        reasons.append(f"It stands in the newsroom of its issuer, {site(part.article)}.")
    for other, credit in mentions[:2]:
        reasons.append(f"It is credited by {site(other.article)}: “{short(credit.text)}”.")
    reasons += [
        f"Its dateline carries its own wire's credit, “{short(credit.text)}”."
        for credit in part.credits
        if credit.kind == "wire" and credited(credit, part.article)
    ]
    lengths = sorted(len(other.words) for other in parts if other.language == part.language)
    if len(lengths) > 1 and lengths[-2] < lengths[-1] == len(part.words):
        reasons.append(f"Its text is the most complete, {lengths[-1]:,} words.")
    if any(_keeps_apart(other, part) for other in parts):
        reasons.append("Its site keeps the version in the other language under a path of that language.")
    return reasons or ["Nothing but its place in the list speaks for it: no dates, no credits."]

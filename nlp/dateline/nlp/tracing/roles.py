"""The parts of a group's articles: which is the original, what the others are to it, and why.

Every reason is a sentence that a reader can check on the two pages.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from dateline.nlp import language as languages
from dateline.nlp.tracing.articles import TraceInput
from dateline.nlp.tracing.body import body
from dateline.nlp.tracing.credits import Credit, credited, credits
from dateline.nlp.tracing.lexicon import LEXICON, guess_language
from dateline.nlp.tracing.passages import covered, runs
from dateline.nlp.tracing.stages import development
from dateline.nlp.tracing.vocabulary import MONTHS, STOP
from dateline.nlp.tracing.words import WORD
from dateline.records import Announcement, Member, Role

COPY = 0.75
"""Share of an article's words that stand in the original, from which on it is a copy."""
SAME = 0.95
"""The same for a later article of the same site whose title names a further stage."""
REWRITE = 0.3
"""Share of either text that makes passages substantial."""
RETOLD = 0.8
"""Share of an article's names and numbers that the original has, from which on it only retells."""
RETOLD_DAYS = 3
FIRST_DAYS = 7
"""An original is sought among the articles of the first days."""
COVERAGE_DAYS = 30
"""After these days another site's article is a follow-up."""

_CORRECTION = re.compile(
    r"\b(?:correct(?:ed|ing|ion)|updated?|replac(?:es|ing)|reminder|replay)\b", re.IGNORECASE
)
_NAMES = re.compile(
    r"(?:[A-ZÀ-Þ][\w&-]*|\d[\d,.]*\d)(?:(?:['’]s)?[ ](?:of |for |the |de |von )?[A-ZÀ-Þ][\w&-]*){0,5}"
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_COMMON = frozenset((*(name.capitalize() for name in MONTHS), *_WEEKDAYS))
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


def announcement(
    articles: Sequence[TraceInput],
    *,
    chosen: str | None = None,
) -> Announcement:
    """The announcement that the articles of one group make; `chosen` is the original that a person named."""
    parts = sorted((Part.read(article) for article in articles), key=_order)
    first, reasons = _original(parts, chosen)
    original = parts[first]
    members = [Member(id=original.article.id, role="original", reasons=tuple(reasons), shared=1.0)]
    followers: list[Part] = []
    for part in parts:
        if part is original:
            continue
        member = _member(part, original, followers)
        members.append(member)
        if member.role == "follow-up":
            followers.append(part)
    return Announcement(id=original.article.id, members=tuple(members))


def _order(part: Part) -> tuple[bool, str, str, str]:
    published = part.article.published or ""
    return (not part.article.day, published[:10], _time(part.article), part.article.id)


def _time(article: TraceInput) -> str:
    moment = _moment(article)
    return moment.astimezone(UTC).isoformat() if moment else "~"


def _moment(article: TraceInput) -> datetime | None:
    published = article.published or ""
    if len(published) < 16:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _days(first: TraceInput, second: TraceInput) -> int | None:
    """Days from the first to the second; None where a date is missing."""
    if first.day is None or second.day is None:
        return None
    return (second.day - first.day).days


# The original


def _original(parts: Sequence[Part], chosen: str | None) -> tuple[int, list[str]]:
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
    return place == 0 and (len(parts) == 1 or _order(parts[0])[:3] < _order(parts[1])[:3])


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
        gap = _gap(part.article, after.article) if after else ""
        reasons.append(f"It was published first{f', {gap} before the next' if gap else ''}.")
    if part.article.source_kind == "newsroom":
        reasons.append(f"It stands in the newsroom of its issuer, {_site(part.article)}.")
    for other, credit in mentions[:2]:
        reasons.append(f"It is credited by {_site(other.article)}: “{_short(credit.text)}”.")
    reasons += [
        f"Its dateline carries its own wire's credit, “{_short(credit.text)}”."
        for credit in part.credits
        if credit.kind == "wire" and credited(credit, part.article)
    ]
    lengths = sorted(len(other.words) for other in parts if other.language == part.language)
    if len(lengths) > 1 and lengths[-2] < lengths[-1] == len(part.words):
        reasons.append(f"Its text is the most complete, {lengths[-1]:,} words.")
    if any(_keeps_apart(other, part) for other in parts):
        reasons.append("Its site keeps the version in the other language under a path of that language.")
    return reasons or ["Nothing but its place in the list speaks for it: no dates, no credits."]


# The others


def _member(part: Part, original: Part, followers: Sequence[Part]) -> Member:
    found = runs(original.words, part.words)
    left, right = covered(found)
    reused = left / max(1, len(original.words))
    own = right / max(1, len(part.words))
    days = _days(original.article, part.article)
    same_site = bool(part.article.source) and part.article.source == original.article.source
    reasons: list[str] = []
    role: Role
    step = development(original.article.title, part.article.title)
    later = next((f for f in reversed(followers) if _owes(part, f, own)), None)
    if _foreign(original, part) and own < REWRITE:
        role = "translation"
        reasons.append(f"It is a version in {_language(part)} of a release in {_language(original)}.")
    elif (
        own >= COPY and len(part.words) >= 12 and not (same_site and step and own < SAME and (days or 0) > 1)
    ):
        role = "copy"
    elif later is not None:
        role = "follow-up"
        reasons.append(f"It shares most of its text with {_cite(later.article)}, which follows up.")
    elif max(own, reused) >= REWRITE:
        role = "follow-up" if _follows(days, step, same_site) else "rewrite"
    elif same_site:
        role = "follow-up" if step or abs(days or 0) > 1 else "coverage" if days is None else "rewrite"
    elif abs(days or 0) <= RETOLD_DAYS and (_borrowed(part, original) >= RETOLD or _credits(part, original)):
        role = "rewrite"
    elif days is not None and (days > COVERAGE_DAYS or (days > 2 and step)):
        role = "follow-up"
    else:
        role = "coverage"
    reasons = _text_reasons(part, original, role, own, reused) + reasons
    if role == "follow-up" and step and (days is None or days >= 0):
        reasons.append(f"Its title says “{step[1]}” where the original's says “{step[0]}”.")
    if role in ("coverage", "follow-up", "translation") or own < 0.5:
        reasons += _name_reasons(part, original)
    reasons += [
        f"It credits the original: “{_short(credit.text)}”."
        for credit in part.credits
        if not same_site and credited(credit, original.article)
    ][:1]
    return Member(id=part.article.id, role=role, reasons=tuple(reasons), shared=round(min(1.0, reused), 3))


def _credits(part: Part, original: Part) -> bool:
    """Whether the part names the original, or who issued it, as the source of its text."""
    return any(credit.kind != "wire" and credited(credit, original.article) for credit in part.credits)


def _borrowed(part: Part, original: Part) -> float:
    """Share of the words and figures in a part's names that its original has."""
    known = set(original.words)
    names = {word.lower() for name in part.names for word in WORD.findall(name)} - STOP
    return sum(name in known for name in names) / max(5, len(names))


def _owes(part: Part, follower: Part, own: float) -> bool:
    _, right = covered(runs(follower.words, part.words))
    share = right / max(1, len(part.words))
    return share >= 0.5 and share > own + 0.1


def _follows(days: int | None, step: tuple[str, str] | None, same_site: bool) -> bool:
    if days is None:
        return bool(step) and same_site
    if same_site:
        return days >= 2 or (days >= 1 and step is not None)
    return days >= 5 and step is not None


def _foreign(original: Part, part: Part) -> bool:
    return bool(original.language and part.language) and original.language != part.language


def _language(part: Part) -> str:
    return languages.name(part.language)


def _text_reasons(part: Part, original: Part, role: Role, own: float, reused: float) -> list[str]:
    when = _when(original.article, part.article)
    cited = _cite(original.article) + (f", published {when}" if when else "")
    if own >= 0.05:
        reason = f"It shares {own:.0%} of its text with {cited}".replace("%", " %") + "."
        if role in ("copy", "rewrite") and abs(own - reused) >= 0.1:
            reason += f" That is {reused:.0%} of the original.".replace("%", " %")
        return [reason]
    start = {
        "coverage": "It tells the news of",
        "follow-up": "It takes up the matter of",
        "translation": "It tells the same as",
        "rewrite": "It tells the news of",
    }.get(role, "It belongs to")
    return [f"{start} {cited}, in its own words."]


def _name_reasons(part: Part, original: Part) -> list[str]:
    titles = f"{part.article.title} {original.article.title}"

    def value(name: str) -> float:
        words = name.split()
        telling = sum(word.lower() not in STOP and word not in _COMMON for word in words)
        return min(telling, 3) + (1.5 if name in titles else 0.0) + (0.5 if name[0].isdigit() else 0.0)

    text = f"{part.article.title}\n{part.article.text}"
    common = {name.removeprefix("The ") for name in original.names if name in text}
    common = {name for name in common if len(name) > 2 and value(name) > 0}
    chosen: list[str] = []
    for name in sorted(common, key=lambda name: (-value(name), name)):
        if not any(name in other or other in name for other in chosen):
            chosen.append(name)
        if len(chosen) == 4:
            break
    if not chosen:
        return []
    listed = " and ".join([", ".join(chosen[:-1]), chosen[-1]]) if len(chosen) > 1 else chosen[0]
    return [f"Both articles name {listed}."]


def _cite(article: TraceInput) -> str:
    site = _site(article)
    return f"“{_short(article.title, 90)}”" + (f" ({site})" if site else "")


def _site(article: TraceInput) -> str:
    return article.source_title or article.source or article.url


def _short(text: str, most: int = 70) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def _gap(first: TraceInput, second: TraceInput) -> str:
    """How long after the first the second was published, in words; empty for the same time."""
    one, two = _moment(first), _moment(second)
    if one and two:
        minutes = int((two - one).total_seconds() // 60)
        if abs(minutes) < 60:
            return _count(abs(minutes), "minute") if minutes else ""
        if abs(minutes) < 48 * 60:
            return _count(abs(minutes) // 60, "hour")
    days = _days(first, second)
    return _count(abs(days), "day") if days else ""


def _when(original: TraceInput, article: TraceInput) -> str:
    """When the original was published, seen from the article."""
    gap = _gap(original, article)
    if gap:
        earlier = (original.day or date.min, _time(original)) <= (article.day or date.min, _time(article))
        return f"{gap} {'earlier' if earlier else 'later'}"
    return "the same day" if _days(original, article) == 0 else ""


def _count(number: int, unit: str) -> str:
    return f"{number:,} {unit}{'' if number == 1 else 's'}"

"""The parts of a group's articles: which is the original, what the others are to it, and why.

Every reason is a sentence that a reader can check on the two pages.
"""

from collections.abc import Sequence

from dateline.nlp import language as languages
from dateline.nlp.tracing.articles import TraceInput
from dateline.nlp.tracing.credits import credited
from dateline.nlp.tracing.originals import find_original
from dateline.nlp.tracing.part import Part, order
from dateline.nlp.tracing.passages import covered, runs
from dateline.nlp.tracing.phrases import cite, days_between, short, when
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
COVERAGE_DAYS = 30
"""After these days another site's article is a follow-up."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_COMMON = frozenset((*(name.capitalize() for name in MONTHS), *_WEEKDAYS))


def announcement(
    articles: Sequence[TraceInput],
    *,
    chosen: str | None = None,
) -> Announcement:
    """The announcement that the articles of one group make; `chosen` is the original that a person named."""
    parts = sorted((Part.read(article) for article in articles), key=order)
    first, reasons = find_original(parts, chosen)
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


def _member(part: Part, original: Part, followers: Sequence[Part]) -> Member:
    found = runs(original.words, part.words)
    left, right = covered(found)
    reused = left / max(1, len(original.words))
    own = right / max(1, len(part.words))
    days = days_between(original.article, part.article)
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
        reasons.append(f"It shares most of its text with {cite(later.article)}, which follows up.")
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
        f"It credits the original: “{short(credit.text)}”."
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
    since = when(original.article, part.article)
    cited = cite(original.article) + (f", published {since}" if since else "")
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

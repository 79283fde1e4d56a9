"""What a stretch of capitalised words is by its heads: an institution or not, of what type, part of which."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.tokens import CAP, NUMBER, Token
from dateline.nlp.wordlist import wordset
from dateline.records import InstitutionType

CONNECTORS = frozenset(
    [
        "of",
        "for",
        "the",
        "and",
        "&",
        "in",
        "on",
        "at",
        "de",
        "la",
        "del",
        "des",
        "du",
        "di",
        "da",
        "do",
        "der",
        "für",
        "e",
        "y",
        "et",
        "und",
        "+",
        "'s",
    ]
)


_TRAILING = frozenset(["hospital", "hospitals", "press", "bookstore", "library", "hotel", "club"])


FRONT = wordset(
    "universität universidad universidade università université universiteit universitet hochschule institut "
    "instituto fondation fundación fundação fondazione stiftung école escuela forschungszentrum akademie "
    "agencia agenzia museo musée ministerio ministère ministero"
)
"""Heads that stand before the name: Institut Quill."""


_STATES = wordset("nv co pa")
_FIRM = frozenset(["Co", "Co.", "P.A."])


_STAFFS = wordset("office department ministry")


_ARMS = wordset("division unit branch subsidiary affiliate")
_SECTIONS = wordset("division section bureau branch unit directorate")


VENUES = frozenset({"conference center", "conference centre", "convention center", "convention centre"})


_UNITS = frozenset(
    [
        "school",
        "college",
        "institute",
        "center",
        "centre",
        "faculty",
        "department",
        "lab",
        "laboratory",
        "library",
        "hospital",
        "museum",
        "clinic",
        "observatory",
        "division",
        "office",
    ]
)


GOVERNORS = frozenset(
    ["directors", "trustees", "governors", "regents", "advisors", "advisers", "experts", "managers"]
)


_NAMESAKES = wordset("king queen")
_OUR_COUNTRY = wordset("us u.s uk u.k american")
_PLAIN = wordset("charity charities organization organisation organizations organisations company companies")
OFFICIALS = wordset("inspector attorney provost general chief")
"""Who has an office that is named without an article: "Office of Inspector General"."""


_PLURALS = wordset(
    "hospitals clinics schools colleges universities museums associations organizations organisations "
    "societies institutions institutes laboratories foundations charities shelters libraries"
)


@dataclass(slots=True)
class Chunk:
    """A stretch of tokens that the grammar takes for a name."""

    start: int
    """Index of the first token."""
    end: int
    """Index after the last token."""
    strong: bool
    """Whether the form alone says that it is an institution."""
    type: InstitutionType | None
    parent: tuple[int, int] | None = None
    """Tokens of the institution that this one names itself a part of."""


def is_head(tokens: Sequence[Token], k: int) -> bool:
    """Whether token `k` is a head, by itself or with the word before it."""
    words = lexicon()
    low = tokens[k].low
    return tokens[k].kind == CAP and (
        words.is_head(low) or (k > 0 and f"{tokens[k - 1].low} {low}" in words.pairs)
    )


def phrase_at(tokens: Sequence[Token], at: int, end: int, phrases: frozenset[str]) -> int:
    """How many tokens from here make up one of the phrases: 2, 1 or 0."""
    if at + 1 < end and f"{tokens[at].low} {tokens[at + 1].low}" in phrases:
        return 2
    return 1 if tokens[at].low in phrases else 0


def is_circuit(tokens: Sequence[Token], k: int, end: int) -> bool:
    """Whether "for" at `k` stands before the circuit of a court: "Appeals for the Tenth Circuit"."""
    appeals = k > 0 and tokens[k - 1].low == "appeals" and k + 3 < end and tokens[k + 1].low == "the"
    if not appeals or tokens[k + 2].kind not in (CAP, NUMBER):
        return False
    return "circuit" in (tokens[k + 3].low, tokens[min(k + 4, end - 1)].low)


def judge(tokens: Sequence[Token], start: int, end: int) -> Chunk | None:
    """Strength, type and parent of a name that has a head."""
    words = lexicon()
    low = [tokens[k].low for k in range(start, end)]
    heads = [i for i in range(len(low)) if is_head(tokens, start + i) and (i or words.is_head(low[0]))]
    suffix = low[-1] in words.suffixes and len(low) > 1
    if suffix and not heads and low[-1] in _STATES and low[-2] == "," and tokens[end - 1].text not in _FIRM:
        return None
    if not heads and not suffix:
        return None
    if heads == [0] and low[1:2] in (["&"], ["and"]) and not suffix:
        return None
    if all(len(word) == 2 or tokens[start + i].kind != CAP for i, word in enumerate(low)):
        return None  # "MA & PA"
    substance = [
        word
        for i, word in enumerate(low)
        if i not in heads
        and word not in words.generic
        and word not in CONNECTORS
        and word not in words.stop
        and word not in words.suffixes
        and word not in words.titles
        and word != ","
    ]
    if len(low) > 2 and low[1] == "'s" and low[0] in _NAMESAKES:
        substance.append(low[0])
    if substance and set(substance) <= _OUR_COUNTRY and low[-1] in _PLAIN:
        return None  # "a US Public Charity"
    if " ".join(low) in words.places or "famers" in low:
        return None
    if low[-2:] in (["b", "corp"], ["b", "corporation"]):
        return None  # a certificate
    listed = low[-2:-1] == ["&"] and heads == [len(low) - 3] and low[heads[0]] == "holdings"
    if not suffix and (listed or (heads == [0] and low[1:2] == [","])):
        return None  # "Holdings, Weightings & Assets"
    if (
        low[0] == "board"
        and low[1:2] == ["for"]
        and all(t.kind != CAP or t.text.isupper() for t in tokens[start + 1 : end])
    ):
        return None  # "the Board for TIDE"
    if low[0] == "law" and low[2:3] == ["of"] and len(low) > 3:
        return Chunk(start, end, True, "company" if low[3] != "the" else None, None)
    holder = " ".join(low[-3:-1])
    held = low[-1] in ("office", "offices") and holder.endswith(("general 's", " generals"))
    if held and (substance or (start > 0 and tokens[start - 1].low == "'s")):
        return Chunk(start, end, True, "government", None)
    if _of_person(tokens, start, end):
        return Chunk(start, end, True, "media", None)
    lead = _of_head(low, heads)
    office = low[:3] == ["office", "of", "the"] or (low[:2] == ["office", "of"] and low[2] in OFFICIALS)
    main = next(
        (
            i
            for i in heads
            if low[i] in words.strong and i + 2 < len(low) and low[i + 1] in ("of", "for", "on")
        ),
        -1,
    )
    if not substance and not office and not (lead and any(w in words.topic for w in low[2:])):
        long = (
            heads
            and len(low) >= 3
            and low[heads[-1]] in words.strong
            and any(w in words.topic or words.is_head(w) for w in low[:-1])
        )
        section = bool(heads) and low[-1] in _SECTIONS and any(w in words.topic for w in low[:-1])
        section = section or (len(low) == 2 and low[1] in _STAFFS and low[0] in words.topic)
        served = any(0 < i < len(low) - 2 and low[i] in words.for_ and low[i + 1] == "for" for i in heads)
        if not (long or section or served) and not any(w in words.regions for w in low):
            return None
    if lead and low[2:] and low[2] in GOVERNORS:
        return None
    if suffix:
        type_: InstitutionType | None = "company"
        return Chunk(start, end, True, _suffixed(low, heads), _parent(tokens, start, end, low, heads))
    if heads[-1] > 0 and f"{low[heads[-1] - 1]} {low[heads[-1]]}" in VENUES:
        return None
    if main < 0 and not lead and substance:
        main = next((i for i in heads if i > 0 and i + 2 < len(low) and low[i] in words.of), -1)
        purpose = next((i for i in heads if i > 0 and (low[i + 1 : i + 3] == ["for", "the"])), -1)
        world = heads[-1] if low[heads[-1] + 1 :] == ["of", "the", "world"] else -1
        if max(purpose, world) > 0:
            main = max(purpose, world)
        elif (
            main < 0
            or low[main + 1] != "of"
            or (
                low[main : main + 3] != ["hall", "of", "fame"]
                and all(w in ordinary() for w in low[main + 2 :])
                and (all(w in ordinary() for w in low[:main]) or low[-1] == "excellence")
            )
        ):
            main = -1
    if main > 0 and not lead and substance:
        type_ = words.strong.get(low[main]) or words.weak.get(low[main])
        return Chunk(start, end, True, type_, _parent(tokens, start, end, low, heads))
    if low[0] in FRONT and len(low) > 1:
        return Chunk(start, end, True, words.strong.get(low[0]), _parent(tokens, start, end, low, heads))
    key = low[0] if lead else low[heads[-1]]
    pair = f"{low[heads[-1] - 1]} {low[heads[-1]]}" if heads[-1] > 0 else ""
    if pair in words.pairs and not lead:
        strong = len(substance) >= 1 and len(low) > 2
        type_ = words.pairs[pair]
    elif key in words.strong:
        strong, type_ = True, words.strong[key]
        if (
            type_ == "company"
            and not lead
            and all(w in ordinary() or w in words.acronyms or w in CONNECTORS for w in low[: heads[-1]])
            and (low[heads[-1]] in ordinary() or low[heads[-1] - 1] in ("&", "and"))
        ):
            strong = False
        if low[-1] in _PLURALS and not lead and all(w in ordinary() for w in low):
            strong = False  # "Private Hospitals"
    elif office and len(low) > 3:
        strong, type_ = True, "government"
    else:
        strong, type_ = lead and len(low) > 2, words.weak.get(key)
    parent = _parent(tokens, start, end, low, heads)
    if parent is not None and tokens[parent[0]].low in _STAFFS:
        strong = True
    return Chunk(start, end, strong, type_, parent)


_HOUSES = wordset("press publishing productions")


def _of_person(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a publisher is named after a person: "Eadwin Quill Press"."""
    if end - start != 3 or tokens[end - 1].low not in _HOUSES or tokens[end - 1].text.isupper():
        return False
    if end < len(tokens) and tokens[end].kind == CAP:
        return False
    names = tokens[start : end - 1]
    plain = ordinary() | lexicon().regions | lexicon().titles | lexicon().generic
    return all(t.text.isalpha() and t.text.istitle() and t.low not in plain for t in names)


def _suffixed(low: list[str], heads: list[int]) -> InstitutionType:
    words = lexicon()
    for i in reversed(heads):
        if words.strong.get(low[i]) == "healthcare":
            return "healthcare"
        if "media" in (words.strong.get(low[i]), words.weak.get(low[i])):
            return "media"
    return "company"


def _of_head(low: list[str], heads: list[int]) -> bool:
    """Whether the name is of the form "Ministry of X"."""
    return bool(heads) and heads[0] == 0 and len(low) > 2 and low[1] in ("of", "for", "on")


def _parent(
    tokens: Sequence[Token], start: int, end: int, low: list[str], heads: list[int]
) -> tuple[int, int] | None:
    """Tokens of the institution inside the name that the rest is a part of."""
    words = lexicon()
    for i in range(len(low) - 2, 0, -1):
        if low[i] in ("of", "at"):
            first = i + 1
            while first < len(low) and low[first] == "the":
                first += 1
            rest = low[first:]
            if (
                len(rest) >= 2
                and any(w in {"university", "college", "universität", "université"} for w in rest)
                and rest[0] not in words.topic
            ) or (len(rest) >= 3 and rest[0] in _STAFFS and rest[1] == "of"):
                return start + first, end
    for i in range(2, len(low) - 1):
        if low[i] == "of" and low[i - 1] in _ARMS and any(w not in ordinary() for w in low[i + 1 :]):
            return start + i + 1, end
    if low[0] == "university" and len(low) > 3 and low[1] == "of":
        size = phrase_at(tokens, start + 2, end, words.regions)
        after = 2 + size
        if size and after < len(low) and any(h >= after for h in heads):
            remainder = low[after:]
            if not (len(remainder) == 1 and remainder[0] in _TRAILING) and remainder[0] not in ("at", ","):
                return start, start + after
        if not size:
            for h in heads:
                if h > 3 and h + 1 < len(low) and low[h + 1] == "of":
                    return start, start + h
        return None
    for i in heads:
        if (
            low[i] in ("university", "college")
            and 0 < i < len(low) - 1
            and low[i + 1] not in ("of", "for", ",")
        ):
            remainder = low[i + 1 :]
            medical = remainder[:2] == ["medical", "center"] or remainder[0] in ("health", "system")
            if remainder[0] in _TRAILING or medical or not any(low[h] in _UNITS for h in heads if h > i):
                return None
            if low[i] == "college" and not any(w in ("of", "hospital") for w in remainder):
                return None
            if len(remainder) == 1 and words.is_head(remainder[0]):
                return None
            return start, start + i + 1
    first = int(low[0] in _OUR_COUNTRY and len(low) > 4)
    if low[first] in ("department", "ministry") and low[first + 1] == "of":
        for h in heads:
            if h >= 3 + first and low[h] in ("division", "office", "bureau", "section", "agency"):
                if low[h : h + 2] == ["office", "of"]:
                    return start, start + h
                topics = [k for k in range(2 + first, h) if low[k] in words.topic]
                following = low[first + 3]
                if topics and topics[0] == 2 + first and following not in words.topic and following != "and":
                    return start, start + first + 3
    return None

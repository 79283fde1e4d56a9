"""Names by grammar: runs of capitalised words, cut and joined round the heads of institutions' names.

"Ministry of Science and Technology" is one name, "Academy of Music and Smith College" two: heads, topic words
and the words between them decide.
"""

from collections.abc import Iterator, Sequence

from dateline.nlp.institutions.extent import (
    CLOSED,
    DASHES,
    FOREIGN,
    is_office,
    is_unit_of_body,
    name_end,
    seat,
)
from dateline.nlp.institutions.fields import is_field
from dateline.nlp.institutions.firms import partners
from dateline.nlp.institutions.heads import CONNECTORS, FRONT, Chunk, is_circuit, is_head, judge, phrase_at
from dateline.nlp.institutions.joins import university_of
from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.openings import title_in_name
from dateline.nlp.institutions.tokens import BREAK, CAP, NUMBER, Token
from dateline.nlp.wordlist import wordset

PERIODICALS = wordset("journal annals proceedings transactions bulletin review archives")
_OPENERS = frozenset(".!?:;•*|\"“”'‘([–—-")
NEW = wordset("york jersey mexico hampshire zealand orleans england delhi south haven brunswick")
"""Words that "New" makes a place."""


_TOWNS = wordset("dublin cork galway")


def chunks(tokens: Sequence[Token], heading: Sequence[bool]) -> Iterator[Chunk]:
    """Names in text order; `heading` says of each token whether it stands in a line of capitalised words."""
    at = 0
    while at < len(tokens):
        if tokens[at].kind != CAP:
            at += 1
            continue
        end = _run_end(tokens, at)
        yield from _carve(tokens, at, end, heading[at])
        at = end


def _run_end(tokens: Sequence[Token], at: int) -> int:
    """Where the run of capitalised words and connectors that begins here ends."""
    words = lexicon()
    size = len(tokens)
    end = at + 1
    while end < size and end - at < 60:
        token = tokens[end]
        if token.kind == CAP:
            end += 1
            continue
        ahead = end
        while (
            ahead < size
            and ahead - end < 3
            and not parts_two(tokens, at, ahead)
            and (
                tokens[ahead].low in CONNECTORS
                or (tokens[ahead].text in ("a", "an") and _serves(tokens, ahead))
            )
            and tokens[ahead].kind != BREAK
        ):
            ahead += 1
        if ahead > end and ahead < size and tokens[ahead].kind == CAP:
            end = ahead + 1
            continue
        if token.low == "for" and is_circuit(tokens, end, size):
            end += 4
            continue
        following = tokens[end + 1] if end + 1 < size else None
        if following is None or following.kind != CAP:
            if token.kind == NUMBER and following is not None and following.kind == CAP:
                end += 1
                continue
            break
        if token.low == "," and (
            following.low in words.suffixes
            or is_field(following.low)
            or phrase_at(tokens, end + 1, size, words.campuses)
        ):
            end += 2
            continue
        if token.kind == NUMBER or (token.low in DASHES and phrase_at(tokens, end + 1, size, words.campuses)):
            end += 2
            continue
        if token.low == "," and seat(tokens, end, size):
            end += 2
            continue
        if token.low == "," and partners(tokens, end, size):
            end = partners(tokens, end, size)
            continue
        break
    return end


def parts_two(tokens: Sequence[Token], at: int, k: int) -> bool:
    """Whether "+" at `k` stands between two names, as more than a word precedes it and a name follows:
    "Quill Bakery + Tidal Agency", but "Quill Marketing + PR" and "Quill + Tide Architects"."""
    if tokens[k].text != "+" or k + 1 >= len(tokens) or k - at < 2:
        return False
    if tokens[k + 1].kind == CAP and tokens[k + 1].low in ordinary() | lexicon().acronyms:
        return k + 2 < len(tokens) and tokens[k + 2].kind == CAP  # not "Tidal Marketing + Media"
    return True


def _serves(tokens: Sequence[Token], k: int) -> bool:
    """Whether "a" at `k` goes on after "Foundation for"."""
    return k >= 2 and tokens[k - 1].low == "for" and tokens[k - 2].low in lexicon().for_


def _carve(tokens: Sequence[Token], at: int, end: int, heading: bool) -> Iterator[Chunk]:
    """The names in one run."""
    words = lexicon()
    while at < end:
        at = _skip(tokens, at, end, heading)
        if at >= end:
            return
        stop = name_end(tokens, at, end, heading)
        periodical = (
            tokens[at].low in PERIODICALS and at + 1 < stop and tokens[at + 1].low in ("of", "for", "on")
        )
        chunk = None if periodical else _finish(tokens, at, stop)
        if chunk is not None and (
            tokens[chunk.end - 1].low not in words.not_names
            or tokens[chunk.start + 1].low == "of"
            or words.is_head(tokens[chunk.end - 1].low)
            or chunk.strong
        ):
            if not heading and _is_of_a_thing(tokens, chunk, end):
                at = max(stop, at + 1)
                continue
            whole = _whole_of(tokens, at, stop, end, heading) if chunk.end == stop else None
            if whole is not None:
                chunk.parent, chunk.strong = whole, True
            if _is_award(tokens, chunk) or _is_legal_kind(tokens, chunk):
                at = max(stop, at + 1)
                continue
            if tokens[chunk.start - 1].low in _OWN and chunk.start and chunk.parent is None:
                inside = [t.low for t in tokens[chunk.start : chunk.end] if t.kind == CAP]
                plain = all(w in ordinary() or w in words.topic or words.is_head(w) for w in inside)
                chunk.strong = chunk.strong and not plain  # "its Economic Department"
            _slashed(tokens, chunk)
            _numbered(tokens, chunk)
            yield chunk
        at = max(stop, at + 1)


_OWN = wordset("its their our his her my your")
_AWARDS = wordset("award awards prize prizes")


def _is_award(tokens: Sequence[Token], chunk: Chunk) -> bool:
    """Whether a name is of the awards of a land: "the Quill Pharma Awards Japan"."""
    words = lexicon()
    given = [k for k in range(chunk.start + 1, chunk.end - 1) if tokens[k].low in _AWARDS]
    return bool(given) and all(tokens[k].low in words.regions for k in range(given[-1] + 1, chunk.end))


_KINDS = wordset("corporation company nonprofit charity organization organisation partnership")


def _is_legal_kind(tokens: Sequence[Token], chunk: Chunk) -> bool:
    """Whether a kind of company of some land is told of: "a Colorado Corporation"."""
    if chunk.start == 0 or tokens[chunk.start - 1].low not in ("a", "an"):
        return False
    size = phrase_at(tokens, chunk.start, chunk.end, lexicon().regions)
    return bool(size) and chunk.start + size == chunk.end - 1 and tokens[chunk.end - 1].low in _KINDS


def _slashed(tokens: Sequence[Token], chunk: Chunk) -> None:
    """Let a name begin at the first of two that share its head: "Quill/Elmford Medical Center"."""
    words, k = lexicon(), chunk.start
    if k < 2 or tokens[k - 1].text != "/" or tokens[k - 1].end != tokens[k].start:
        return
    first = tokens[k - 2]
    plain = words.titles | words.stop | words.acronyms | words.suffixes | ordinary()
    own = first.kind == CAP and first.low not in plain and not words.is_head(first.low)
    alone = k < 3 or tokens[k - 3].kind not in (CAP, NUMBER)
    if own and alone and first.end == tokens[k - 1].start:
        chunk.start = k - 2


def _numbered(tokens: Sequence[Token], chunk: Chunk) -> None:
    """Let a company's name begin at its number: "21 Harbours, Inc."."""
    k = chunk.start - 1
    if k < 0 or tokens[k].kind != NUMBER or len(tokens[k].text) > 3 or not tokens[k].text.isdigit():
        return
    short = tokens[chunk.start + 1].low in lexicon().suffixes | {","} and chunk.end - chunk.start <= 3
    if short and tokens[chunk.end - 1].low in lexicon().suffixes and tokens[chunk.start].low in ordinary():
        chunk.start = k


_THINGS = wordset("market markets ruling rulings route routes regulation regulations instructor instructors")


def _is_of_a_thing(tokens: Sequence[Token], chunk: Chunk, end: int) -> bool:
    """Whether ordinary words are but the first of what a thing is called: "the Tidal Therapeutics Market"."""
    words = lexicon()
    k = chunk.end
    if k + 2 < end and tokens[k].text in ("and", "&"):
        ahead = next((i for i in range(k + 1, min(k + 4, end)) if tokens[i].kind != CAP), min(k + 4, end))
        if any(tokens[i].low in ("act", "bill") for i in range(k + 2, ahead)):
            return True  # "the Harbour Securities and Futures Act"
    if chunk.type in ("nonprofit", "education"):
        return False  # they give awards and hold conferences
    plain = (ordinary(), CONNECTORS, words.possessors, words.strong)
    if not all(any(tokens[k].low in known for known in plain) for k in range(chunk.start, chunk.end)):
        return False
    k = chunk.end
    if chunk.type == "company" and k + 2 < end and tokens[k].text in ("and", "&"):
        k += 1 + (tokens[k + 1].low not in _THINGS)  # "Tidal Diagnostics and Therapeutics Market"
    furthest = k + 2
    while k < end and k < furthest and tokens[k].kind == CAP:
        if tokens[k].low in _THINGS or tokens[k].low in words.not_names:
            return True
        k += 1
    return False


def _whole_of(tokens: Sequence[Token], at: int, stop: int, end: int, heading: bool) -> tuple[int, int] | None:
    """Tokens of the body that the unit before belongs to: "the Fraud Section of the Criminal Division"."""
    following = stop + 1
    while following < end and tokens[following].low == "the":
        following += 1
    if stop >= end or tokens[stop].low != "of" or following >= end:
        return None
    if not is_unit_of_body(tokens, at, stop, following, end):
        return None
    whole = _finish(tokens, following, name_end(tokens, following, end, heading))
    return (whole.start, whole.end) if whole is not None else None


def _skip(tokens: Sequence[Token], at: int, end: int, heading: bool) -> int:
    """Past connectors, sentence openers and job titles."""
    words = lexicon()
    while at < end:
        token = tokens[at]
        low = token.low
        if (
            token.kind != CAP
            or (low in CONNECTORS and low not in FOREIGN)  # "Des Elmford Police"
            or low == ","
            or (
                low in words.stop
                and (low in CLOSED or heading or opens_sentence(tokens, at))
                and not _is_first(tokens, at, end)
            )
            or (low in words.titles and not title_in_name(tokens, at, end))
            or (heading and low in words.verbs)
        ):
            at += 1
        else:
            break
    return at


def _is_first(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether "First" belongs to the name of a company: "First Quill Corp"."""
    if tokens[at].low != "first":
        return False
    for k in range(at + 1, min(at + 4, end)):
        if tokens[k].kind != CAP:
            return False
        if k > at + 1 and tokens[k].low in lexicon().suffixes | {"bank", "bancorp"}:
            return True
    return False


def opens_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capital here says nothing, as at the head of a sentence, a line or a quotation."""
    before = tokens[at - 1] if at else None
    return before is None or before.kind == BREAK or before.text in _OPENERS


def _finish(tokens: Sequence[Token], start: int, end: int) -> Chunk | None:
    """The name within these tokens, cut after its last head; None if it has none."""
    words = lexicon()
    last = -1
    complement = -1
    lows = [tokens[k].low for k in range(start, end)]
    for size in range(1, len(lows) // 2 + 1):
        if lows[:size] == lows[size : 2 * size]:
            end = start + size
            break
    for k in range(start, end):
        token = tokens[k]
        low = token.low
        if is_head(tokens, k) or (token.kind == CAP and low in words.suffixes):
            last = k
        elif low == "chapter" and token.kind == CAP and 0 <= last < k and k == end - 1:
            last = k  # "Quill Association Elmford Chapter"
        elif low in ("of", "for", "on", "at") and last == k - 1 >= start:
            complement = k
    if last < 0 and complement < 0:
        return None
    stop = last + 1
    if complement > 0 or lows[0] in FRONT:
        while stop < end and (
            (tokens[stop].kind == CAP and (is_field(tokens[stop].low) or lows[0] in FRONT))
            or (lows[0] in FRONT and tokens[stop].low in FOREIGN and stop + 1 < end)
        ):
            stop += 1
    if (
        lows[last - start] == "college"
        and stop == last + 1 < end
        and tokens[stop].low in words.regions | _TOWNS
    ):
        stop += 1  # "Quill College London"
    if lows[0] == "office" and (is_office(tokens, start + 3) or is_office(tokens, start + 2)):
        stop = end
    if (
        (complement > 0 and complement == last + 1)
        or (
            0 < complement < last
            and tokens[complement].low in ("of", "for")
            and tokens[last].low in words.weak
        )
        or university_of(tokens, start, end)
        or (end - last >= 2 and tokens[last + 1].low in CONNECTORS | DASHES | {","})
    ):
        stop = end
    while stop > start and (tokens[stop - 1].kind not in (CAP, NUMBER)):
        stop -= 1
    if stop <= start:
        return None
    return judge(tokens, start, stop)

"""The stages of a matter as titles name them: charged, pleads guilty, sentenced; plans, opens.

Two articles of one matter at different stages are a development: the later one follows up.
"""

import re

from dateline.nlp.tracing.words import WORD

_STAGES: dict[str, tuple[str, ...]] = {
    "law": (
        "investigat* searche(s|d) seize(s|d)? subpoena*",
        "charge(s|d)? charging indict* arrest* accus* complaint sue(s|d)? lawsuit files?_suit alleg*",
        "extradit* arraign* trial hearing",
        "plead* pled admits? admitted guilty convict* acquit* settle* consent_decree agree(s|d|ment)?",
        "sentenc* sent_to_prison jailed ordered_to_pay to_pay fined debarred barred",
        "resentenc* appeal* affirm* overturn* upheld upholds pardon* released_from",
    ),
    "work": (
        "plans? planned propos* to_(build|create|establish|acquire|launch) intends? explor* letter_of_intent"
        " seeks? bids?",
        "approv* signs? signed agree* definitive_agreement wins?_contract selected awarded secures? permits?"
        " financing",
        "breaks_ground groundbreaking begins? began starts? started under_?way construction enrol*"
        " first_patient",
        "test* pilot* trials? progress milestone halfway interim delay* postpon*",
        "complet* finish* clos(es|ed|ing) open(s|ed|ing)? inaugurat* launch* unveil* now_available goes_live"
        " released?",
        "results? report* recap conclud* success* anniversary expan* closure shut* recall* cancel* withdr*",
    ),
    "funding": (
        "calls?_for (invites?|opens?)_(applications|proposals|bids|nominations|tenders?) consult* nominations"
        " applications? shortlist* fund(s|ing)? investment",
        "award(s|ed)? grants? granted winners? recipients? prizes? decision selected chosen chooses?"
        " go(es)?_to",
        "first_(power|oil|gas|customers?|deliver*|revenue|flight|results?|patients?) pays_off returns?",
    ),
    "study": (
        "study_(begins|starts|launches) trials? volunteers? enrol* recruit* survey* phase_(1|2|i|ii)",
        "interim preliminary early_results halfway",
        "results? result findings? found shows? prove(s|d|n)? works effective fail(s|ed)? protects? reveal*"
        " phase_(3|iii)",
        "approv* licen(c|s)ed authoris* authoriz* roll-?out available",
    ),
    "meeting": (
        "to_(present|host|hold|participate|speak|attend|report|announce|showcase|exhibit|release) upcoming"
        " schedul* invit* save_the_date registration will_be",
        "kicks?_off opens begins under_?way hosts hosting presents live",
        "conclud* hosted presented held gather* attract* recap highlights report* announce(s|d) ended closes",
    ),
    "vote": (
        "introduc* propos* nominat* candidat* runs?_for bid_for",
        "debate(s|d)? votes? voted hearing poll*",
        "pass(es|ed) adopt* elected election_victory wins won confirm* signed_into_law reject* defeat*",
        "takes?_(effect|office) sworn_in in_force repeal* resign*",
    ),
    "harm": (
        "warn* watch threat* approach*",
        "hits? strik* struck crash* explo* collaps* fire shoot* shot killed dead dies died attack*",
        "toll missing rescue* search_for recover* victims? survivors?",
        "inquiry cause report funeral memorial aftermath rebuild* relief",
    ),
}
"""Domain → words of each stage, in their order; `*` stands for any ending, `_` for a space."""


def _entries() -> dict[str, list[tuple[re.Pattern[str], int, int]]]:
    """By the first two letters, the patterns that a word can begin, each with its domain and rank."""
    found: dict[str, list[tuple[re.Pattern[str], int, int]]] = {}
    for domain, ranks in enumerate(_STAGES.values()):
        for rank, words in enumerate(ranks):
            for word in words.split():
                inner = word.replace("_", " ").replace("*", r"\w*").replace("(", "(?:")
                pattern = re.compile(rf"{inner}\b", re.IGNORECASE)
                found.setdefault(word[:2], []).append((pattern, domain, rank))
    return found


_ENTRIES = _entries()


def stages(title: str) -> dict[int, tuple[int, str]]:
    """Domain → the furthest stage that the title names, and the words that name it."""
    found: dict[int, tuple[int, str]] = {}
    until: dict[int, int] = {}
    for word in WORD.finditer(title):
        start = word.start()
        best: dict[int, tuple[int, int]] = {}
        for pattern, domain, rank in _ENTRIES.get(word[0][:2].lower(), ()):
            if start >= until.get(domain, 0) and (match := pattern.match(title, start)):
                best[domain] = max(best.get(domain, (0, 0)), (match.end(), rank))
        for domain, (end, rank) in best.items():
            until[domain] = end
            if domain not in found or rank > found[domain][0]:
                found[domain] = (rank, title[start:end])
    return found


def development(earlier: str, later: str) -> tuple[str, str] | None:
    """The words by which the later title names a further stage of what the earlier one names."""
    before, after = stages(earlier), stages(later)
    for domain in sorted(before.keys() & after.keys()):
        if after[domain][0] > before[domain][0]:
            return before[domain][1], after[domain][1]
    return None

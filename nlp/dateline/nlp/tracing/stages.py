"""The stages that a matter goes through, as titles name them: charged, pleads guilty, sentenced; plans, opens.

Two articles of one matter at different stages are a development: the later one follows up.
"""

import re

_STAGES: dict[str, tuple[str, ...]] = {
    "law": (
        r"investigat\w+|searche[sd]|seize[sd]?|subpoena\w*",
        r"charge[sd]?|charging|indict\w*|arrest\w*|accus\w+|complaint|sue[sd]?|lawsuit|files? suit|alleg\w+",
        r"extradit\w+|arraign\w*|trial|hearing",
        r"plead\w*|pled|admits?|admitted|guilty|convict\w*|acquit\w*|settle\w*|consent decree|agree(?:s|d|ment)?",
        r"sentenc\w*|sent to prison|jailed|ordered to pay|to pay|fined|debarred|barred",
        r"resentenc\w*|appeal\w*|affirm\w*|overturn\w*|upheld|upholds|pardon\w*|released from",
    ),
    "work": (
        r"plans?|planned|propos\w+|to build|to create|to establish|to acquire|to launch|intends?|explor\w+|letter of intent|seeks?|bids?",
        r"approv\w+|signs?|signed|agree\w*|definitive agreement|wins? contract|selected|awarded|secures?|permits?|financing",
        r"breaks ground|groundbreaking|begins?|began|starts?|started|under way|underway|construction|enrol\w+|first patient",
        r"test\w*|pilot\w*|trials?|progress|milestone|halfway|interim|delay\w*|postpon\w*",
        r"complet\w*|finish\w*|clos(?:es|ed|ing)|open(?:s|ed|ing)?|inaugurat\w*|launch\w*|unveil\w*|now available|goes live|released?",
        r"results?|report\w*|recap|conclud\w*|success\w*|anniversary|expan\w+|clos(?:es|ed|ure)|shut\w*|recall\w*|cancel\w*|withdr\w*",
    ),
    "meeting": (
        r"to (?:present|host|hold|participate|speak|attend|report|announce|showcase|exhibit|release)|upcoming|schedul\w+|invit\w+|save the date|registration|will be",
        r"kicks? off|opens|begins|under way|underway|hosts|hosting|presents|live",
        r"conclud\w*|hosted|presented|held|gather\w*|attract\w*|recap|highlights|report\w*|announce[sd]|ended|closes",
    ),
    "vote": (
        r"introduc\w+|propos\w+|nominat\w+|candidat\w*|runs? for|bid for",
        r"debate[sd]?|vote[sd]?|hearing|poll\w*",
        r"pass(?:es|ed)|adopt\w*|elected|election victory|wins|won|confirm\w*|signed into law|reject\w*|defeat\w*",
        r"takes? (?:effect|office)|sworn in|in force|repeal\w*|resign\w*",
    ),
    "harm": (
        r"warn\w*|watch|threat\w*|approach\w*",
        r"hits?|strik\w+|struck|crash\w*|explo\w+|collaps\w+|fire|shoot\w*|shot|killed|dead|dies|died|attack\w*",
        r"toll|missing|rescue\w*|search for|recover\w*|victims?|survivors?",
        r"inquiry|cause|report|funeral|memorial|aftermath|rebuild\w*|relief",
    ),
}  # fmt: skip
_PATTERNS = [
    (domain, rank, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for domain, ranks in enumerate(_STAGES.values())
    for rank, words in enumerate(ranks)
]


def stages(title: str) -> dict[int, tuple[int, str]]:
    """Domain → the furthest stage that the title names, and the words that name it."""
    found: dict[int, tuple[int, str]] = {}
    for domain, rank, pattern in _PATTERNS:
        if match := pattern.search(title):
            found[domain] = (rank, match[0])
    return found


def development(earlier: str, later: str) -> tuple[str, str] | None:
    """The words by which the later title names a further stage of what the earlier one names."""
    before, after = stages(earlier), stages(later)
    for domain in sorted(before.keys() & after.keys()):
        if after[domain][0] > before[domain][0]:
            return before[domain][1], after[domain][1]
    return None

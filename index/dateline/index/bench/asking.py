"""The queries that are timed, drawn with a seed from the corpus' words; and those made to be expensive."""

import random
from argparse import Namespace
from datetime import date
from itertools import islice

from dateline.index.bench import corpus
from dateline.index.query import And, Or, Phrase, Prefix, Published, Query, Term
from dateline.index.words import words

KINDS = (
    "common word",
    "middling word",
    "two words",
    "three words ORed",
    "phrase",
    "prefix",
    "date range, newest first",
)

COMMON = (
    "the of to and in a for on with is by that as at from or be this are an it was has will its not have "
    "which new more their can we all our about information company other may"
)
HAZARDS = {
    "`*a*`": "*a*",
    "`*e*r*`": "*e*r*",
    "`a* b* c*`": "a* b* c*",
    "40 prefixes ORed": " OR ".join(f"{a}{b}*" for a in "abcdefgh" for b in "aeiou"),
    "500 words ORed": " OR ".join(f"word{i}" for i in range(500)),
    "40 common words ORed": " OR ".join(COMMON.split()),
    "200 parentheses": "(" * 200 + "energy" + ")" * 200,
    "`~` after 60 letters": "a" * 60 + "~",
    "ten fuzzy words ORed": "announcemnt~ OR governmnt~ OR reserch~ OR companys~ OR markett~ OR helth~ OR "
    "enrgy~ OR justise~ OR federral~ OR investers~",
    "ten patterns ORed": " OR ".join(f"*{a}*{b}*" for a in "aeiou" for b in "st"),
    '`"of the"`': '"of the"',
    "six phrases of common words ORed": " OR ".join(
        f'"{w} the"' for w in ("of", "in", "to", "and", "for", "on")
    ),
    "everything but everything": "-(energy OR -energy)",
}
"""What is typed, under the name that the table shows."""


def queries(options: Namespace) -> dict[str, list[Query]]:
    draw = random.Random(options.seed)
    texts = [words(one.text) for one in islice(corpus.documents(options.shared, 3000, options.seed), 3000)]
    counts: dict[str, int] = {}
    for text in texts:
        for word in set(text):
            counts[word] = counts.get(word, 0) + 1
    plain = sorted(word for word in counts if word.isalpha() and word.isascii() and len(word) > 2)
    common = [word for word in plain if counts[word] > 600]
    middling = [word for word in plain if 30 < counts[word] <= 300]
    pairs = [
        f"{text[i]} {text[i + 1]}"
        for text in texts
        for i in range(0, len(text) - 1, 17)
        if text[i] in counts and counts[text[i]] > 20 and text[i].isalpha() and text[i + 1].isalpha()
    ]
    n = options.each
    out: dict[str, list[Query]] = {kind: [] for kind in KINDS}
    for _ in range(n):
        out["common word"].append(Term(draw.choice(common)))
        out["middling word"].append(Term(draw.choice(middling)))
        out["two words"].append(And((Term(draw.choice(common)), Term(draw.choice(middling)))))
        out["three words ORed"].append(Or(tuple(Term(word) for word in draw.sample(common + middling, 3))))
        out["phrase"].append(Phrase(draw.choice(pairs)))
        out["prefix"].append(Prefix(draw.choice(common + middling)[:4]))
        year = draw.randint(2016, 2023)
        days = Published(date(year, 1, 1), date(year, 6, 30))
        out["date range, newest first"].append(And((Term(draw.choice(common)), days)))
    return out

"""Names that a ticker follows: "Quill Harbour (NYSE: QUIL)"."""

from collections.abc import Iterator

from dateline.nlp.institutions.finders import name_before
from dateline.nlp.institutions.found import Found
from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import CAP
from dateline.nlp.wordlist import wordset

EXCHANGES = wordset(
    "nyse nasdaq nasdaqgs nasdaqcm nasdaqgm tsx tsxv tsx-v asx lse amex otc otcqb otcqx otcmkts "
    "otcpk cse neo aim fse frankfurt hkex sgx jse nse bse pink cboe euronext xetra fra nyse- "
    "american lon"
)


def from_tickers(page: Page) -> Iterator[Found]:
    """The name before "(NYSE: ABC)"; the ticker is one of its forms."""
    tokens = page.tokens
    for k, token in enumerate(tokens):
        if token.low == ":" and 2 <= k < len(tokens) - 1 and tokens[k - 1].low in EXCHANGES:
            opening = k - 2
            while opening > 0 and opening > k - 12 and tokens[opening].text != "(":
                opening -= 1
            if tokens[opening].text != "(":
                continue
            start, end = name_before(page, opening)
            start = _after_kind(page, start, end)
            if start < end:
                symbol = k + 1
                found = Found(start, end, "ticker", None)
                if tokens[symbol].text.isupper():
                    found.aliases.append((symbol, symbol + 1))
                yield found


def _after_kind(page: Page, start: int, end: int) -> int:
    """Where the name begins in a headline that says before it what it is: "EdTech Firm Quill"."""
    tokens, words = page.tokens, lexicon()
    for cut in range(end - 2, start, -1):
        kind = tokens[cut].low in words.cue_nouns and not words.is_head(tokens[cut].low)
        if kind and page.heading[cut] and tokens[cut + 1].kind == CAP:
            return cut + 1 if tokens[cut + 1].low not in words.suffixes else start
    return start

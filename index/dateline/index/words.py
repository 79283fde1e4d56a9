"""Words: how text falls into them, how they are folded, and their stems by language.

A word is a run of letters and digits.  `AT&T`, `C++` and `F#` stay whole, `U.S.` is `us`, a trailing `'s` is
no part of a word, `COVID-19` is two words in a row.  Text in Chinese, Japanese and Korean falls into
overlapping pairs of characters, with the last character of a run by itself.  Folding takes away case, accents
and letter width.  Index and query use the same functions, so that what is written is found.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

MAX_LENGTH = 64
"""Characters of a word that count."""

STEMMED = ("da", "de", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pt", "ro", "ru", "sv")
"""Languages with a stemmer; documents without a language are read as English."""

_CJK = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0002fa1f"
_LETTER = f"[^\\W_{_CJK}]"
_WORD = re.compile(
    rf"((?<!{_LETTER})[A-Za-z](?:\+\+|\#)"
    rf"|(?<!{_LETTER})[A-Za-z](?:\.[A-Za-z])+(?!{_LETTER})"
    rf"|{_LETTER}+(?:&{_LETTER}+)*"
    rf"|[{_CJK}]+)"
    rf"(?:['’][sS](?!{_LETTER}))?"
)
_ASCII = re.compile(
    r"((?<![a-z0-9])[a-z](?:\+\+|\#)"
    r"|(?<![a-z0-9])[a-z](?:\.[a-z])+(?![a-z0-9])"
    r"|[a-z0-9]+(?:&[a-z0-9]+)*)"
    r"(?:'s(?![a-z0-9]))?"
)
_RUN = re.compile(f"[{_CJK}]")
_MARKS = re.compile("[\u0300-\u036f]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def normal(text: str) -> str:
    """The text in the form that offsets and snippets refer to: composed characters (NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word without case, accents and width, cut to `MAX_LENGTH`."""
    if word.isascii():
        return word.lower().replace(".", "")[:MAX_LENGTH]
    wide = "".join(unicodedata.normalize("NFKC", word[: 2 * MAX_LENGTH]).casefold().replace(".", "").split())
    if not _CYRILLIC.search(wide):
        wide = _MARKS.sub("", unicodedata.normalize("NFKD", wide))
    return unicodedata.normalize("NFC", wide)[:MAX_LENGTH]


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run))]


def words(text: str) -> list[str]:
    """Folded words in order; the text need not be normal."""
    if text.isascii():
        found: list[str] = _ASCII.findall(text.lower())
        return [
            word.replace(".", "")[:MAX_LENGTH] if len(word) > MAX_LENGTH or "." in word else word
            for word in found
        ]
    out: list[str] = []
    for word in _WORD.findall(normal(text)):
        if not word.isascii() and _RUN.match(word):
            out.extend(fold(pair) for pair in _pairs(word))
        else:
            out.append(fold(word))
    return out


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Folded words of a normal text with the first character and the one after the last."""
    for match in _WORD.finditer(text):
        word, start = match[1], match.start(1)
        if not word.isascii() and _RUN.match(word):
            for i, pair in enumerate(_pairs(word)):
                yield fold(pair), start + i, start + i + len(pair)
        else:
            yield fold(word), start, match.end(1)


def is_cjk(text: str) -> bool:
    """Whether a word is written in characters that are indexed by pairs."""
    return bool(_RUN.match(text))


def language(code: str | None) -> str:
    """The language that a document's words are stemmed in; empty where there is no stemmer."""
    short = (code or "en").lower().replace("_", "-").split("-")[0]
    if short in ("nb", "nn"):
        short = "no"
    return short if short in STEMMED else ""


@cache
def _stemmer(code: str) -> Callable[[str], str]:
    from dateline.index.frozen import snowball

    by_code = {
        "da": snowball.DanishStemmer,
        "de": snowball.GermanStemmer,
        "en": snowball.EnglishStemmer,
        "es": snowball.SpanishStemmer,
        "fi": snowball.FinnishStemmer,
        "fr": snowball.FrenchStemmer,
        "hu": snowball.HungarianStemmer,
        "it": snowball.ItalianStemmer,
        "nl": snowball.DutchStemmer,
        "no": snowball.NorwegianStemmer,
        "pt": snowball.PortugueseStemmer,
        "ro": snowball.RomanianStemmer,
        "ru": snowball.RussianStemmer,
        "sv": snowball.SwedishStemmer,
    }
    made = by_code[code]()
    stem: Callable[[str], str] = made.stem
    return stem


@lru_cache(maxsize=400_000)
def stem(word: str, code: str) -> str:
    """The stem of a folded word in one of `STEMMED`; words that aren't plain letters are their own."""
    if not code or len(word) < 3 or len(word) > 40 or not word.isalpha() or _RUN.match(word):
        return word
    try:
        return _stemmer(code)(word) or word
    except (IndexError, UnicodeError):  # the stemmers stumble over some made-up words
        return word

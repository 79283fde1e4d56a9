"""Which language a text is in."""

from functools import cache
from typing import Any

from dateline.nlp.wordlist import wordset

PLAUSIBLE = (
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "he", "hi", "hr", "hu", "id", "it",
    "ja", "ko", "lt", "lv", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr",
    "uk", "vi", "zh",
)  # fmt: skip
_SAMPLE = 1500
_ENOUGH = 60
_ENGLISH = wordset("the of and to is that for with as on by are this from its it has be was will an at")
_SHARE = 0.12
"""Share of these words from which on a text is English, however many foreign names it holds."""
_NAMES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fi": "Finnish", "fr": "French", "hu": "Hungarian", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language, None where there is too little text to tell."""
    start = max(0, (len(text) - _SAMPLE) // 3)
    sample = text[start : start + _SAMPLE]
    if sum(map(str.isalpha, sample)) < _ENOUGH:
        return None
    if sample.isupper():
        sample = sample.lower()
    words = sample.lower().split()
    if len(words) >= 15 and sum(word in _ENGLISH for word in words) >= _SHARE * len(words):
        return "en"
    return str(_identifier().classify(sample)[0])


def name(code: str) -> str:
    """The English name of a language, for sentences."""
    return _NAMES.get(code, f'"{code}"')


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(PLAUSIBLE))
    return identifier

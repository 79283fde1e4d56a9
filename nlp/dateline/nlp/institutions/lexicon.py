"""The word lists of `lexicon.toml` and of the files of `known`, loaded once."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.records import InstitutionType


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Words by what they say of a name; see the comments in `lexicon.toml`."""

    strong: dict[str, InstitutionType]
    weak: dict[str, InstitutionType]
    suffixes: frozenset[str]
    pairs: dict[str, InstitutionType]
    of: frozenset[str]
    for_: frozenset[str]
    on: frozenset[str]
    topic: frozenset[str]
    generic: frozenset[str]
    not_names: frozenset[str]
    titles: frozenset[str]
    person_titles: frozenset[str]
    stop: frozenset[str]
    verbs: frozenset[str]
    regions: frozenset[str]
    campuses: frozenset[str]
    places: frozenset[str]
    possessors: frozenset[str]
    cue_nouns: frozenset[str]
    social: frozenset[str]
    acronyms: frozenset[str]
    given: frozenset[str]

    def is_head(self, word: str) -> bool:
        return word in self.strong or word in self.weak


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An institution that names itself only."""

    type: InstitutionType
    name: str
    forms: tuple[str, ...]
    """All forms, the full one first."""
    ambiguous: bool
    """Also an ordinary word or surname."""


@cache
def lexicon() -> Lexicon:
    """The word lists."""
    data = tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text("utf8"))
    strong: dict[str, InstitutionType] = {}
    weak: dict[str, InstitutionType] = {}
    for kind, heads in data["heads"].items():
        strong |= {word: kind for word in heads["strong"].split() if word not in strong}
        weak |= {word: kind for word in heads["weak"].split() if word not in weak}

    def words(name: str) -> frozenset[str]:
        return frozenset(data[name]["words"].split())

    def phrases(text: str) -> set[str]:
        return {" ".join(phrase.split()) for phrase in text.split("|")} - {""}

    return Lexicon(
        strong=strong,
        weak={word: kind for word, kind in weak.items() if word not in strong},
        suffixes=words("suffixes"),
        pairs={pair: kind for kind, pairs in data["pairs"].items() for pair in phrases(pairs)},
        of=words("of"),
        for_=words("for"),
        on=words("on"),
        topic=words("topic"),
        generic=words("generic"),
        not_names=words("not_names"),
        titles=words("titles"),
        person_titles=words("person_titles"),
        stop=words("stop"),
        verbs=words("verbs"),
        regions=words("regions") | phrases(data["regions"]["phrases"]),
        campuses=frozenset(phrases(data["campuses"]["phrases"])),
        places=frozenset(phrases(data["places"]["phrases"])),
        possessors=words("possessors"),
        cue_nouns=words("cue_nouns"),
        social=words("social"),
        acronyms=words("acronyms"),
        given=words("given"),
    )


@cache
def ordinary() -> frozenset[str]:
    """Words that running text writes small, of `ordinary.txt`; case-folded."""
    lines = files(__package__).joinpath("ordinary.txt").read_text("utf8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def known() -> tuple[Known, ...]:
    """The institutions of the files of `known`, file by file in alphabetical order."""
    entries = []
    folder = files(__package__).joinpath("known")
    texts = [file.read_text("utf8") for file in sorted(folder.iterdir(), key=lambda file: file.name)]
    for line in "\n".join(texts).splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        kind, *forms = re.split(r"\s*\|\s*", line.strip())
        entries.append(
            Known(
                type=kind.rstrip("?"),  # type: ignore[arg-type]
                name=forms[0],
                forms=tuple(forms),
                ambiguous=kind.endswith("?"),
            )
        )
    return tuple(entries)

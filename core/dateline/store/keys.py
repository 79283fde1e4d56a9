"""Keys by which names of organisations are looked up, alike for a registry and for texts.

Abbreviations are put in their full length, spellings and languages made one.
"""

import re
import unicodedata
from functools import lru_cache

_LETTERS = re.compile(r"(?<!\w)[a-z](?: [a-z](?!\w))+")
_SMALL_WORDS = (
    "of the and for in at on de la le les del der die das des du di da do dos das el los las für und "
    "et e y d l a van von zu zur am an och i og for av degli dell della delle dello dei studi sul"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_LONG = {
    "univ": "university", "universitaet": "universitat", "inst": "institute", "dept": "department",
    "dep": "department", "lab": "laboratory", "labs": "laboratories", "natl": "national",
    "nat": "national", "sci": "science", "technol": "technology", "tech": "technology", "acad": "academy",
    "hosp": "hospital", "ctr": "center", "cent": "center", "centre": "center", "coll": "college",
    "sch": "school", "med": "medical", "int": "international", "intl": "international", "res": "research",
    "eng": "engineering", "fac": "faculty", "polytech": "polytechnic", "assoc": "association",
    "soc": "society", "govt": "government", "minist": "ministry", "corp": "corporation", "hlth": "health",
    "genl": "general", "meml": "memorial", "mem": "memorial", "st": "saint", "sciences": "science",
    "centres": "center", "centers": "center", "hospitals": "hospital", "u": "university",
    "universities": "university", "studies": "studies", "fed": "federal", "phys": "physics",
    "chem": "chemistry", "biol": "biology", "math": "mathematics", "agr": "agricultural",
    "organisation": "organization", "defence": "defense", "labour": "labor", "programme": "program",
    "oncol": "oncology", "gen": "general", "telecommun": "telecommunications", "commun": "communications",
    "accel": "accelerator", "comput": "computer", "electr": "electrical", "electron": "electronic",
    "nucl": "nuclear", "astron": "astronomy", "obs": "observatory", "geol": "geology",
    "environ": "environmental", "ind": "industrial", "info": "information", "inf": "information",
    "mech": "mechanical", "mater": "materials", "uni": "university", "bus": "business",
    "econ": "economics", "manag": "management", "appl": "applied", "theor": "theoretical",
    "vet": "veterinary", "surg": "surgery", "biotechnol": "biotechnology", "mol": "molecular",
    "microbiol": "microbiology", "agric": "agricultural", "educ": "education", "found": "foundation",
    "stn": "station", "observ": "observatory", "astrophys": "astrophysics", "geophys": "geophysics",
    "meteorol": "meteorology", "atmos": "atmospheric", "oceanogr": "oceanography", "autom": "automation",
    "technologies": "technology", "biochem": "biochemistry", "pharmacol": "pharmacology",
    "psychol": "psychology", "neurol": "neurology", "radiol": "radiology", "pediatr": "pediatric",
    "paediatric": "pediatric", "epidemiol": "epidemiology", "metall": "metallurgy", "aeronaut": "aeronautics",
}  # fmt: skip


_ALIKE = {
    "universita": "university", "universitat": "university", "universite": "university",
    "universidad": "university", "universidade": "university", "universiteit": "university",
    "universitet": "university", "universitetet": "university", "uniwersytet": "university",
    "univerzita": "university", "univerzitet": "university", "sveuciliste": "university",
    "yliopisto": "university", "universitesi": "university", "universitas": "university",
    "universiti": "university", "egyetem": "university", "istituto": "institute", "instituto": "institute",
    "institut": "institute", "nazionale": "national", "nacional": "national", "nationale": "national",
    "technische": "technical", "tecnica": "technical", "politecnica": "technical", "munchen": "munich",
    "torino": "turin", "milano": "milan", "roma": "rome", "napoli": "naples", "firenze": "florence",
    "venezia": "venice", "genova": "genoa", "padova": "padua", "koln": "cologne", "wien": "vienna",
    "geneve": "geneva", "bruxelles": "brussels", "praha": "prague", "warszawa": "warsaw",
    "lisboa": "lisbon", "sevilla": "seville", "kobenhavn": "copenhagen", "goteborg": "gothenburg",
    "nurnberg": "nuremberg", "akademie": "academy", "academia": "academy", "accademia": "academy",
    "technology": "technical", "technological": "technical", "hospitalier": "hospital",
    "ospedale": "hospital", "klinikum": "hospital",
}  # fmt: skip


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """The form that names are looked up by: words in their full length, without case, accents and small
    words."""
    text = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = (
        re.sub(r"'s\b", "", text)
        .replace("'", " ")
        .replace("&", " and ")
        .replace("ß", "ss")
        .replace("ø", "o")
        .replace("ł", "l")
        .replace("æ", "ae")
        .replace("œ", "oe")
        .replace("đ", "d")
        .replace("ı", "i")
    )
    words = _LETTERS.sub(lambda m: m[0].replace(" ", ""), re.sub(r"[^\w]+|_", " ", text)).split()
    full = [_LONG.get(word, word) for word in words if word not in _SMALL]
    if len(full) > 1 and full[0] == "us":
        full[:1] = ["united", "states"]
    joined = " ".join(full or words)
    return joined.replace("post graduate", "postgraduate").replace("nhs foundation trust", "nhs trust")


def bag(folded: str) -> str | None:
    """The set of words of a key, languages and spellings aside, marked as such; None for a single word."""
    words = sorted({_singular(_ALIKE.get(word, word)) for word in folded.split()})
    return "~" + " ".join(words) if len(words) > 1 else None


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2] not in "sui" else word

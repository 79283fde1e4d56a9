"""What an unlabelled piece of a contact block is: a person, an organisation, a unit, or neither."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.nlp.anatomy.fields import trim
from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.wordlist import wordset

_TITLE_WORDS = wordset(
    "director manager officer president vice ceo cfo coo cmo cto head lead specialist coordinator "
    "representative relations communications media press marketing public account executive senior associate "
    "assistant founder co-founder partner spokesperson spokesman spokeswoman speaker chief chair chairman "
    "department company investors team editor publicist investor corporate office manager, managing "
    "contact inquiries enquiries information consumer customer telephone service "
    "details ambassador owner general counsel visit website twitter discord facebook instagram youtube "
    "telegram linkedin social click here evp svp avp sae text attend medium original source "
    "support"
)
_PARTICLES = wordset("by de la von van der den bin al del dos da di le of and the for & in op ten ter zu")
_FUNCTION = re.compile(
    r"(?:(?:Co-)?(?:Founder|Owner|President|Chief Executive Officer|CEO|CFO|COO|"
    r"CTO|Managing (?:Director|Partner)|Partner|"
    r"Chairman|Director|Manager)(?:\s?(?:,|/|&|and)\s?|\s))+(?=[A-Z0-9])"
)
_DEGREE = re.compile(r",?\s+(?:Ph\.?D\.?|M\.?D\.?|MBA|Esq\.?|CPA|JD|APR|RN|Jr\.?|Sr\.?|II|III|IV)\b\.?")
_HONORIFIC = re.compile(r"(?:Mr|Ms|Mrs|Mx|Dr|Prof|Professor|Sir|Dame|Herr|Frau|Mme|Rev)\b\.?\s+(?=[A-ZÀ-Þ])")
_STREET = re.compile(
    r"\d.*(?:Road|Street|Avenue|Drive|Suite|Floor|Straße|Lane|Way)(?:\b|[A-Z])|"
    r"(?:Road|Street|Avenue|Drive|Suite|Floor|Straße|straße)$|(?:Suite|Floor|P\.?O\.? Box)\b|^(?:rue|Rue) "
)
_UNIT = re.compile(
    r"(?:(?:University |Corporate |Central )?(?:Press|Media|News|Public (?:Affairs|Relations)|"
    r"Communications?|"
    r"Public Information|Corporate Communications?|Media Relations|Investor Relations)?"
    r"(?: (?:and|&) [A-Z]\w+)*\s?(?:Office|Section|Department|Dept\.?|Division|Bureau|Desk|Team|Unit|Service)"
    r"|(?:Office|Department|Dept\.?|Section|Division|Unit|Faculty|School|Chair|Institute|Directorate)"
    r" (?:of |for )?(?:the )?[A-Z].*)(?: \([^()]{2,40}\))?"
)
_POSTAL = re.compile(r",\s*[A-Z]{2}\.?,?\s+\d{5}")
_TOWN = re.compile(r"[^\W\d_][^,\d\n]{1,30},\s*([A-Za-z .]{2,30}?)\.?,?(?:\s*\d[\d -]{3,9})?$")
_CODES = wordset(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY "
    "OH OK "
    "OR PA RI SC SD TN TX UT VA VT WA WI WV WY DC ON QC BC AB SK MB NS NB UK USA UAE"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known when a piece is read."""

    labels: Mapping[str, str]
    """What a statistical model takes a lower-cased string for."""
    email: str | None = None
    """The contact's address."""
    has_name: bool = False
    has_organisation: bool = False
    reachable: bool = False
    organisation_near: bool = False
    """Another piece of the block is an organisation beyond doubt."""
    titled: bool = False
    """A person's function stands before it."""


def clean(value: str) -> str:
    """The value without degrees, place and verbs round it."""
    value = trim(_DEGREE.sub("", value), " ,.:[]*|/–—-")
    if value.count("(") != value.count(")"):
        value = value.strip("()")
    value = re.sub(r"\sin\s[A-Z][\w.]+(?: [A-Z][\w.]+)?$", "", value)
    value = re.sub(r"^(?:contact|call|email|please|reach)\s+", "", value, flags=re.IGNORECASE)
    return trim(re.sub(r"^Contact(?=[A-Z][a-z])", "", value), " ,.:")


def body(value: str) -> str:
    """The organisation without the function of the person before it."""
    match = _FUNCTION.match(value)
    return value[match.end() :] if match and certain(value[match.end() :]) else value


def unit(value: str) -> bool:
    """Whether it is a part of an organisation: "Press Office", "Department of Physics"."""
    return _UNIT.fullmatch(value) is not None


def function(value: str) -> bool:
    """Whether it is what a person does, or a heading."""
    words = [word.lower().strip(".,") for word in value.split()]
    return bool(words) and all(word in _TITLE_WORDS or word in {"and", "&", "of", "for"} for word in words)


def place(line: str) -> bool:
    """Whether a line is a town with its region: "Elmford, OH 45220", "Elmford, Ohio"."""
    if _POSTAL.search(line):
        return True
    match = _TOWN.match(line.strip())
    return bool(match and (match[1] in _CODES or match[1].lower() in lexicon().regions))


def certain(value: str) -> bool:
    """Whether the words alone say that it is an organisation."""
    known = lexicon()
    lowered = [word.lower().strip(".,()") for word in value.split()]
    return bool(lowered) and (
        any(word in known.suffixes for word in lowered[1:])
        or any(word in known.strong for word in lowered)
        or (lowered[-1] in known.weak and len(lowered) > 1)
        or lowered[-1]
        in {"newsroom", "relations", "desk", "agency", "pr", "survey", "firm", "llp", "associates"}
        or (lowered[-1] in {"team", "marketing"} and len(lowered) > 1 and lowered[0] not in _TITLE_WORDS)
    )


def kind(value: str, context: Context) -> str:
    """`name`, `organisation` or `skip`."""
    value = clean(value)
    words = value.split()
    if not words or len(words) > 9 or len(value) > 90:
        return "skip"
    if _HONORIFIC.match(value) and len(words) <= 5:
        return "name"
    if not all(_counts(word) for word in words):
        return "skip"
    lowered = [word.lower().strip(".,") for word in words]
    if function(value) or lowered[0] in ("email", "phone", "tel", "fax", "mobile"):
        return "skip"
    own = len(lowered[0]) > 3 and (context.email or "").rpartition("@")[2].lower().startswith(lowered[0])
    nation = lowered[-1] in ("states", "kingdom") and not own
    if _STREET.search(value) or re.search(r"\d{4}", value) or nation:
        return "skip"
    if re.search(r"\d", value) and not re.search(r"[A-Za-z]\d|\d[A-Za-z]", value):
        return "skip"
    if certain(value):
        return "organisation"
    label = context.labels.get(value.lower())
    known = lexicon()
    if len(words) <= 4 and (
        label == "GPE"
        or lowered[-1] in known.regions
        or value.lower() in known.campuses
        or words[-1] in _CODES
    ):
        return "organisation" if label == "ORG" and words[-1] not in _CODES else "skip"
    return _person_or_body(value, words, lowered, label, context)


def _counts(word: str) -> bool:
    """Whether a word may stand in a name."""
    if word.strip('(“"')[:1].isupper() or word[0].isdigit():
        return True
    return word.strip(",") in _PARTICLES or word.strip(".,") in lexicon().suffixes


def _person_or_body(
    value: str, words: Sequence[str], lowered: Sequence[str], label: str | None, context: Context
) -> str:
    local, _, domain = (context.email or "").lower().partition("@")
    letters = re.sub(r"[^a-z0-9]", "", value.lower())
    host = re.sub(r"[^a-z0-9]", "", domain)
    personal = 2 <= len(words) <= 4 and not re.search(r"[&\d(]", value)
    if personal and local and any(len(word) > 2 and word in local for word in lowered):
        return "name" if not (host and letters in host) else "organisation"
    if personal and lowered[0] in lexicon().given and not (host and letters in host):
        return _name(context)
    # a founder's company bears the founder's name
    founder = personal and context.organisation_near and not context.has_name
    if not founder and any(len(word) > 2 and domain.startswith(word) for word in lowered):
        return "organisation"
    if domain and len(letters) > 3 and letters in host:
        return "organisation"
    if any(word in _TITLE_WORDS for word in lowered):
        return "skip"
    if (
        personal
        and not context.has_name
        and (context.titled or context.organisation_near or label == "PERSON")
    ):
        return "name"
    if label == "ORG" or not personal:
        return "organisation" if len(words) <= 6 else "skip"
    if context.has_name and not context.reachable and not context.has_organisation and label != "PERSON":
        return "organisation"
    return _name(context)


def _name(context: Context) -> str:
    return "name" if not context.has_name or context.reachable else "skip"

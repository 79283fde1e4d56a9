"""Direct speech, who speaks, and for whom."""

import re
from collections.abc import Iterator

from dateline.nlp.anatomy.kinds import certain
from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.wordlist import wordset
from dateline.records import Quote

_SPEECH = re.compile(
    r"“([^“”\n]{20,2000})”|(?:(?<=[\s(—–-])|^)\"(?=\S)([^\"\n]{20,2000})(?<=\S)\"(?!\w)|"
    r"„([^„“”\n]{20,2000})[“”]|"
    r"«\s?([^«»\n]{20,2000}?)\s?»",
    re.MULTILINE,
)
_VERB = (
    r"(?:said|says|stated|states|added|adds|noted|notes|explained|explains|commented|comments|continued|"
    r"continues|"
    r"remarked|shared|shares|concluded|concludes|emphasized|emphasised|according to|told|wrote|writes|"
    r"announced|"
    r"declared|observed|tells|responded|recalled|argued|warned|confirmed|agreed|suggested|insisted|asked|"
    r"stating|saying|stressed|stresses|highlighted|highlights|emphasizes|emphasises|elaborated|elaborates|"
    r"reflected|expressed|expresses|believes|believed|praised|offered|echoed|echoes|"
    r"sagte?|"
    r"erklärte?|betonte?|dit|explique|déclare)"
)
_FUNCTION = (
    r"(?:CEO|CFO|CTO|COO|CMO|[Pp]resident|[Cc]hair(?:man|woman|person)?|[Dd]irector|[Oo]fficer|[Ff]ounder|"
    r"[Mm]anager|"
    r"[Oo]wner|[Pp]artner|[Aa]uthor|[Ii]nvestigator|[Ee]xpert|[Pp]rofessor|[Rr]esearcher|[Ss]cientist|"
    r"[Mm]inister|"
    r"[Mm]ayor|[Ss]ecretary|[Gg]eneral|[Aa]ttorney|[Ss]pokes(?:man|woman|person)|[Cc]oach|[Ee]ditor|"
    r"[Rr]ector|"
    r"[Pp]rosecutor|[Aa]gent|[Jj]udge|[Ss]enator|[Gg]overnor|[Cc]ommissioner|[Hh]ead)"
)
_WORD = rf"(?!{_FUNCTION}\b|[A-Z]\.[A-Z]\b|Ph\.)[A-ZÀ-Þ][\w’'-]*"
_NAME = (
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Professor|Sen|Rep|Gov|Sir|Dame|Rev)\.? ){0,2}(?!(?:The|A|An|In|As|For|At|On|To|"
    r"And|But|When|While|Since|After|Before|From|With) )"
    rf"{_WORD}(?: (?:[A-Z]\.(?!\w)|{_WORD}|de|van|von|der|al|bin|la|del)){{0,4}}"
)
_DEGREES = r"(?:,? (?:Ph\.?\s?D|M\.?D|M\.?S|M\.?P\.?H|R\.?N|J\.?D|Esq|MBA|DrPH|F[A-Z]{2,5})\b\.?){0,5}"
_ROLE = r",[^.\n“”\"]{2,200}"
_AFTER = re.compile(
    rf",?\s*(?:{_VERB}\s+(?:(?:the )?(?P<before>(?:[\w&’'/.-]+ ){{0,9}}?{_FUNCTION}),?\s+)?"
    rf"(?P<n1>{_NAME}){_DEGREES}|"
    rf"(?P<n2>{_NAME}){_DEGREES}(?P<a2>,[^.\n“\"]{{2,140}}?,)?\s+{_VERB}\b|"
    rf"[-–—]+\s*(?P<n3>{_NAME}){_DEGREES}(?=,))(?P<a1>{_ROLE})?"
)
_BEFORE = re.compile(
    rf"(?<!\w)(?P<name>{_NAME}){_DEGREES}(?P<role>,[^.\n“”\"]{{2,140}}?,|"
    rf",[^.\n“”\"]{{0,70}}?\b{_FUNCTION}\b[^.\n“”\"]{{0,70}}?)?"
    rf"\s+(?:[a-z]+ly |further |also |then )?{_VERB}(?=[\s:,])"
)
_LEADS = re.compile(r"(?:[:,]|\bthat)\s*$")
"""How a sentence ends that a quotation follows."""
_BOUNDARY = re.compile(r"(?<!\b[A-Z])(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bProf)[.!?]\s+|[“”\"\n]")
"""Where a sentence begins, not behind an initial or a title."""
_NEXT = re.compile(r"[^.“”\"\n]{0,260}[:,]\s*[“\"„«]")
"""The sentence behind a quotation belongs to the next one."""
_AT = re.compile(r"\b(?:at|with|behind)\s+(?:the\s+)?(?P<name>(?:[A-Z0-9]|[a-z]{1,2}[A-Z])[^,;:]*)")
_OF = re.compile(
    r"\b(?:of|for)\s+(?:the\s+)?(?P<name>(?:[A-Z0-9]|[a-z]{1,2}[A-Z])"
    r"(?:(?! (?:of|for|and [A-Z][\w-]+ of) )[^,;:]|(?= of [A-Z]))*)"
)
_OWNER = re.compile(r"(?:^|\s)(?P<name>[A-Z0-9][\w&-]*(?: [A-Z0-9][\w&-]*){0,5})[’']s? ")
_TITLED = re.compile(rf"\b{_FUNCTION}$")
_CAPITALS = re.compile(r"[A-Z][\w&’'.-]*(?: (?:[A-Z][\w&’'.-]*|of|and|for|the|&)){0,5}")
_PLACED = re.compile(
    r"\s+(?:in|on|who|which|where|about|during|when|as|while|and (?:the|a|an|its|his|her|their))\s.*$"
)
_LEAD = 300
"""Characters before a quotation in which its speaker is looked for."""
_PRONOUN = re.compile(rf",?\s*(?:(?:he|she) {_VERB}|{_VERB} (?:he|she))\b")
_WHOSE = re.compile(r"^\S+[’']s (?=[A-ZÀ-Þ])")
_PRONOUNS = wordset("he she they it we i who the this")


def quotes(text: str, start: int) -> tuple[Quote, ...]:
    """Quotations of some length from `start` on, with speaker and affiliation as written."""
    return tuple(_quotes(text, start))


def _quotes(text: str, start: int) -> Iterator[Quote]:
    last: tuple[str | None, str | None] = (None, None)
    end = start
    bodies: dict[str, str] = {}
    for match in _SPEECH.finditer(text, start):
        inner = next(group for group in match.groups() if group)
        if len(inner.split()) < 5:
            continue
        speaker, affiliation = _speaker(text, match.start(), match.end())
        between = text[end : match.start()]
        same = last[0] is not None and len(between) < 400 and "\n" not in between
        closed = not between.strip() or (between.rstrip()[-1] in ".!?," and inner[0].isupper())
        # the speaker named after the first half speaks the second
        if speaker is None and ((same and closed) or _PRONOUN.match(text, match.end())):
            speaker, affiliation = last
        if speaker is None and not (inner[-1] in ".,!?…—-" and inner[0].isupper()):
            continue
        if speaker is not None:
            surname = speaker.split()[-1]
            affiliation = affiliation or bodies.get(surname)
            if affiliation:
                bodies[surname] = affiliation
        yield Quote(offset=match.span(), speaker=speaker, affiliation=affiliation)
        last, end = (speaker, affiliation), match.end()


def _speaker(text: str, start: int, end: int) -> tuple[str | None, str | None]:
    match = _AFTER.match(text[end : end + 420])
    if match and match["n2"] and text[end - 2] in ".!?" and _NEXT.match(text, end + match.end("n2")):
        match = None
    if match:
        name = match["n1"] or match["n2"] or match["n3"]
        if name.split()[0].lower() not in _PRONOUNS:
            role = match["a1"] or match["a2"]
            return _person(name), _affiliation(role) or _holder(match["before"])
    before = (
        _BEFORE.search(_sentence(text, start)) if _LEADS.search(text, max(0, start - 12), start) else None
    )
    if before and before["name"].split()[0].lower() not in _PRONOUNS:
        return _person(before["name"]), _affiliation(before["role"])
    return None, None


def _sentence(text: str, end: int) -> str:
    """What stands of the sentence before a place in the text."""
    begin = start = max(0, end - _LEAD)
    for boundary in _BOUNDARY.finditer(text, start, end):
        begin = boundary.end()
    return text[begin:end]


def _person(name: str) -> str:
    """The name without whose person it is: "Harbour’s Quill" is Quill."""
    return _WHOSE.sub("", name.rstrip(".,"))


def _affiliation(role: str | None) -> str | None:
    """The body of "CEO of X", "a professor of law at X", "X's president" or "president, X"."""
    if not role:
        return None
    for pattern in (_AT, _OF, _OWNER):
        found = [match["name"] for match in pattern.finditer(role)]
        if found:
            return _PLACED.sub("", found[-1]).strip(" .,") or None
    parts = [part.strip(" .") for part in role.strip(" .,").split(",")]
    last = parts[-1]
    named = len(parts) > 1 and _TITLED.search(parts[-2]) and not _TITLED.search(last)
    if last[:1].isupper() and (certain(last) or (named and _CAPITALS.fullmatch(last))):
        return last if last.lower() not in lexicon().regions else None
    return _holder(last)


def _holder(before: str | None) -> str | None:
    """The body whose function stands before the name: "Harbour Works CEO"."""
    match = re.match(
        rf"((?:[A-Z0-9][\w&’'-]* ){{1,6}}?)(?:[a-z]+ ){{0,3}}(?:Chief |Vice |Deputy )*{_FUNCTION}",
        before or "",
    )
    name = match[1].strip() if match else ""
    name = re.sub(r"[’']s?$", "", name)
    return name if certain(name) or len(name.split()) > 1 or (name.isupper() and len(name) > 1) else None

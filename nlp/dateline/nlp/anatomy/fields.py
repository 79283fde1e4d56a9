"""Lines of a contact block, taken apart into addresses, numbers, labelled values and other text."""

import re
from collections.abc import Iterable

from dateline.nlp.institutions.lexicon import lexicon

_DOT = r"(?:\.|\s?[\[({](?:dot|DOT|punkt|\.)[\])}]\s?)"
_HOST = rf"[A-Za-z0-9][\w-]{{0,62}}(?:{_DOT}[\w-]{{1,62}}){{1,4}}"
_SPELT = r"\s(?:at|AT)\s[A-Za-z0-9][\w-]{1,62}(?:\s(?:dot|DOT)\s[\w-]{2,62}){1,3}"
EMAIL = re.compile(rf"[A-Za-z0-9][\w.+-]{{0,63}}(?:(?:@|\s?[\[({{](?:at|AT|@|ät)[\])}}]\s?){_HOST}|{_SPELT})")
_GLUED = re.compile(
    r"^(?:Office|Email|E-mail|Mail|Phone|Fax|Cell|Mobile|Main|Direct|Contact|Website|"
    r"(?:com|org)(?!pliance|m|p|ganis|ganiz))(?=[A-Za-z][\w.+-]*@)"
)
_OVERRUN = re.compile(r"(\.(?:com|org|net|io|ai|co|gov|edu|uk))(?-i:[A-Z]).*$")
PHONE = re.compile(
    r"(?<![\w/.-])\+?\(?\d[\d() ./\u2010-\u2013-]{6,22}\d(?![\w@/-])(?:,?\s*(?:extension|ext|"
    r"x)\.?\s*\d{1,6})?",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|org|net|io|ai|co|gov|edu)(?:/\S*)?", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?i)\s*\b(?:(?P<name>contact (?:person|name)|name|contact|attn|spokesperson|ansprechpartner(?:in)?)"
    r"|(?P<organisation>company(?: name)?|organi[sz]ation|business|agency|firm|brand)"
    r"|(?P<email>e-?mail(?: address)?|mail|courriel|e)"
    r"|(?P<phone>(?:tele)?phone(?: number)?|telefon|tél(?:éphone)?|tel|mobile|mob|cell|office|direct|call|"
    r"t|p|m|ph|"
    r"whatsapp|signal)"
    r"|(?P<skip>web(?:site)?|url|address|city|state|country|zip|(?:tele)?fax|twitter|facebook|linkedin|"
    r"instagram|"
    r"telegram|title|position|job title|location|images?|x))\.?\s*:\s*"
)
_OTHER_NUMBER = re.compile(
    r"(?i)\b(?:consumers?|customers?|tickets?|orders?|hotline|reservations?|bookings?|(?:tele)?fax|public "
    r"(?:inquir|enquir)\w+|toll[- ]free)"
    r"\b[^\d\n]{0,24}$"
)
_LINKS = re.compile(
    r"(?i)\b(?:e-?mail us(?: here)?|send e-?mail|visit (?:our|us) ?\w*|click here|view (?:our )?website)\b"
)
_PERSON_AND_BODY = re.compile(
    r"((?:(?:Dr|Mr|Ms|Mrs|Prof)\.? )?[A-Z][\w.’'-]+ "
    r"(?:[“\"][^“”\"]{1,20}[”\"] |[A-Z]\. )?[A-Z][\w’'-]+) ([A-Z].+)"
)
"""As wires that put the person and the company before a link to write to them have it."""
_RUN_IN = re.compile(r"\b([A-Z][a-z]{2,20}) ([A-Z][a-z]{1,20}?)((?i:\1)[\w.]{0,40}@)")
"""An address that begins like the person: `Ada Quillada.q@harbour.example`."""
_OWN_HOST = re.compile(r"\b([A-Z]\w{2,40}?)([a-z][\w.+-]{1,40}@(?i:\1)\.)")
"""An address that begins like its host: `HarbourWorksnews@harbourworks.example`."""
_PAIR = re.compile(
    r"\s*([A-Z][\w’'-]+(?: [A-Z]\.)? [A-Z][\w’'-]+)(?:,? (?:or|and|und|et|y|&|/) |/)"
    r"([A-Z][\w’'-]+(?: [A-Z]\.)? [A-Z][\w’'-]+)(?=\s*(?:$|[,|;:(–-]))"
)
_HOSTS = re.compile(r"(?:@|www\.|://)([\w-]{5,40})\.[a-z]")
"""Names of hosts; a body of that name may have run together with its town: `HarbourWorksElmford, OH`."""
_SEAMS = (
    re.compile(r"(?<=\))(?=[A-Za-z])"),
    re.compile(r"(?<=[a-z.])(?=\+?\(\d{3}\))"),
    re.compile(r"(?<=\(\d{3}\) \d{3}-\d{4})(?=\d)"),
    re.compile(r"(?<=[A-Z]{2} \d{5})(?=[a-z][\w.+-]{0,63}@)"),
    re.compile(r"(?<=[,a-z] [A-Z]{2})(?=[a-z]{3}[\w.+-]{0,60}@)"),
    re.compile(
        r"(?<=[a-z])\s(?=(?:(?:Executive|Senior|Managing|Deputy|Vice|Associate|Assistant) )?"
        r"(?:Director|Manager|President|Head|Coordinator|Officer) of [A-Z])"
    ),
    re.compile(r"(?<=\d{3}[-. ]\d{4})(?=[A-Za-z][\w.+-]{0,63}@)"),
    re.compile(
        r"(?:(?<=\.com)|(?<=\.org)|(?<=\.net)|(?<=\.edu)|(?<=\.gov)|(?<=\.co\.uk))(?=[A-Z][A-Za-z]+(?: |$))"
    ),
    re.compile(
        r"(?<=[a-z])(?=(?:Global|Senior|General|Marketing|Communications?|Media|Press|Public Relations|PR|"
        r"Sales|Executive|Assistant|Associate|Deputy|Regional|Content|Project|Program) "
        r"(?:Manager|Director|Officer|Coordinator|Specialist|Relations|Contact|Assistant))"
    ),
    re.compile(r"(?<=\d{5})(?=\()"),
    re.compile(r"(?<=[a-z\d])(?=www\.|https?:)"),
    re.compile(r"(?:(?<=\.com)|(?<=\.org)|(?<=\.net))(?=\+?\d{3})"),
    re.compile(r"(?<=CEO|CFO|CTO|COO)(?=[A-Z][A-Za-z]|\d{3}|[a-z][\w.+-]{2,60}@)"),
    re.compile(
        r"(?<=[a-z])(?=(?:CEO|CFO|CTO|COO|President|Chief|Vice President|Managing Director|Founder)\b)"
    ),
    re.compile(
        r"(?:(?<=Director)|(?<=Manager)|(?<=Founder)|(?<=Officer)|(?<=Partner)|(?<=Editor)|(?<=President))"
        r"(?=[A-Z][A-Za-z])"
    ),
    re.compile(r"(?:(?<=Inc\.)|(?<=Ltd\.)|(?<=LLC)|(?<=LLP))(?=[A-Z][a-z])"),
    re.compile(r"(?<=[\w)])(?=(?:E-?mail|Phone|Tel|Telephone|Mobile|Website|Web|Address|Fax)\s*:)"),
    re.compile(r"(?<=[a-z]{3})(?=(?:United States|United Kingdom|Canada|Australia|Germany|India)$)"),
)
_SPLIT = re.compile(
    r"[|;•·]|,\s(?!Inc|LLC|LLP|Ltd|Corp)|\s(?:at|or|via|on|by)\s?(?=$)|\s[–—-]\s|\s/\s|:\s|\t|\s{2,}"
)
_ABBREVIATED = re.compile(r"\b(?:Inc|Ltd|Co|Corp|Bros|Pty|L\.P|S\.A|N\.V|B\.V|A\.S|e\.V)$")


def trim(value: str, edge: str = " ,.:[]*/–—-") -> str:
    """The value without what surrounds it; the stop of "Ltd." stays."""
    kept = value.strip(edge)
    at = value.find(kept) + len(kept)
    return kept + "." if value[at : at + 1] == "." and _ABBREVIATED.search(kept) else kept


def email(match: re.Match[str]) -> str:
    """The address as it is meant where it ran together with its neighbours."""
    return _OVERRUN.sub(r"\1", _GLUED.sub("", match.group())).rstrip(".")


def phone(match: re.Match[str]) -> str:
    """The number without a bracket that is not its own."""
    value = match.group().strip()
    if value.count("(") > value.count(")") and value.startswith("("):
        value = value[1:]
    if value.count(")") > value.count("(") and match.start() and match.string[match.start() - 1] == "(":
        value = "(" + value
    return value


def pair(line: str) -> tuple[str, str] | None:
    """The line without the second of two persons, and that person: "Ada Quill or Ben Moss, Harbour Works"."""
    match = _PAIR.match(line)
    if match is None or not {name.split()[0].lower() for name in match.groups()} <= lexicon().given:
        return None
    return match[1] + line[match.end() :], match[2]


def fields(line: str) -> list[tuple[str, str]]:
    """Kind and value of each part of a line, in order; kind "text" where nothing says what it is."""
    linked = _LINKS.search(line)
    if linked and (one := _PERSON_AND_BODY.match(line[: linked.start()])):
        line = f"{one[1]} | {one[2]}{line[linked.start() :]}"
    line = _RUN_IN.sub(r"\1 \2 | \3", _LINKS.sub(" | ", line))
    line = _OWN_HOST.sub(r"\1 | \2", line)
    for host in _HOSTS.findall(line)[:3]:
        line = re.sub(rf"(?<!\w)({re.escape(host)})(?=(?-i:[A-Z][a-z]))", r"\1 | ", line, flags=re.IGNORECASE)
    for seam in _SEAMS:
        line = seam.sub(" | ", line)
    found = [(match.start(), match.end(), "email", email(match)) for match in EMAIL.finditer(line)]
    for match in PHONE.finditer(line):
        if sum(char.isdigit() for char in match.group()) >= 7 and not _within(found, match.start()):
            other = _OTHER_NUMBER.search(line[max(0, match.start() - 60) : match.start()])
            found.append((match.start(), match.end(), "skip" if other else "phone", phone(match)))
    for match in _URL.finditer(line):
        named = match.group()[0].isupper() and re.match(r" [A-Z][a-z]+", line[match.end() :])
        if not _within(found, match.start()) and not named:
            found.append((match.start(), match.end(), "skip", match.group()))
    parts: list[tuple[str, str]] = []
    at = 0
    for start, end, kind, value in [*sorted(found), (len(line), len(line), "", "")]:
        label = _texts(line[at:start], parts)
        if kind:
            parts.append(("skip" if label == "skip" else kind, value))
        at = end
    return parts


def _within(found: Iterable[tuple[int, int, str, str]], at: int) -> bool:
    return any(start <= at < end for start, end, _, _ in found)


def _texts(text: str, parts: list[tuple[str, str]]) -> str | None:
    """Add what stands between addresses and numbers; the label that ends it, if any, is returned."""
    at = 0
    label: str | None = None
    for match in [*_LABEL.finditer(text), None]:
        part = text[at : match.start() if match else len(text)]
        for value in _SPLIT.split(part):
            cleaned = trim(value)
            if cleaned:
                parts.append((label or "text", cleaned))
                label = None if label != "skip" else label
        if match is not None:
            label = match.lastgroup
            at = match.end()
    return label

"""Media contacts: blocks of lines, labelled fields, and sentences that say whom to call."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.nlp.anatomy.paragraphs import Piece, lines
from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.wordlist import wordset
from dateline.records import Contact

_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9][\w-]{0,62}(?:\.[\w-]{1,62}){1,4}")
_GLUED = re.compile(
    r"^(?:Office|Email|E-mail|Mail|Phone|Fax|Cell|Mobile|Main|Direct|Contact|Website|com|org)(?=[A-Za-z][\w.+-]*@)"
)
_OVERRUN = re.compile(r"(\.(?:com|org|net|io|ai|co|gov|edu|uk))(?-i:[A-Z]).*$")
_PHONE = re.compile(
    r"(?<![\w/.-])\+?\(?\d[\d() ./\u2010-\u2013-]{6,22}\d(?![\w@/-])(?:\s*(?:ext|x)\.?\s*\d{1,6})?",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|org|net|io|ai|co|gov|edu)(?:/\S*)?", re.IGNORECASE
)
_CUE = re.compile(
    r"(?i)(?:^|(?<=[.!?]\s)|(?<=[.!?]\s\s)|(?<=\n))[\[*# \t]{0,6}(?:"
    r"(?P<block>(?!(?:for )?public inquir)(?:[A-Z][\w.&'’ ]{1,40} )?(?:media|press|news|pr|public "
    r"relations|investor(?:s| relations)?|editorial|company|marketing|"
    r"corporate)?[ /&]*(?:contacts?|inquiries|enquiries|relations contacts?|queries)"
    r"(?: (?:information|details|info|person|us|persons))?(?=[ \t]{0,6}[:\-–—|\n]|[A-Z])[ \t]{0,6}[:\-–—|"
    r"]{0,6}"
    r"|contact details|corporate communications(?=[ \t]{0,6}\n)|pressekontakt:?|contact presse\s*:?|"
    r"medienkontakt:?|"
    r"for (?:media|press|more information|further information|additional information|"
    r"interview)[^\n.]{0,80}?(?::|\n))"
    r"|(?P<sentence>(?:(?:for|to)\b[^\n]{0,60}?\b(?:information|inquir|enquir|interview|media|press|details|question|learn|schedule)"
    r"|media\b|press\b|please (?:contact|call|e-?mail|reach)|contact\b|journalists?\b|reporters?\b|"
    r"members of the (?:media|press))"
    r"[^\n]{0,140}?(?:contact|call|e-?mail|reach(?: out to)?)\b))"
)
_LABEL = re.compile(
    r"(?i)\s*(?:\b(?P<name>contact (?:person|name)|name|contact|attn|spokesperson)"
    r"|(?P<organisation>company(?: name)?|organi[sz]ation|business|agency|firm|brand)"
    r"|(?P<email>e-?mail(?: address)?|mail)"
    r"|(?P<phone>(?:tele)?phone(?: number)?|tel|mobile|cell|office|direct|call|t|p|m|ph|whatsapp)"
    r"|(?P<skip>web(?:site)?|url|address|city|state|country|zip|fax|twitter|facebook|linkedin|instagram|telegram|title|"
    r"position|job title|location))\.?\s*:\s*"
)
_STOP = re.compile(
    r"(?i)(?:about [A-Z]|view source|###|# # #|company website|disclaimer|forward|safe harbor|\[original|"
    r"follow us|"
    r"source:|copyright|©|note to|this (?:press|news) release|cautionary|connect with|for public)"
)
_NEXT = re.compile(r"(?i)(?:contact details|(?:media|press|investor) contact)")
_TITLE_WORDS = wordset(
    "director manager officer president vice ceo cfo coo cmo head lead specialist coordinator "
    "representative relations "
    "communications media press marketing public account executive senior associate assistant founder "
    "partner "
    "spokesperson department company investors team editor publicist investor corporate office manager, "
    "contact inquiries information "
    "details ambassador owner general counsel visit website twitter discord facebook instagram youtube "
    "telegram linkedin social click here"
)
_PARTICLES = wordset("de la von van der den bin al del dos da di le")
_DEGREE = re.compile(r",?\s+(?:Ph\.?D\.?|M\.?D\.?|MBA|Esq\.?|CPA|JD|APR|RN|Jr\.?|Sr\.?|II|III|IV)\b\.?")
_BLOCK_LINES = 16
_BLOCK_CHARACTERS = 900


@dataclass
class _Draft:
    name: str | None = None
    organisation: str | None = None
    email: str | None = None
    phone: str | None = None

    def reachable(self) -> bool:
        return bool(self.email or self.phone)


def contacts(text: str, start: int, labels: Mapping[str, str]) -> tuple[Contact, ...]:
    """Contacts in text order; `labels` gives what a statistical model takes a string for: PERSON, ORG."""
    found: list[Contact] = []
    covered = start
    for match in _CUE.finditer(text, start):
        if match.start() < covered:
            continue
        if match["sentence"]:
            end = _paragraph_end(text, match.end())
            made = _from_sentence(text[match.end() : min(end, match.end() + 260)], labels)
            if not made:
                continue
            covered = min(end, match.end() + 260)
        else:
            block = _block(text, match.end())
            made = _from_block(block, labels)
            if (
                match.start() > start
                and text[match.start() - 1] != "\n"
                and "\n" not in text[match.start() : match.end()]
            ):
                made = [c for c in made if c.name or c.organisation]
            covered = block[-1].end if made and block else match.end()
        found += [c for c in made if c not in found]
    return tuple(_distinct(found))


def _distinct(found: Iterable[Contact]) -> list[Contact]:
    """Without those that say no more than another."""
    kept: list[Contact] = []
    for contact in found:
        twin = next(
            (
                i
                for i, k in enumerate(kept)
                if (contact.email and k.email and contact.email.lower() == k.email.lower())
                and (contact.name is None or k.name is None or contact.name == k.name)
            ),
            None,
        )
        if twin is None:
            kept.append(contact)
            continue
        k = kept[twin]
        kept[twin] = Contact(
            name=k.name or contact.name,
            organisation=k.organisation or contact.organisation,
            email=k.email,
            phone=k.phone or contact.phone,
        )
    return kept[:12]


def _paragraph_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _block(text: str, at: int) -> list[Piece]:
    """The lines of a contact block that begins here."""
    block: list[Piece] = []
    for line in lines(text, at, at + _BLOCK_CHARACTERS + 200):
        if len(block) >= _BLOCK_LINES or line.start > at + _BLOCK_CHARACTERS:
            break
        if block and (_STOP.match(line.text) or _NEXT.match(line.text)):
            break
        if len(line.text) > 260 and not (len(block) == 0 and _EMAIL.search(line.text[:260])):
            break
        block.append(line)
    return block


def _from_block(block: Sequence[Piece], labels: Mapping[str, str]) -> list[Contact]:
    drafts = [_Draft()]
    for line in block:
        pieces = _fields(line.text[:300])
        for kind, value in pieces:
            current = drafts[-1]
            if kind == "text":
                kind = _kind(
                    value,
                    labels,
                    current,
                    [v for k, v in pieces if k == "email"] or _emails_after(block, line),
                )
            if kind == "skip" or not value:
                continue
            if (
                kind == "name"
                and current.email
                and any(k == "email" and v != current.email for k, v in pieces)
            ):
                drafts.append(_Draft(name=_clean(value)))
                continue
            if kind in ("name", "organisation"):
                value = _clean(value)
                if not value:
                    continue
                if (getattr(current, kind) and getattr(current, kind) != value) or (
                    kind == "name"
                    and current.reachable()
                    and not current.name
                    and current.organisation is None
                ):
                    if kind == "organisation" and not current.reachable():
                        continue
                    drafts.append(_Draft(organisation=None))
                    current = drafts[-1]
                if (
                    kind == "organisation"
                    and current.reachable()
                    and current.name
                    and not current.organisation
                ):
                    pass
                setattr(current, kind, value)
            elif kind in ("email", "phone") and not any(c.isdigit() for c in value) and "@" not in value:
                continue
            elif getattr(current, kind) is None:
                setattr(current, kind, value)
            elif kind == "email" and getattr(current, kind) != value:
                drafts.append(_Draft(email=value))
    return [
        Contact(name=d.name, organisation=d.organisation, email=d.email, phone=d.phone)
        for d in drafts
        if _useful(d)
    ]


def _useful(draft: _Draft) -> bool:
    return (draft.reachable() and bool(draft.name or draft.organisation or draft.email)) or bool(
        draft.name and draft.organisation
    )


def _emails_after(block: Sequence[Piece], line: Piece) -> list[str]:
    return [m.group() for piece in block if piece.start > line.start for m in _EMAIL.finditer(piece.text)][:1]


_SEAMS = (
    re.compile(r"(?<=\))(?=[A-Za-z])"),
    re.compile(r"(?<=[a-z])(?=www\.|https?:)"),
    re.compile(r"(?:(?<=\.com)|(?<=\.org)|(?<=\.net))(?=\+?\d{3})"),
    re.compile(r"(?<=CEO|CFO|CTO|COO)(?=[A-Z][A-Za-z])"),
    re.compile(
        r"(?:(?<=Director)|(?<=Manager)|(?<=Founder)|(?<=Officer)|(?<=Partner)|(?<=Editor))(?=[A-Z][a-z])"
    ),
    re.compile(r"(?<=[a-zA-Z)])(?=(?:E-?mail|Phone|Tel|Telephone|Mobile|Website|Web|Address|Fax)\s*:)"),
    re.compile(r"(?<=[a-z]{3})(?=(?:United States|United Kingdom|Canada|Australia|Germany|India)$)"),
)


def _unglue(line: str) -> str:
    """The line with bars where pieces ran together when its line breaks were lost."""
    for seam in _SEAMS:
        line = seam.sub(" | ", line)
    return line


def _fields(line: str) -> list[tuple[str, str]]:
    """Kind and value of each part of a line, in order; kind "text" where nothing says what it is."""
    line = _unglue(line)
    found: list[tuple[int, int, str, str]] = []
    for match in _EMAIL.finditer(line):
        value = _OVERRUN.sub(r"\1", _GLUED.sub("", match.group()))
        found.append((match.start(), match.end(), "email", value.rstrip(".")))
    for match in _PHONE.finditer(line):
        if sum(char.isdigit() for char in match.group()) >= 7 and not _within(found, match.start()):
            value = match.group().strip()
            value = value[1:] if value.count("(") > value.count(")") and value.startswith("(") else value
            found.append((match.start(), match.end(), "phone", value))
    for match in _URL.finditer(line):
        named = match.group()[0].isupper() and re.match(r" [A-Z][a-z]+", line[match.end() :])
        if not _within(found, match.start()) and not named:
            found.append((match.start(), match.end(), "skip", match.group()))
    fields: list[tuple[str, str]] = []
    at = 0
    for start, end, kind, value in [*sorted(found), (len(line), len(line), "", "")]:
        label = _texts(line[at:start], fields)
        if kind:
            fields.append(("skip" if label == "skip" else kind, value))
        at = end
    return fields


def _within(found: Iterable[tuple[int, int, str, str]], at: int) -> bool:
    return any(start <= at < end for start, end, _, _ in found)


def _texts(text: str, fields: list[tuple[str, str]]) -> str | None:
    """Add what stands between addresses and numbers; the label that ends it, if any, is returned."""
    at = 0
    label: str | None = None
    for match in [*_LABEL.finditer(text), None]:
        part = text[at : match.start() if match else len(text)]
        for value in re.split(
            r"[|;•]|,\s(?!Inc|LLC|Ltd|Corp)|\s(?:at|or|via|on|by)\s?(?=$)|\s[–—-]\s|:\s|\t|\s{2,}", part
        ):
            cleaned = value.strip(" ,.:[]*/–—-")
            if cleaned:
                fields.append((label or "text", cleaned))
                label = None if label != "skip" else label
        if match is not None:
            label = match.lastgroup
            at = match.end()
    return label


def _kind(value: str, labels: Mapping[str, str], current: _Draft, emails: Sequence[str]) -> str:
    """What an unlabelled piece of a contact block is."""
    value = _clean(value)
    words = value.split()
    if not words or len(words) > 9 or len(value) > 90:
        return "skip"
    capital = [w for w in words if w.strip("(")[:1].isupper() or w[0].isdigit()]
    if len(capital) < len(
        [w for w in words if w.lower() not in _PARTICLES | {"of", "and", "the", "for", "&", "in"}]
    ):
        return "skip"
    lowered = [w.lower().strip(".,") for w in words]
    if all(w in _TITLE_WORDS or w in {"and", "&", "of", "for"} for w in lowered) or lowered[0] in (
        "email",
        "phone",
        "tel",
    ):
        return "skip"
    if re.search(r"(?:Road|Street|Avenue|Drive|Suite|Floor)(?:\b|[A-Z])", value):
        return "skip"
    if re.search(r"\d{4}", value) or lowered[-1] in {
        "states",
        "kingdom",
        "street",
        "avenue",
        "road",
        "suite",
    }:
        return "skip"
    if re.search(r"\d", value) and not re.search(r"[A-Za-z]\d|\d[A-Za-z]", value):
        return "skip"
    known = lexicon()
    local = emails[0].split("@")[0].lower() if emails else ""
    domain = emails[0].split("@")[1].lower() if emails else ""
    letters = re.sub(r"[^a-z0-9]", "", value.lower())
    personal = 2 <= len(words) <= 4 and not re.search(r"[&\d(]", value)
    if (
        any(w in known.suffixes for w in lowered[1:])
        or any(w in known.strong for w in lowered)
        or (lowered[-1] in known.weak and len(words) > 1)
    ):
        return "organisation"
    if lowered[-1] in {"newsroom", "relations", "team", "desk"}:
        return "organisation"
    if (
        labels.get(value.lower()) == "GPE"
        or lowered[-1] in known.regions
        or value.lower() in known.campuses
        or re.fullmatch(r"[A-Z]{2}", words[-1])
    ):
        return "skip" if labels.get(value.lower()) != "ORG" else "organisation"
    if personal and local and any(len(w) > 2 and w in local for w in lowered):
        return "name" if not (domain and letters in re.sub(r"[^a-z0-9]", "", domain)) else "organisation"
    if domain and any(len(w) > 2 and domain.startswith(w) for w in lowered):
        return "organisation"
    if domain and len(letters) > 3 and (letters in re.sub(r"[^a-z0-9]", "", domain)):
        return "organisation"
    if any(w in _TITLE_WORDS for w in lowered):
        return "skip"
    if labels.get(value.lower()) == "ORG" or not personal:
        return "organisation" if len(words) <= 6 else "skip"
    return "name" if current.name is None or current.reachable() else "skip"


def _clean(value: str) -> str:
    value = _DEGREE.sub("", value).strip(" ,.:[]*|/–—-")
    if value.count("(") != value.count(")"):
        value = value.strip("()")
    value = re.sub(r" in [A-Z][\w.]+(?: [A-Z][\w.]+)?$", "", value)
    value = re.sub(r"^(?:contact|call|email|please|reach|Mr\.|Ms\.|Mrs\.)\s+", "", value, flags=re.IGNORECASE)
    return value.strip(" ,.:")


_LEADING = re.compile(
    r"^(?:(?:the|our|us|please|contact|call|email)\s+|(?:[A-Z]?[a-z]+(?:ist|or|er|ive|ator|"
    r"ent)\s+)+(?=[A-Z][\w.]+ [A-Z]))*"
)


def _from_sentence(text: str, labels: Mapping[str, str]) -> list[Contact]:
    """The contact in what follows "please contact"."""
    email = _EMAIL.search(text)
    phone = next((m for m in _PHONE.finditer(text) if sum(c.isdigit() for c in m.group()) >= 9), None)
    if email is None and phone is None:
        return []
    name = organisation = None
    first = min(m.start() for m in (email, phone) if m)
    for part in re.split(r"[,;(]|\bat\b|\bor\b|\bvia\b|\bof\b|\bwith\b|\bfrom\b", text[:first]):
        value = _clean(_LEADING.sub("", part.strip()))
        if not value:
            continue
        kind = _kind(value, labels, _Draft(), [email.group()] if email else [])
        if kind == "name" and name is None:
            name = value
        elif kind == "organisation" and organisation is None:
            organisation = value
    if name is None and (organisation is None or email is None):
        return []
    return [
        Contact(
            name=name,
            organisation=organisation,
            email=_OVERRUN.sub(r"\1", _GLUED.sub("", email.group())).rstrip(".") if email else None,
            phone=phone.group().strip() if phone else None,
        )
    ]

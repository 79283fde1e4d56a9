"""Media contacts: blocks of lines, labelled fields, and sentences that say whom to call."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.nlp.anatomy.apart import apart
from dateline.nlp.anatomy.distinct import distinct
from dateline.nlp.anatomy.fields import EMAIL, PHONE, email, fields, pair, phone
from dateline.nlp.anatomy.kinds import Context, body, certain, clean, function, kind, place, unit
from dateline.nlp.anatomy.paragraphs import Piece, lines, paragraphs
from dateline.nlp.institutions.lexicon import lexicon
from dateline.records import Contact

_CUE = re.compile(
    r"(?i)(?:^|(?<=[.!?]\s)|(?<=[.!?]\s\s)|(?<=\n)|(?<=[a-z][.)])(?=(?-i:(?:MEDIA |Media |Investor "
    r")?C(?:ONTACT|ontact):)))"
    r"[\[*# \t]{0,6}(?:"
    r"(?P<line>(?-i:Company Name|Contact Person|Ansprechpartner(?:in)?)\s?:|"
    r"(?-i:(?:[A-Z][\w.&’'-]* ){1,6}(?:Press|Media|News|Communications) (?:Office|Bureau|Team|"
    r"Desk))(?=[ \t]{0,6}\n))"
    r"|(?P<block>(?!(?:for )?public inquir)(?:[A-Z][\w.&'’ ]{1,40} )?(?:media|press|news|pr|public "
    r"relations|investor(?:s| relations)?|editorial|company|marketing|"
    r"corporate)?[ /&]*(?:contacts?|inquiries|enquiries|relations contacts?|queries)"
    r"(?: (?:information|details|info|person|us|persons))?(?=[ \t]{0,6}[:\-–—|\n]|[A-Z])[ \t]{0,6}[:\-–—|"
    r"]{0,6}"
    r"|contact details|corporate communications(?=[ \t]{0,6}\n)|"
    r"(?:pressekontakt|contacts? (?:presse|médias?)|medienkontakt|relations? (?:presse|médias?)|"
    r"pressestelle|kontakt|"
    r"rückfragen|contatti stampa|contacto de prensa|contato|press office|press|media|presse|"
    r"(?:(?:investor|media|press|public|corporate)(?: relations)?(?:,? (?:and|&) )?){1,3} relations)"
    r"(?=[ \t]{0,6}(?::|\n))[ \t]{0,6}:?|"
    r"for (?:media|press|more information|further information|additional information|"
    r"interview)[^\n.]{0,80}?(?::|\n))"
    r"|(?P<sentence>(?:(?:for|to)\b[^\n]{0,60}?\b(?:information|inquir|enquir|interview|media|press|"
    r"details|question|learn|schedule)"
    r"|media\b|press\b|please (?:contact|call|phone|e-?mail|reach)|contact\b|journalists?\b|reporters?\b|"
    r"members of the (?:media|press))"
    r"[^\n]{0,140}?(?:contact|call|phone|ring|e-?mail|write to|get in touch with|reach(?: out to)?)\b))"
)
_STOP = re.compile(
    r"(?i)(?:about [A-Z]|view source|###|# # #|company website|disclaimer|forward|safe harbor|\[original|"
    r"follow us|source\b|copyright|©|note to|this (?:press|news) release|cautionary|connect with|for public|"
    r"[-–—_*=]{3,}\s*$)"
)
_NEXT = re.compile(r"(?i)(?:contact details|(?:media|press|investor) contact)")
_BLOCK_LINES = 16
_BLOCK_CHARACTERS = 900
_TRIES = 80
"""How many headings are followed: a bound on the time for a hostile text."""
_CLOSING = 1200
"""How many characters before the end a contact without a heading may stand."""


@dataclass
class _Draft:
    name: str | None = None
    organisation: str | None = None
    email: str | None = None
    phone: str | None = None
    beside: str | None = None
    """A second person with the same number and address."""

    def reachable(self) -> bool:
        return bool(self.email or self.phone)


def contacts(text: str, start: int, labels: Mapping[str, str]) -> tuple[Contact, ...]:
    """Contacts in text order; `labels` gives what a statistical model takes a string for: PERSON, ORG."""
    found: list[Contact] = []
    covered = start
    tries = 0
    for match in _CUE.finditer(text, start):
        if match.start() < covered:
            continue
        tries += 1
        if tries > _TRIES:
            break
        if match["sentence"]:
            end = _paragraph_end(text, match.end())
            made = _from_sentence(text[match.end() : min(end, match.end() + 260)], labels)
            if not made:
                continue
            covered = min(end, match.end() + 260)
        else:
            block = _block(text, match.start() if match["line"] else match.end())
            made = _from_block(block, labels)
            if (
                not block
            ):  # a heading within a paragraph: "For the press, contact: Ada Quill, Harbour Works …"
                made = _from_sentence(text[match.end() : match.end() + 200].split("\n", 1)[0], labels)
            if (
                match.start() > start
                and text[match.start() - 1] != "\n"
                and "\n" not in text[match.start() : match.end()]
            ):
                plain = text[match.start() : match.end()].strip().lower().startswith(("media", "press"))
                made = [c for c in made if c.name or c.organisation or (plain and c.email)]
            if made and made[0].organisation is None and (issuer := _line_before(text, match.start())):
                made[0] = replace(made[0], organisation=issuer)
            covered = block[-1].end if made and block else match.end()
        found += [c for c in made if c not in found]
    return tuple(distinct(found or _unheaded(text, start, labels)))


_COMPANY = re.compile(r"[^\W_][^,\n]{2,56}(?:, (?:Inc|LLC|LLP|Ltd|Corp|PLC|GmbH)\.?)?")


def _line_before(text: str, at: int) -> str | None:
    """The organisation that stands alone on the line before a heading: "Harbour Works Ltd.", "Contact: …"."""
    before = text[max(0, at - 80) : at].rstrip()
    line = before.rpartition("\n")[2].strip()
    if not before or at - len(before) < 0 or text[at - 1 : at] != "\n" or not _COMPANY.fullmatch(line):
        return None
    return (
        line
        if len(line) < len(before) and certain(line) and kind(line, Context(labels={})) == "organisation"
        else None
    )


def _unheaded(text: str, start: int, labels: Mapping[str, str]) -> list[Contact]:
    """The contact in the last lines of a text that no heading announces: an address with a name."""
    closing = max(start, len(text) - _CLOSING)
    closing = text.find("\n", closing) + 1 if closing > start else start
    for piece in reversed(paragraphs(text, closing)):
        block = [
            Piece(line.text, piece.start + line.start, piece.start + line.end) for line in lines(piece.text)
        ]
        if not EMAIL.search(piece.text) or any(_prose(line.text) for line in block):
            continue
        made = _from_block(block[-_BLOCK_LINES:], labels)
        return [contact for contact in made if contact.email and (contact.name or contact.organisation)]
    return []


def _prose(line: str) -> bool:
    bare = PHONE.sub("", EMAIL.sub("", line))
    return len(bare) > 120 or sum(word.islower() for word in bare.split()) > 5


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
        if len(line.text) > 260 and not (len(block) == 0 and EMAIL.search(line.text[:260])):
            break
        block.append(line)
    return block


def _from_block(block: Sequence[Piece], labels: Mapping[str, str]) -> list[Contact]:
    drafts = [_Draft()]
    pairs = [pair(line.text[:300]) for line in block]
    parted = [
        _apart(block, line, fields(two[0] if two else line.text[:300]))
        for line, two in zip(block, pairs, strict=True)
    ]
    bodies = [sum(k == "organisation" or (k == "text" and certain(v)) for k, v in parts) for parts in parted]
    for number, (line, parts) in enumerate(zip(block, parted, strict=True)):
        town = place(line.text) and not any(k in ("email", "phone") for k, _ in parts)
        emails = [v for k, v in parts if k == "email"] or _emails_after(block, line)
        before: str | None = None
        titled = False
        for what, value in parts:
            current = drafts[-1]
            if what == "text":
                if town:
                    continue
                joined = _joined(before, value, line.text) if unit(value) else None
                if joined and current.organisation == before:
                    current.organisation = before = joined
                    continue
                what = kind(
                    value,
                    Context(
                        labels=labels,
                        email=emails[0] if emails else None,
                        has_name=current.name is not None,
                        has_organisation=current.organisation is not None,
                        reachable=current.reachable(),
                        organisation_near=any(bodies[max(0, number - 3) : number + 4]) and not certain(value),
                        titled=titled,
                    ),
                )
                titled = function(value)
            if what != "skip" and value:
                drafts = _put(drafts, what, value, [v for k, v in parts if k == "email"])
                if what == "organisation":
                    before = drafts[-1].organisation
                two = pairs[number]
                if what == "name" and two and not drafts[-1].beside:
                    drafts[-1].beside = two[1]
    return [
        Contact(name=name, organisation=d.organisation, email=d.email, phone=d.phone)
        for d in drafts
        if _useful(d, labels)
        for name in ((d.name, d.beside) if d.beside else (d.name,))
    ]


def _joined(organisation: str | None, part: str, line: str) -> str | None:
    """Organisation and unit as the line has them, if it has them side by side."""
    whole = f"{organisation}, {part}"
    return whole if organisation and whole in line else None


def _put(drafts: list[_Draft], what: str, value: str, emails: Sequence[str]) -> list[_Draft]:
    """The drafts with one more value, in a new one where the last has its own."""
    current = drafts[-1]
    if what in ("name", "organisation"):
        value = clean(value) if what == "name" else body(clean(value))
        if not value:
            return drafts
        if what == "name" and current.email and any(email != current.email for email in emails):
            return [*drafts, _Draft(name=value)]
        held = getattr(current, what)
        nameless = (
            what == "name" and bool(current.email) and not current.name and current.organisation is None
        )
        again = what == "organisation" and held == value and bool(current.name) and current.reachable()
        if (held and held != value) or nameless or again:
            if what == "organisation" and not current.reachable():
                return drafts
            drafts = [*drafts, _Draft()]
        setattr(drafts[-1], what, value)
    elif what in ("email", "phone") and not any(char.isdigit() for char in value) and "@" not in value:
        if not EMAIL.fullmatch(value):
            return drafts
        setattr(current, what, value)
    elif getattr(current, what) is None:
        setattr(current, what, value)
    elif what == "email" and getattr(current, what) != value:
        drafts = [*drafts, _Draft(email=value)]
    return drafts


def _apart(block: Sequence[Piece], line: Piece, parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The parts of a line, person and organisation apart where nothing parts them."""
    emails = [v for k, v in parts if k == "email"] or _emails_after(block, line)
    address = emails[0] if emails else None
    return [
        piece
        for what, value in parts
        for piece in (apart(value, address) if what == "text" else [(what, value)])
    ]


def _useful(draft: _Draft, labels: Mapping[str, str]) -> bool:
    """Whether it can be reached, or is beyond doubt a person with an organisation."""
    if draft.reachable():
        return bool(draft.name or draft.organisation or draft.email)
    if not draft.name or not draft.organisation:
        return False
    person = draft.name.split()[0].lower() in lexicon().given or labels.get(draft.name.lower()) == "PERSON"
    return person or certain(draft.organisation)


def _emails_after(block: Sequence[Piece], line: Piece) -> list[str]:
    return [m.group() for piece in block if piece.start > line.start for m in EMAIL.finditer(piece.text)][:1]


_LEADING = re.compile(
    r"^(?:(?:the|our|us|please|contact|call|email)\s+|(?:[A-Z]?[a-z]+(?:ist|or|er|ive|ator|"
    r"ent)\s+)+(?=[A-Z][\w.]+ [A-Z]))*"
)


def _from_sentence(text: str, labels: Mapping[str, str]) -> list[Contact]:
    """The contact in what follows "please contact"."""
    address = EMAIL.search(text)
    number = next((m for m in PHONE.finditer(text) if sum(c.isdigit() for c in m.group()) >= 7), None)
    if address is None and number is None:
        return []
    name = organisation = None
    first = min(m.start() for m in (address, number) if m)
    titled = False
    for part in re.split(r"[,;(]|:\s|\bat\b|\bor\b|\bvia\b|\bof\b|\bwith\b|\bfrom\b|\bon\b", text[:first]):
        mail = address.group() if address else None
        for told, piece in apart(_LEADING.sub("", part.strip()), mail):
            value = clean(piece)
            if not value:
                continue
            what = told if told != "text" else kind(value, Context(labels=labels, email=mail, titled=titled))
            titled = function(value)
            if what == "name" and name is None:
                name = value
            elif what == "organisation" and organisation is None:
                organisation = value
    if name is None and (organisation is None or address is None):
        return []
    return [
        Contact(
            name=name,
            organisation=organisation,
            email=email(address) if address else None,
            phone=phone(number) if number else None,
        )
    ]

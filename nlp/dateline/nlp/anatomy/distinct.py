"""One contact for one person, however often a release names them."""

import re
from collections.abc import Iterable

from dateline.records import Contact


def distinct(found: Iterable[Contact]) -> list[Contact]:
    """Without those that say no more than another."""
    kept: list[Contact] = []
    for contact in found:
        twin = next(
            (
                i
                for i, k in enumerate(kept)
                if (
                    (contact.email and k.email and contact.email.lower() == k.email.lower())
                    and (contact.name is None or k.name is None or contact.name == k.name)
                )
                or (contact.name and contact.name == k.name and _one_number(contact, k))
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
            email=k.email or contact.email,
            phone=k.phone or contact.phone,
        )
    return kept[:12]


def _one_number(a: Contact, b: Contact) -> bool:
    """Whether both have the same number, however written, and no addresses of their own."""
    if not a.phone or not b.phone or (a.email and b.email):
        return False
    one, other = (re.sub(r"\D", "", re.split(r"(?i)[ex]", c.phone or "")[0])[-9:] for c in (a, b))
    return len(one) >= 7 and one == other

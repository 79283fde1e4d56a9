"""Where an article or a pasted text belongs: its announcement, with the texts of its members."""

from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy import Connection

from dateline.errors import UsageError
from dateline.home import Home
from dateline.nlp.tracing.articles import TraceInput
from dateline.nlp.tracing.corpus import Corpus
from dateline.nlp.tracing.fingerprint import Fingerprint, fingerprint
from dateline.nlp.tracing.inverted import NAME, Lists, write
from dateline.nlp.tracing.markup import plain
from dateline.nlp.tracing.relations import margins
from dateline.nlp.tracing.stage import as_input, load, read_decisions
from dateline.nlp.tracing.tracer import describe
from dateline.records import Announcement
from dateline.store import announcements, articles, fingerprints

PASTED = "pasted"
"""Id of a text that is not in the store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passport:
    """An announcement and its articles."""

    announcement: Announcement
    texts: dict[str, fingerprints.Text]
    """By article id; a pasted text is not among them."""
    asked: str
    """The article that was asked for."""


def known(conn: Connection, target: str) -> str:
    """The id of the article with that id or address.  Raises UsageError when there is none."""
    for key in (target, articles.by_url(conn, target)):
        if key and fingerprints.texts(conn, [key]):
            return key
    raise UsageError(
        f"No article here has the address or id {target}; `dateline search` finds what there is."
    )


def of_article(conn: Connection, target: str) -> Passport:
    """The passport of the article with that id or address.

    An article without company is an announcement by itself.  Raises UsageError when it is not known.
    """
    key = known(conn, target)
    whole = announcements.of_article(conn, key)
    if whole is None:
        whole = describe([as_input(text) for text in fingerprints.texts(conn, [key]).values()])
    texts = fingerprints.texts(conn, [member.id for member in whole.members])
    return Passport(announcement=whole, texts=texts, asked=key)


def of_text(home: Home, conn: Connection, title: str, text: str) -> Passport | None:
    """The passport that a pasted text belongs into, told with the text as a member; None without one."""
    pasted = TraceInput(id=PASTED, title=title, text=plain(text))
    made = fingerprint(pasted)
    lists = _lists(home, conn)
    ids, sources, prints = [PASTED], [""], [made]
    for item in fingerprints.some(conn, lists.candidates(made)):
        ids.append(item.article_id)
        sources.append(item.source)
        prints.append(Fingerprint.from_bytes(item.data))
    best = nearest(Corpus(ids, sources, prints, lists.population()), PASTED)
    if best is None:
        return None
    found = announcements.of_article(conn, best)
    members = [member.id for member in found.members] if found else [best]
    texts = fingerprints.texts(conn, members)
    inputs = [as_input(texts[key]) for key in members]
    decisions = read_decisions(conn)
    original = found.members[0].id if found else best
    told = describe([*inputs, pasted], replace(decisions, originals=decisions.originals | {original}))
    return Passport(announcement=told, texts=texts, asked=PASTED)


def _lists(home: Home, conn: Connection) -> Lists:
    """The inverted lists; made anew from the fingerprints where they are missing or of another version."""
    path = home.root / NAME
    try:
        return Lists(path)
    except (OSError, ValueError):
        corpus, _ = load(conn)
        write(path, corpus)
        return Lists(path)


def nearest(corpus: Corpus, key: str) -> str | None:
    """The article that surely belongs together with the given one, the surest."""
    place = corpus.ids.index(key)
    a, b = corpus.alike(*corpus.candidates_of(place), 0.0)
    if not len(a):
        return None
    pairs = corpus.evidence(a, b)
    margin = margins(corpus, pairs)
    best = int(np.lexsort((a + b, -margin))[0])
    if margin[best] <= 0:
        return None
    return corpus.ids[int(a[best] + b[best] - place)]

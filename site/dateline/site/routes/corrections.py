"""Corrections by a person: of institutions, and of what belongs to an announcement.

A correction is written down as a decision that no rebuild loses, under the lock of the knowledge base.
"""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from fastapi import APIRouter, HTTPException
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline import clock
from dateline.errors import LockedError, UsageError
from dateline.nlp.tracing.decisions import together as join
from dateline.records import Member
from dateline.site import editing, forms, library
from dateline.site.library import Library
from dateline.site.views import decisions
from dateline.store import announcements, articles, curation, institutions
from dateline.store.institutions import Entity

router = APIRouter(include_in_schema=False)
T = TypeVar("T")
MOST = 20_000
"""Bytes of a form."""
PATIENCE = 3.0
"""Seconds to wait for another writer."""
BUSY = "Another run is writing to this knowledge base, so nothing was changed; try again in a few minutes."


@router.post("/institutions/{key}/corrections")
async def institution(request: Request, key: int) -> Response:
    """Merge into another, split a name off, rename, or take one of these back."""
    given = await forms.fields(request, MOST, "This form is too long.")
    return await run_in_threadpool(_institution, request, key, given)


@router.post("/announcements/{key}/corrections")
async def announcement(request: Request, key: str) -> Response:
    """Say which article is the original, what does not belong, what does, or take one of these back."""
    given = await forms.fields(request, MOST, "This form is too long.")
    return await run_in_threadpool(_announcement, request, key, given)


@router.post("/articles/{key}/corrections")
async def article(request: Request, key: str) -> Response:
    """Say what belongs together with an article, or take back what was said of it."""
    given = await forms.fields(request, MOST, "This form is too long.")
    return await run_in_threadpool(_article, request, key, given)


def _institution(request: Request, key: int, given: Mapping[str, str]) -> Response:
    held = library.of(request)
    editing.check(request, held, given)

    def work(conn: Connection) -> int:
        entity = institutions.by_id(conn, key) if 0 < key < 2**62 else None
        if entity is None:
            raise HTTPException(
                404, "There is no such institution here; it may have been merged with another."
            )
        now, action = clock.now(), given.get("action")
        if action == "merge":
            into = find(conn, given.get("into", ""))
            curation.merge(conn, into.id, key, now)
            return into.id
        if action == "split":
            curation.split(conn, key, given.get("alias", ""), now)
        elif action == "rename":
            curation.rename(conn, key, " ".join(given.get("name", "").split())[:300], now)
        elif action == "undo":
            curation.undo(conn, _number(given.get("decision", "")), now)
        else:
            raise UsageError("The form asks for nothing that this page knows.")
        if institutions.by_id(conn, key):
            return key
        near = institutions.find(conn, entity.name, 1)
        return near[0].id if near else 0

    place = _write(held, work)
    held.upkeep.wanted(tracing=False)
    return RedirectResponse(f"/institutions/{place}?corrected=1" if place else "/institutions", 303)


def _announcement(request: Request, key: str, given: Mapping[str, str]) -> Response:
    held = library.of(request)
    editing.check(request, held, given)

    def work(conn: Connection) -> None:
        found = announcements.by_id(conn, key)
        if found is None:
            raise HTTPException(
                404, "There is no such announcement here; a newer tracing may have changed it."
            )
        _decide(conn, found.members, given)

    _write(held, work)
    held.upkeep.wanted(tracing=True)
    return RedirectResponse(f"/announcements/{key}?corrected=1", 303)


def _article(request: Request, key: str, given: Mapping[str, str]) -> Response:
    held = library.of(request)
    editing.check(request, held, given)

    def work(conn: Connection) -> None:
        if not articles.of_article(conn, key):
            raise HTTPException(404, "There is no such article here; it may stand under another address.")
        alone = Member(id=key, role="original", reasons=(), shared=1.0)
        found = announcements.of_article(conn, key)
        _decide(conn, found.members if found else (alone,), given)

    _write(held, work)
    held.upkeep.wanted(tracing=True)
    return RedirectResponse(f"/articles/{key}?corrected=1", 303)


def _decide(conn: Connection, members: Sequence[Member], given: Mapping[str, str]) -> None:
    """Write down what was said of the articles of one announcement."""
    ids = [member.id for member in members]
    now, action, article = clock.now(), given.get("action"), given.get("article", "")
    if action in ("original", "apart") and article not in ids:
        raise UsageError("Choose an article of this announcement.")
    if action == "original":
        for row in announcements.active(conn):
            if row.action == "original" and row.data["articles"][0] in ids:
                announcements.undo(conn, row.id, now)
        announcements.decide(conn, "original", [article], now)
    elif action == "apart":
        if any(member.id == article and member.role == "original" for member in members):
            raise UsageError(
                "This is the original; say first which other article is, then take this one out."
            )
        for other in ids:  # copies hold together, so that it must be parted from each
            if other != article:
                announcements.decide(conn, "apart", [other, article], now)
    elif action == "together":
        other = _known(conn, given.get("other", ""))
        if other in ids:
            raise UsageError("This article belongs to the announcement already.")
        join(conn, ids[0], other)
    elif action == "undo":
        number = _number(given.get("decision", ""))
        made = decisions.of_announcement(announcements.active(conn), ids, str)
        taken = next((said for said in made if said.id == number), None)
        if taken is None:
            raise UsageError("This correction is no longer in force.")
        for one in taken.numbers:
            announcements.undo(conn, one, now)
    else:
        raise UsageError("The form asks for nothing that this page knows.")


def find(conn: Connection, asked: str) -> Entity:
    """The institution of that number, page address or name.  Raises UsageError where that is not one."""
    number = re.fullmatch(r".*/institutions/(\d{1,15})", asked)
    return institutions.named(conn, number[1] if number else asked)


def _known(conn: Connection, asked: str) -> str:
    key = asked.rstrip("/").rpartition("/")[2]
    found = key if articles.of_article(conn, key) else articles.by_url(conn, asked)
    if not found:
        raise UsageError("No article of this address is in the knowledge base.")
    return found


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise UsageError("The form does not say which correction is to be taken back.")
    return int(text)


def _write(held: Library, work: Callable[[Connection], T]) -> T:
    """Do it in one transaction under the lock.  Raises HTTPException, one sentence, where that cannot be."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with held.home.lock(), held.store.write() as conn:
                return work(conn)
        except LockedError:
            if time.monotonic() > until:
                raise HTTPException(503, BUSY, {"Retry-After": "120"}) from None
            time.sleep(0.1)
        except UsageError as error:
            raise HTTPException(400, str(error)) from None

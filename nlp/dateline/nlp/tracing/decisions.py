"""What a person says of an article's announcement, from the terminal; the next tracing applies it."""

from sqlalchemy import Connection

from dateline import clock
from dateline.errors import UsageError
from dateline.nlp.tracing.lookup import known
from dateline.store import announcements


def original(conn: Connection, target: str) -> None:
    """The article is the original of its announcement; who was named before is so no longer."""
    key = known(conn, target)
    members = _members(conn, key)
    for row in announcements.active(conn):
        if row.action == "original" and row.data["articles"][0] in members:
            announcements.undo(conn, row.id, clock.now())
    announcements.decide(conn, "original", [key], clock.now())


def apart(conn: Connection, target: str) -> None:
    """The article does not belong to its announcement.

    Raises UsageError where it stands alone or is the original, without which the others would be left.
    """
    key = known(conn, target)
    members = _members(conn, key)
    if members == [key]:
        raise UsageError("This article stands alone; there is no announcement to take it out of.")
    if members[0] == key:
        raise UsageError(
            "This is the original; say first with --original which other article is, then take this one out."
        )
    for other in members:  # copies hold together, so that it must be parted from each
        if other != key:
            announcements.decide(conn, "apart", [key, other], clock.now())


def together(conn: Connection, target: str, other: str) -> None:
    """Two articles belong to one announcement, with what each of them belongs to."""
    key, second = known(conn, target), known(conn, other)
    first, others = _members(conn, key), _members(conn, second)
    if second in first:
        raise UsageError("These two belong to one announcement already.")
    for row in announcements.active(conn):  # one who was taken out was parted from each member
        parted = set(row.data["articles"])
        if row.action == "apart" and parted & {*first} and parted & {*others}:
            announcements.undo(conn, row.id, clock.now())
    announcements.decide(conn, "together", [key, second], clock.now())


def undo(conn: Connection, target: str) -> int:
    """Take back all that was said of the article.

    Returns how many decisions that were.  Raises UsageError where there is none.
    """
    key = known(conn, target)
    numbers = [row.id for row in announcements.active(conn) if key in row.data["articles"]]
    if not numbers:
        raise UsageError("Nothing was decided about this article.")
    for number in numbers:
        announcements.undo(conn, number, clock.now())
    return len(numbers)


def _members(conn: Connection, key: str) -> list[str]:
    """The ids of the article's announcement, the original first; the article alone where there is none."""
    found = announcements.of_article(conn, key)
    return [member.id for member in found.members] if found else [key]

"""The one clock: UTC now, or the moment set by `DATELINE_NOW` to replay past nights."""

import os
from datetime import UTC, date, datetime

from dateline.errors import UsageError


def now() -> datetime:
    """Aware UTC time.  `DATELINE_NOW` (ISO 8601; without an offset it is UTC) takes the clock's place."""
    fixed = os.environ.get("DATELINE_NOW")
    if not fixed:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError:
        raise UsageError(f"DATELINE_NOW={fixed!r} is no ISO 8601 time such as 2024-11-20T02:00.") from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def today() -> date:
    """The UTC day of `now`."""
    return now().date()

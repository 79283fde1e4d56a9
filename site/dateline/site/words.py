"""Dates, numbers and names as the pages write them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

ROLES = {
    "original": ("Original", "Originals"),
    "copy": ("Copy", "Copies"),
    "rewrite": ("Rewrite", "Rewrites"),
    "translation": ("Translation", "Translations"),
    "coverage": ("Independent story", "Independent stories"),
    "follow-up": ("Follow-up", "Follow-ups"),
}
KINDS = {"release": "Release", "news": "News", "other": "Other page"}
SOURCE_KINDS = {"newsroom": "Newsroom", "wire": "Wire", "outlet": "Outlet"}
LANGUAGES = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def moment(value: str | None) -> datetime | date | None:
    """An ISO 8601 date, or date and time, as the store keeps it; None for anything else."""
    if not value:
        return None
    try:
        return date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    except ValueError:
        return None


def day_of(value: datetime | date | str | None) -> date | None:
    """The calendar day, in the value's own zone."""
    if isinstance(value, str):
        value = moment(value)
    return value.date() if isinstance(value, datetime) else value


def instant(value: str | None) -> datetime | None:
    """An aware time: noon UTC of a plain date, so that it is least wrong."""
    known = moment(value)
    if known is None:
        return None
    if not isinstance(known, datetime):
        return datetime(known.year, known.month, known.day, 12, tzinfo=UTC)
    return known if known.tzinfo else known.replace(tzinfo=UTC)


def long_day(value: datetime | date | str | None) -> str:
    """`27 April 2023`, or empty."""
    day = day_of(value)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else ""


def short_day(value: datetime | date | str | None) -> str:
    """`27 Apr 2023`, or empty."""
    day = day_of(value)
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}" if day else ""


def month(value: date) -> str:
    """`April 2023`."""
    return f"{_MONTHS[value.month - 1]} {value.year}"


def clock(value: datetime | None) -> str:
    """`27 Apr 2023, 14:05 UTC`, or empty."""
    return f"{short_day(value.astimezone(UTC))}, {value.astimezone(UTC):%H:%M} UTC" if value else ""


def days(first: date, last: date) -> str:
    """A stretch of days as briefly as it stays plain: `27–28 April 2023`, `March 2024`, `2019`."""
    if first == last:
        return long_day(first)
    ends_month = (last.toordinal() + 1) == date(
        last.year + last.month // 12, last.month % 12 + 1, 1
    ).toordinal()
    if first.day == 1 and ends_month:
        if (first.month, last.month) == (1, 12):
            return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
        if (first.year, first.month) == (last.year, last.month):
            return month(first)
        if first.year == last.year:
            return f"{_MONTHS[first.month - 1]}–{_MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {_MONTHS[last.month - 1]} {last.year}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {long_day(last)}"
    return f"{long_day(first)} – {long_day(last)}"


def lag(hours: float) -> str:
    """Time after the original: `3 hours later`, `the same day`, `2 days earlier`; whole units passed."""
    size = abs(hours)
    if size == 0:
        return "the same day"
    if size < 1:
        amount, unit = max(size * 60, 1), "minute"
    else:
        amount, unit = (size, "hour") if size < 24 else (size / 24, "day")
    if unit == "day" and amount >= 60:
        amount, unit = (amount / 30.44, "month") if amount < 700 else (amount / 365.25, "year")
    number = int(amount)
    return f"{number} {unit}{'' if number == 1 else 's'} {'later' if hours > 0 else 'earlier'}"


def count(number: int, one: str, many: str = "") -> str:
    """`1 copy`, `1,204 copies`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def role(value: str | None, number: int = 1) -> str:
    """The word that pages use for a part in an announcement."""
    return ROLES[value][number != 1] if value in ROLES else (value or "")


def language(code: str | None) -> str:
    """The English name of an ISO 639-1 code, or the code."""
    return LANGUAGES.get(code or "", code or "unknown")


def listing(items: Iterable[str]) -> str:
    """`a, b and c`."""
    words = list(items)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""

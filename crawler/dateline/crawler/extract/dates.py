"""Dates as pages write them: ISO 8601, mail headers, and the ways of some twenty languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from dateline import clock

_NAMES = (
    "january january januar jänner jän january enero janvier gennaio janeiro januari jan styczeń"
    " stycznia leden ledna"
    " ocak tammikuu tammikuuta ianuarie január január ene gen janv siječanj января",
    "february februar feber febrero février fevrier febbraio fevereiro februari feb luty lutego únor února"
    " şubat helmikuu helmikuuta februarie február fév févr fev veljača февраля",
    "march märz maerz mär mrz marzo mars março marco maart mar marzec marca březen března mart maaliskuu"
    " maaliskuuta martie marec március ožujak марта marts",
    "april abril avril aprile apr abr avr kwiecień kwietnia duben dubna nisan huhtikuu huhtikuuta aprilie"
    " apríl április travanj апреля",
    "may mai mayo maggio maio mei maj may mag maja květen května mayıs toukokuu toukokuuta máj"
    " május svibanj мая",
    "june juni junio juin giugno junho jun giu czerwiec czerwca červen června haziran kesäkuu"
    " kesäkuuta iunie jún"
    " június lipanj июня",
    "july juli julio juillet luglio julho jul lug juil lipiec lipca červenec července temmuz"
    " heinäkuu heinäkuuta"
    " iulie júl július srpanj июля",
    "august agosto août aout augustus aug ago agu sierpień sierpnia srpen srpna ağustos elokuu elokuuta"
    " augusztus kolovoz августа augusti",
    "september septiembre setiembre septembre settembre setembro sept sep set wrzesień września září eylül"
    " syyskuu syyskuuta septembrie szeptember rujan сентября",
    "october oktober octubre octobre ottobre outubro oct okt ott out październik października"
    " říjen října ekim"
    " lokakuu lokakuuta octombrie október listopad октября",
    "november noviembre novembre novembro nov listopada listopadu kasım marraskuu marraskuuta noiembrie"
    " studeni ноября",
    "december dezember diciembre décembre decembre dicembre dezembro dec dez dic déc grudzień"
    " grudnia prosinec"
    " prosince aralık joulukuu joulukuuta decembrie prosinac декабря desember",
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_MONTH = "(?:" + "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True)) + r")\b"
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?P<y1>\d{{4}})-(?P<m1>\d\d?)-(?P<d1>\d\d?)(?!\d)"
    rf"|(?<![\d.,/-])(?P<d2>\d\d?)(?:st|nd|rd|th|er|\.|º|ª|°)?[ -]?(?:\s?(?:de|of|d'))?\s?"
    rf"(?P<m2>{_MONTH})\.?,?[ -]?(?:\s?(?:de|del|of))?\s?(?P<y2>{_YEAR})\b"
    rf"|\b(?P<m3>{_MONTH})\.?\s(?P<d3>\d\d?)(?:st|nd|rd|th)?(?:,|\.)?\s(?P<y3>{_YEAR})\b"
    rf"|\b(?P<m7>{_MONTH})\s(?P<d7>\d\d?)\s(?P<t7>\d\d:\d\d(?::\d\d)?)\s(?P<z7>[A-Z]{{2,4}}\s)?(?P<y7>{_YEAR})\b"
    rf"|(?<!\d)(?P<y4>{_YEAR})\s?(?:年|년)\s?(?P<m4>\d\d?)\s?(?:月|월)\s?(?P<d4>\d\d?)\s?(?:日|일)?"
    rf"|(?<![\d./-])(?P<y5>{_YEAR})[./](?P<m5>\d\d?)[./](?P<d5>\d\d?)(?!\d)"
    rf"|(?<![\d.,/-])(?P<a6>\d\d?)(?P<s6>[./-])\s?(?P<b6>\d\d?)(?P=s6)\s?(?P<y6>{_YEAR}|\d\d)(?![\d/-]|[.,]\d)",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(Z)?\s*")
_TIME = re.compile(
    r"[T\s,|•·@()–—-]{0,4}(?:(?:at|um|kl\.?|à|a las|às|ore|klo|o|-)\s)?"
    r"(?P<h>\d\d?)(?P<s>[:.h])(?P<m>\d\d)(?::(?P<sec>\d\d)(?:[.,]\d{1,9})?)?\s?(?P<ap>[ap]\.?\s?m\b\.?)?"
    r"\s?(?P<uhr>Uhr|hrs?|Uhr)?\s?\(?(?P<zone>Z\b|(?:UTC|GMT)?[+-]\d\d:?\d\d\b|[+-]\d\d\b(?![:.])|[A-Z]{2,4}\b)?",
    re.IGNORECASE,
)
_TIME_BEFORE = re.compile(
    r"(?P<h>\d\d?)(?P<s>[:h])(?P<m>\d\d)(?::(?P<sec>\d\d))?\s?(?P<ap>[ap]\.?m\.?)?\s?(?P<uhr>Uhr)?"
    r"\s?(?P<zone>[A-Z]{2,4}\b)?[\s,|•·–-]{1,3}(?:(?:on|am)\s)?(?:\w{3,10}\.?,?\s)?$",
    re.IGNORECASE,
)
_ZONES = {
    "Z": "UTC", "UTC": "UTC", "GMT": "UTC", "ET": "America/New_York", "EST": "America/New_York",
    "EDT": "America/New_York", "CT": "America/Chicago", "CDT": "America/Chicago", "MT": "America/Denver",
    "MST": "America/Denver", "MDT": "America/Denver", "PT": "America/Los_Angeles",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles", "CET": "Europe/Berlin", "CEST": "Europe/Berlin", "MEZ": "Europe/Berlin",
    "MESZ": "Europe/Berlin", "BST": "Europe/London", "EET": "Europe/Helsinki", "EEST": "Europe/Helsinki",
    "JST": "Asia/Tokyo", "KST": "Asia/Seoul", "HKT": "Asia/Hong_Kong", "SGT": "Asia/Singapore",
    "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland",
}  # fmt: skip
_PLACEHOLDERS = frozenset({(1970, 1, 1), (1969, 12, 31), (1900, 1, 1), (2000, 1, 1)})


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date, or a moment, with the text that it was read from."""

    day: date
    """A `datetime` where the time is known; aware where the zone is."""
    raw: str
    start: int = 0
    """Where it begins in the text searched."""
    end: int = 0

    def iso(self, zone: str = "") -> str:
        """ISO 8601; a time without zone is taken to be in `zone`, if given."""
        moment = self.day
        if not isinstance(moment, datetime):
            return moment.isoformat()
        if moment.tzinfo is None and zone:
            moment = moment.replace(tzinfo=ZoneInfo(zone))
        return moment.isoformat(timespec="seconds")

    @property
    def plausible(self) -> bool:
        """Neither a program's default nor further ahead than an embargo."""
        day = date(self.day.year, self.day.month, self.day.day)
        if (day.year, day.month, day.day) in _PLACEHOLDERS:
            return False
        return date(1900, 1, 1) < day <= clock.today() + timedelta(days=366)


def read(text: str, order: str = "") -> Stamp | None:
    """The first date of a text of at most 300 characters; None where there is none.

    `order` (`DMY`, `MDY` or `YMD`) says how a numeric date such as 03/04/2024 is meant; without it, dots and
    hyphens mean day first, slashes month first unless that cannot be.
    """
    return next(find(text[:300], order), None)


def find(text: str, order: str = "") -> Iterator[Stamp]:
    """All dates of a text in its order."""
    if compact := _COMPACT.fullmatch(text[:40]):
        stamp = _compact(compact)
        if stamp:
            yield stamp
        return
    for found in _DATE.finditer(text):
        day = _day(found, order)
        if day is None:
            continue
        end = found.end()
        if found["t7"]:
            moment = _moment(day, _TIME.match(f"{found['t7']} {found['z7'] or ''}")) or day
        else:
            moment, end = _with_time(day, text, found.start(), end)
        yield Stamp(moment, text[found.start() : end].strip(), found.start(), end)


def _compact(found: re.Match[str]) -> Stamp | None:
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        plain = date(int(year), int(month), int(day))
        if hour is None:
            return Stamp(plain, found[0].strip())
        moment = datetime(  # noqa: DTZ001
            plain.year, plain.month, plain.day, int(hour), int(minute), int(second or 0)
        )
    except ValueError:
        return None
    return Stamp(moment.replace(tzinfo=UTC) if zone else moment, found[0].strip())


def _day(found: re.Match[str], order: str) -> date | None:
    part = found.groupdict()
    try:
        for index in "145":
            if part[f"y{index}"]:
                return date(int(part[f"y{index}"]), int(part[f"m{index}"]), int(part[f"d{index}"]))
        for index in "237":
            if part[f"y{index}"]:
                month = _MONTHS[part[f"m{index}"].lower()]
                return date(int(part[f"y{index}"]), month, int(part[f"d{index}"]))
        return _numeric(int(part["a6"]), int(part["b6"]), part["y6"], part["s6"], order)
    except (ValueError, KeyError):
        return None


def _numeric(first: int, second: int, year: str, separator: str, order: str) -> date | None:
    if len(year) == 2:
        if separator == "-":
            return None
        full = 2000 + int(year)
        if full > clock.today().year + 1:
            full -= 100
    else:
        full = int(year)
    month_first = order == "MDY" or (not order and separator == "/")
    if first > 12:
        month_first = False
    elif second > 12:
        month_first = True
    return date(full, first, second) if month_first else date(full, second, first)


def _with_time(day: date, text: str, start: int, end: int) -> tuple[date, int]:
    found = _TIME.match(text, end)
    moment = _moment(day, found)
    if found and moment:
        return moment, found.end()
    before = _TIME_BEFORE.search(text[max(0, start - 40) : start])
    moment = _moment(day, before)
    return (moment or day), end


def _moment(day: date, found: re.Match[str] | None) -> datetime | None:
    if found is None:
        return None
    hour, minute, second = int(found["h"]), int(found["m"]), int(found["sec"] or 0)
    half = (found["ap"] or "").lower()
    if found["s"] == "." and not found["uhr"] and not half:
        return None
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    try:
        moment = datetime(day.year, day.month, day.day, hour, minute, second)  # noqa: DTZ001
    except ValueError:
        return None
    zone = (found["zone"] or "").upper()
    if zone in _ZONES:
        moment = moment.replace(tzinfo=UTC if _ZONES[zone] == "UTC" else ZoneInfo(_ZONES[zone]))
    elif "+" in zone or "-" in zone:
        moment = _offset(moment, zone)
    return None if _is_midnight(moment) else moment


def _offset(moment: datetime, zone: str) -> datetime:
    sign = -1 if "-" in zone else 1
    digits = re.sub(r"\D", "", zone).ljust(4, "0")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]))
    return moment.replace(tzinfo=timezone(sign * shift)) if shift < timedelta(hours=16) else moment


def _is_midnight(moment: datetime) -> bool:
    """Midnight to the second stands for a day without a time."""
    return not (moment.hour or moment.minute or moment.second)

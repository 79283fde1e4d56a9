"""When an article was published and modified: claims for machines, then what readers see, then guesses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import urlsplit

from dateline.crawler.extract.dates import Stamp, find, read
from dateline.crawler.extract.metadata import Metadata
from dateline.crawler.extract.page import Page

_MODIFIED = re.compile(
    r"updated?|modified|revised|last\s+change|edited|aktualisier|stand:?\s*$|stand\s|geändert|änderung|bearbeitet"
    r"|mis(?:e)? à jour|modifié|actualiza|modificad|aggiorna|atualiza|bijgewerkt|gewijzigd"
    r"|uppdatera|opdater|oppdater"
    r"|aktualizov|aktualizacja|güncelle|zuletzt",
    re.IGNORECASE,
)
_URL_DATE = re.compile(
    r"/((?:19|20)\d\d)(?:/([01]?\d)/([0-3]?\d)(?=/)"
    r"|([_-])([01]\d)\4([0-3]\d)(?=[/_.-]|$)"
    r"|([01]\d)(?:([0-3]\d)(?=[/_.-]|$)|/([0-3]\d)(?=/)))"
)
"""In folders a day is a whole folder: what only begins with a number may be any number."""
_DAY_FIRST = frozenset(
    [
        "uk",
        "au",
        "in",
        "ie",
        "nz",
        "za",
        "de",
        "at",
        "ch",
        "fr",
        "it",
        "es",
        "be",
        "nl",
        "br",
        "ar",
        "mx",
        "cl",
        "co",
        "pe",
    ]
)
_PUNCTUATION = " ,|·•-–—:()"
_REMARK = 60
_NEAR_BEFORE, _NEAR_AFTER = 6, 14
_LONGEST = 180


@dataclass(frozen=True, slots=True)
class Times:
    published: Stamp | None
    modified: Stamp | None


def times(
    page: Page, metadata: Metadata, title_line: int, text: str, url: str, order: str, chosen: str
) -> Times:
    """The best date that the page gives of each kind; implausible ones are passed over.

    `chosen` is the text that the source's own selector found; it wins.
    """
    own = _claim(chosen, order) if chosen else None
    shown = _Shown(page, title_line, order)
    claimed = _first(metadata.published, order)
    address = in_address(url)
    if own is not None:
        published: Stamp | None = own
    elif claimed is not None:
        published = _original(_local(claimed, shown.published), address)
    else:
        published = shown.element() or shown.plain or address or shown.published or in_dateline(text, order)
    modified = _first(metadata.modified, order) or shown.modified
    return Times(published=published or _guess(page, url), modified=modified)


def date_order(languages: Iterable[str], url: str) -> str:
    """How numeric dates are meant on a page: by its country, else by its language."""
    if (urlsplit(url).hostname or "").rpartition(".")[2] in _DAY_FIRST:
        return "DMY"
    for claim in languages:
        language, _, region = claim.lower().replace("_", "-").partition("-")
        if len(language) == 2:
            return "MDY" if language == "en" and region[:2] in ("", "us") else "DMY"
    return ""


def _local(claimed: Stamp, shown: Stamp | None) -> Stamp:
    """A moment in UTC as the page's readers see it, where the page shows its local time or day beside."""
    moment = claimed.day
    if shown is None or not isinstance(moment, datetime) or moment.utcoffset() != timedelta(0):
        return claimed
    there = shown.day
    if not isinstance(there, datetime):
        return Stamp(there, shown.raw) if abs((there - moment.date()).days) == 1 else claimed
    shift = there.replace(tzinfo=UTC) - moment.replace(second=there.second)
    if there.tzinfo is None and abs(shift) <= timedelta(hours=14) and not shift % timedelta(minutes=15):
        return Stamp(moment.astimezone(timezone(shift)), claimed.raw)
    return claimed


def _original(claimed: Stamp, address: Stamp | None) -> Stamp:
    """The date in the address where it is earlier: sites give a new date to what they touch."""
    if address is None:
        return claimed
    day = claimed.day.date() if isinstance(claimed.day, datetime) else claimed.day
    return address if (day - address.day).days > 1 else claimed


def in_dateline(text: str, order: str = "") -> Stamp | None:
    """The date in the first lines of a release: `SHENZHEN, April 27, 2023 /PRNewswire/ --`."""
    for stamp in find(text[:400], order):
        if stamp.plausible and stamp.start < 300:
            return stamp
    return None


def in_address(url: str) -> Stamp | None:
    """The date in the path of an address: `/2023/04/27/`."""
    found = _URL_DATE.search(urlsplit(url).path)
    parts = [part for part in found.groups() if part and part.isdigit()] if found else []
    stamp = read("-".join(parts)) if parts else None
    return stamp if stamp and stamp.plausible else None


def _first(claims: Iterable[str], order: str) -> Stamp | None:
    """The first claim; a later one of the same day that knows the time is better."""
    best: Stamp | None = None
    for claim in claims:
        stamp = _claim(claim, order)
        if stamp is None:
            continue
        if best is None:
            best = stamp
        elif hasattr(stamp.day, "hour") and not hasattr(best.day, "hour") and stamp.iso()[:10] == best.iso():
            return stamp
    return best


def _claim(claim: str, order: str) -> Stamp | None:
    if claim.isdigit() and len(claim) in (10, 13):
        return _epoch(int(claim[:10]))
    stamp = read(claim, order)
    if stamp is None or not stamp.plausible:
        return None
    return Stamp(stamp.day, claim)


def _epoch(seconds: int) -> Stamp | None:
    stamp = Stamp(datetime.fromtimestamp(seconds, UTC), str(seconds))
    return stamp if stamp.plausible and stamp.day.year > 1990 else None


class _Shown:
    """Dates that stand round the headline."""

    def __init__(self, page: Page, title_line: int, order: str) -> None:
        self._page, self._order = page, order
        self.plain: Stamp | None = None
        """Of a line that says little else."""
        self.published: Stamp | None = None
        self.modified: Stamp | None = None
        if title_line < 0:
            return
        after = range(title_line + 1, min(len(page.lines), title_line + 1 + _NEAR_AFTER))
        before = range(title_line - 1, max(-1, title_line - 1 - _NEAR_BEFORE), -1)
        for number in (*after, *before):
            line = page.lines[number]
            if not line.linked and len(line.text) <= _LONGEST:
                self._take(line.text, page.lines[number - 1].text if number else "")
        self.published = self.plain or self.published

    def _take(self, text: str, previous: str) -> None:
        start = 0
        for stamp in find(text, self._order):
            label = text[start : stamp.start]
            if not label.strip(_PUNCTUATION) and start == 0 and len(previous) < 40:
                label = previous
            start = stamp.end
            if not stamp.plausible:
                continue
            if _MODIFIED.search(label):
                self.modified = self.modified or stamp
            elif len(text) - (stamp.end - stamp.start) < _REMARK:
                self.plain = self.plain or stamp
            else:
                self.published = self.published or stamp

    def element(self) -> Stamp | None:
        """A `time` element made for the purpose, or the only one of the page's article."""
        best: Stamp | None = None
        score = 0
        for number, element in enumerate(self._page.tree.iter("time")):
            if number > 60:
                break
            text = element.get("datetime") or element.text_content()
            stamp = read(text[:80], self._order)
            if stamp is None or not stamp.plausible:
                continue
            about = " ".join(
                filter(None, (element.get("class"), element.get("itemprop"), element.get("id")))
            ).lower()
            if _MODIFIED.search(about) or _inside(element, ("aside", "footer", "nav", "li")):
                continue
            worth = 1
            if element.get("pubdate") is not None or "publi" in about or "entry-date" in about:
                worth += 2
            if _inside(element, ("article", "header", "main")):
                worth += 1
            if worth > score:
                best, score = Stamp(stamp.day, text.strip()), worth
        return best


def _inside(element: object, tags: tuple[str, ...]) -> bool:
    return next(element.iterancestors(*tags), None) is not None  # type: ignore[attr-defined]


def _guess(page: Page, url: str) -> Stamp | None:
    """What htmldate finds; slow, and so the last to be asked."""
    if page.large:
        return None
    from htmldate import find_date

    try:
        found = find_date(page.tree, url=url, original_date=True, extensive_search=False)
    except Exception:
        return None
    stamp = read(found) if found and not found.endswith("-01-01") else None
    return stamp if stamp and stamp.plausible else None

"""Articles, times and numbers in words, for the reasons that readers check."""

from datetime import UTC, date, datetime

from dateline.nlp.tracing.articles import TraceInput


def time_of(article: TraceInput) -> str:
    """The time of publication in UTC as text that sorts; after all others where there is none."""
    at = moment(article)
    return at.astimezone(UTC).isoformat() if at else "~"


def moment(article: TraceInput) -> datetime | None:
    """When it was published, UTC where no zone is given; None where there is no time of day."""
    published = article.published or ""
    if len(published) < 16:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def days_between(first: TraceInput, second: TraceInput) -> int | None:
    """Days from the first to the second; None where a date is missing."""
    if first.day is None or second.day is None:
        return None
    return (second.day - first.day).days


def cite(article: TraceInput) -> str:
    """Its title in quotes, with its site."""
    where = site(article)
    return f"“{short(article.title, 90)}”" + (f" ({where})" if where else "")


def site(article: TraceInput) -> str:
    """What readers know its site by."""
    return article.source_title or article.source or article.url


def short(text: str, most: int = 70) -> str:
    """The text in one line, cut at a word."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def gap(first: TraceInput, second: TraceInput) -> str:
    """How long after the first the second was published, in words; empty for the same time."""
    one, two = moment(first), moment(second)
    if one and two:
        minutes = int((two - one).total_seconds() // 60)
        if abs(minutes) < 60:
            return count(abs(minutes), "minute") if minutes else ""
        if abs(minutes) < 48 * 60:
            return count(abs(minutes) // 60, "hour")
    days = days_between(first, second)
    return count(abs(days), "day") if days else ""


def when(original: TraceInput, article: TraceInput) -> str:
    """When the original was published, seen from the article."""
    between = gap(original, article)
    if between:
        earlier = (original.day or date.min, time_of(original)) <= (article.day or date.min, time_of(article))
        return f"{between} {'earlier' if earlier else 'later'}"
    return "the same day" if days_between(original, article) == 0 else ""


def count(number: int, unit: str) -> str:
    """`1 day`, `1,200 days`."""
    return f"{number:,} {unit}{'' if number == 1 else 's'}"

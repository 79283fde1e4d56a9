"""Answers on the terminal, and as JSON for programs."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from dateline.index.contract import Answer, FacetName, Segment
from dateline.index.former import Former
from dateline.records import to_json

SHOWN: tuple[FacetName, ...] = ("source", "institution", "discipline", "year")
"""Facets that the terminal shows."""


def plain(segments: Iterable[Segment]) -> str:
    """The text without marks."""
    return "".join(segment.text for segment in segments)


def as_json(answer: Answer, former: Mapping[str, Sequence[Former]]) -> None:
    """One JSON object on standard output; the fields are those of docs/query.md."""
    value: dict[str, Any] = {
        "total": answer.total,
        "took_ms": answer.took_ms,
        "hits": [
            {
                "id": hit.id,
                "url": hit.url,
                "title": plain(hit.title),
                "published": hit.published,
                "source": hit.source,
                "score": round(hit.score, 4),
                "snippet": plain(hit.snippet),
                **({"former": to_json(former[hit.id])} if hit.id in former else {}),
            }
            for hit in answer.hits
        ],
        "facets": {
            name: [{"value": v.value, "label": v.label, "count": v.count} for v in values]
            for name, values in answer.facets.items()
        },
        "suggestion": answer.suggestion,
        "notes": list(answer.notes),
    }
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def as_text(answer: Answer, former: Mapping[str, Sequence[Former]]) -> None:
    """Hits with their marks, then the most frequent values of a few facets."""
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    for hit in answer.hits:
        console.print(
            _styled(hit.title, "bold", "bold yellow") if hit.title else Text("(without a title)", "bold")
        )
        facts = " · ".join(part for part in ((hit.published or "")[:10], hit.source, hit.url, hit.id) if part)
        console.print(Text(_safe(facts), "dim"))
        console.print(_styled(hit.snippet, "", "yellow"))
        for item in former.get(hit.id, ()):
            seen = f"seen {item.first_seen:%Y-%m-%d %H:%M} to {item.last_seen:%Y-%m-%d %H:%M} UTC"
            console.print(Text(f"no longer there: “{_safe(item.text)}”, {seen}", "magenta"))
        if hit.others:
            console.print(Text(f"and {hit.others} more of the same announcement", "dim"))
        console.print()
    for name in SHOWN:
        if values := answer.facets.get(name):
            listed = ", ".join(f"{_safe(value.label)} ({value.count:,})" for value in values[:6])
            console.print(Text(f"{name}: {listed}"))
    for note in answer.notes:
        console.print(Text(note))
    if answer.suggestion:
        console.print(Text(f"Did you mean: {_safe(answer.suggestion)}"))
    articles = "article" if answer.total == 1 else "articles"
    console.print(Text(f"{answer.total:,} {articles} in {answer.took_ms:.0f} ms"))


def _styled(segments: Iterable[Segment], plain_style: str, marked_style: str) -> Text:
    return Text.assemble(*((_safe(s.text), marked_style if s.marked else plain_style) for s in segments))


def _safe(text: str) -> str:
    """Without characters that would steer the terminal."""
    return "".join(c if c.isprintable() or c == " " else " " for c in text)

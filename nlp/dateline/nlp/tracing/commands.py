"""`dateline trace`: bring announcements up to date, or ask for one."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.options import HomeOption, JsonOption

if TYPE_CHECKING:
    from dateline.home import Home
    from dateline.nlp.tracing.lookup import Passport


def register(app: typer.Typer) -> None:
    """Add them to the command line."""
    app.command()(trace)


def trace(
    target: Annotated[
        str | None,
        typer.Argument(metavar="[URL|ID]", help="Show the announcement of this article."),
    ] = None,
    text: Annotated[
        Path | None,
        typer.Option("--text", help="Find where the text of this file belongs; -: standard input."),
    ] = None,
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl", help="Read JSON Lines {id, url, source, published, title, text}; write announcements."
        ),
    ] = False,
    original: Annotated[
        bool, typer.Option("--original", help="Decide that this article is the original of its announcement.")
    ] = False,
    apart: Annotated[
        bool, typer.Option("--apart", help="Decide that this article does not belong to its announcement.")
    ] = False,
    together: Annotated[
        str | None,
        typer.Option(
            "--together", metavar="URL|ID", help="Decide that this article belongs together with that one."
        ),
    ] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take back all that was decided about this article.")
    ] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find what belongs to one announcement: original, copies, rewrites, translations, coverage, follow-ups.

    Without a URL, an id or a file it brings the announcements of the knowledge base up to date.
    """
    from dateline.errors import UsageError

    if sum((target is not None, text is not None, jsonl)) > 1:
        raise UsageError("Give one of an article, --text and --jsonl.")
    said = sum((original, apart, together is not None, undo))
    if said > 1:
        raise UsageError("Decide one thing at a time: --original, --apart, --together or --undo.")
    if said and target is None:
        raise UsageError("Name the article that this is decided about by its URL or id.")
    if said and target is not None:
        _decide(home, target, original=original, apart=apart, together=together, as_json=as_json)
    elif jsonl:
        _filter()
    elif target is not None or text is not None:
        _show(home, target, text, as_json)
    else:
        _stage(home, as_json)


def _filter() -> None:
    from dateline.nlp.tracing.filter import Lines

    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf8", errors="replace")  # type: ignore[union-attr]
    lines = Lines()
    for line in lines.run(sys.stdin):
        print(line)
    for error in lines.errors[:20]:
        print(f"dateline: {error}", file=sys.stderr)
    if lines.errors:
        print(f"dateline: {len(lines.errors)} lines were left out.", file=sys.stderr)
        raise typer.Exit(1)


def _stage(home: Path | None, as_json: bool) -> None:
    from dateline import home as homes
    from dateline.nlp.tracing.stage import trace
    from dateline.progress import meter
    from dateline.records import to_json

    place = homes.find(home)
    with place.lock(), meter("trace", quiet=as_json) as progress:
        report = trace(place, meter=progress)
    if as_json:
        print(json.dumps(to_json(report), ensure_ascii=False))
        return
    counts = report.counts
    print(
        f"{counts['articles/read']:,} articles read, {counts['announcements/found']:,} announcements of two"
        f" or more articles, {counts['announcements/told anew']:,} of them told anew,"
        f" in {report.seconds:.1f} seconds."
    )


def _decide(
    home: Path | None, target: str, *, original: bool, apart: bool, together: str | None, as_json: bool
) -> None:
    """Write a person's decision down, apply it, and show what has become of the article."""
    from dateline.nlp.tracing import decisions
    from dateline.nlp.tracing.stage import trace
    from dateline.progress import meter
    from dateline.store.database import Store

    place = _found(home)
    with place.lock():
        with Store.open(place) as store, store.write() as conn:
            if original:
                decisions.original(conn, target)
            elif apart:
                decisions.apart(conn, target)
            elif together is not None:
                decisions.together(conn, target, together)
            else:
                decisions.undo(conn, target)
        with meter("trace", quiet=as_json) as progress:
            trace(place, meter=progress)
    _show(home, target, None, as_json)


def _found(home: Path | None) -> "Home":
    from dateline import home as homes
    from dateline.errors import UsageError

    place = homes.find(home)
    if not place.database.exists():
        raise UsageError(f"{place.root} is no knowledge base; `dateline crawl` or `dateline demo` makes one.")
    return place


def _show(home: Path | None, target: str | None, text: Path | None, as_json: bool) -> None:
    from dateline.nlp.tracing import lookup
    from dateline.store.database import Store

    place = _found(home)
    with Store.open(place) as store, store.read() as conn:
        found: Passport | None
        if target is not None:
            found = lookup.of_article(conn, target)
        else:
            found = lookup.of_text(place, conn, *_pasted(text or Path("-")))
    if as_json:
        print(json.dumps(_as_json(found), ensure_ascii=False))
    elif found is None:
        print("No article here tells what this text tells.")
    else:
        _print(found)


def _pasted(path: Path) -> tuple[str, str]:
    """Title and text of a file: its first line is the title if it is short and stands alone."""
    from dateline.errors import UsageError

    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from None
    text = raw.decode("utf8", errors="replace").strip()
    if not text:
        raise UsageError(f"{path} holds no text.")
    first, _, rest = text.partition("\n")
    return (first.strip(), rest.strip()) if rest.strip() and len(first) < 250 else ("", text)


def _as_json(found: "Passport | None") -> dict[str, Any]:
    if found is None:
        return {"announcement": None, "members": []}
    rows = []
    for member in found.announcement.members:
        text = found.texts.get(member.id)
        rows.append(
            {
                "id": member.id,
                "url": text.url if text else None,
                "source": text.source if text else None,
                "published": text.published if text else None,
                "title": text.title if text else None,
                "role": member.role,
                "reasons": list(member.reasons),
                "shared": member.shared,
            }
        )
    return {"announcement": found.announcement.id, "asked": found.asked, "members": rows}


def _print(found: "Passport") -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(soft_wrap=True, highlight=False)
    for member in found.announcement.members:
        text = found.texts.get(member.id)
        line = Text(f"{member.role:<11}", style="bold")
        line.append(f" {(text.published or '')[:10] if text else '':<10} ")
        line.append(
            f"{member.shared:>5.0%} ".replace("%", " %")
            if member.shared and member.role != "original"
            else " " * 7
        )
        line.append(text.source_title if text else "your text", style="cyan")
        line.append(f"  {' '.join(text.title.split())}" if text else "")
        if member.id == found.asked:
            line.append("  ← asked for", style="green")
        console.print(line)
        if text:
            console.print(Text(f"            {text.url}", style="dim"))
        for reason in member.reasons:
            console.print(Text(f"            {reason}"))
    if len(found.announcement.members) == 1:
        console.print("No other article here tells this announcement.")

"""`dateline institutions …`: the institutions of the store, what a person decides of them, and the
registry."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from dateline.options import HomeOption, JsonOption

app = typer.Typer(
    name="institutions",
    help="Show, merge, split and rename institutions; import the registry.",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(help="Number of the institution, or its name.")]


@app.command("list")
def list_all(
    query: Annotated[str | None, typer.Argument(help="Only those a name of which begins with this.")] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
    limit: Annotated[int, typer.Option("--limit", min=1)] = 50,
) -> None:
    """List institutions, those named by most articles first."""
    from dateline.records import to_json
    from dateline.store import institutions

    with _store(home) as store, store.read() as conn:
        found = institutions.find(conn, query, limit) if query else institutions.most_named(conn, limit)
    if as_json:
        typer.echo(json.dumps(to_json(found), ensure_ascii=False))
        return
    for entity in found:
        typer.echo(
            f"{entity.id:>7}  {entity.articles:>6} articles  {entity.type:<10}  {entity.name}  "
            f"{entity.ror or ''}"
        )


@app.command()
def show(name: Name, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Show one institution: its names with the reason for each, its ids, its articles."""
    from dateline.records import to_json
    from dateline.store import institutions

    with _store(home) as store, store.read() as conn:
        entity = _find(conn, name)
        aliases = institutions.aliases_of(conn, entity.id)
    if as_json:
        typer.echo(json.dumps({**to_json(entity), "aliases": to_json(aliases)}, ensure_ascii=False))
        return
    typer.echo(f"{entity.name}  (number {entity.id}, {entity.type}, named by {entity.articles} articles)")
    for line in (entity.ror, entity.wikidata and f"https://www.wikidata.org/wiki/{entity.wikidata}"):
        if line:
            typer.echo(f"  {line}")
    for alias in aliases:
        typer.echo(f"  {alias.alias}: {alias.reason}")


@app.command()
def merge(into: Name, other: Name, home: HomeOption = None) -> None:
    """Make two institutions one, under the name of the first."""
    from dateline.store import curation

    with _writing(home) as (conn, now):
        first, second = _find(conn, into), _find(conn, other)
        number = curation.merge(conn, first.id, second.id, now)
    typer.echo(
        f"{second.name} is {first.name} from now on; `dateline institutions undo {number}` takes it back."
    )


@app.command()
def split(
    name: Name,
    alias: Annotated[str, typer.Argument(help="The name that is to be an institution of its own.")],
    home: HomeOption = None,
) -> None:
    """Make one name of an institution an institution of its own."""
    from dateline.store import curation

    with _writing(home) as (conn, now):
        entity = _find(conn, name)
        number = curation.split(conn, entity.id, alias, now)
    typer.echo(f"{alias} stands by itself from now on; `dateline institutions undo {number}` takes it back.")


@app.command()
def rename(
    name: Name, new: Annotated[str, typer.Argument(help="What to call it.")], home: HomeOption = None
) -> None:
    """Call an institution otherwise; its other names stay."""
    from dateline.store import curation

    with _writing(home) as (conn, now):
        entity = _find(conn, name)
        number = curation.rename(conn, entity.id, new, now)
    typer.echo(
        f"{entity.name} is called {new} from now on; `dateline institutions undo {number}` takes it back."
    )


@app.command()
def undo(
    number: Annotated[int, typer.Argument(help="Number of the decision; the last one if none is given.")] = 0,
    home: HomeOption = None,
) -> None:
    """Take back a merge, split or rename."""
    from dateline.errors import UsageError
    from dateline.store import curation, decisions

    with _writing(home) as (conn, now):
        if not number:
            made = decisions.every(conn)
            if not made:
                raise UsageError("No decision is in force, so there is nothing to take back.")
            number = made[-1].id
        decision = curation.undo(conn, number, now)
    typer.echo(f"The {decision.action} of {decision.made_at:%Y-%m-%d %H:%M} is taken back.")


@app.command("decisions")
def list_decisions(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List what was merged, split and renamed."""
    from dateline.records import to_json
    from dateline.store import decisions

    with _store(home) as store, store.read() as conn:
        made = decisions.every(conn, undone=True)
    if as_json:
        rows = [
            {
                **to_json(d),
                "made_at": d.made_at.isoformat(),
                "undone_at": d.undone_at and d.undone_at.isoformat(),
            }
            for d in made
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for d in made:
        what = {
            "merge": f"{d.data.get('other')} is {d.data.get('name')}",
            "split": f"{d.data.get('name')} is not {d.data.get('entity')}",
            "rename": f"{d.data.get('old')} is called {d.data.get('name')}",
        }.get(d.action, d.action)
        typer.echo(f"{d.id:>5}  {d.made_at:%Y-%m-%d %H:%M}  {what}{'  (taken back)' if d.undone_at else ''}")


@app.command()
def rebuild(home: HomeOption = None) -> None:
    """Make all institutions anew from the annotations; what a person decided holds."""
    from dateline.store import curation

    with _writing(home) as (conn, now):
        done = max(curation.rebuild(conn, now), default=0)
    typer.echo(f"The institutions of {done:,} articles were made anew.")


@app.command("import")
def import_registry(
    file: Annotated[
        Path, typer.Argument(help="A dump of ROR: .json, .jsonl, .zip, .xz or .gz; schema 1 or 2.")
    ],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Import a dump of the Research Organization Registry and link institutions to it."""
    from dateline import home as homes
    from dateline.nlp.linking import stage
    from dateline.progress import meter
    from dateline.records import to_json

    base = homes.find(home)
    with base.lock(), meter("link", quiet=as_json) as progress:
        report = stage.load_registry(base, file, meter=progress)
    if as_json:
        typer.echo(json.dumps(to_json(report)))
        return
    for name, count in report.counts.items():
        typer.echo(f"{name:24} {count:>9,}")


@app.command()
def link(
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Filter: read {id, text} a line, write {id, ror}.")
    ] = False,
    text: Annotated[str | None, typer.Argument(help="An affiliation to look up.")] = None,
    home: HomeOption = None,
) -> None:
    """Look affiliations up in the imported registry, best first."""
    from dateline.errors import UsageError
    from dateline.nlp.linking.match import Linker

    if not jsonl and not text:
        raise UsageError("Give an affiliation to look up, or --jsonl to read many from standard input.")
    failed = 0
    with _store(home) as store, store.read() as conn:
        linker = Linker(conn)
        if linker.empty:
            raise UsageError("No registry has been imported; `dateline institutions import FILE` does it.")
        if not jsonl:
            for found in linker.affiliation(text or ""):
                typer.echo(f"{found.ror}  {found.score:.2f}  {found.name}  {found.reason}")
            return
        for number, line in enumerate(sys.stdin, 1):
            if line.strip():
                row = _line(line, number)
                if "error" not in row:
                    row = {"id": row["id"], "ror": [found.ror for found in linker.affiliation(row["text"])]}
                else:
                    failed += 1
                print(json.dumps(row, ensure_ascii=False))
    if failed:
        print(f"dateline: {failed} lines could not be read; each says why.", file=sys.stderr)
        raise typer.Exit(1)


@app.command("evaluate")
def evaluate_links(
    file: Annotated[
        Path, typer.Argument(help="CSV with the columns `affiliation` and `labels`: the ROR ids it names.")
    ],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Measure how often affiliations are linked to the right organisation of the imported registry."""
    from dateline.errors import UsageError
    from dateline.nlp.evaluation.affiliations import evaluate
    from dateline.nlp.linking.match import Linker
    from dateline.records import to_json

    with _store(home) as store, store.read() as conn:
        linker = Linker(conn)
        if linker.empty:
            raise UsageError("No registry has been imported; `dateline institutions import FILE` does it.")
        found = evaluate(linker, file)
    if as_json:
        typer.echo(json.dumps(to_json(found)))
        return
    typer.echo(f"{found.strings:,} affiliations of organisations that the registry holds")
    typer.echo(f"right in the first place  {found.right:.3f}  (95 %: {found.low:.3f}–{found.high:.3f})")
    typer.echo(f"answered                  {found.answered:.3f}, of the answers right {found.precise:.3f}")
    typer.echo(f"not in the registry       {found.absent:,}, answered all the same {found.absent_answered:,}")


def _line(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {"error": f"Line {number} is not JSON."}
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
        known = {"id": row["id"]} if isinstance(row, dict) and "id" in row else {}
        return {**known, "error": f'Line {number} is no object with "id" and "text".'}
    return row


def _store(home: Path | None) -> Any:
    from dateline import home as homes
    from dateline.store.database import Store

    return Store.open(homes.find(home))


class _writing:
    """A write transaction under the lock of the knowledge base, with the time."""

    def __init__(self, home: Path | None) -> None:
        self._home = home

    def __enter__(self) -> tuple[Any, Any]:
        from contextlib import ExitStack

        from dateline import clock
        from dateline import home as homes
        from dateline.store.database import Store

        base = homes.find(self._home)
        self._stack = ExitStack()
        self._stack.enter_context(base.lock())
        store = self._stack.enter_context(Store.open(base))
        return self._stack.enter_context(store.write()), clock.now()

    def __exit__(self, *error: Any) -> bool | None:
        return self._stack.__exit__(*error)


def _find(conn: Any, name: str) -> Any:
    """The institution of that number or name.  Raises UsageError where there is none or more than one."""
    from dateline.store import institutions

    return institutions.named(conn, name)

"""Commands of this stage."""

from typing import Annotated

import typer

from dateline.options import HomeOption, JsonOption


def register(app: typer.Typer) -> None:
    """Add them to the command line."""
    app.command()(index)
    app.command()(search)


def index(
    home: HomeOption = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Build the index anew, aside, and swap.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Bring the search index up to date with the store."""
    from dateline import home as homes
    from dateline.index import stage
    from dateline.progress import meter
    from dateline.records import to_json

    base = homes.find(home)
    with base.lock(), meter("index", quiet=json) as steps:
        report = stage.index(base, rebuild=rebuild, meter=steps)
    if json:
        import json as writer

        typer.echo(writer.dumps(to_json(report), ensure_ascii=False))
    else:
        for name, count in report.counts.items():
            typer.echo(f"{name:24} {count:>9,}")
        for error in report.errors:
            typer.echo(error, err=True)
    if report.errors:
        raise typer.Exit(1)


def search(
    query: Annotated[
        str, typer.Argument(help='For example: climate institution:"Max Planck" published:2024')
    ],
    home: HomeOption = None,
    json: JsonOption = False,
    limit: Annotated[int, typer.Option("--limit", min=0, max=1000, help="Hits shown.")] = 10,
    offset: Annotated[int, typer.Option("--offset", min=0, help="Hits skipped.")] = 0,
    sort: Annotated[str, typer.Option("--sort", help="relevance, newest or oldest.")] = "relevance",
    collapse: Annotated[bool, typer.Option("--collapse", help="One hit for each announcement.")] = False,
) -> None:
    """Search the knowledge base."""
    from typing import cast

    from dateline import home as homes
    from dateline.errors import DatelineError
    from dateline.index import open_index, printing
    from dateline.index.contract import FACETS, Request, Sort
    from dateline.index.former import Former, former
    from dateline.store.database import Store

    base = homes.find(home)
    searcher = open_index(base)
    answer = searcher.search(
        Request(
            query=query,
            sort=cast(Sort, sort),
            offset=offset,
            limit=limit,
            facets=FACETS,
            collapse=collapse,
        )
    )
    if not answer.generation:
        raise DatelineError(f"There is no index in {base.root} yet; run `dateline index`.")
    once: dict[str, tuple[Former, ...]] = {}
    if "was:" in query.lower():
        with Store.open(base) as store, store.read() as conn:
            once = former(conn, query, [hit.id for hit in answer.hits])
    if json:
        printing.as_json(answer, once)
    else:
        printing.as_text(answer, once)

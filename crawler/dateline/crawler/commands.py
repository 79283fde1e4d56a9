"""Commands of this stage: sources, crawl, extract."""

import json
from typing import Annotated, Any

import typer

from dateline.crawler.extract import commands as extraction
from dateline.options import HomeOption, JsonOption

sources = typer.Typer(name="sources", help="Add, list, check and remove sources.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add them to the command line."""
    app.add_typer(sources)
    app.command()(crawl)
    extraction.register(app)


def crawl(
    names: Annotated[
        list[str] | None, typer.Argument(help="Sources to crawl; all when none is named.")
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Fetch what is new from the sources."""
    from dateline import home as homes
    from dateline.crawler import stage
    from dateline.progress import meter
    from dateline.records import to_json

    where = homes.find(home)
    with where.lock(), meter("crawl", quiet=as_json) as progress:
        report = stage.crawl(where, names=names or (), meter=progress)
    if as_json:
        print(json.dumps(to_json(report), ensure_ascii=False))
    elif report.sources:
        for name, counts in report.sources.items():
            print(f"{name}: {summary(counts)}")
    else:
        print("There are no sources to crawl; `dateline sources add URL` adds one.")
    if not as_json:
        for error in report.errors:
            print(f"  {error}")
    if report.errors:
        raise typer.Exit(1)


def summary(counts: Any) -> str:
    """One source's figures in words."""
    words = (
        ("articles/new", "new"),
        ("articles/revised", "revised"),
        ("articles/gone", "withdrawn"),
        ("pages/ignored", "no articles"),
        ("pages/failed", "failed"),
        ("requests/made", "requests"),
    )
    said = [f"{counts[key]:,} {word}" for key, word in words if counts.get(key)]
    return ", ".join(said) or "nothing"


@sources.command()
def add(
    url: Annotated[str, typer.Argument(help="The site's front page or newsroom page.")],
    name: Annotated[str | None, typer.Option("--name", help="Its name; else after its host.")] = None,
    values: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="KEY=VALUE", help="Any field of the entry; repeatable, wins over guesses."
        ),
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find out what a site offers and add it to dateline.toml."""
    from dateline import home as homes
    from dateline.crawler import sourcing
    from dateline.errors import UsageError
    from dateline.settings import write_source

    where = homes.find(home)
    settings = where.settings()
    chosen = sourcing.assignments(values or ())
    start = sourcing.make({**chosen, "url": sourcing.address(url)})
    if name is not None and name in settings.sources:
        raise UsageError(f"There is a source {name!r} already; remove it first or give another --name.")
    for known, source in settings.sources.items():
        if name is None and source.url in (start.url, url):
            raise UsageError(f"{url} is the source {known!r} already; give a --name to add it once more.")
    label = name or sourcing.name_for(start.url, settings.sources)
    settings.model_validate({"sources": {label: start.model_dump()}})
    found = sourcing.look(where, settings, start, "add")
    source, remarks = sourcing.entry(found, chosen)
    where.create()
    write_source(where.settings_file, label, source, comments=remarks)
    if as_json:
        print(json.dumps({"name": label, "source": source.model_dump(mode="json"), "found": found}))
        return
    print(f"{label}: {source.title} ({source.kind})")
    for address, number in found["feeds"]:
        print(f"  feed     {address}  {number} entries")
    for address, number, covers in found["sitemaps"]:
        print(f"  sitemap  {address}  {number} addresses seen{', complete' if covers else ''}")
    for address, number, goes_on in found["listings"]:
        print(f"  listing  {address}  {number} articles, {goes_on}")
    _show_samples(found["samples"])
    print(f"Written to {where.settings_file}; `dateline crawl {label}` fetches it.")


def _show_samples(samples: list[dict[str, Any]]) -> None:
    for article in samples:
        print(f"  sample   {article['title'] or '(no title)'}")
        words = len(article["text"].split())
        print(
            f"           {article['published'] or 'no date'}, {words} words, {article['kind']},"
            f" {article['url']}"
        )
    if not samples:
        print("  No sample could be read; set title_css, body_css and date_css with --set.")


@sources.command("list")
def list_sources(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Show the sources and how they are."""
    from dateline import clock
    from dateline import home as homes
    from dateline.crawler.health import health
    from dateline.records import to_json
    from dateline.store import pages
    from dateline.store.database import Store

    where = homes.find(home)
    settings = where.settings()
    rows: list[dict[str, Any]] = []
    if settings.sources:
        with Store.open(where) as store, store.read() as conn:
            for name, source in settings.sources.items():
                state = health(conn, name, source, clock.now())
                rows.append(
                    {
                        "name": name,
                        **source.model_dump(mode="json", include={"kind", "url", "title", "enabled"}),
                        "health": to_json(state),
                        "pages": pages.states(conn, name),
                    }
                )
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print(f"{row['name']:20} {row['kind']:9} {row['health']['state']:9} {row['url']}")
        print(f"{'':20} {row['health']['sentence']}")
    if not rows:
        print("There are no sources; `dateline sources add URL` adds one.")


@sources.command()
def check(
    name: Annotated[str, typer.Argument(help="The source's name.")],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a crawl would fetch and what it would read, without keeping anything."""
    from dateline import home as homes
    from dateline.crawler import sourcing
    from dateline.errors import UsageError
    from dateline.store import pages
    from dateline.store.database import Store

    where = homes.find(home)
    settings = where.settings()
    if name not in settings.sources:
        raise UsageError(f"There is no source {name!r}; `dateline sources list` shows them.")
    found = sourcing.look(where, settings, settings.sources[name], "check")
    known: dict[str, Any] = {}
    if where.database.exists():
        with Store.open(where) as store, store.read() as conn:
            known = dict(pages.many(conn, found["urls"]))
    new = [url for url in found["urls"] if url not in known]
    if as_json:
        print(json.dumps({**found, "new": new}, ensure_ascii=False))
    else:
        for way in found["ways"]:
            what = "unreadable" if way["articles"] is None else f"{way['articles']} articles"
            print(f"  {way['role']:8} {way['url']}  {way['status'] or 'no answer'}, {what}")
        print(f"  {len(new)} articles would be fetched, {len(found['urls']) - len(new)} are known.")
        for url in new[:10]:
            print(f"           {url}")
        _show_samples(found["samples"])
    if not found["urls"]:
        raise typer.Exit(1)


@sources.command()
def remove(
    name: Annotated[str, typer.Argument(help="The source's name.")],
    home: HomeOption = None,
) -> None:
    """Remove a source from dateline.toml; its articles stay."""
    from dateline import home as homes
    from dateline.settings import remove_source

    where = homes.find(home)
    remove_source(where.settings_file, name)
    print(f"{name} is no longer crawled; its articles stay.")

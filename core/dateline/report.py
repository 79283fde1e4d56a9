"""Reports for people: the night and the status, on a terminal or in a log."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.nightly import Night
from dateline.status import Status


def show(night: Night, console: Console | None = None) -> None:
    """Print the night's report."""
    out = console or Console()
    seconds = (night.finished - night.started).total_seconds()
    out.print(
        f"Night {night.run_id}, {night.started:%Y-%m-%d %H:%M} UTC: {night.outcome} in {_span(seconds)}"
    )
    table = Table(box=None, pad_edge=False)
    for heading in ("stage", "time", "what was done"):
        table.add_column(heading, justify="right" if heading == "time" else "left")
    for stage in night.stages:
        did = ", ".join(
            f"{number:,} {name.replace('/', ' ')}" for name, number in stage.counts.items() if number
        )
        table.add_row(stage.stage, _span(stage.seconds), Text(did or "nothing was due"))
    out.print(table)
    crawled = next((stage.sources for stage in night.stages if stage.sources), None)
    if crawled:
        table = Table(box=None, pad_edge=False)
        table.add_column("source")
        table.add_column("counts")
        for name, counts in crawled.items():
            did = ", ".join(
                f"{number:,} {what.replace('/', ' ')}" for what, number in counts.items() if number
            )
            table.add_row(Text(name), Text(did or "nothing new"))
        out.print(table)
    for stage in night.stages:
        for error in stage.errors:
            out.print(Text(f"failed: {error}"))
    for concern in night.concerns:
        out.print(Text(f"{concern.state}: {concern.source}: {concern.sentence}"))


def show_status(state: Status, console: Console | None = None) -> None:
    """Print the status."""
    out = console or Console()
    counts = state.counts
    out.print(Text(state.home))
    out.print(
        ", ".join(
            f"{counts[name]:,} {name}"
            for name in ("articles", "revisions", "captures", "institutions", "announcements")
        )
    )
    out.print(", ".join(f"{name} {size / 1e6:,.1f} MB" for name, size in state.sizes.items()))
    behind = counts["changes"] != counts["indexed"]
    out.print(
        "The index is behind the store: run `dateline index`." if behind else "The index is up to date."
    )
    out.print(Text(f"Last run: {state.last_run or 'none yet'}."))
    if not state.sources:
        out.print("No sources yet: `dateline sources add URL` adds one.")
    for source in state.sources:
        out.print(Text(f"{source.state:>9}  {source.name}: {source.sentence}"))


def _span(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"

"""`dateline demo`."""

import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from dateline.demo.build import Made
    from dateline.home import Home
    from dateline.progress import Meter


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(demo)


def demo(
    home: Annotated[
        Path, typer.Option("--home", help="Folder of the demo's knowledge base, made if it is not there.")
    ] = Path("demo-data"),
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Port of the search page; 8321, or a free one if it is taken."),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="End after building; serve nothing.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Build anew, even if all is there.")] = False,
) -> None:
    """Show Dateline on six small sites of its own: crawl them, read them, serve the search page."""
    from dateline.demo import build
    from dateline.home import Home

    base = Home(home.expanduser().absolute())
    interrupts = _Interrupts()
    with ExitStack() as stack:
        stack.enter_context(interrupts)
        listener = None if once else _listener(port, stack)
        try:
            known = None if fresh else build.made(base)
            if known is None or known.fingerprint != build.fingerprint():
                _build(base, stack, interrupts)
            else:
                _reopen(known, stack)
        except KeyboardInterrupt:
            print("Stopped; the next `dateline demo` begins anew.", file=sys.stderr)
            raise typer.Exit(130) from None
        if listener is None:
            print(f"The demo is ready in {base.root}; `dateline demo` serves it.")
            return
        try:
            _serve(base, listener)
        except KeyboardInterrupt:
            print("Stopped.", file=sys.stderr)


class _Interrupts:
    """Ctrl-C and SIGTERM end the demo, even where a stage took the interrupt for its own."""

    def __init__(self) -> None:
        self._came = False

    def __enter__(self) -> None:
        self._before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        for number in self._before:
            signal.signal(number, self._interrupt)

    def __exit__(self, *error: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _interrupt(self, number: int, frame: Any) -> None:
        self._came = True
        raise KeyboardInterrupt

    @contextmanager
    def meter(self, label: str) -> Iterator["Meter"]:
        """The usual meter; no stage begins after an interrupt."""
        from dateline.progress import meter

        if self._came:
            raise KeyboardInterrupt
        print(f"  {label} …", file=sys.stderr, flush=True)
        with meter(label) as shown:
            yield shown
        if self._came:
            raise KeyboardInterrupt


def _listener(port: int | None, stack: ExitStack) -> socket.socket:
    from dateline.errors import UsageError
    from dateline.settings import Site
    from dateline.site.commands import listen

    try:
        listener = listen("127.0.0.1", Site().port if port is None else port)
    except UsageError:
        if port is not None:
            raise
        listener = listen("127.0.0.1", 0)
    stack.callback(listener.close)
    return listener


def _build(home: "Home", stack: ExitStack, interrupts: _Interrupts) -> None:
    from dateline.demo import build
    from dateline.demo.sites import SITES
    from dateline.demo.web import serve
    from dateline.errors import UsageError

    stack.enter_context(build.alone(home))
    began = time.monotonic()
    try:
        web = stack.enter_context(serve({name: site.port for name, site in SITES.items()}))
    except UsageError:
        _say("Some of the ports 8401 to 8406 are taken, so the demo's sites use others.")
        web = stack.enter_context(serve())
    nights = build.build(home, web, meters=interrupts.meter, say=_say)
    counts = [night.stages[0].counts for night in nights]
    new = sum(count.get("articles/new", 0) for count in counts)
    _say(f"{new} articles crawled, read and indexed in {time.monotonic() - began:.0f} seconds.")


def _reopen(known: "Made", stack: ExitStack) -> None:
    from dateline.demo.web import serve
    from dateline.errors import UsageError

    try:
        web = stack.enter_context(serve(known.ports))
    except UsageError as error:
        _say(f"The demo's own sites are not served, so that links to live pages may fail: {error}")
    else:
        web.correct()


def _serve(home: "Home", listener: socket.socket) -> None:
    import uvicorn

    from dateline.demo.build import TODAY, clock
    from dateline.site.app import create_app
    from dateline.site.commands import address

    with clock(TODAY):
        server = uvicorn.Server(
            uvicorn.Config(
                create_app(home), log_level="warning", server_header=False, timeout_graceful_shutdown=3
            )
        )
        print(
            f"\nDateline's demo is at {address(listener)}   (Ctrl-C ends it)\n\n"
            'Try: eelgrass · institution:"Ministry of Harbours and Justice" · about:2026-11\n'
            "The demo's clock stands at 31 October 2026.",
            flush=True,
        )
        server.run(sockets=[listener])


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)

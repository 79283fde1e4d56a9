"""`dateline serve`."""

import errno
import socket
import sys
from typing import Annotated

import typer

from dateline.errors import LockedError, UsageError
from dateline.home import Home, find
from dateline.options import HomeOption
from dateline.progress import meter


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(serve)


def serve(
    home: HomeOption = None,
    host: Annotated[
        str | None, typer.Option(help="Address to listen on; else `site.host` of dateline.toml.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Port; else `site.port` of dateline.toml; 0: any free one."),
    ] = None,
) -> None:
    """Serve the search page until Ctrl-C."""
    base = find(home)
    settings = base.settings().site
    listener = listen(host or settings.host, settings.port if port is None else port)
    try:
        import uvicorn

        from dateline.site.app import create_app

        _renew_index(base)
        app = create_app(base)
        print(f"Dateline serves {base.root} at {address(listener)}", flush=True)
        server = uvicorn.Server(
            uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=3)
        )
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    finally:
        listener.close()


def _renew_index(home: Home) -> None:
    """Make an index of another version anew before serving: no search could be answered from it."""
    from dateline.index.stage import index, outdated

    if not outdated(home):
        return
    print("The index is of another version or engine; it is made anew first …", file=sys.stderr, flush=True)
    try:
        with home.lock(), meter("index") as progress:
            index(home, rebuild=True, meter=progress)
    except LockedError:
        print("Another run is at work; it will make the index anew.", file=sys.stderr, flush=True)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket.  Raises UsageError where the address cannot be had."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError:
        raise UsageError(f"{host} is no address of this machine; give --host another one.") from None
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(place)
        listener.listen(128)
    except PermissionError:
        listener.close()
        raise UsageError(
            f"Port {port} is for the system's own services; give --port one above 1023."
        ) from None
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise UsageError(
                f"Port {port} on {host} is in use; stop what uses it, or give --port another one "
                "(0: any free one)."
            ) from None
        raise UsageError(f"{host} port {port} cannot be listened on: {error.strerror}.") from None
    return listener


def address(listener: socket.socket) -> str:
    """Where a browser on this machine finds it."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

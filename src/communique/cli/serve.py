"""`communique serve`: the web workspace, on this machine."""

from __future__ import annotations

import errno
import getpass
import os
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.errors import exit_codes
from communique.errors import UsageError
from communique.options import RunOptions, WebOptions

_DEFAULT = WebOptions()
Place = Annotated[Path, typer.Argument(metavar="WORKSPACE", help="A workspace; communique init makes one.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")]
Host = Annotated[
    str, typer.Option(help="Address to listen on. Any but this machine's own needs --token.", metavar="ADDRESS")
]
Token = Annotated[
    str | None,
    typer.Option(help="Ask every visitor for this token (16 characters or more); auto makes one.", metavar="TOKEN"),
]
Names = Annotated[
    list[str] | None,
    typer.Option("--allow-host", help="A further name by which the server may be called.", metavar="NAME"),
]
Who = Annotated[str | None, typer.Option(help="Name that corrections carry; by default your login.", metavar="NAME")]
Workers = Annotated[int, typer.Option(min=0, help="Processes to read uploads with; 0: as many as are worth it.")]


def serve(
    workspace: Place,
    port: Port = _DEFAULT.port,
    host: Host = _DEFAULT.host,
    token: Token = None,
    allow_host: Names = None,
    who: Who = None,
    workers: Workers = 0,
) -> None:
    """Open a workspace in the browser: read, search, review by keyboard, add articles, export. Offline."""
    with exit_codes():
        try:
            import uvicorn

            from communique.web import create_app
        except ModuleNotFoundError as error:
            raise UsageError(
                f"serve needs {error.name}, which is not installed; pip install 'communique[web]'"
            ) from None
        options = WebOptions(
            host=host, port=port, token=_token(token), hosts=tuple(allow_host or ()), who=who or _login()
        )
        app = create_app(workspace, options, RunOptions(workers=workers, quiet=True))
        check_free(host, port)
        typer.echo(f"{workspace} is open at {address(options)}  (Ctrl+C stops)", err=True)
        uvicorn.run(
            app, host=host, port=port, log_level="warning", access_log=False, server_header=False, date_header=False,
            proxy_headers=False, timeout_graceful_shutdown=3, h11_max_incomplete_event_size=32_768,
        )  # fmt: skip


def check_free(host: str, port: int) -> None:
    """UsageError if nobody can listen there, before anything is promised."""
    import socket

    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            if os.name == "posix":  # as the server does; elsewhere the option would let two listen
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = port + 1 if port < 65535 else port - 1
            raise UsageError(f"port {port} is in use; choose another: --port {other}") from None
        raise UsageError(f"cannot listen on {host}, port {port}: {error.strerror or error}") from None


def address(options: WebOptions) -> str:
    """What to open in a browser."""
    host = f"[{options.host}]" if ":" in options.host else options.host
    return f"http://{host}:{options.port}/" + (f"?token={options.token}" if options.token else "")


def _token(asked: str | None) -> str | None:
    if asked != "auto":
        return asked
    import secrets

    return secrets.token_urlsafe(24)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name for this user id, as in some containers
        return _DEFAULT.who

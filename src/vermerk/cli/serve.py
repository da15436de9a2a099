"""`vermerk serve`: the site of a corpus, on one's own machine or for a team."""

from __future__ import annotations

import getpass
import re
import socket
import webbrowser
from ipaddress import ip_address
from pathlib import Path
from threading import Thread, Timer
from typing import TYPE_CHECKING, Annotated

import typer

from vermerk.cli.corpus import build as build_corpus
from vermerk.cli.gathering import corpus_of
from vermerk.model import BadRequest

if TYPE_CHECKING:
    from vermerk.web import Access

PORT, TRIED = 8765, 20  # the port by default, and how many are tried from there on


def serve(
    paths: Annotated[
        list[Path], typer.Argument(metavar="DIR|FILE…", help="A corpus, or files and folders of records.")
    ],
    host: Annotated[str, typer.Option(help="Address to listen on; only this machine by default.")] = "127.0.0.1",
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help=f"Port to listen on; the first free one from {PORT}.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="Under which name decisions are written, alone.")] = None,
    users: Annotated[Path | None, typer.Option(help="Password file of a team; see vermerk password.")] = None,
    header: Annotated[str | None, typer.Option(help="Header in which a reverse proxy names the reader.")] = None,
    proxy: Annotated[list[str] | None, typer.Option(help="Address of that proxy; this machine by default.")] = None,
    guests: Annotated[bool, typer.Option(help="Let those who did not sign in read.")] = False,
    called: Annotated[
        list[str] | None, typer.Option("--called", help="Name under which readers reach the site.")
    ] = None,
    tls: Annotated[
        bool, typer.Option("--tls", help="A proxy before the site speaks TLS: cookies go over it alone.")
    ] = False,
    opening: Annotated[bool, typer.Option("--open", help="Open the site in the browser.")] = False,
) -> None:
    """Open the site of a corpus, or of some records; what is not built yet is built first."""
    import uvicorn

    from vermerk.web import Holdings, site, warm

    access = access_of(host, name, users, header, proxy or [], guests)
    listening = listen(host, port)
    folder = corpus_of(paths)
    build_corpus(folder.root)
    hosts = {"127.0.0.1", "localhost", "::1", "[::1]", host, *(called or [])}
    holdings = Holdings(folder)
    app = site(holdings, access, hosts, tls=tls)
    Thread(target=warm, args=(holdings,), daemon=True).start()
    address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/"
    typer.echo(f"{address}  ({_told(access)}; stop with Ctrl-C)")
    if opening:
        Timer(0.5, webbrowser.open, [address]).start()
    config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False)
    uvicorn.Server(config).run(sockets=[listening])


def listen(host: str, port: int | None) -> socket.socket:
    """A socket on a port of an address, taken before anything long is begun; without a port the first free one.

    Raises:
        BadRequest: the port is taken, or the address is none of this machine.
    """
    tried = [port] if port is not None else range(PORT, PORT + TRIED)
    for one in tried:
        made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((host, one))
            return made
        except OSError as error:
            made.close()
            reason = error.strerror or str(error)
    raise BadRequest(f"{host} port {tried[-1]}", f"cannot be listened on ({reason})", "name another with --port")


def access_of(
    host: str, name: str | None, users: Path | None, header: str | None, proxies: list[str], guests: bool
) -> Access:
    """Who may read and decide, from what the command was told.

    Whoever reaches a site that listens on this machine alone is its reviewer; on any other address nobody decides
    unless he can be told apart.

    Raises:
        BadRequest: options that do not go together.
    """
    from vermerk.corpus.decisions import NAME
    from vermerk.web import Access
    from vermerk.web.access import read_accounts

    if users is not None and header is not None:
        raise BadRequest("--users and --header", "are two ways to tell readers apart", "choose one of them")
    if users is not None:
        return Access("passwords", accounts=read_accounts(users), guests=guests)
    if header is not None:
        return Access("header", header=header, proxies=frozenset(proxies or ["127.0.0.1", "::1"]), guests=guests)
    if not _is_loopback(host):
        return Access("guests", guests=True)
    chosen = name or re.sub(r"[^\w .@-]", "", getpass.getuser()) or "reader"
    if not NAME.match(chosen):
        raise BadRequest(f"--name {chosen!r}", "cannot be the name of a reviewer", "use letters, digits, space . @ -")
    return Access("alone", name=chosen)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _told(access: Access) -> str:
    return {
        "alone": f"you decide as {access.name}",
        "passwords": "a team signs in" + (", guests read" if access.guests else ""),
        "header": f"readers are named by {access.header}" + (", others read" if access.guests else ""),
        "guests": "everybody who reaches it reads, nobody decides; name people with --users or --header",
    }[access.way]

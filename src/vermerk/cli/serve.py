"""`vermerk serve` and `vermerk password`: the site on one's own machine or for a team."""

from __future__ import annotations

import getpass
import re
import sys
import tempfile
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from vermerk.cli.corpus import build as build_corpus
from vermerk.corpus import Folder, add
from vermerk.corpus.folder import SETTINGS
from vermerk.model import BadRequest

if TYPE_CHECKING:
    from vermerk.web import Access


def serve(
    paths: Annotated[
        list[Path], typer.Argument(metavar="DIR|FILE…", help="A corpus, or records to read for this once.")
    ],
    host: Annotated[str, typer.Option(help="Address to listen on; only this machine by default.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8765,
    name: Annotated[str | None, typer.Option(help="Under which name decisions are written, alone.")] = None,
    users: Annotated[Path | None, typer.Option(help="Password file of a team; see vermerk password.")] = None,
    header: Annotated[str | None, typer.Option(help="Header in which a reverse proxy names the reader.")] = None,
    proxy: Annotated[list[str] | None, typer.Option(help="Address of that proxy; this machine by default.")] = None,
    guests: Annotated[bool, typer.Option(help="Let those who did not sign in read.")] = False,
    called: Annotated[
        list[str] | None, typer.Option("--called", help="Name under which readers reach the site.")
    ] = None,
) -> None:
    """Open the site of a corpus, or of a few records; what is not built yet is built first."""
    import uvicorn

    from vermerk.web import Holdings, site, warm

    access = access_of(host, name, users, header, proxy or [], guests)
    folder = corpus_of(paths)
    build_corpus(folder.root)
    hosts = {"127.0.0.1", "localhost", "::1", "[::1]", host, *(called or [])}
    holdings = Holdings(folder)
    app = site(holdings, access, hosts)
    Thread(target=warm, args=(holdings,), daemon=True).start()
    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"http://{shown}:{port}/  ({_told(access)}; stop with Ctrl-C)")
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, proxy_headers=False)


def export_site(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder to write to; new, or an older copy.")],
    corpus: Annotated[
        Path, typer.Option(metavar="DIR", help="The corpus; the folder one stands in by default.")
    ] = Path("."),
    statements: Annotated[bool, typer.Option(help="A page for each statement, beside its place in its record.")] = True,
) -> None:
    """Write the reading side of the site as plain files that any web server shows."""
    from rich.console import Console
    from rich.progress import Progress

    from vermerk.web import Holdings
    from vermerk.web.copying import copy_site

    holdings = Holdings(Folder.at(corpus))
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("pages", total=None)
        copied = copy_site(
            holdings,
            out,
            lambda done, whole: progress.update(task, completed=done, total=whole),
            statements=statements,
        )
    typer.echo(f"{copied.pages:,} pages; begin with {copied.first}")


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


def corpus_of(paths: list[Path]) -> Folder:
    """The corpus that paths stand for: a folder that is one, or one made for this once of the files named.

    Raises:
        BadRequest: a path does not exist.
    """
    if len(paths) == 1 and (paths[0] / SETTINGS).is_file():
        return Folder.at(paths[0])
    root = Path(tempfile.mkdtemp(prefix="vermerk-")) / "corpus"
    folder = Folder.begin(root, ", ".join(path.name for path in paths)[:80])
    list(add(folder, paths))
    typer.echo(f"read for this once, decisions go to {folder.decisions}")
    return folder


def password(
    name: Annotated[str, typer.Argument(help="Name of the person, as it is to stand with decisions.")],
    users: Annotated[Path, typer.Option(help="The password file.")],
    guest: Annotated[bool, typer.Option(help="Reads only.")] = False,
) -> None:
    """Give a person of a team a password, or a new one."""
    from vermerk.corpus.decisions import NAME
    from vermerk.web.access import hashed

    if not NAME.match(name):
        raise BadRequest(f"name {name!r}", "cannot be the name of a reviewer", "use letters, digits, space . @ -")
    chosen = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    if len(chosen) < 10:
        raise BadRequest("password", "is too short", "take at least ten characters")
    kept = (
        users.read_text(encoding="utf-8").splitlines()
        if users.exists()
        else ["# people of this corpus: NAME:ROLE:HASH"]
    )
    lines = [line for line in kept if not line.startswith(f"{name}:")]
    lines.append(f"{name}:{'guest' if guest else 'reviewer'}:{hashed(chosen)}")
    users.touch(mode=0o600)
    users.write_text("\n".join(lines) + "\n", encoding="utf-8")
    typer.echo(f"{users}: {name} may sign in")

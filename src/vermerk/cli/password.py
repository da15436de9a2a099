"""`vermerk password`: the people of a team and their passwords."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vermerk.model import BadRequest


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

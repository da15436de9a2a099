"""The command `vermerk`: nouns and verbs that a historian would guess."""

from __future__ import annotations

import sys

import typer

from vermerk import __version__
from vermerk.cli.attributions import attributions
from vermerk.cli.corpus import add, build, init, search, status
from vermerk.cli.export import export
from vermerk.cli.freezing import freeze
from vermerk.cli.header import header
from vermerk.cli.identities import identities
from vermerk.cli.inquiries import (
    check,
    chronology,
    conflicts,
    figures,
    network,
    promises,
    relation,
    unknowns,
    witnesses,
)
from vermerk.cli.password import password
from vermerk.cli.read import read
from vermerk.cli.schema import schema
from vermerk.cli.serve import serve
from vermerk.cli.statements import statements
from vermerk.cli.who import who
from vermerk.model import VermerkError

app = typer.Typer(
    name="vermerk",
    help="Read diplomatic and archival records into statements that can be cited.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
COMMANDS = (
    read, header, statements, attributions, who, init, add, build, status, serve, search, relation, chronology,
    conflicts, witnesses, unknowns, promises, figures, network, check, export, freeze, identities, password, schema,
)  # fmt: skip
for command in COMMANDS:
    app.command()(command)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"vermerk {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version."),
) -> None:
    """Read diplomatic and archival records into statements that can be cited."""


def main() -> None:
    """Run a command; what a user handed in wrongly is told in one line, with exit code 2."""
    try:
        app()
    except VermerkError as mistake:
        print(f"vermerk: {mistake}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        print("vermerk: stopped", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()

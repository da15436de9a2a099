"""`vermerk freeze`: a corpus in one archive that verifies itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vermerk.corpus import Folder, verify
from vermerk.corpus import freeze as freeze_corpus
from vermerk.model import BadRequest


def freeze(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The corpus, or with --verify an archive.")] = Path("."),
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="The archive to write.")] = None,
    verifying: Annotated[bool, typer.Option("--verify", help="Compare an archive with its sums.")] = False,
) -> None:
    """Put sources, statements, decisions and versions into one archive (a BagIt bag) that verifies itself."""
    if verifying:
        found = verify(folder)
        for mistake in found.mistakes:
            typer.echo(mistake)
        typer.echo(f"{found.files - len(found.mistakes):,} of {found.files:,} files are as they were frozen")
        if found.mistakes:
            raise typer.Exit(2)
        return
    if output is None:
        raise BadRequest("freeze", "no file is named", "write: vermerk freeze DIR -o FILE.zip")
    made = freeze_corpus(Folder.at(folder), output)
    typer.echo(f"{output}: {made.files:,} files, {made.bytes:,} bytes; verify with: vermerk freeze --verify {output}")

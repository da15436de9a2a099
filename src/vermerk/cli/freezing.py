"""`vermerk freeze`: a corpus in one archive that verifies itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vermerk.cli.corpus import HERE, Root
from vermerk.corpus import Folder, verify
from vermerk.corpus import freeze as freeze_corpus
from vermerk.model import BadRequest


def freeze(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="The corpus, or with --verify an archive.")
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="The archive to write.")] = None,
    verifying: Annotated[bool, typer.Option("--verify", help="Compare an archive with its sums.")] = False,
    corpus: Root = HERE,
) -> None:
    """Put sources, statements, decisions and versions into one archive (a BagIt bag) that verifies itself."""
    if verifying:
        if folder is None:
            raise BadRequest("freeze --verify", "no archive is named", "write: vermerk freeze --verify FILE.zip")
        found = verify(folder)
        for mistake in found.mistakes:
            typer.echo(mistake)
        typer.echo(f"{found.sound:,} of {found.files:,} files are as they were frozen")
        if found.mistakes:
            raise typer.Exit(2)
        return
    if output is None:
        raise BadRequest("freeze", "no file is named", "write: vermerk freeze DIR -o FILE.zip")
    made = freeze_corpus(Folder.at(folder or corpus), output)
    typer.echo(f"{output}: {made.files:,} files, {made.bytes:,} bytes")
    typer.echo(f"verify with: vermerk freeze --verify {output}, or anywhere with: python3 {output}")

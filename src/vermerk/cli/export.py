"""`vermerk export`: a corpus in the forms in which others read it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from vermerk.corpus import Folder
from vermerk.model import BadRequest

Exporter = Callable[[Folder, Path, bool], str]


def export_site(folder: Folder, out: Path, statements: bool = True) -> str:
    """Write the reading side of the site as plain files; return what to tell.

    Without pages for statements their place in their record stands for them.

    Raises:
        BadRequest: the folder holds other files, or cannot be written.
    """
    from rich.console import Console
    from rich.progress import Progress

    from vermerk.web import Holdings
    from vermerk.web.copying import copy_site

    holdings = Holdings(folder)
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("pages", total=None)
        copied = copy_site(
            holdings,
            out,
            lambda done, whole: progress.update(task, completed=done, total=whole),
            statements=statements,
        )
    left = (
        f" ({copied.pairs_left_out:,} pairs of parties with few statements have no page)"
        if copied.pairs_left_out
        else ""
    )
    return f"{copied.pages:,} pages in {copied.files:,} files; begin with {copied.first}{left}"


#: Each form with what writes it.
FORMS: Mapping[str, Exporter] = {"site": export_site}


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of: {', '.join(FORMS)}.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="PATH", help="Where to write it.")],
    corpus: Annotated[
        Path, typer.Option("--corpus", metavar="DIR", help="The corpus; the folder one stands in by default.")
    ] = Path("."),
    statements: Annotated[
        bool, typer.Option(help="site: a page for each statement, beside its place in its record.")
    ] = True,
) -> None:
    """Write a corpus in another form: ``site`` is the reading side of the site as plain files."""
    if form not in FORMS:
        raise BadRequest(f"export {form}", "is not known", f"write one of: {', '.join(FORMS)}")
    typer.echo(FORMS[form](Folder.at(corpus), output, statements))

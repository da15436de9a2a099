"""`vermerk read`: records for the eye."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from vermerk.cli.inputs import records_of
from vermerk.cli.rendering import render
from vermerk.reading.sources import Report


def read(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files or folders; - reads standard input.")],
    report_only: Annotated[
        bool, typer.Option("--report", help="Only read the sources and report what was and was not read.")
    ] = False,
) -> None:
    """Show records with their description, participants and statements, each with its passage and chain."""
    console = Console(highlight=False)
    report = Report()
    if report_only:
        for _ in records_of(paths, report):
            pass
    else:
        from vermerk.extraction import GrammarEngine  # the parser takes its time to load

        engine = GrammarEngine()
        for record in records_of(paths, report):
            console.print(render(record, engine.statements(record)))
    if report_only or report.sources > 1:
        console.print(_report_table(report))
    if report.unread:
        raise typer.Exit(2)


def _report_table(report: Report) -> Table:
    table = Table(title="What was read", show_header=False, title_justify="left")
    for label, value in report.rows():
        table.add_row(label, value)
    return table

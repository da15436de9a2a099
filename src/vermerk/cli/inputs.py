"""What the commands read: sources one after another, with a progress bar, and a last word on what was not read."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from vermerk.model import Record
from vermerk.reading.sources import Report, find_sources, read_all

MANY = 8  # sources from which a progress bar is worth its line


def records_of(paths: Sequence[str], report: Report) -> Iterator[Record]:
    """Read sources in order; what cannot be read is told on the error output and the others go on."""
    sources = find_sources(paths)
    with _progress(len(sources)) as progress:
        task = progress.add_task("reading", total=len(sources))
        for reading in read_all(sources):
            report.count(reading)
            progress.advance(task)
            if reading.error is not None:
                progress.console.print(
                    f"vermerk: {reading.error}", style="red", markup=False, highlight=False, soft_wrap=True
                )
            yield from reading.records


def _progress(sources: int) -> Progress:
    shown = sources >= MANY and sys.stderr.isatty()
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not shown,
    )

"""`vermerk init`, `add`, `build`, `status` and `search`: a corpus from its beginning to its passages."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from vermerk.cli.output import Format, write_rows
from vermerk.corpus import Corpus, Folder
from vermerk.corpus import add as put_in
from vermerk.corpus import build as make

HERE = Path(".")
Root = Annotated[Path, typer.Option("--corpus", metavar="DIR", help="The corpus; the folder one stands in by default.")]


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the corpus is to stand.")],
    title: Annotated[str | None, typer.Option(help="Its title; the folder's name by default.")] = None,
) -> None:
    """Begin a corpus in a folder."""
    begun = Folder.begin(folder, title)
    typer.echo(f"{begun.root}: begun; put sources in with: vermerk add PATH --corpus {begun.root}")


def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files or folders with records.")],
    corpus: Root = HERE,
) -> None:
    """Copy sources into a corpus."""
    came = Counter(what for _, what in put_in(Folder.at(corpus), paths))
    told = ", ".join(f"{count:,} {what}" for what, count in sorted(came.items())) or "no sources found"
    typer.echo(f"{told}; read them with: vermerk build --corpus {corpus}")


def build(
    corpus: Root = HERE,
    processes: Annotated[int | None, typer.Option(min=1, help="How many read at once; one a core by default.")] = None,
) -> None:
    """Read what changed and make the corpus's tables."""
    bars: dict[str, TaskID] = {}
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    ) as progress:

        def advance(stage: str, done: int, whole: int) -> None:
            if stage not in bars:
                bars[stage] = progress.add_task(stage, total=whole)
            progress.update(bars[stage], completed=done, total=whole)

        report = make(Folder.at(corpus), processes=processes, advance=advance)
    typer.echo(
        f"{report.sources - report.unread:,} of {report.sources:,} sources read ({report.fresh:,} of them now), "
        f"{report.records:,} records, {report.statements:,} statements"
    )
    if report.unread:
        typer.echo(
            f"{report.unread:,} of {report.sources:,} sources could not be read: see {corpus}/.vermerk/unread.log"
        )


def status(corpus: Root = HERE) -> None:
    """Say what a corpus holds, what could not be read, and which decisions have lost their place."""
    opened = Corpus.open(corpus)
    held = opened.coverage()
    typer.echo(f"{opened.settings.title}: {held.sources - held.unread:,} of {held.sources:,} sources read")
    typer.echo(f"{held.records:,} records, {held.statements:,} statements")
    reviewed = opened.reviewed
    typer.echo(f"{len(reviewed.attachments):,} decisions, {len(reviewed.lost):,} of them lost")
    for lost in reviewed.lost:
        anchor = lost.review.anchor
        words = " ".join(f"{anchor.before}»{anchor.quote}«{anchor.after}".split())
        typer.echo(f"lost: {lost.review.who} {lost.review.verdict} in {anchor.record}: {words}")


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help='Words, or "a phrase" in quotation marks.')],
    corpus: Root = HERE,
    format: Annotated[Format, typer.Option(help="How to write them.")] = Format.TABLE,
    limit: Annotated[int, typer.Option(min=1, help="How many passages at most.")] = 20,
) -> None:
    """Find passages by their words."""
    opened = Corpus.open(corpus)
    count, hits = opened.search(" ".join(words), limit)
    rows = (
        {"record": h.record, "start": h.start, "end": h.end, "words": h.snippet.replace("\2", "»").replace("\3", "«")}
        for h in hits
    )
    shown = write_rows(rows, format, ("record", "start", "end", "words"))
    held = opened.coverage()
    print(
        f"{shown:,} of {count:,} passages shown; {held.records:,} records searched, {held.unread:,} of {held.sources:,} "
        "sources not read",
        file=sys.stderr,
    )

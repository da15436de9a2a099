"""`vermerk init`, `add`, `build`, `status` and `search`: a corpus from its beginning to its passages."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from vermerk.cli.output import Format, write_rows
from vermerk.cli.steps import told_steps
from vermerk.corpus import Corpus, Folder, standing_of
from vermerk.corpus import add as put_in
from vermerk.corpus import build as make

HERE = Path(".")
Root = Annotated[Path, typer.Option("--corpus", metavar="DIR", help="The corpus; the folder one stands in by default.")]

Named = Annotated[Path | None, typer.Argument(metavar="[DIR]", help="The corpus, as with --corpus.")]


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
    """Copy sources into a corpus; one that comes again with other words takes the old one's place."""
    came = Counter(what for _, what in put_in(Folder.at(corpus), paths))
    told = ", ".join(f"{count:,} {what}" for what, count in sorted(came.items())) or "no sources found"
    typer.echo(f"{told}; read them with: vermerk build --corpus {corpus}")


def build(
    folder: Named = None,
    corpus: Root = HERE,
    processes: Annotated[int | None, typer.Option(min=1, help="How many read at once; one a core by default.")] = None,
) -> None:
    """Read what changed and make the corpus's tables; it may be stopped at any time and goes on from there."""
    at = Folder.at(folder or corpus)
    with told_steps() as advance:
        report = make(at, processes=processes, advance=advance)
    typer.echo(
        f"{report.sources - report.unread:,} of {report.sources:,} sources read ({report.fresh:,} of them now), "
        f"{report.records:,} records, {report.statements:,} statements"
    )
    if report.unread:
        typer.echo(f"{report.unread:,} of {report.sources:,} sources could not be read: see {at.built / 'unread.log'}")


def status(
    folder: Named = None,
    corpus: Root = HERE,
    format: Annotated[Format, typer.Option(help="How to write it.")] = Format.TABLE,
) -> None:
    """Say what a corpus holds, what could not be read, what changed since, and which decisions have lost their place."""
    told = standing_of(Folder.at(folder or corpus))
    if format is Format.TABLE:
        for line in told.lines():
            typer.echo(line)
    else:
        write_rows([msgspec.to_builtins(told)], format, told.__struct_fields__)


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

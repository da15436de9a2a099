"""`vermerk who`: what a name means at a date."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from vermerk.authority import Authority, Resolution
from vermerk.cli.output import Format, write_rows

COLUMNS = ("name", "on", "status", "label", "kind", "from", "to", "wikidata", "gw", "cow", "candidates")


def who_row(resolution: Resolution) -> dict[str, Any]:
    """A resolution as a row of the published fields."""
    entry = resolution.entry
    return {
        "name": resolution.name,
        "on": resolution.on,
        "status": resolution.status,
        "label": entry.label if entry else None,
        "kind": entry.kind if entry else None,
        "from": entry.start if entry else None,
        "to": entry.end if entry else None,
        "wikidata": entry.wikidata if entry else None,
        "gw": entry.gw if entry else None,
        "cow": entry.cow if entry else None,
        "candidates": list(dict.fromkeys(candidate.label for candidate in resolution.candidates)),
    }


def who(
    names: Annotated[list[str], typer.Argument(metavar="NAME…", help="Names as a record writes them.")],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The record's date, e.g. 1968-12 or 1949.")] = None,
    format: Annotated[Format, typer.Option(help="How to write them.")] = Format.TABLE,
    corpus: Annotated[Path | None, typer.Option(help="Folder of a corpus with tables of its own.")] = None,
) -> None:
    """Say which state, body, group or person a name means at a date, or that it stays open."""
    authority = Authority.with_tables(corpus / "authority") if corpus is not None else Authority.shipped()
    write_rows((who_row(authority.resolve(name, on)) for name in names), format, COLUMNS)

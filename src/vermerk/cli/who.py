"""`vermerk who`: what a name means at a date."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from vermerk.authority import Authority, Resolution, meaning
from vermerk.cli.corpus import HERE
from vermerk.cli.output import Format, write_rows
from vermerk.corpus import Folder
from vermerk.corpus.folder import SETTINGS
from vermerk.model import BadPeriod, BadRequest, Period

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
    corpus: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="A corpus with tables of its own; the folder one stands in by default."),
    ] = None,
) -> None:
    """Say which state, body, group or person a name means at a date, or that it stays open."""
    if on is not None:
        _checked(on)
    authority = _authority(corpus)
    write_rows((who_row(meaning(authority, name, on)) for name in names), format, COLUMNS)


def _authority(corpus: Path | None) -> Authority:
    """The package's tables, with those of the folder that is named or of the corpus that one stands in."""
    if corpus is None and not (HERE / SETTINGS).is_file():
        return Authority.shipped()
    own = (corpus or HERE) / "authority"
    return Authority.with_tables(own if own.is_dir() else Folder.at(corpus or HERE).authority)


def _checked(on: str) -> None:
    try:
        Period.parse(on)
    except BadPeriod:
        raise BadRequest(
            f"--on {on!r}", "is no date", "write a year, month or day: 1968, 1968-12, 1968-12-09"
        ) from None

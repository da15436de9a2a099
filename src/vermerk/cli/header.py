"""`vermerk header`: archival descriptions."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
import typer

from vermerk.authority import Authority, with_states
from vermerk.cli.inputs import records_of
from vermerk.cli.output import Format, write_rows
from vermerk.model import Record
from vermerk.reading.sources import Report

FIELDS = (
    "record", "title", "document_date", "event_date", "place", "author_body", "classification", "participants",
    "original_language", "archive_reference", "repository", "fonds", "shelfmark", "url", "credits", "translator",
    "distribution", "signatories",
)  # fmt: skip


def header_row(record: Record) -> dict[str, Any]:
    """The archival description of a record as a row of the published fields."""
    description = msgspec.to_builtins(with_states(record.description, Authority.shipped()))
    return {"record": record.id, **{field: description[field] for field in FIELDS[1:]}}


def header(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files or folders; - reads standard input.")],
    format: Annotated[Format, typer.Option(help="How to write them.")] = Format.TABLE,
) -> None:
    """Show the archival description of records: title, dates, place, body, reference, participants."""
    report = Report()
    columns = FIELDS if format is not Format.TABLE else FIELDS[:9]
    write_rows((header_row(record) for record in records_of(paths, report)), format, columns)
    if report.unread:
        raise typer.Exit(2)

"""`vermerk statements`: the statements of records, in the codebook's fields."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

import msgspec
import typer

from vermerk.cli.inputs import records_of
from vermerk.cli.output import Format, write_rows
from vermerk.extraction.trust import LEAST_SCORE
from vermerk.model import Quantity, Statement
from vermerk.reading.sources import Report

COLUMNS = (
    "record", "quote", "start", "end", "kind", "actor", "toward", "via", "what", "time", "status", "polarity",
    "chain", "certainty", "quantities", "editorial", "event", "level", "score", "id",
)  # fmt: skip
SHOWN = ("kind", "actor", "toward", "time", "status", "polarity", "chain", "certainty", "score", "quote")


class EngineName(StrEnum):
    """The engines that read statements."""

    GRAMMAR = "grammar"


def statement_row(statement: Statement) -> dict[str, Any]:
    """A statement as a row: the codebook's fields first, then the design's; cues left out of the chain."""
    row: dict[str, Any] = msgspec.to_builtins(statement)
    row["chain"] = [{"holder": link.holder, "mode": str(link.mode)} for link in statement.chain]
    row["quantities"] = [{"value": _value(q), "unit": q.unit, "of": q.of} for q in statement.quantities]
    ordered = {column: row[column] for column in COLUMNS}
    return {**ordered, **{name: value for name, value in row.items() if name not in ordered}}


def _value(quantity: Quantity) -> float | int | list[float | int]:
    """A figure, or a range as a list of its two ends."""
    return list(quantity.value) if isinstance(quantity.value, tuple) else quantity.value


def _for_the_eye(row: dict[str, Any]) -> dict[str, Any]:
    chain = " > ".join(f"{link['holder']} {link['mode']}" for link in row["chain"])
    return {**row, "chain": chain, "quote": " ".join(row["quote"].split())}


def statements(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files or folders; - reads standard input.")],
    format: Annotated[Format, typer.Option(help="How to write them.")] = Format.TABLE,
    engine: Annotated[EngineName, typer.Option(help="Which engine reads.")] = EngineName.GRAMMAR,
    min_score: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Leave out statements that the engine trusts less; 0 shows all.")
    ] = LEAST_SCORE,
) -> None:
    """Show the statements of records: who said what about whom, when, and in which passage."""
    report = Report()
    from vermerk.extraction import GrammarEngine  # the parser takes its time to load

    reader = GrammarEngine(least_score=min_score)

    def rows() -> Iterator[dict[str, Any]]:
        for record in records_of(paths, report):
            for statement in reader.statements(record):
                row = statement_row(statement)
                yield _for_the_eye(row) if format is Format.TABLE else row

    write_rows(rows(), format, COLUMNS if format is not Format.TABLE else SHOWN)
    if report.unread:
        raise typer.Exit(2)

"""How rows leave the program: as a table for the eye, JSON, JSON Lines, or CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from rich.console import Console
from rich.table import Table

Row = Mapping[str, Any]
LEAST_WIDTH = 15  # characters of a column below which a table can no longer be read


class Format(StrEnum):
    """How a command writes its rows."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


def write_rows(rows: Iterable[Row], form: Format, columns: Sequence[str], *, title: str = "") -> int:
    """Write rows to the standard output and return how many there were; JSON Lines and CSV are streamed."""
    if form is Format.JSONL:
        return _jsonl(rows)
    if form is Format.JSON:
        listed = list(rows)
        print(json.dumps(listed, ensure_ascii=False, indent=2))
        return len(listed)
    if form is Format.CSV:
        return _csv(rows, columns)
    return _table(rows, columns, title)


def tell(words: str, form: Format) -> None:
    """Say what was searched: beneath a table, and beside rows that another program reads."""
    print(words, file=sys.stdout if form is Format.TABLE else sys.stderr)


def _jsonl(rows: Iterable[Row]) -> int:
    count = 0
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        count += 1
    sys.stdout.flush()
    return count


def _csv(rows: Iterable[Row], columns: Sequence[str]) -> int:
    writer = csv.writer(sys.stdout)
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
        count += 1
    return count


def _table(rows: Iterable[Row], columns: Sequence[str], title: str) -> int:
    console = Console(highlight=False)
    if console.width < LEAST_WIDTH * len(columns):
        return _cards(console, rows, columns)
    table = Table(title=title or None, show_lines=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    count = 0
    for row in rows:
        table.add_row(*[_plain(_cell(row.get(column))) for column in columns])
        count += 1
    console.print(table)
    return count


def _cards(console: Console, rows: Iterable[Row], columns: Sequence[str]) -> int:
    """Rows one under the other, where the terminal is too narrow for so many columns."""
    count = 0
    for row in rows:
        count += 1
        cells = [(column, _cell(row.get(column))) for column in columns]
        told = [(column, words) for column, words in cells if words]
        grid = Table.grid(padding=(0, 1))
        grid.add_column(style="dim", justify="right", no_wrap=True)
        grid.add_column(overflow="fold")
        for column, words in told:
            grid.add_row(column.replace("_", " "), _plain(words))
        console.print(grid)
        console.print()
    return count


def _plain(words: str) -> str:
    """Brackets in a record are the editor's, not markup for the terminal."""
    return words.replace("[", r"\[")


def _cell(value: Any) -> str:
    """One value as a cell: lists joined by semicolons, nested things as JSON, nothing as an empty cell."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        if all(isinstance(item, str) for item in value):
            return "; ".join(value)
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False)
    return str(value)

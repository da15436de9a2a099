"""The index of a copy: its statements in files that a page without a program behind it can load and search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from vermerk.web.holdings import Holdings
from vermerk.web.relinking import file_of
from vermerk.web.rendering import at, folded

PART = 4000  # statements of one file
QUOTED = 240  # characters of a passage that are kept
QUESTION = (
    "SELECT id, record, kind, year, names, holder, review, quote FROM told WHERE review <> 'rejected' "
    "ORDER BY day NULLS LAST, row LIMIT {} OFFSET {}"
)


def write_index(held: Holdings, folder: Path, *, statements: bool) -> int:
    """Write the statements of a corpus as files of script, and return how many files there are.

    Each calls a function with rows: scripts, unlike data, are loaded from a disk as well as from a server.

    Args:
        held: the corpus.
        folder: where to write.
        statements: whether statements have pages of their own; else their place in their record is named.
    """
    folder.mkdir(parents=True, exist_ok=True)
    records = held.ask("SELECT record, title, coalesce(repository, 'not told') AS archive FROM records ORDER BY row")
    numbers = {row["record"]: number for number, row in enumerate(records)}
    told = [
        [file_of(at("records", r["record"])), folded(r["title"] or r["record"], 160), r["archive"]] for r in records
    ]
    _write(folder / "records.js", "vermerkRecords", told)
    count = 0
    for count, rows in enumerate(_parts(held), 1):
        found = [
            [
                row["id"], numbers.get(row["record"], -1), row["kind"], row["year"], row["names"], row["holder"] or "",
                row["review"], folded(row["quote"], QUOTED), statements,
            ]
            for row in rows
        ]  # fmt: skip
        _write(folder / f"{count}.js", "vermerkStatements", found)
    return count


def _parts(held: Holdings) -> Iterator[list[dict[str, Any]]]:
    offset = 0
    while rows := held.ask(QUESTION.format(PART, offset)):
        yield rows
        offset += PART


def _write(path: Path, function: str, rows: list[Any]) -> None:
    path.write_bytes(f"{function}(".encode() + msgspec.json.encode(rows) + b");\n")

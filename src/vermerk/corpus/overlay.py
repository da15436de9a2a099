"""What reviewers hold, laid over the tables of a build: views of the statements as they stand now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from vermerk.corpus import tables
from vermerk.corpus.reviewed import Held, Reviewed

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend

REVIEW = [pa.field("review", pa.string()), pa.field("reviewers", pa.list_(pa.string()))]
#: Each view with the machine's table it is made of and the reviewers' beside it.
VIEWS = (("statements", "machine_statements", "held_statements"), ("pairs", "machine_pairs", "held_pairs"))


def lay_over(base: Backend, reviewed: Reviewed) -> None:
    """Make the views of statements, and of their pairs, as they stand after review."""
    if reviewed.held:
        _write_held(base, reviewed)
    if reviewed.touched:
        touched = pa.table({"id": pa.array(sorted(reviewed.touched), pa.string())})
        base.create_table("touched", touched, temp=True, overwrite=True)
    without = " WHERE id NOT IN (SELECT id FROM touched)" if reviewed.touched else ""
    for view, machine, own in VIEWS:
        base.raw_sql(
            f"CREATE OR REPLACE TEMP VIEW {view} AS SELECT *, 'unseen' AS review, CAST([] AS VARCHAR[]) AS reviewers "
            f"FROM {machine}{without}" + (f" UNION ALL BY NAME SELECT * FROM {own}" if reviewed.held else "")
        )


def _write_held(base: Backend, reviewed: Reviewed) -> None:
    """The statements that reviewers hold, and their pairs, as tables beside those of the build."""
    held = pa.Table.from_pylist(
        [_row(h, -1 - n) for n, h in enumerate(reviewed.held)], schema=pa.schema([*tables.STATEMENTS, *REVIEW])
    )
    pairs = pa.Table.from_pylist(
        [
            {"a": pair["a"], "b": pair["b"], **_row(h, -1 - n)}
            for n, h in enumerate(reviewed.held)
            for pair in tables.pair_rows(h.statement, -1 - n)
        ],
        schema=pa.schema([("a", tables.TEXT), ("b", tables.TEXT), *tables.STATEMENTS, *REVIEW]),
    )
    base.create_table("held_statements", held, temp=True, overwrite=True)
    base.create_table("held_pairs", pairs, temp=True, overwrite=True)


def _row(held: Held, row: int) -> dict[str, Any]:
    return {**tables.statement_row(held.statement, row), "review": held.review, "reviewers": list(held.reviewers)}

"""The table of statements that a site asks: its columns, and how a statement becomes a row of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from vermerk.corpus import tables
from vermerk.corpus.reviewed import Held
from vermerk.web.finding import passages_of

TOLD = (
    "row", "id", "record", "quote", "start", "end", "kind", "actor", "toward", "via", "what", "time", "day", "status",
    "polarity", "certainty", "author", "holder", "mode", "event", "level", "editorial", "score",
)  # fmt: skip
TOLD_SCHEMA = pa.schema(
    [
        *(tables.STATEMENTS.field(name) for name in TOLD), ("names", tables.TEXTS), ("review", tables.TEXT),
        ("reviewers", tables.TEXTS),
    ]
)  # fmt: skip
NAMES = "list_distinct(list_concat(actor, toward, via, actor_states, toward_states))"
#: The parties of the statements that are not rejected.
NAMED = "SELECT unnest(names) AS name, row, day, kind FROM told WHERE review <> 'rejected'"
#: Statements with the year, archive and place of their record, and the passage of the index in which they begin.
LAID = r"""
SELECT s.*, try_cast(regexp_extract(s.day, '^[+-]?\d+') AS INTEGER) AS year, r.row AS record_row,
       coalesce(r.repository, 'not told') AS archive, p.passage
FROM {} s LEFT JOIN records r ON r.record = s.record
ASOF LEFT JOIN passages p ON p.record = s.record AND s.start >= p.first
"""


def load(build: Path) -> duckdb.DuckDBPyConnection:
    """A base in memory with the tables of a build that pages ask: records, knowers, unread, passages, told and named."""
    base = duckdb.connect(config={"threads": 2})
    for name in ("records", "knowers", "unread"):
        base.execute(f"CREATE TABLE {name} AS FROM read_parquet(?)", [str(build / f"{name}.parquet")])
    base.register("passages_found", passages_of(build))
    base.execute("CREATE TABLE passages AS FROM passages_found ORDER BY record, first")
    base.unregister("passages_found")
    columns = ", ".join(f'"{name}"' for name in TOLD)
    base.execute(
        f"CREATE VIEW machine AS SELECT {columns}, {NAMES} AS names, 'unseen' AS review, "
        f"CAST([] AS VARCHAR[]) AS reviewers FROM read_parquet('{str(build / 'statements.parquet').replace(chr(39), chr(39) * 2)}')"
    )
    base.execute(f"CREATE TABLE told AS {LAID.format('machine')} ORDER BY s.row")
    for column in ("row", "id", "record"):
        base.execute(f"CREATE INDEX told_{column} ON told({column})")
    base.execute(f"CREATE TABLE named AS {NAMED} ORDER BY name, day NULLS LAST, row")
    return base


def told_row(held: Held, row: int) -> dict[str, Any]:
    """A statement as it stands as a row of the table."""
    whole = tables.statement_row(held.statement, row)
    names = [*whole["actor"], *whole["toward"], *whole["via"], *whole["actor_states"], *whole["toward_states"]]
    told = {name: whole[name] for name in TOLD}
    return {**told, "names": list(dict.fromkeys(names)), "review": held.review, "reviewers": list(held.reviewers)}

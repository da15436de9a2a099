"""The table of statements that a site asks: its columns, and how a statement becomes a row of it."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from vermerk.corpus import tables
from vermerk.corpus.reviewed import Held

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


def told_row(held: Held, row: int) -> dict[str, Any]:
    """A statement as it stands as a row of the table."""
    whole = tables.statement_row(held.statement, row)
    names = [*whole["actor"], *whole["toward"], *whole["via"], *whole["actor_states"], *whole["toward_states"]]
    told = {name: whole[name] for name in TOLD}
    return {**told, "names": list(dict.fromkeys(names)), "review": held.review, "reviewers": list(held.reviewers)}

"""Statements as lines of a list: one row each, with what one needs to choose among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from vermerk.web.holdings import Holdings

COLUMNS = (
    "t.id, t.record, r.title, t.quote, t.kind, t.actor, t.toward, t.via, t.what, t.time, t.day, t.status, t.polarity, "
    "t.certainty, t.author, t.holder, t.mode, t.editorial, t.score, t.review"
)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A statement in a list; fields as in the codebook, ``day`` the first day it may belong to."""

    id: str
    record: str
    title: str | None
    quote: str
    kind: str
    actor: tuple[str, ...]
    toward: tuple[str, ...]
    via: tuple[str, ...]
    what: str | None
    time: str | None
    day: str | None
    status: str
    polarity: str
    certainty: str
    author: str | None
    holder: str | None
    mode: str | None
    editorial: bool
    score: float | None
    review: str


def lines(
    holdings: Holdings,
    condition: str,
    values: Sequence[Any],
    *,
    limit: int = 50,
    offset: int = 0,
) -> list[Line]:
    """Statements that meet a condition on the table ``told`` (as ``t``), by their day.

    The condition is SQL, never a reader's words. First the rows are chosen by a few narrow columns, then those shown
    are fetched whole.
    """
    rows = holdings.ask(
        f"SELECT t.row FROM told t WHERE {condition} ORDER BY t.day NULLS LAST, t.row LIMIT {int(limit)} OFFSET {int(offset)}",
        values,
    )
    return lines_of(holdings, [row["row"] for row in rows])


def lines_of(holdings: Holdings, rows: Sequence[int]) -> list[Line]:
    """The statements of given rows of the table ``told``, in their order."""
    if not rows:
        return []
    found = holdings.ask(
        f"SELECT t.row, {COLUMNS} FROM told t LEFT JOIN records r ON r.record = t.record "
        f"WHERE t.row IN ({', '.join(str(int(row)) for row in rows)})"
    )
    by_row = {row["row"]: msgspec.convert(row, Line) for row in found}
    return [by_row[row] for row in rows if row in by_row]

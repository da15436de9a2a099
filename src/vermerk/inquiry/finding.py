"""Two statements that cannot both hold, and how their times are told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from vermerk.inquiry.missions import AHEAD

Row = Mapping[str, Any]


class Finding(msgspec.Struct, frozen=True):
    """Two statements that cannot both hold, with the reason, and how like their subject is (0 to 1)."""

    sort: str
    one: Row
    other: Row
    explanation: str
    likeness: float


def ahead(row: Row) -> bool:
    """True for what was not yet so when it was told."""
    return row["status"] in AHEAD


def times(one: Row, other: Row) -> str:
    """Of which times two statements tell, in words."""

    def told(row: Row) -> str:
        return f"of {row['time']}" if row["time"] else f"as it was told on {row['heard'] or 'an unknown day'}"

    first, second = told(one), told(other)
    return f"both {first}" if first == second else f"one {first}, the other {second}"

"""Which state followed which: predecessors and successors, with the year and the way of it."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import msgspec

from vermerk.authority.tables import rows

WAYS = frozenset({"succession", "union", "partition", "independence", "restoration", "renaming"})


class Succession(msgspec.Struct, frozen=True):
    """One state following another: labels of the table of states, the year, and how."""

    predecessor: str
    successor: str
    year: str
    how: str


@lru_cache(maxsize=1)
def successions() -> tuple[Succession, ...]:
    """The package's table.

    Raises:
        BadTable: a way that is none of those known.
    """
    found = []
    for row in rows(Path(str(files("vermerk.authority") / "tables" / "successions.tsv")), 4):
        if row.cells[3] not in WAYS:
            raise row.mistake(f"{row.cells[3]!r} is no way of succession", f"write one of: {', '.join(sorted(WAYS))}")
        found.append(Succession(*row.cells))
    return tuple(found)


def predecessors(label: str) -> tuple[Succession, ...]:
    """What came before a state."""
    return tuple(s for s in successions() if s.successor == label)


def successors(label: str) -> tuple[Succession, ...]:
    """What came after a state."""
    return tuple(s for s in successions() if s.predecessor == label)

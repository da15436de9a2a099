"""Which missions of one party with another are in force on a day, from what was told of their opening and closing.

Legation, embassy and the offices that stand in for one (liaison office, interests section) exclude each other: the
latest of them is the one in force (Vienna Convention on Diplomatic Relations 1961, articles 14 and 45). Consular posts,
trade representations and offices of committees or firms stand beside them, each by itself. Severing relations ends the
diplomatic mission, not the consular ones (Vienna Convention on Consular Relations 1963, article 2 (3)).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from vermerk.authority.levels import rank_of

Row = Mapping[str, Any]

DIPLOMATIC = frozenset({"liaison office", "legation", "embassy"})
ENDING = frozenset({"closed", "severed", "ended", "suspended", "withdrawn"})
PERSONAL = frozenset({"appointed", "recalled", "presented credentials"})
AHEAD = frozenset({"planned", "wished", "hypothetical"})
THIRD_CAPITAL = "own mission in a third capital"


class Standing(msgspec.Struct, frozen=True):
    """A mission as it stands on the day asked about.

    Attributes:
        level: its level, or null where the words tell none.
        open: true where the latest word is that it exists; false where it was closed or is denied; null where it is
            only planned or wished.
        statements: the rows that tell of it, the latest first.
    """

    level: str | None
    open: bool | None
    statements: tuple[Row, ...]

    @property
    def rank(self) -> int:
        """Its place in the order of levels; -1 where none is told."""
        return -1 if self.level is None else (rank_of(self.level) or 0)


def standing(rows: Iterable[Row], *, ceased: bool = False) -> list[Standing]:
    """The missions of one direction, those in force first and the highest first among them.

    Args:
        rows: statements of representation, and of relations severed or resumed, of one direction.
        ceased: true where one of the two states had ceased to exist by the day asked about: no mission outlives it.
    """
    ordered = sorted(rows, key=_when)
    by_level: dict[str | None, list[Row]] = {}
    state: dict[str | None, bool | None] = {}
    for row in ordered:
        level = _level(row)
        if row["kind"] == "office" and (level not in DIPLOMATIC or row["event"] != "appointed"):
            continue  # of offices only the appointed head of a mission tells of the mission
        if row["kind"] == "recognition":
            _relations(row, by_level, state)
            continue
        by_level.setdefault(level, []).append(row)
        if row["status"] in AHEAD:
            state.setdefault(level, None)
            continue
        if row["event"] in PERSONAL and row["polarity"] == "negated":
            continue
        exists = tells(row) is True
        if exists and level in DIPLOMATIC:
            for other in DIPLOMATIC & by_level.keys() - {level}:
                state[other] = False
        if level == "none":
            for other in DIPLOMATIC & by_level.keys():
                state[other] = False
        state[level] = exists
    if ceased:
        state = dict.fromkeys(state, False)
    found = [Standing(level, state.get(level), tuple(reversed(own))) for level, own in by_level.items()]
    return sorted(found, key=lambda s: (s.open is not True, s.open is None, -s.rank, str(s.level)))


def _relations(row: Row, by_level: dict[str | None, list[Row]], state: dict[str | None, bool | None]) -> None:
    """What severing or resuming relations does to the diplomatic missions."""
    if row["status"] in AHEAD or row["polarity"] == "negated":
        return
    if row["event"] in ENDING:
        for level in DIPLOMATIC & by_level.keys():
            by_level[level].append(row)
            state[level] = False


def tells(row: Row) -> bool | None:
    """Whether one statement says that a mission is there; null where it lies ahead."""
    if row["status"] in AHEAD:
        return None
    return row["polarity"] != "negated" and row["event"] not in ENDING and _level(row) != "none"


def through_another(row: Row) -> bool:
    """True where a party's interests are looked after by its mission elsewhere, and nobody is accredited on the spot.

    The level told is then that of the mission elsewhere; no mission of that level is here.
    """
    mission = msgspec.json.decode(row["mission"]) if row.get("mission") else {}
    return mission.get("route") == THIRD_CAPITAL and not mission.get("head") and not mission.get("residence")


def _level(row: Row) -> str | None:
    """The level told; a head of mission tells it too, and "none" is what a denial of all representation says."""
    if through_another(row):
        return None
    level: str | None = row["level"]
    if level == "none" and row["polarity"] != "negated" and row["event"] not in ENDING:
        return None
    return level


def _when(row: Row) -> tuple[str, bool, bool, int]:
    # Of two statements of one day the one with a date of its own decides over what merely was so when told, and what
    # happened to the mission over who was sent to it.
    own = row["event"] is not None and row["event"] not in PERSONAL
    return (row["day"] or "", row["time"] is not None, own, row["row"])


def in_force(missions: Sequence[Standing]) -> Standing | None:
    """The highest mission that is open, or null where none is told to be."""
    return next((mission for mission in missions if mission.open and mission.level not in {None, "none"}), None)

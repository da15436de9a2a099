"""When two statements of missions cannot both hold: two levels at one time, or a mission there and one through a third place."""

from __future__ import annotations

import msgspec

from vermerk.authority.levels import level_of, rank_of
from vermerk.inquiry.comparing import overlap, span
from vermerk.inquiry.evidence import claims_both
from vermerk.inquiry.finding import Finding, Row, ahead, times
from vermerk.inquiry.missions import DIPLOMATIC, ENDING, PERSONAL, THIRD_CAPITAL

BREATH = 600  # characters within which two statements of a record are told in one breath
FAR = 4000  # characters from which two statements without a date may be of different times


def levels(one: Row, other: Row) -> Finding | None:
    """Two levels of the one diplomatic mission at one time, neither an act that changes the other."""
    told = {one["level"], other["level"]}
    if (
        one["level"] == other["level"]
        or None in told
        or one["event"] in {"raised", "lowered"}
        or other["event"] in {"raised", "lowered"}
    ):
        return None
    if (
        ahead(one)
        or ahead(other)
        or any(r["event"] in PERSONAL | ENDING or r["polarity"] == "negated" for r in (one, other))
    ):
        return None
    if not told <= DIPLOMATIC | {"none"} or not _at_one_time(one, other):
        return None
    ranks = abs((rank_of(one["level"]) or 0) - (rank_of(other["level"]) or 0))
    why = f"{one['level']} against {other['level']} at one time, {times(one, other)}"
    return Finding("level", one, other, why, min(1.0, 0.4 + ranks / 10))


def routes(one: Row, other: Row) -> Finding | None:
    """A mission on the spot, claimed of both sides, and the same side acting through a third place."""
    through, there = (one, other) if _through(one) else (other, one)
    if not _through(through) or _through(there) or there["event"] in ENDING or there["polarity"] == "negated":
        return None
    if through["polarity"] == "negated" or ahead(there) or not _at_one_time(one, other):
        return None
    both = claims_both(there)
    if not both and there["level"] not in {*DIPLOMATIC, "trade representation"}:
        return None
    mission = msgspec.json.decode(through["mission"] or "{}")
    level, seat = mission.get("level") or "mission", mission.get("seat")
    way = f"its {level} in {seat}" if seat else "; ".join(through["via"]) or "another"
    claim = f"a {there['level'] or 'mission'} of its own there" + (
        ", as claimed of both sides at once," if both else ""
    )
    return Finding("route", there, through, f"{claim} against being represented through {way}", 0.9 if both else 0.6)


def _through(row: Row) -> bool:
    mission = msgspec.json.decode(row["mission"]) if row["mission"] else {}
    elsewhere = mission.get("route") == THIRD_CAPITAL or mission.get("residence") == "non-resident"
    return bool(elsewhere or (not row["level"] and any(level_of(name.lower()) for name in row["via"])))


def _at_one_time(one: Row, other: Row) -> bool:
    """True where two states of affairs are told of one time, so that the later is no change of the earlier.

    What holds "since" a day is told of that day; what is going on, of the day on which it was told. What was over when
    told and bears no date is of one time with what stands in the same breath.
    """
    apart_by = abs(one["start"] - other["start"]) if one["record"] == other["record"] else None
    if apart_by is not None and apart_by <= BREATH and not one["time"] and not other["time"]:
        return True
    if not all(row["time"] or row["status"] == "ongoing" for row in (one, other)):
        return False
    first, second = _moment(one), _moment(other)
    if one["time"] and other["time"]:
        return first[0] <= second[1] and second[0] <= first[1]
    return overlap(one, other, 30) and not (
        one["record"] == other["record"] and abs(one["start"] - other["start"]) > FAR
    )


def _moment(row: Row) -> tuple[str, str]:
    """First and last day told; of an open stretch its one end."""
    first, last = span(row)
    return first or last or "", last or first or ""

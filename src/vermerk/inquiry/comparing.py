"""Comparing what two statements say: shared words, shared time, figures in one unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from vermerk.authority.levels import level_of
from vermerk.model import BadPeriod
from vermerk.model.period import Period
from vermerk.reading.people import OFFICE

Row = Mapping[str, Any]
WORD = re.compile(r"[^\W_]{3,}")
NAMED = re.compile(r"(?<=[\w,;:)\]] )[A-Z][\w'’-]{2,}")
ENDINGS = re.compile(r"(?:ings?|ed|es|s|ations?|ments?|ly)$")
PLAIN = frozenset(
    "the and for with from that this these those was were has have had been being are its his her their our not but "
    "will would shall should can could may might must any all some said says told also which who whom when where "
    "there here about into upon than then them they she him you your one two such only very more most much per "
    "been still already now since until between both other".split()
)
MULTIPLES = {
    "ton": ("ton", 1.0), "tonne": ("ton", 1.0), "metric ton": ("ton", 1.0), "kilogram": ("ton", 0.001),
    "kilowatt": ("kilowatt", 1.0), "megawatt": ("kilowatt", 1000.0), "gigawatt": ("kilowatt", 1e6),
    "metre": ("metre", 1.0), "meter": ("metre", 1.0), "kilometre": ("metre", 1000.0), "kilometer": ("metre", 1000.0),
    "mile": ("metre", 1609.344), "hectare": ("hectare", 1.0), "acre": ("hectare", 0.40468564224),
    "barrel": ("litre", 158.987294928), "litre": ("litre", 1.0), "liter": ("litre", 1.0),
}  # fmt: skip


CALENDAR = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday".split()
)


@lru_cache(maxsize=200_000)
def stems(words: str) -> frozenset[str]:
    """The words of a text that bear its sense, folded and without their endings."""
    return frozenset(_stem(word) for word in WORD.findall(words.lower()) if word not in PLAIN)


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return ENDINGS.sub("", word) if len(word) > 5 else word


def shared(one: str, other: str) -> float:
    """How far two texts are of the same words: shared over all (Jaccard), 0 to 1."""
    first, second = stems(one), stems(other)
    if not first or not second:
        return 0.0
    return len(first & second) / len(first | second)


def covered(one: str, other: str) -> float:
    """How much of the shorter of two texts the other holds, 0 to 1."""
    first, second = stems(one), stems(other)
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))


@lru_cache(maxsize=65536)
def names(words: str) -> frozenset[str]:
    """The proper names in a passage, as single words; the first word of it is capital by its place alone."""
    return frozenset(word for word in NAMED.findall(words) if word.lower() not in PLAIN)


def own_names(row: Row) -> frozenset[str]:
    """The proper names in a statement's words that are neither its parties' nor the calendar's: places, persons, works."""
    own, states = (tuple(row["actor"]), tuple(row["toward"])), (tuple(row["actor_states"]), tuple(row["toward_states"]))
    return _own_names(row["quote"], *own, *states)


@lru_cache(maxsize=200_000)
def _own_names(quote: str, *sides: tuple[str, ...]) -> frozenset[str]:
    parties = {word for side in sides for party in side for word in party.split()}
    return frozenset(word for word in names(quote) if word not in parties and _names_one(word))


@lru_cache(maxsize=65536)
def _names_one(word: str) -> bool:
    """True for a word that names one place, person or work, and no month, office or sort of mission."""
    return word not in CALENDAR and level_of(word) is None and OFFICE.fullmatch(word) is None


def apart(one: Row, other: Row) -> bool:
    """True where each of two statements names something that the other does not, and nothing in common."""
    first, second = own_names(one), own_names(other)
    return bool(first and second and not first & second)


def span(row: Row) -> tuple[str | None, str | None]:
    """First and last day that a statement speaks of; where it tells no time, the day on which it was told."""
    if row["time"]:
        return row["earliest"], row["latest"]
    return row["heard"], row["heard"]


def reach(row: Row, slack: int = 0) -> tuple[str, str]:
    """The days that a statement can speak of, give or take some, as bounds that compare with those of others."""
    first, last = span(row)
    return _day(first, -slack, "0"), _day(last, slack, "9")


def overlap(one: Row, other: Row, slack: int = 0) -> bool:
    """True where the two can speak of the same days, give or take some days for those told without a time."""
    first, second = reach(one, slack), reach(other, slack)
    return first[0] <= second[1] and second[0] <= first[1]


@lru_cache(maxsize=65536)
def disjoint(one: str | None, other: str | None) -> bool:
    """True where two EDTF dates cannot be the same day."""
    if not one or not other or one == other:
        return False
    try:
        return Period.parse(one).overlaps(Period.parse(other)) is False
    except BadPeriod:
        return False


@lru_cache(maxsize=65536)
def _day(day: str | None, days: int, default: str) -> str:
    if not day:
        return default
    if not days:
        return day
    import datetime

    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


class Figure(msgspec.Struct, frozen=True):
    """A figure in a unit that can be compared.

    Attributes:
        low, high: its bounds (equal for a plain figure), in ``unit``.
        unit: the base unit, or the record's own; null where none is told.
        of: what it measures, folded; approximate: true where the record says "about".
        words: the figure as the record has it, for showing.
    """

    low: float
    high: float
    unit: str | None
    of: frozenset[str]
    approximate: bool
    words: str


@lru_cache(maxsize=65536)
def figures(quantities: str) -> tuple[Figure, ...]:
    """The figures of a statement, brought to base units."""
    found = []
    for quantity in msgspec.json.decode(quantities or "[]"):
        value = quantity["value"]
        low, high = value if isinstance(value, list) else (value, value)
        unit, factor = _base(quantity.get("unit"))
        words = " ".join(
            str(part)
            for part in (
                "about" if quantity.get("approximate") else "",
                f"{_plain(low)}-{_plain(high)}" if isinstance(value, list) else _plain(value),
                quantity.get("unit") or "",
            )
            if part
        )
        of = stems(quantity.get("of") or "")
        found.append(Figure(low * factor, high * factor, unit, of, bool(quantity.get("approximate")), words))
    return tuple(found)


def _plain(value: float) -> str:
    return f"{value:,.10g}" if isinstance(value, float) and not float(value).is_integer() else f"{int(value):,}"


def _base(unit: str | None) -> tuple[str | None, float]:
    if unit is None:
        return None, 1.0
    head, slash, rest = unit.partition("/")
    base, factor = MULTIPLES.get(head, (head, 1.0))
    return base + slash + rest, factor


def differ(one: Figure, other: Figure) -> bool:
    """True where two figures of the same thing cannot both be right; "about" gives a tenth either way."""
    room = 0.1 if one.approximate or other.approximate else 0.0
    low, high = one.low - abs(one.low) * room, one.high + abs(one.high) * room
    return high < other.low or other.high < low


def relative(figure: Figure) -> bool:
    """True for a factor or a change, which is compared with others only after it was computed."""
    return figure.unit in {"times", "percent", "per cent", "%"} or figure.low < 0


def some(values: Iterable[Any]) -> bool:
    """True where any value is there at all."""
    return any(value is not None for value in values)

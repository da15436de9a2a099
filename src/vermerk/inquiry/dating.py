"""Dates as a historian writes them in a sentence, and whether two of them mean one time."""

from __future__ import annotations

import re
from functools import lru_cache

from vermerk.model import BadPeriod
from vermerk.model.period import Period

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
#: Codes of ISO 8601-2, table "sub-year groupings", as far as English has words for them.
GROUPS = {
    21: "spring", 22: "summer", 23: "autumn", 24: "winter", 25: "spring", 26: "summer", 27: "autumn", 28: "winter",
    29: "spring", 30: "summer", 31: "autumn", 32: "winter", 33: "the first quarter of", 34: "the second quarter of",
    35: "the third quarter of", 36: "the fourth quarter of", 40: "the first half of", 41: "the second half of",
}  # fmt: skip
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)")
DECADE, CENTURY = re.compile(r"(\d{3})X"), re.compile(r"(\d\d)XX")
MARKS = {"?": " (?)", "~": "", "%": " (?)"}


@lru_cache(maxsize=65536)
def in_words(edtf: str) -> str:
    """A date as written in running text ("since spring 1968"); an EDTF string without usual words stays as it is."""
    if edtf[:1] in "{[":
        members = [_stretch(part) for part in re.split(r",", edtf[1:-1])]
        return f" {'and' if edtf[0] == '{' else 'or'} ".join(members)
    lower, slash, upper = edtf.partition("/")
    if not slash:
        return _single(edtf)
    if upper in {"..", ""}:
        return f"since {_single(lower)}"
    if lower in {"..", ""}:
        return f"until {_single(upper)}"
    return _between(lower, upper)


def _stretch(part: str) -> str:
    lower, dots, upper = part.strip().partition("..")
    if not dots:
        return _single(lower)
    return f"{_single(lower)}–{_single(upper)}" if lower and upper else _single(lower or upper)


def _single(edtf: str) -> str:
    decade, century = DECADE.fullmatch(edtf), CENTURY.fullmatch(edtf)
    if decade:
        return f"the {decade[1]}0s"
    if century:
        return f"the {century[1]}00s"
    found = DATE.fullmatch(edtf)
    if found is None:
        return edtf
    year, month, day, mark = found.groups()
    plain = year if month is None else _month(year, int(month), day)
    return ("about " if mark in {"~", "%"} else "") + (plain or edtf) + MARKS.get(mark, "")


def _month(year: str, month: int, day: str | None) -> str | None:
    if 1 <= month <= 12:
        name = f"{MONTHS[month - 1]} {year}"
        return f"{int(day)} {name}" if day else name
    return f"{GROUPS[month]} {year}" if month in GROUPS and day is None else None


def _between(lower: str, upper: str) -> str:
    first, last = DATE.fullmatch(lower), DATE.fullmatch(upper)
    if first is None or last is None or first[4] or last[4]:
        return f"{_single(lower)} – {_single(upper)}"
    if first[2] is None and last[2] is None:
        return f"{first[1]}–{last[1]}"
    same_year, same_month = first[1] == last[1], first[2] == last[2]
    if same_year and same_month and first[3] and last[3]:
        return f"{int(first[3])}–{_single(upper)}"
    if same_year and first[2] and last[2] and _named(first[2]) and _named(last[2]):
        begins = f"{int(first[3])} {MONTHS[int(first[2]) - 1]}" if first[3] else MONTHS[int(first[2]) - 1]
        return f"{begins} – {_single(upper)}" if first[3] or last[3] else f"{begins}–{_single(upper)}"
    return f"{_single(lower)} – {_single(upper)}"


def _named(month: str) -> bool:
    return 1 <= int(month) <= 12


@lru_cache(maxsize=65536)
def same_time(one: str, other: str) -> bool:
    """True where two dates can mean one time: they are equal, or one lies within the other.

    Two stretches that overlap by a part alone ("1966/1967" and "1967/1968", two fiscal years) are two times.
    """
    if one == other:
        return True
    first, second = _days_of(one), _days_of(other)
    return first is not None and second is not None and (_within(first, second) or _within(second, first))


_Days = tuple[str | None, str | None]


@lru_cache(maxsize=65536)
def _days_of(edtf: str) -> _Days | None:
    """First and last day of a date, each null where it is open; null for what is no date."""
    try:
        period = Period.parse(edtf)
    except BadPeriod:
        return None
    return period.earliest, period.latest


def _within(outer: _Days, inner: _Days) -> bool:
    begins = outer[0] is None or (inner[0] is not None and outer[0] <= inner[0])
    ends = outer[1] is None or (inner[1] is not None and inner[1] <= outer[1])
    return begins and ends

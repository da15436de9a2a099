"""Which days an EDTF string may mean, and which it surely does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from functools import lru_cache
from io import StringIO
from itertools import product

import msgspec

from vermerk.model.days import day_number, month_length
from vermerk.model.errors import BadPeriod

#: Days far beyond any calendar, standing for an open or unknown end.
ENDLESS = 10**15

_DATE = re.compile(
    r"[?~%]?(?P<year>-?[\dX]{4}|Y-?\d+(?:E\d+)?)(?:S(?P<significant>\d+))?[?~%]?"
    r"(?:-[?~%]?(?P<month>[\dX]{2})[?~%]?(?:-[?~%]?(?P<day>[\dX]{2})[?~%]?)?)?(?:\^.)?"
)
_PLAIN = re.compile(r"-?\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|-2[1-4])?")
_DAY = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_MARKED = re.compile(rf"{_DAY}[?~%]")
_WHOLE = re.compile(rf"\d{{3}}X|\d\dXX|\{{{_DAY}(?:,{_DAY})+\}}|\[{_DAY}(?:,{_DAY})+\]")  # no end of an interval
_MONTH_UNSPECIFIED = re.compile(r"-?\d{4}-(?:[01]X|X[\dX])")

# First month and number of months of the codes 21-41 of ISO 8601-2, table "sub-year groupings"; a month
# above 12 lies in the following year. Unqualified seasons are read as northern.
_GROUPS = {
    **{21 + i: (3 + 3 * i, 3) for i in range(4)},
    **{25 + i: (3 + 3 * i, 3) for i in range(4)},
    29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3),
    **{33 + i: (1 + 3 * i, 3) for i in range(4)},
    **{37 + i: (1 + 4 * i, 4) for i in range(3)},
    **{40 + i: (1 + 6 * i, 6) for i in range(2)},
}  # fmt: skip


class Bounds(msgspec.Struct, frozen=True):
    """Where a period may begin (first..start_to), end (end_from..last), and what it surely covers, in days."""

    first: int
    start_to: int
    end_from: int
    last: int
    sure_first: int
    sure_last: int


@lru_cache(maxsize=65536)
def bounds_of(edtf: str) -> Bounds:
    """Return the bounds of an EDTF string; the ``edtf`` package judges its form, the days are our own."""
    lower, slash, upper = edtf.partition("/")
    ends = (lower, upper) if slash else (lower,)
    everyday = all(end == ".." or _PLAIN.fullmatch(end) or _MARKED.fullmatch(end) for end in ends)
    if not everyday and not _WHOLE.fullmatch(edtf):
        _check_form(edtf)
    if slash:
        return _interval(edtf, lower, upper)
    if edtf[:1] in "{[":
        return _members(edtf)
    if edtf == "..":
        raise BadPeriod(f"{edtf!r} is no EDTF date; write for example 1968, 1968-12-09 or 1964/..")
    first, last = _date(edtf.partition("T")[0])
    return Bounds(first, last, first, last, first, last)


def _check_form(edtf: str) -> None:
    """Let the ``edtf`` package read a form that is not among the everyday ones."""
    from edtf import parse_edtf

    if _MONTH_UNSPECIFIED.fullmatch(edtf):  # level 2, but the package fails on it
        return
    try:
        with redirect_stdout(StringIO()):  # the package prints where it fails
            read = parse_edtf(edtf) if edtf == edtf.strip() else None
    except Exception:
        read = None
    if read is None:
        raise BadPeriod(f"{edtf!r} is no EDTF date; write for example 1968, 1968-12-09, 196X or 1964/..")


def _interval(edtf: str, lower: str, upper: str) -> Bounds:
    start = (-ENDLESS, -ENDLESS) if lower == ".." else _date(lower) if lower else None
    end = (ENDLESS, ENDLESS) if upper == ".." else _date(upper) if upper else None
    first, start_to = start or (-ENDLESS, end[1] if end else ENDLESS)
    end_from, last = end or (start[0] if start else -ENDLESS, ENDLESS)
    if last < first:
        raise BadPeriod(f"{edtf!r} ends before it begins; write the earlier date first")
    sure_first = first if start else end_from
    return Bounds(first, start_to, end_from, last, sure_first, last if end else start_to)


def _members(edtf: str) -> Bounds:
    """Bounds of a set: all of its members in braces, one of them in brackets."""
    firsts, lasts = [], []
    for member in edtf[1:-1].split(","):
        lower, dots, upper = member.strip().partition("..")
        firsts.append(-ENDLESS if dots and not lower else _date(lower)[0])
        lasts.append(ENDLESS if dots and not upper else _date(upper if dots else lower)[1])
        if lasts[-1] < firsts[-1]:
            raise BadPeriod(f"{edtf!r} holds a stretch that ends before it begins; write the earlier date first")
    first, last = min(firsts), max(lasts)
    if edtf[0] == "[":
        return Bounds(first, max(firsts), min(lasts), last, first, last)
    return Bounds(first, min(lasts), max(firsts), last, first, last)


@lru_cache(maxsize=65536)
def blurred(edtf: str) -> Bounds:
    """Bounds for comparing: a doubtful period reaches further by its own length, but a day at least."""
    bounds = bounds_of(edtf)
    if not any(mark in edtf for mark in "?~%"):
        return bounds
    lower, slash, upper = edtf.partition("/")
    start = _date(lower) if slash and lower not in ("", "..") else (bounds.first, bounds.start_to)
    end = _date(upper) if slash and upper not in ("", "..") else (bounds.end_from, bounds.last)
    before, after = start[1] - start[0] + 1, end[1] - end[0] + 1
    first, start_to = bounds.first - before, bounds.start_to + before
    end_from, last = bounds.end_from - after, bounds.last + after
    return Bounds(first, start_to, end_from, last, bounds.sure_first, bounds.sure_last)


@lru_cache(maxsize=65536)
def _date(text: str) -> tuple[int, int]:
    """Return the first and last possible day of one EDTF date.

    Raises:
        BadPeriod: it names a day that no calendar has.
    """
    found = _DATE.fullmatch(text)
    if found is None:
        raise BadPeriod(f"{text!r} is no EDTF date; write for example 1968, 1968-12 or 1968-12-09")
    year, month, day = found["year"], found["month"], found["day"]
    if found["significant"] or year[0] == "Y" or month is None:
        low, high = _years(year, found["significant"])
        if month is None:
            return day_number(low, 1, 1), day_number(high, 12, 31)
        years: list[int] = [low, high]
    else:
        years = _year_choices(year)
    if month.isdigit() and int(month) in _GROUPS:
        return _grouping(years[0], int(month))[0], _grouping(years[-1], int(month))[1]
    if len(years) == 1 and f"{month}{day or ''}".isdigit():
        return _plain_days(years[0], int(month), int(day) if day else None, text)
    first = next(_days(iter(years), month, day, down=False), None)
    last = next(_days(reversed(years), month, day, down=True), None)
    if first is None or last is None:
        raise _no_day(text)
    return first, last


def _plain_days(year: int, month: int, day: int | None, text: str) -> tuple[int, int]:
    """A month's first and last day, or a day alone, where all figures are told."""
    length = month_length(year, month) if 1 <= month <= 12 else 0
    if not 1 <= (day or 1) <= length or day == 0:
        raise _no_day(text)
    return day_number(year, month, day or 1), day_number(year, month, day or length)


def _no_day(text: str) -> BadPeriod:
    return BadPeriod(f"{text!r} names a day that no calendar has; correct the day or the month")


def _years(year: str, significant: str | None) -> tuple[int, int]:
    """First and last year that a year of four digits, of more, or with unspecified digits may be."""
    base, _, exponent = year.lstrip("Y").partition("E")
    if "X" in base:
        choices = (int(base.replace("X", "0")), int(base.replace("X", "9")))
        return min(choices), max(choices)
    if len(base) > 12 or len(exponent) > 1:
        raise BadPeriod(f"{year!r} lies beyond any history; write a year of at most 11 digits")
    value = int(base) * 10 ** int(exponent or 0)
    if not significant:
        return value, value
    unit = 10 ** max(len(str(abs(value))) - int(significant), 0)
    low = abs(value) // unit * unit
    return (low, low + unit - 1) if value >= 0 else (-low - unit + 1, -low)


def _year_choices(year: str) -> list[int]:
    choices = product(*("0123456789" if c == "X" else c for c in year))
    return sorted(int("".join(digits)) for digits in choices)


def _grouping(year: int, code: int) -> tuple[int, int]:
    month, length = _GROUPS[code]
    after = month + length - 1  # months counted from 0, one past the end
    start = day_number(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return start, day_number(year + after // 12, after % 12 + 1, 1) - 1


def _days(years: Iterator[int], month: str, day: str | None, *, down: bool) -> Iterator[int]:
    """Days that fit, going up or down."""
    step = -1 if down else 1
    months = [m for m in range(1, 13) if _fits(m, month)][::step]
    for year, m in product(years, months):
        for d in range(1, month_length(year, m) + 1)[::step]:
            if day is None or _fits(d, day):
                yield day_number(year, m, d)


def _fits(number: int, pattern: str) -> bool:
    return all(p in ("X", c) for c, p in zip(f"{number:02}", pattern, strict=True))

"""A period: when something held or happened, as an EDTF date (ISO 8601-2:2019, levels 0 to 2)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from functools import lru_cache
from io import StringIO
from itertools import product

import msgspec

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
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

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


class Period(msgspec.Struct, frozen=True, order=False):
    """A date, a stretch of days, or a choice of dates, held as the EDTF that says it.

    Attributes:
        edtf: the EDTF string; ``1968``, ``1968-12-09``, ``1964/..``, ``196X``, ``1968-21`` (spring).

    Raises:
        BadPeriod: the string is no EDTF date, names a day that no calendar has, or ends before it begins.
    """

    edtf: str

    def __post_init__(self) -> None:
        _bounds(self.edtf)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Return the period that an EDTF string names; space around it is dropped.

        Raises:
            BadPeriod: the string is no EDTF date.
        """
        return cls(text.strip())

    @property
    def earliest_day(self) -> int | None:
        """First possible day, counted from 1970-01-01 in the proleptic Gregorian calendar; null if open."""
        first = _bounds(self.edtf).first
        return None if first <= -ENDLESS else first

    @property
    def latest_day(self) -> int | None:
        """Last possible day, counted as ``earliest_day``; null where the end is open or unknown."""
        last = _bounds(self.edtf).last
        return None if last >= ENDLESS else last

    @property
    def earliest(self) -> str | None:
        """First possible day as ISO 8601 (year 0 is 1 BC; five digits and more carry a sign), or null."""
        return None if self.earliest_day is None else iso_day(self.earliest_day)

    @property
    def latest(self) -> str | None:
        """Last possible day as ISO 8601, or null where the end is open or unknown."""
        return None if self.latest_day is None else iso_day(self.latest_day)

    @property
    def uncertain(self) -> bool:
        """True where a part is marked ``?`` or ``%``: the source of the date is doubtful."""
        return "?" in self.edtf or "%" in self.edtf

    @property
    def approximate(self) -> bool:
        """True where a part is marked ``~`` or ``%``: the date is an estimate."""
        return "~" in self.edtf or "%" in self.edtf

    @property
    def is_open(self) -> bool:
        """True where one end is open or unknown."""
        return self.earliest_day is None or self.latest_day is None

    def before(self, other: Period) -> bool | None:
        """Whether this ends before the other begins; null where the dates leave it open.

        A coarse date (``1968``) says that something lay on a day or days within it. A doubtful date (``?``,
        ``~``, ``%``) is allowed to be off by its own length on either side.
        """
        mine, its = _blurred(self.edtf), _blurred(other.edtf)
        if mine.last < its.first:
            return True
        return False if mine.end_from >= its.start_to else None

    def overlaps(self, other: Period) -> bool | None:
        """Whether the two have a day in common; null where the dates leave it open (see ``before``)."""
        mine, its = _blurred(self.edtf), _blurred(other.edtf)
        if mine.start_to <= its.end_from and its.start_to <= mine.end_from:
            return True
        return False if mine.last < its.first or its.last < mine.first else None

    def contains(self, other: Period) -> bool | None:
        """Whether the other lies within the stretch of days this one names; null where it cannot be told.

        Here this period is taken as a stretch of the calendar: ``1968`` contains ``1968-12-09``.
        """
        mine, its = _blurred(self.edtf), _blurred(other.edtf)
        sure = not (self.uncertain or self.approximate)
        if sure and mine.sure_first <= its.first and its.last <= mine.sure_last:
            return True
        return False if its.start_to < mine.first or its.end_from > mine.last else None


class _Bounds(msgspec.Struct, frozen=True):
    """Where a period may begin (first..start_to), end (end_from..last), and what it surely covers, in days."""

    first: int
    start_to: int
    end_from: int
    last: int
    sure_first: int
    sure_last: int


@lru_cache(maxsize=65536)
def _bounds(edtf: str) -> _Bounds:
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
    return _Bounds(first, last, first, last, first, last)


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


def _interval(edtf: str, lower: str, upper: str) -> _Bounds:
    start = (-ENDLESS, -ENDLESS) if lower == ".." else _date(lower) if lower else None
    end = (ENDLESS, ENDLESS) if upper == ".." else _date(upper) if upper else None
    first, start_to = start or (-ENDLESS, end[1] if end else ENDLESS)
    end_from, last = end or (start[0] if start else -ENDLESS, ENDLESS)
    if last < first:
        raise BadPeriod(f"{edtf!r} ends before it begins; write the earlier date first")
    sure_first = first if start else end_from
    return _Bounds(first, start_to, end_from, last, sure_first, last if end else start_to)


def _members(edtf: str) -> _Bounds:
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
        return _Bounds(first, max(firsts), min(lasts), last, first, last)
    return _Bounds(first, min(lasts), max(firsts), last, first, last)


@lru_cache(maxsize=65536)
def _blurred(edtf: str) -> _Bounds:
    """Bounds for comparing: a doubtful period reaches further by its own length, but a day at least."""
    bounds = _bounds(edtf)
    if not any(mark in edtf for mark in "?~%"):
        return bounds
    lower, slash, upper = edtf.partition("/")
    start = _date(lower) if slash and lower not in ("", "..") else (bounds.first, bounds.start_to)
    end = _date(upper) if slash and upper not in ("", "..") else (bounds.end_from, bounds.last)
    before, after = start[1] - start[0] + 1, end[1] - end[0] + 1
    first, start_to = bounds.first - before, bounds.start_to + before
    end_from, last = bounds.end_from - after, bounds.last + after
    return _Bounds(first, start_to, end_from, last, bounds.sure_first, bounds.sure_last)


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


def month_length(year: int, month: int) -> int:
    """Number of days of a month in the proleptic Gregorian calendar."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _LENGTHS[month - 1]


# The calendar repeats every 400 years (146,097 days): far years are moved by whole cycles.
def day_number(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01 to a day of any year, proleptic Gregorian; year 0 is 1 BC."""
    cycles, within = divmod(year - 2000, 400)
    return datetime.date(2000 + within, month, day).toordinal() - 719163 + cycles * 146097


def iso_day(number: int) -> str:
    """Return the ISO 8601 day of a number of days from 1970-01-01, for any year."""
    cycles, within = divmod(number + 719163 - 730120, 146097)  # 730120: 2000-01-01
    date = datetime.date.fromordinal(730120 + within)
    year = date.year + cycles * 400
    shown = f"{year:05d}" if year < 0 else f"{year:04d}" if year <= 9999 else f"+{year}"
    return f"{shown}-{date.month:02d}-{date.day:02d}"

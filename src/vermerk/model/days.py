"""Days of any year, counted in the proleptic Gregorian calendar."""

from __future__ import annotations

import datetime

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


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

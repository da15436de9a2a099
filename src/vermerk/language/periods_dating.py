"""From the words of a date to its EDTF, with what they leave out taken from the day of the talk."""

from __future__ import annotations

import datetime
import re

import msgspec

from vermerk.language.periods_atoms import Atom
from vermerk.language.periods_previous import after_previous
from vermerk.model import BadPeriod
from vermerk.model.days import month_length
from vermerk.model.period import Period


class Told(msgspec.Struct, frozen=True):
    """The day from which relative words count, as precisely as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> datetime.date | None:
        """The day itself, or null where only its month or year is known."""
        if self.month is None or self.day is None:
            return None
        return datetime.date(self.year, self.month, self.day)


def read_told(edtf: str | None) -> Told | None:
    """Return the day, month or year of an EDTF date; null for none, or one that spans several years."""
    if not edtf:
        return None
    try:
        period = Period.parse(edtf)
    except BadPeriod:
        return None
    first, last = period.earliest, period.latest
    if first is None or last is None or not (len(first) == len(last) == 10) or first[:4] != last[:4]:
        return None
    year, month, day = (int(part) for part in first.split("-"))
    if not 1000 <= year <= 9990:
        return None
    if first[:7] != last[:7]:
        return Told(year)
    return Told(year, month, day if first == last else None)


class Setting(msgspec.Struct, frozen=True):
    """What dates an expression besides its own words.

    Attributes:
        told: the day told.
        future: whether the words look ahead of it; null where they do not say.
        previous: EDTF of the period named before.
        paper: true for the date of a letter or the like: it lies behind the day told, or a few weeks ahead where
            the account was written down later.
    """

    told: Told | None = None
    future: bool | None = None
    previous: str | None = None
    paper: bool = False


def date_atom(atom: Atom, setting: Setting) -> tuple[str, str] | None:
    """Return the EDTF of one expression and its anchor, or null where it cannot be dated."""
    if atom.sort in ("same", "then"):
        edtf = after_previous(atom, setting.previous)
        return (edtf, "anaphoric") if edtf else None
    if atom.sort == "whole" and setting.previous and setting.told and f"{setting.told.year}" != setting.previous[:4]:
        return None  # "the end of the year": of the year named before, or of the writer's
    if atom.sort in _RELATIVE:
        edtf = _RELATIVE[atom.sort](atom, setting.told, setting.future) if setting.told else None
        return (edtf, "relative") if edtf else None
    if atom.unit == "decade":
        return _decade(atom, setting.told)
    if atom.unit == "century":
        return (f"{(atom.year or 0) // 100}XX", "absolute")
    if atom.second_year:
        return (f"{atom.year}/{atom.second_year}", "absolute")
    if atom.year is None:
        year = _year_from_told(atom, setting)
        return (_write(year, atom), "relative") if year else None
    abridged = atom.word == "abridged" and setting.told
    year = atom.year % 100 + setting.told.year // 100 * 100 if setting.told and abridged else atom.year
    return (_write(year, atom), "absolute")


def _write(year: int, atom: Atom) -> str:
    """Write year, month or season, and day as EDTF; two days become an interval or a set."""
    if atom.month is None:
        return f"{year:04d}"
    if atom.day is None:
        return f"{year:04d}-{atom.month:02d}"
    day = f"{year:04d}-{atom.month:02d}-{atom.day:02d}"
    if atom.day_to is None:
        return day
    second = f"{year:04d}-{atom.month:02d}-{atom.day_to:02d}"
    if atom.linked == "to" or atom.day_to == atom.day + 1:
        return f"{day}/{second}"
    return f"[{day},{second}]" if atom.linked == "or" else f"{{{day},{second}}}"


def _decade(atom: Atom, told: Told | None) -> tuple[str, str] | None:
    """Decade as written ("the 1950s"), or of the century told, in the past ("the fifties")."""
    if (atom.year or 0) >= 1000:
        return (f"{(atom.year or 0) // 10}X", "absolute")
    if told is None:
        return None
    year = told.year // 100 * 100 + (atom.year or 0)
    return (f"{(year if year <= told.year else year - 100) // 10}X", "relative")


def _year_from_told(atom: Atom, setting: Setting) -> int | None:
    """Year of a day, month or season named without one.

    A writer leaves out the year of his own day. So a date earlier in that year lies in it; a later one lies in
    it where the words look ahead or it is at most a season away, and in the year before otherwise. The next year
    is meant where the words look ahead and it is nearer than the day gone by.
    """
    told, month = setting.told, atom.month
    before = _year_from_previous(atom, setting)
    if before is not None:
        return before
    if told is None or told.month is None or month is None:
        return None
    month = {21: 3, 22: 6, 23: 9, 24: 12}.get(month, month)
    if atom.month == 24:  # the winter that has begun last
        return None if setting.future else told.year if told.month == 12 else told.year - 1
    here = (told.month, told.day or 31)
    there = (month, atom.day or 1)
    ahead = (month - told.month) % 12
    if setting.future and (month, atom.day_to or atom.day or 31) < (told.month, told.day or 1):
        return told.year + (ahead <= 6)  # "will" may belong to another clause than a date just past
    if setting.future or there <= here:
        return told.year
    near = ahead <= (1 if setting.paper else 3) and setting.future is None
    return told.year if near else told.year - 1


def _year_from_previous(atom: Atom, setting: Setting) -> int | None:
    """The year of a day that follows a full date of long before the telling: "on 16 November 1951 … on 28 November".

    A narrative goes forward: it is the first such day on or after the one named before. Null where that one lies so
    near the day told that the talk's own year may as well be meant.
    """
    previous = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", setting.previous or "")
    if previous is None or atom.month is None or setting.future:
        return None
    year = int(previous[1])
    if setting.told is not None and abs(setting.told.year - year) <= 2:
        return None
    named = (int(previous[2] or 1), int(previous[3] or 1))
    return year + ((atom.month, atom.day or 31) < named)


def _shifted(told: Told, days: int) -> datetime.date | None:
    return told.date + datetime.timedelta(days=days) if told.date else None


def _iso(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None


def _month_shifted(told: Told, months: int) -> str | None:
    if told.month is None:
        return None
    year, month = divmod(told.year * 12 + told.month - 1 + months, 12)
    return f"{year:04d}-{month + 1:02d}"


def _near_day(atom: Atom, told: Told, future: bool | None) -> str | None:
    shift = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
    return _iso(_shifted(told, shift.get(atom.word or "", 0)))


def _ago(atom: Atom, told: Told, future: bool | None) -> str | None:
    """Days are counted exactly, weeks as an estimate; months and years name a month and a year."""
    count = atom.count or 0
    if atom.word != "ago":
        return None
    match atom.unit:
        case "day":
            return _iso(_shifted(told, -count))
        case "week" | "fortnight":
            day = _iso(_shifted(told, -count * (7 if atom.unit == "week" else 14)))
            return f"{day}~" if day else None
        case "month":
            return _month_shifted(told, -count)
        case "year":
            return f"{told.year - count:04d}"
        case _:
            return f"{told.year - 10 * count:04d}~"


def _lately(atom: Atom, told: Told, future: bool | None) -> str | None:
    """A stretch that ends, or begins, with the day told: "the last two years"."""
    count = atom.count or 0
    ahead = atom.word in ("next", "coming")
    sign = 1 if ahead else -1
    match atom.unit:
        case "day" | "week" | "fortnight":
            length = count * {"day": 1, "week": 7}.get(atom.unit, 14)
            here, there = _iso(told.date), _iso(_shifted(told, sign * length))
        case "month":
            here, there = _month_shifted(told, 0), _month_shifted(told, sign * count)
        case _:
            years = count * (10 if atom.unit == "decade" else 1)
            here, there = f"{told.year:04d}", f"{told.year + sign * years:04d}"
    if here is None or there is None:
        return None
    return f"{here}/{there}" if ahead else f"{there}/{here}"


def _beside(atom: Atom, told: Told, future: bool | None) -> str | None:
    """Read "last year", "next week", "this morning", "last May", "next Monday", "this spring"."""
    step = {"last": -1, "next": 1}.get(atom.word or "", 0)
    match atom.unit:
        case "night" | "evening" | "morning" | "afternoon":
            return _iso(_shifted(told, step))
        case "day":
            return None
        case "week" | "fortnight":
            monday = _shifted(told, 7 * step - told.date.weekday()) if told.date else None
            return f"{monday}/{monday + datetime.timedelta(days=6)}" if monday and atom.unit == "week" else None
        case "month":
            return _named_month(atom.month, step, told) if atom.month else _month_shifted(told, step)
        case "year":
            return f"{told.year + step:04d}"
        case "weekday":
            return _named_weekday(atom.month or 1, step, told)
        case "season":
            return _named_season(atom.month or 21, step, told)
        case _:
            return None


def _named_month(month: int, step: int, told: Told) -> str | None:
    if told.month is None:
        return None
    year = told.year
    if step < 0:
        year -= month >= told.month
    elif step > 0:
        year += month <= told.month
    return f"{year:04d}-{month:02d}"


def _named_season(season: int, step: int, told: Told) -> str | None:
    if told.month is None:
        return None
    now = (told.month - 3) % 12 // 3 + 21
    year = told.year - (told.month <= 2)  # the year in which the running winter began
    if step < 0:
        year -= season >= now
    elif step > 0:
        year += season <= now
    return f"{year:04d}-{season}"


def _named_weekday(weekday: int, step: int, told: Told) -> str | None:
    if told.date is None:
        return None
    if step == 0:
        return _iso(_shifted(told, weekday - told.date.isoweekday()))
    apart = (weekday - told.date.isoweekday()) * step % 7 or 7
    return _iso(_shifted(told, step * apart))


def _weekday(atom: Atom, told: Told, future: bool | None) -> str | None:
    """The nearest such day before the day told, or after it where the words look ahead."""
    if told.date is None or atom.day == told.date.isoweekday():
        return None  # today, or a week off: the words do not say
    return _named_weekday(atom.day or 1, 1 if future else -1, told)


def _nth(atom: Atom, told: Told, future: bool | None) -> str | None:
    """ "the 28th", "7th instant" (this month), "12th ultimo" (the last), "3rd proximo" (the next)."""
    day = atom.day or 1
    step = {"i": 0, "u": -1, "p": 1}.get(atom.word or "")
    if step is None:
        if told.day is None:
            return None
        step = (1 if day < told.day else 0) if future else (-1 if day > told.day else 0)
    month = _month_shifted(told, step)
    if month is None or day > month_length(int(month[:4]), int(month[5:])):
        return None
    return f"{month}-{day:02d}"


_RELATIVE = {
    "near_day": _near_day,
    "ago": _ago,
    "lately": _lately,
    "beside": _beside,
    "whole": _beside,
    "weekday": _weekday,
    "nth": _nth,
    "instant": _nth,
}

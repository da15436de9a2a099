"""A period: when something held or happened, as an EDTF date (ISO 8601-2:2019, levels 0 to 2)."""

from __future__ import annotations

import msgspec

from vermerk.model.days import iso_day
from vermerk.model.edtf_bounds import ENDLESS, blurred, bounds_of


class Period(msgspec.Struct, frozen=True, order=False):
    """A date, a stretch of days, or a choice of dates, held as the EDTF that says it.

    Attributes:
        edtf: the EDTF string; ``1968``, ``1968-12-09``, ``1964/..``, ``196X``, ``1968-21`` (spring).

    Raises:
        BadPeriod: the string is no EDTF date, names a day that no calendar has, or ends before it begins.
    """

    edtf: str

    def __post_init__(self) -> None:
        bounds_of(self.edtf)

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
        first = bounds_of(self.edtf).first
        return None if first <= -ENDLESS else first

    @property
    def latest_day(self) -> int | None:
        """Last possible day, counted as ``earliest_day``; null where the end is open or unknown."""
        last = bounds_of(self.edtf).last
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
        mine, its = blurred(self.edtf), blurred(other.edtf)
        if mine.last < its.first:
            return True
        return False if mine.end_from >= its.start_to else None

    def overlaps(self, other: Period) -> bool | None:
        """Whether the two have a day in common; null where the dates leave it open (see ``before``)."""
        mine, its = blurred(self.edtf), blurred(other.edtf)
        if mine.start_to <= its.end_from and its.start_to <= mine.end_from:
            return True
        return False if mine.last < its.first or its.last < mine.first else None

    def contains(self, other: Period) -> bool | None:
        """Whether the other lies within the stretch of days this one names; null where it cannot be told.

        Here this period is taken as a stretch of the calendar: ``1968`` contains ``1968-12-09``.
        """
        mine, its = blurred(self.edtf), blurred(other.edtf)
        sure = not (self.uncertain or self.approximate)
        if sure and mine.sure_first <= its.first and its.last <= mine.sure_last:
            return True
        return False if its.start_to < mine.first or its.end_from > mine.last else None

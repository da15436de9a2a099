"""What a name meant on the day that a record, or the sentence around it, tells of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from vermerk.authority import Entry

YEAR = re.compile(r"\b(?:1[5-9]\d\d|20[0-2]\d)\b")
SENTENCE = re.compile(r"[.!?][\"”’)]? +(?=[A-Z\"“(])|\n")


def pick(entries: Sequence[Entry], on: str | None, frequent: Mapping[str, int] | None = None) -> Entry | None:
    """The entry that holds at a date; of several, the one the record names most in other words.

    Where none is excluded by its lifespan and none named elsewhere, the first of the table is taken.
    """
    if not entries:
        return None
    living = [e for e in entries if e.holds(on)] or list(entries)
    if frequent and len({e.label for e in living}) > 1:
        return max(living, key=lambda e: frequent.get(e.label, 0))
    return living[0]


def day_told(text: str, at: int, entries: Sequence[Entry], on: str | None) -> str | None:
    """The year that the sentence around a name tells, where the name meant something then; else the record's own date.

    A survey of 2008 that says "Korea" of 1882 means the Korea of 1882.
    """
    if len(entries) < 2:
        return on
    start = max((m.end() for m in SENTENCE.finditer(text, max(0, at - 400), at)), default=max(0, at - 400))
    after = SENTENCE.search(text, at)
    years = list(YEAR.finditer(text, start, min(after.start() if after else len(text), at + 400)))
    if not years:
        return on
    year = min(years, key=lambda m: abs(m.start() - at)).group()
    return year if any(entry.holds(year) for entry in entries) else on

"""Fiscal years: which days a figure "for the fiscal year 1966/67" is for, by the calendar of the state that keeps it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from vermerk.inquiry.dating import in_words
from vermerk.language.calendars import fiscal_rules, fiscal_year

Row = Mapping[str, Any]
FISCAL = re.compile(
    r"\b(?:fiscal|financial|budget(?:ary)?|FY)(?: year)?s? ?(?P<first>\d{4})(?:\s?[/–-]\s?(?P<second>\d{2,4}))?", re.I
)


def fiscal_days(row: Row) -> tuple[str, str] | None:
    """The state whose fiscal year a statement speaks of and the days of that year (EDTF); null where none is told.

    The year is that of the one party whose fiscal year the tables know; where they know two that differ, it stays open.
    """
    found = FISCAL.search(row["quote"])
    if found is None or not row["time"] or found["first"] != row["time"][:4]:
        return None
    first, second = int(found["first"]), int(found["second"][-2:]) if found["second"] else None
    known = {rule.state for rule in fiscal_rules()}
    states = sorted(known & {*row["actor_states"], *row["toward_states"]})
    days = {state: days for state in states if (days := fiscal_year(state, first, second))}
    return next(iter(days.items())) if len(set(days.values())) == 1 else None


def fiscal_words(row: Row, *, days: bool = True) -> str | None:
    """A fiscal year as a historian writes it, with its days where the calendar is known; null where it is none."""
    found = FISCAL.search(row["quote"])
    if found is None or not row["time"] or found["first"] != row["time"][:4]:
        return None
    year = found["first"] + (f"/{found['second'][-2:]}" if found["second"] else "")
    told = fiscal_days(row) if days else None
    return f"fiscal year {year}" + (f" ({in_words(told[1])} in {told[0]})" if told else "")


def last_day_of(row: Row) -> str | None:
    """The last day of a statement's time, by the fiscal calendar where it is a fiscal year's; null where open."""
    told = fiscal_days(row)
    return told[1].partition("/")[2] if told else row["latest"]

"""Calendar words and fiscal years, read from the tables a historian may edit."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from vermerk.model import BadTable
from vermerk.model.days import day_number, iso_day

TABLES = Path(__file__).parent / "tables"

Sort = Literal["month", "weekday", "season"]


class CalendarWord(msgspec.Struct, frozen=True):
    """A word of the calendar: what it numbers, and whether it is an everyday word besides."""

    word: str
    sort: Sort
    number: int
    doubtful: bool


class FiscalRule(msgspec.Struct, frozen=True):
    """How a state reckons its fiscal years.

    Attributes:
        state: usual short English name of the state.
        month: month in which the fiscal year begins.
        day: day on which it begins.
        since: first calendar year in which a fiscal year began so, or null.
        until: last such calendar year, or null.
        named: whether a fiscal year with one number carries that of its start or of its end.
    """

    state: str
    month: int
    day: int
    since: int | None
    until: int | None
    named: Literal["start", "end"]


def rows(name: str, folder: Path = TABLES) -> list[tuple[int, list[str]]]:
    """Return the rows of a table as (line number, cells), without comments, blank lines and the head.

    Raises:
        BadTable: a row has more or fewer cells than the head.
    """
    kept = []
    path = folder / name
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            kept.append((number, [cell.strip() for cell in line.split("\t")]))
    head = kept[0][1] if kept else []
    for number, cells in kept[1:]:
        if len(cells) != len(head):
            raise BadTable(
                str(path), number, f"{len(cells)} cells where the head has {len(head)}", "add or remove tabs"
            )
    return kept[1:]


@cache
def calendar_words() -> dict[str, CalendarWord]:
    """Return the calendar words by their lower-case form.

    Raises:
        BadTable: a row of ``calendar.tsv`` has an unknown sort or no number.
    """
    words = {}
    for line, (word, sort, number, doubtful) in rows("calendar.tsv"):
        if sort not in ("month", "weekday", "season") or not number.isdigit():
            raise BadTable("calendar.tsv", line, f"cannot read {sort!r} {number!r}", "give month, weekday or season")
        words[word.lower()] = CalendarWord(word, sort, int(number), doubtful == "yes")  # type: ignore[arg-type]
    return words


@cache
def fiscal_rules() -> tuple[FiscalRule, ...]:
    """Return the rules of ``fiscal.tsv`` in the order of the table.

    Raises:
        BadTable: a row has a day or year that cannot be read.
    """
    rules = []
    for line, (state, first, since, until, named) in rows("fiscal.tsv"):
        try:
            month, day = (int(part) for part in first.split("-"))
            first_year, last_year = (int(year) if year else None for year in (since, until))
        except ValueError as mistake:
            raise BadTable("fiscal.tsv", line, str(mistake), "write the day as MM-DD, years as YYYY") from None
        naming: Literal["start", "end"] = "start" if named == "start" else "end"
        rules.append(FiscalRule(state, month, day, first_year, last_year, naming))
    return tuple(rules)


def fiscal_year(state: str, first: int, second: int | None) -> str | None:
    """Return the days of a fiscal year as EDTF, or null where the table does not know the state's.

    Args:
        state: usual short English name of the state.
        first: the year written, or the first of two ("1966/67": 1966).
        second: the second of two, or null where one year is written ("FY 1968").
    """
    for rule in fiscal_rules():
        start = first - 1 if second is None and rule.named == "end" else first
        fits = (rule.since is None or rule.since <= start) and (rule.until is None or start <= rule.until)
        if rule.state == state and fits:
            return _twelve_months(start, rule.month, rule.day)
    return None


def _twelve_months(year: int, month: int, day: int) -> str:

    last = iso_day(day_number(year + 1, month, day) - 1)
    return f"{year:04d}-{month:02d}-{day:02d}/{last}"

"""Dates as documents head them: day, month and year in the orders and styles of offices, as EDTF."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vermerk.model import Passage

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct 0ctober", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
ROMAN = {numeral: number for number, numeral in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
LAST_DAY = r"(?:(?:\s?[–-]\s?|\s+(?:to|through)\s+)(?P<last>\d{1,2})(?:st|nd|rd|th)?)?"
FORMS = (
    # 9 December 1968, 23rd September, 1955, [23 December] 1948, 31 July – 1 August 1969, 7 to 11 October 1976
    re.compile(
        rf"\b{DAY}{LAST_DAY}(?:\s+(?P<month>{MONTH})(?:\s?[–-]\s?|\s+(?:to|through)\s+)(?P<day2>\d{{1,2}}))?[\s.]+(?:of\s+)?\[?"
        rf"(?P<month2>{MONTH})\b\.?\]?,?\s+\[?{YEAR}\b",
        re.IGNORECASE,
    ),
    # December 23, 1968; February 1st, 1955
    re.compile(rf"\b(?P<month2>{MONTH})\.?\s+{DAY}{LAST_DAY}\]?,?\s+\[?{YEAR}\b", re.IGNORECASE),
    # 8.VII.1962, 28. VIII. 1962
    re.compile(rf"\b{DAY}\.\s?(?P<roman>XI{{0,2}}|IX|IV|VI{{0,3}}|V|I{{1,3}})\.?\s?{YEAR}\b"),
    # 1962-08-14
    re.compile(r"\b(?P<year>1[5-9]\d\d|20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b"),
    # September 1951
    re.compile(rf"\b(?P<month2>{MONTH})\b\.?\]?,?\s+\[?{YEAR}\b", re.IGNORECASE),
)
YEARLESS = re.compile(
    rf"\b{DAY}\s+(?P<month2>{MONTH})\b|\b(?P<month3>{MONTH})\s+(?P<day3>\d{{1,2}})(?:st|nd|rd|th)?\b", re.I
)


def dates_in(text: str) -> Iterator[tuple[str, Passage]]:
    """All full dates and months with their year, in order, as EDTF with where each stands."""
    found: list[tuple[int, int, str]] = []
    for form in FORMS:
        for match in form.finditer(text):
            if any(match.start() < end and start < match.end() for start, end, _ in found):
                continue
            edtf = _edtf(match)
            if edtf is not None:
                found.append((match.start(), match.end(), edtf))
    for start, end, edtf in sorted(found):
        yield edtf, Passage(start, end)


def find_date(text: str) -> tuple[str, Passage] | None:
    """The first date of a text as EDTF (ISO 8601-2), with where it stands; null where there is none."""
    return next(dates_in(text), None)


def day_in_year(text: str, year: str) -> str | None:
    """The first day named without its year ("the evening of 19th September"), in a given year."""
    for match in YEARLESS.finditer(text):
        month = MONTHS[(match["month2"] or match["month3"]).lower()]
        day = int(match["day"] or match["day3"])
        if 1 <= day <= 31:
            return f"{year}-{month:02d}-{day:02d}"
    return None


def _edtf(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year = parts["year"]
    month = _month(parts)
    if month is None:
        return None
    if not parts.get("day"):
        return f"{year}-{month:02d}"
    day = int(parts["day"])
    if not 1 <= day <= _length(int(year), month):
        return None
    whole = f"{year}-{month:02d}-{day:02d}"
    if parts.get("day2") and parts.get("month"):
        first = MONTHS[str(parts["month"]).lower()]
        return f"{year}-{first:02d}-{day:02d}/{year}-{month:02d}-{int(parts['day2']):02d}"
    last = int(parts["last"]) if parts.get("last") else 0
    return f"{whole}/{year}-{month:02d}-{last:02d}" if day < last <= _length(int(year), month) else whole


def _month(parts: dict[str, str | None]) -> int | None:
    if parts.get("month2"):
        return MONTHS[str(parts["month2"]).lower()]
    if parts.get("roman"):
        return ROMAN.get(str(parts["roman"]))
    number = int(parts.get("number") or 0)
    return number if 1 <= number <= 12 else None


def _length(year: int, month: int) -> int:
    """Days of a month in the Gregorian calendar."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31

"""Units, countable things and currencies, read from the tables a historian may edit."""

from __future__ import annotations

from functools import cache

import msgspec

from vermerk.language.calendars import rows
from vermerk.model import BadTable

#: Dimensions whose things are counted, so that more than one of them stands in the plural.
COUNTED = frozenset({"people", "force", "craft", "thing"})


class Unit(msgspec.Struct, frozen=True):
    """A unit of measure, a countable thing or a currency.

    Attributes:
        name: the name given in a quantity ("kilowatt", "troops", "rupee").
        dimension: what it measures ("mass", "people", "money").
        rated: true where "annually", "per month" and the like may follow.
        singular: true where the form found is a singular beside which the table has a plural.
    """

    name: str
    dimension: str
    rated: bool
    singular: bool = False


@cache
def unit_words() -> dict[str, Unit]:
    """Return units by each form they are written in, lower case.

    Raises:
        BadTable: a row has no word or no unit, or two rows claim the same word.
    """
    units: dict[str, Unit] = {}
    for line, (words, name, dimension, rated) in rows("units.tsv"):
        _enter(units, "units.tsv", line, words, Unit(name, dimension, rated == "yes"))
    for line, (_, words, name) in rows("units_money.tsv"):
        if words:
            _enter(units, "units_money.tsv", line, words, Unit(name, "money", True))
    return units


def _enter(units: dict[str, Unit], table: str, line: int, words: str, unit: Unit) -> None:
    forms = [form.strip().lower() for form in words.split("|") if form.strip()]
    if not forms or not unit.name:
        raise BadTable(table, line, "no word or no unit", "give at least one word and the unit's name")
    for form in forms:
        if form in units:
            raise BadTable(table, line, f"{form!r} stands in the tables twice", "remove one of the two")
        plural_beside = any(other != form and other in _plurals(form) for other in forms)
        units[form] = msgspec.structs.replace(unit, singular=plural_beside)


def _plurals(word: str) -> set[str]:
    """Regular plurals of a word, and those in -men and -ies."""
    return {f"{word}s", f"{word}es", f"{word[:-1]}ies", f"{word[:-3]}men" if word.endswith("man") else f"{word}s"}


@cache
def money_marks() -> dict[str, str]:
    """Return the currency for each sign that stands before a figure.

    Raises:
        BadTable: two rows claim the same sign.
    """
    marks: dict[str, str] = {}
    for line, (signs, _, name) in rows("units_money.tsv"):
        for sign in filter(None, signs.split("|")):
            if sign in marks:
                raise BadTable("units_money.tsv", line, f"{sign!r} stands in the table twice", "remove one")
            marks[sign] = name
    return marks


@cache
def context_words(use: str) -> frozenset[str]:
    """Return the words of ``units_context.tsv`` with one use: ``stop``, ``body`` or ``change``."""
    return frozenset(word for _, (word, kind) in rows("units_context.tsv") if kind == use)

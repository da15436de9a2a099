"""What a name means, asked by a person: a state, body or group of the tables, a described group, or who held an office.

The engine looks names up in :class:`Authority` alone and reads persons and described groups from their sentences; here
a name stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from vermerk.authority.entry import Entry, Resolution
from vermerk.authority.lookup import Authority, fold
from vermerk.authority.persons import parse_person

DETERMINERS = re.compile(
    r"^(?:(?:the|a|all|those|these|such|other|various|many|several|some|certain|most|of|both|two|three|four)\s+)+", re.I
)
DESCRIBED = re.compile(
    r"^(?P<before>(?:[\w'’-]+,? (?:and )?){0,5})(?P<head>countries|states|nations|powers|governments|peoples)"
    r"(?: (?P<behind>(?:of|in|on|at|around|from|outside|within|near|bordering|that|which|who|whose|with|without|not|having)\b.*))?$",
    re.I | re.S,
)


def meaning(authority: Authority, name: str, on: str | None = None) -> Resolution:
    """What a name means at a date (ISO or EDTF, null for any).

    After the tables of states, bodies and places come groups that are described by what they share ("countries that
    do not recognise the DPRK"), under their own words, and persons whom the table of offices knows: one who held an
    office then is resolved, one who held it at another date only is outside the lifespan that the table tells of.
    """
    found = authority.resolve(name, on)
    if found.status != "unresolved":
        return found
    group = described_group(name)
    if group is not None:
        return Resolution(name, on, "resolved", group, (group,))
    return _person(authority, name, on) or found


def described_group(name: str) -> Entry | None:
    """A group of states named by what they share, in the record's own words; null where the words tell nothing."""
    plain = " ".join(name.split())
    bare = DETERMINERS.sub("", plain)
    match = DESCRIBED.match(bare)
    if match is None or not (match["before"].strip() or match["behind"]):
        return None
    return Entry(f"group:{fold(bare)}", bare, "group")


def _person(authority: Authority, name: str, on: str | None) -> Resolution | None:
    """Who bore a name in an office; null where no table knows it."""
    parsed = parse_person(name, authority, on)
    words = parsed.full if parsed is not None else name
    tenures = list(authority.offices_of(words) or authority.offices_of(name))
    if parsed is not None and parsed.state:
        tenures = [t for t in tenures if t.state == parsed.state] or tenures
    if not tenures:
        return None
    then = [t.holder for t in tenures if t.holder.holds(on)]
    persons = _persons(then or (t.holder for t in tenures))
    if not then:
        return Resolution(name, on, "outside lifespan", candidates=persons)
    if len(persons) == 1:
        return Resolution(name, on, "resolved", persons[0], persons)
    return Resolution(name, on, "ambiguous", None, persons)


def _persons(holders: Iterable[Entry]) -> tuple[Entry, ...]:
    """The persons of some tenures, each once and without the years of one office."""
    return tuple(dict.fromkeys(msgspec.structs.replace(h, start=None, end=None) for h in holders))

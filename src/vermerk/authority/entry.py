"""An entry of the authority tables, and what comes of looking up a name."""

from __future__ import annotations

from typing import Literal

import msgspec

EntryKind = Literal["state", "body", "group", "office", "person", "place"]
Form = Literal["name", "adjective", "people", "abbreviation", "capital", "place"]
ResolutionStatus = Literal["resolved", "ambiguous", "unresolved", "outside lifespan"]


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """A state, body, group, office, person or place.

    Attributes:
        key: identifier within the tables.
        label: the usual short English name.
        kind: what it is.
        start, end: first and last year (or ISO date) of its life; null where open or not told.
        wikidata: identifier at Wikidata, only where it is certain.
        gw, cow: numbers in the state lists of Gleditsch and Ward and of the Correlates of War.
        iso: ISO 3166-1 alpha-2 code, or ISO 3166-3 alpha-4 code of a former state.
        parent: label of the state that a body, office or place belongs to.
        latitude, longitude: of a place, in degrees.
    """

    key: str
    label: str
    kind: EntryKind
    start: str | None = None
    end: str | None = None
    wikidata: str | None = None
    gw: int | None = None
    cow: int | None = None
    iso: str | None = None
    parent: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    def holds(self, on: str | None) -> bool:
        """True where the entry lived at a date (ISO or EDTF; compared by year where only years are known)."""
        if not on:
            return True
        day = on.lstrip("./[{")
        first, last = self.start or "", self.end or "9999"
        return first[: len(day)] <= day[: max(len(first), 4)] and day[: len(last)] <= last


class Name(msgspec.Struct, frozen=True):
    """One spelling of an entry, with its form and the years in which it was used.

    ``own`` is true for a spelling of a corpus's own tables, which goes before the package's meanings of it.
    """

    words: str
    form: Form
    entry: Entry
    start: str | None = None
    end: str | None = None
    own: bool = False


class Mention(msgspec.Struct, frozen=True):
    """A name found in a text: where, as what, and the entries it may mean, best first."""

    start: int
    end: int
    surface: str
    form: Form
    entries: tuple[Entry, ...]


class Resolution(msgspec.Struct, frozen=True):
    """What a name means at a date."""

    name: str
    on: str | None
    status: ResolutionStatus
    entry: Entry | None = None
    candidates: tuple[Entry, ...] = ()

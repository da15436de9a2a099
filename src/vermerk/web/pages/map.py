"""Places: where records were written, and the places that statements name, on a map and as a list."""

from __future__ import annotations

import re

import msgspec

from vermerk.authority.gazetteer import locate
from vermerk.web.holdings import Holdings
from vermerk.web.page import Asked, Page, Query

LISTED = 400
NAME = re.compile(r"\b(?:in|at|near|from|to)\s+((?:[A-Z][\w'’.-]+)(?:\s+[A-Z][\w'’.-]+){0,2})")
SAMPLE = 20_000  # statements whose words are looked through


class Place(msgspec.Struct, frozen=True):
    """A place, how many records were written there, and how many statements name it; degrees, null where unknown."""

    name: str
    state: str | None
    latitude: float | None
    longitude: float | None
    records: int
    statements: int


class MapView(msgspec.Struct, frozen=True):
    """The places of the corpus; ``unplaced`` counts records whose place no gazetteer knows or that name none."""

    places: tuple[Place, ...]
    unplaced: int
    party: str | None


def map_view(asked: Asked) -> MapView:
    """Where things were written and are."""
    held, party = asked.holdings, asked.one("party")
    return held.keep(("map", party), lambda: _map(held, party), 300)


def _map(held: Holdings, party: str | None) -> MapView:
    of = (
        "WHERE record IN (SELECT t.record FROM told t WHERE t.row IN (SELECT row FROM named WHERE name = ?))"
        if party
        else ""
    )
    rows = held.ask(f"SELECT place, count(*) AS n FROM records {of} GROUP BY 1", [party] if party else [])
    written = {row["place"].strip(" .,"): row["n"] for row in rows if row["place"]}
    unplaced = sum(row["n"] for row in rows if not row["place"])
    told: dict[str, int] = {}
    whom = "AND row IN (SELECT row FROM named WHERE name = ?)" if party else ""
    for row in held.ask(
        f"SELECT what FROM told WHERE what IS NOT NULL AND review <> 'rejected' {whom} LIMIT {SAMPLE}",
        [party] if party else [],
    ):
        for name in NAME.findall(row["what"]):
            told[name] = told.get(name, 0) + 1
    found: dict[tuple[str, str | None], Place] = {}
    for name, count in written.items():
        place = _place(held, name, count, 0)
        if place.latitude is None:
            unplaced += count
        _add(found, place)
    for name, count in told.items():
        place = _place(held, name, 0, count)
        if place.latitude is not None:
            _add(found, place)
    ordered = sorted(found.values(), key=lambda p: (-p.records - p.statements, p.name))
    return MapView(tuple(ordered[:LISTED]), unplaced, party)


def _place(held: Holdings, name: str, records: int, statements: int) -> Place:
    sites = locate(name.split(",", maxsplit=1)[0], corpus=held.folder.root)
    if not sites:
        return Place(name, None, None, None, records, statements)
    first = sites[0]
    return Place(first.name, first.state, first.latitude, first.longitude, records, statements)


def _add(found: dict[tuple[str, str | None], Place], place: Place) -> None:
    key = (place.name, place.state)
    before = found.get(key)
    if before is not None:
        place = msgspec.structs.replace(
            place, records=place.records + before.records, statements=place.statements + before.statements
        )
    found[key] = place


def rows(asked: Asked) -> list[msgspec.Struct]:
    """The places for a table."""
    return list(map_view(asked).places)


PAGES = (
    Page(
        "map",
        "/map",
        MapView,
        map_view,
        "Where records were written, and places that statements name.",
        (Query("party", "only records that speak of this party"),),
        menu="Map",
        rows=rows,
    ),
)

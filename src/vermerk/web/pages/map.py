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
    """A place: how many talks were held there, records written there, and statements name it; degrees or null."""

    name: str
    state: str | None
    latitude: float | None
    longitude: float | None
    told: int
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
    rows = held.ask(
        f"SELECT place, CASE WHEN event_date IS NULL THEN NULL ELSE title END AS title, count(*) AS n FROM records {of} "
        "GROUP BY 1, 2",
        [party] if party else [],
    )
    unplaced = sum(row["n"] for row in rows if not row["place"])
    named: dict[str, int] = {}
    whom = "AND row IN (SELECT row FROM named WHERE name = ?)" if party else ""
    for row in held.ask(
        f"SELECT what FROM told WHERE what IS NOT NULL AND review <> 'rejected' {whom} LIMIT {SAMPLE}",
        [party] if party else [],
    ):
        for name in NAME.findall(row["what"]):
            named[name] = named.get(name, 0) + 1
    found: dict[tuple[str, str | None], Place] = {}
    for row in rows:
        if row["title"] is not None and (talk := _talk(held, row["title"], row["place"])) is not None:
            _add(found, msgspec.structs.replace(talk, told=row["n"]))
        if row["place"]:
            place = msgspec.structs.replace(_place(held, row["place"].strip(" .,")), records=row["n"])
            unplaced += row["n"] if place.latitude is None else 0
            _add(found, place)
    for name, count in named.items():
        place = _place(held, name)
        if place.latitude is not None:
            _add(found, msgspec.structs.replace(place, statements=count))
    ordered = sorted(found.values(), key=lambda p: (-p.told - p.records - p.statements, p.name))
    return MapView(tuple(ordered[:LISTED]), unplaced, party)


def _talk(held: Holdings, title: str, written: str | None) -> Place | None:
    """Where an event took place: at the place that the title of its record names, else where the record was written."""
    for name in NAME.findall(title):
        place = _place(held, name)
        if place.latitude is not None:
            return place
    if not written:
        return None
    place = _place(held, written.strip(" .,"))
    return place if place.latitude is not None else None


def _place(held: Holdings, name: str) -> Place:
    """A place by its name, with nothing counted yet."""
    sites = locate(name.split(",", maxsplit=1)[0], corpus=held.folder.root)
    if not sites:
        return Place(name, None, None, None, 0, 0, 0)
    first = sites[0]
    return Place(first.name, first.state, first.latitude, first.longitude, 0, 0, 0)


def _add(found: dict[tuple[str, str | None], Place], place: Place) -> None:
    key = (place.name, place.state)
    before = found.get(key)
    if before is not None:
        place = msgspec.structs.replace(
            place,
            told=place.told + before.told,
            records=place.records + before.records,
            statements=place.statements + before.statements,
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

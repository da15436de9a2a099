"""Where places lie: the package's own places first, then a gazetteer of cities; looked up by name, never by likeness.

Places are looked up for maps and for the state of a place. They are not among the names that are found in running
text: too many cities are called like persons and things ("Reading", "Nice", "Lincoln").
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import msgspec

from vermerk.authority.lookup import fold
from vermerk.authority.tables import read_places, read_states, rows

COLUMNS = 6


class Site(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place on the map.

    Attributes:
        name: its name today, or that of the package's own table.
        state: the state it lies in, by its short English name; today's state for a place of the gazetteer.
        latitude, longitude: in degrees.
        people: inhabitants today; null for a place of the package's own table.
    """

    name: str
    state: str | None
    latitude: float
    longitude: float
    people: int | None = None


def locate(name: str, state: str | None = None, corpus: Path | None = None) -> tuple[Site, ...]:
    """The places of a name, the corpus's and the package's own first, then the largest; of one state where given.

    Args:
        name: as a record writes it.
        state: short English name of the state it lies in, today or then; null for any.
        corpus: folder of a corpus with a table of places of its own.

    Raises:
        BadTable: a mistake in the corpus's table, by file and line.
    """
    own = _own(corpus / "authority" / "places.tsv") if corpus is not None else {}
    key = fold(name)
    found = [*own.get(key, ()), *_own(_table("places.tsv")).get(key, ()), *_cities().get(key, ())]
    if state is not None:
        found = [site for site in found if site.state == state]
    distinct: dict[tuple[str | None, float, float], Site] = {}
    for site in found:
        distinct.setdefault((site.state, round(site.latitude), round(site.longitude)), site)
    return tuple(distinct.values())


def _table(name: str) -> Path:
    return Path(str(files("vermerk.authority") / "tables" / name))


@lru_cache(maxsize=8)
def _own(table: Path) -> Mapping[str, tuple[Site, ...]]:
    found: dict[str, tuple[Site, ...]] = {}
    for name in read_places(table):
        entry = name.entry
        if entry.latitude is None or entry.longitude is None:
            continue
        site = Site(entry.label, entry.parent, entry.latitude, entry.longitude)
        found[fold(name.words)] = (*found.get(fold(name.words), ()), site)
    return found


@lru_cache(maxsize=1)
def _cities() -> Mapping[str, tuple[Site, ...]]:
    """The gazetteer, largest city first."""
    living = {n.entry.iso: n.entry.label for n in read_states(_table("states.tsv")) if n.entry.iso and not n.entry.end}
    found: dict[str, list[Site]] = {}
    for row in rows(_table("gazetteer.tsv"), COLUMNS):
        name, country, latitude, longitude, people, others = row.cells
        site = Site(name, living.get(country), float(latitude), float(longitude), int(people))
        for key in {fold(words) for words in [name, *others.split(";")] if words}:
            if key:
                found.setdefault(key, []).append(site)
    return {key: tuple(sites) for key, sites in found.items()}

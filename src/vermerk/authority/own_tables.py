"""A corpus's own tables: read like the package's, and refused where they contradict themselves or name what is nowhere."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import msgspec

from vermerk.authority.entry import Entry, Name
from vermerk.authority.tables import Tenure, read_bodies, read_offices, read_places, read_states
from vermerk.model import BadTable

READERS = {"states.tsv": read_states, "bodies.tsv": read_bodies, "places.tsv": read_places}
OFFICES = "offices.tsv"


def own_tables(folder: Path, package: Collection[Entry]) -> tuple[list[Name], list[Tenure]]:
    """The names and tenures of a corpus's tables.

    A line with the label of an entry of the package adds to it: without years to each entry of that label, with years
    to the one whose life they overlap; what the line leaves empty is taken from there.

    Args:
        folder: the corpus's ``authority`` folder.
        package: the entries that the package has.

    Raises:
        BadTable: a file that no table is called by, a line with a mistake, a spelling that means two entries at one
            time, or a state that stands in no table; by file and line.
    """
    _refuse_strangers(folder)
    names: list[Name] = []
    stands: dict[tuple[str, str], Path] = {}
    for table, reader in READERS.items():
        for name in reader(folder / table):
            names += _completed(name, package)
            stands.setdefault((name.entry.kind, name.entry.label), folder / table)
    _refuse_conflicts(names, stands)
    tenures = list(read_offices(folder / OFFICES))
    labels = {*(e.label for e in package), *(n.entry.label for n in names)}
    for name in names:
        _refuse_unknown(name.entry, name.entry.parent, labels, stands[name.entry.kind, name.entry.label])
    for tenure in tenures:
        _refuse_unknown(tenure.holder, tenure.state, labels, folder / OFFICES, column=2)
    return names, tenures


def _completed(name: Name, package: Collection[Entry]) -> Iterator[Name]:
    """A spelling as the corpus's own, its entry filled up from those of the package that bear its label."""
    own = name.entry
    same = [e for e in package if e.label == own.label and e.kind == own.kind]
    if own.start or own.end:
        same = [e for e in same if (own.start or "") <= (e.end or "9999") and (e.start or "") <= (own.end or "9999")][
            :1
        ]
    told = {field: value for field, value in msgspec.structs.asdict(own).items() if value is not None}
    dated = {"key": own.key} if own.start or own.end else {}
    for entry in same:
        filled = msgspec.structs.replace(entry, **{**told, "key": entry.key, **dated})
        yield msgspec.structs.replace(name, entry=filled, own=True)
    if not same:
        yield msgspec.structs.replace(name, own=True)


def overlap(one: Name, other: Name) -> bool:
    """True where two spellings were in use for their entries at one time."""
    first, second = ((n.start or n.entry.start or "", n.end or n.entry.end or "9999") for n in (one, other))
    return first[0] <= second[1] and second[0] <= first[1]


def _refuse_strangers(folder: Path) -> None:
    """A table of a name that nothing reads is a slip of the pen, and would be left out unseen."""
    expected = [*READERS, OFFICES]
    for path in sorted(folder.glob("*.tsv")):
        if path.name not in expected:
            near = difflib.get_close_matches(path.name, expected, 1)
            meant = near[0] if near else f"one of {', '.join(expected)}"
            raise BadTable(str(path), 1, "no table of this name is read", f"call it {meant}, or move it elsewhere")


def _refuse_conflicts(names: Sequence[Name], stands: dict[tuple[str, str], Path]) -> None:
    """No name or abbreviation may mean two entries at one time; adjectives and peoples may ("Korean")."""
    known: dict[str, list[Name]] = {}
    for name in names:
        if name.form not in {"name", "abbreviation"}:
            continue
        for other in known.setdefault(name.words, []):
            if other.entry.label != name.entry.label and overlap(other, name):
                table, first = (stands[n.entry.kind, n.entry.label] for n in (name, other))
                raise BadTable(
                    str(table),
                    line_of(table, name.entry.label),
                    f"{name.words!r} means both {other.entry.label} ({first.name}, line "
                    f"{line_of(first, other.entry.label)}) and {name.entry.label} at one time",
                    "give them years that do not overlap, or take the name from one of them",
                )
        known[name.words].append(name)


def _refuse_unknown(entry: Entry, state: str | None, labels: Collection[str], table: Path, *, column: int = 0) -> None:
    if state is None or state in labels:
        return
    near = difflib.get_close_matches(state, sorted(labels), 1)
    advice = f"write {near[0]}" if near else "write its usual short English name, or add it to states.tsv"
    raise BadTable(str(table), line_of(table, entry.label, column), f"{state!r} is no state of the tables", advice)


def line_of(table: Path, label: str, column: int = 0) -> int:
    """The last line of a table that has a label in a column."""
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    cells = [(n, line.split("\t")) for n, line in enumerate(lines, start=1) if not line.startswith("#")]
    return max((n for n, row in cells if len(row) > column and row[column].strip() == label), default=1)

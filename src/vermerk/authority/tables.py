"""Reading the authority tables, the package's and a corpus's own, with each mistake told by file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from vermerk.authority.entry import Entry, EntryKind, Form, Name
from vermerk.model import BadTable

DATED = re.compile(r"(?P<name>.+),(?P<first>\d{4})?-(?P<last>\d{4})?")
YEAR = re.compile(r"(?:\d{1,4}|\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))$")
STATE_COLUMNS = 12
BODY_COLUMNS = 7
PLACE_COLUMNS = 5
OFFICE_COLUMNS = 6
STATE_FORMS: tuple[Form, ...] = ("name", "adjective", "people", "abbreviation", "capital")


class Tenure(msgspec.Struct, frozen=True):
    """Who held an office of a state, and when; ``names`` are further spellings of him."""

    state: str
    office: str
    holder: Entry
    names: tuple[str, ...] = ()


class Row(msgspec.Struct, frozen=True):
    """One line of a table, with where it stands."""

    table: Path
    line: int
    cells: tuple[str, ...]

    def years(self, start: int, end: int) -> tuple[str | None, str | None]:
        """Two cells as the first and last year (of four digits) or day, checked for form and order."""
        for value in (self.cells[start], self.cells[end]):
            if value and not YEAR.match(value):
                raise self.mistake(f"{value!r} is no year or day", "write 1949 or 1949-10-07")
        first, last = (value.zfill(4) if value else None for value in (self.cells[start], self.cells[end]))
        if first and last and first > last:
            raise self.mistake(f"it ends ({last}) before it begins ({first})", "correct one of the two")
        return first, last

    def number(self, column: int) -> int | None:
        """A cell as a whole number, or null."""
        value = self.cells[column]
        if value and not value.isdigit():
            raise self.mistake(f"{value!r} in column {column + 1} is no number", "write digits or leave it empty")
        return int(value) if value else None

    def mistake(self, reason: str, advice: str) -> BadTable:
        """The error that tells this line."""
        return BadTable(str(self.table), self.line, reason, advice)


def rows(table: Path, columns: int) -> Iterator[Row]:
    """Lines of a table without comments; an absent table has none."""
    if not table.exists():
        return
    for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > columns or not cells[0]:
            raise BadTable(
                str(table), number, f"{len(cells)} columns, of which {columns} at most are known", "part them by tabs"
            )
        yield Row(table, number, tuple(cells + [""] * (columns - len(cells))))


def refuse_conflicts(table: Path, read: Iterator[Name]) -> Iterator[Name]:
    """The names of a table, as long as no spelling means two of its entries at one time.

    Adjectives and peoples may ("Korean" is of both Koreas); names and abbreviations of a corpus's own may not.

    Raises:
        BadTable: two entries that lived at one time bear the same name.
    """
    known: dict[str, list[Entry]] = {}
    for name in read:
        if name.form in {"name", "abbreviation"}:
            for other in known.setdefault(name.words, []):
                if other.key != name.entry.key and _overlap(other, name.entry):
                    raise BadTable(
                        str(table),
                        _line_of(table, name.entry.label),
                        f"{name.words!r} means both {other.label} and {name.entry.label} at one time",
                        "give them years that do not overlap, or take the name from one of them",
                    )
            known[name.words].append(name.entry)
        yield name


def _overlap(one: Entry, other: Entry) -> bool:
    return (one.start or "") <= (other.end or "9999") and (other.start or "") <= (one.end or "9999")


def _line_of(table: Path, label: str) -> int:
    """The last line of a table that begins with a label."""
    lines = table.read_text(encoding="utf-8").splitlines()
    return max(n for n, line in enumerate(lines, start=1) if line.split("\t")[0].strip() == label)


def read_states(table: Path) -> Iterator[Name]:
    """Every spelling of every state of a table."""
    for row in rows(table, STATE_COLUMNS):
        start, end = row.years(1, 2)
        label = row.cells[0]
        entry = Entry(
            key=f"state:{label}:{start or ''}",
            label=label,
            kind="state",
            start=start,
            end=end,
            wikidata=row.cells[5] or None,
            gw=row.number(3),
            cow=_cow(row),
            iso=row.cells[11] or None,
        )
        yield Name(label, "name", entry)
        for column, form in enumerate(STATE_FORMS, start=6):
            for words in _values(row.cells[column]):
                yield _spelling(words, form, entry)


def _cow(row: Row) -> int | None:
    """The number in the Correlates of War: that of Gleditsch and Ward where the cell is empty, none where it is "-"."""
    return None if row.cells[4] == "-" else row.number(4) or row.number(3)


def _values(cell: str) -> Iterator[str]:
    return (value.strip() for value in cell.split(";") if value.strip())


def _spelling(words: str, form: Form, entry: Entry) -> Name:
    """A spelling, with the years of its use where the table gives them ("Karachi,1947-1959")."""
    dated = DATED.fullmatch(words)
    if dated is None:
        return Name(words, form, entry)
    return Name(dated["name"].strip(), form, entry, dated["first"] or None, dated["last"] or None)


def read_bodies(table: Path) -> Iterator[Name]:
    """Every spelling of every body and group of a table."""
    for row in rows(table, BODY_COLUMNS):
        start, end = row.years(2, 3)
        if row.cells[1] not in {"body", "group"}:
            raise row.mistake(f"{row.cells[1]!r} is no kind", "write body or group")
        kind: EntryKind = "body" if row.cells[1] == "body" else "group"
        label = row.cells[0]
        entry = Entry(f"{kind}:{label}", label, kind, start, end, row.cells[5] or None, parent=row.cells[4] or None)
        yield Name(label, "name", entry)
        for words in _values(row.cells[6]):
            yield _spelling(words, "abbreviation" if words.partition(",")[0].isupper() else "name", entry)


def read_places(table: Path) -> Iterator[Name]:
    """Every spelling of every place of a table."""
    for row in rows(table, PLACE_COLUMNS):
        try:
            latitude, longitude = float(row.cells[2]), float(row.cells[3])
        except ValueError:
            raise row.mistake("coordinates are no numbers", "write degrees as 39.02 and 125.75") from None
        label = row.cells[0]
        entry = Entry(
            f"place:{label}", label, "place", parent=row.cells[1] or None, latitude=latitude, longitude=longitude
        )
        yield Name(label, "place", entry)
        for words in _values(row.cells[4]):
            yield Name(words, "place", entry)


def read_offices(table: Path) -> Iterator[Tenure]:
    """Who held which office when."""
    for row in rows(table, OFFICE_COLUMNS):
        start, end = row.years(3, 4)
        state, office, holder = row.cells[:3]
        holds = Entry(f"person:{holder}", holder, "person", start, end, parent=state)
        yield Tenure(state, office.lower(), holds, tuple(_values(row.cells[5])))

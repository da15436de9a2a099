"""Reading the authority tables, the package's and a corpus's own, with each mistake told by file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from vermerk.authority.entry import Entry, EntryKind, Form, Name
from vermerk.model import BadTable

SPACED = re.compile(r" (?:1\d|20)\d\d\b")  # a year behind a space, in a line without tabs
MISDATED = re.compile(r",[\d-]*-[\d-]*$")
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
    """Lines of a table without comments; an absent table has none.

    Raises:
        BadTable: what is no table of text, or a line of too many columns or of none.
    """
    if not table.exists():
        return
    for number, line in enumerate(_lines(table), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        row = Row(table, number, tuple(cells + [""] * (columns - len(cells))))
        if len(cells) > columns:
            raise row.mistake(f"{len(cells)} columns, of which {columns} at most are known", "part them by tabs")
        if not cells[0]:
            raise row.mistake("the first column is empty", "begin the line with the name")
        if len(cells) == 1 and columns > 1 and SPACED.search(line):
            raise row.mistake("its columns are parted by spaces", "part them by tabs")
        yield row


def _lines(table: Path) -> list[str]:
    try:
        return table.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadTable(str(table), line, "not written in UTF-8", "save the table as UTF-8") from None
    except OSError as error:
        raise BadTable(str(table), 1, error.strerror or "it cannot be read", "put a table of text there") from None


def read_states(table: Path) -> Iterator[Name]:
    """Every spelling of every state of a table.

    Raises:
        BadTable: a line with a mistake, or one that begins like another.
    """
    lines: dict[tuple[str, str | None], int] = {}
    for row in rows(table, STATE_COLUMNS):
        start, end = row.years(1, 2)
        label = row.cells[0]
        first = lines.setdefault((label, start), row.line)
        if first != row.line:
            raise row.mistake(f"{label} from {start or 'of old'} stands in line {first} already", "make them one line")
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
                yield _spelling(words, form, entry, row)


def _cow(row: Row) -> int | None:
    """The number in the Correlates of War: that of Gleditsch and Ward where the cell is empty, none where it is "-"."""
    return None if row.cells[4] == "-" else row.number(4) or row.number(3)


def _values(cell: str) -> Iterator[str]:
    return (value.strip() for value in cell.split(";") if value.strip())


def _spelling(words: str, form: Form, entry: Entry, row: Row) -> Name:
    """A spelling, with the years of its use where the table gives them ("Karachi,1947-1959")."""
    dated = DATED.fullmatch(words)
    if dated is None and MISDATED.search(words):
        raise row.mistake(f"{words!r} has no years of four digits behind its comma", "write it as Karachi,1947-1959")
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
            yield _spelling(words, "abbreviation" if words.partition(",")[0].isupper() else "name", entry, row)


def read_places(table: Path) -> Iterator[Name]:
    """Every spelling of every place of a table."""
    for row in rows(table, PLACE_COLUMNS):
        try:
            latitude, longitude = float(row.cells[2]), float(row.cells[3])
        except ValueError:
            raise row.mistake("coordinates are no numbers", "write degrees as 39.02 and 125.75") from None
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise row.mistake("coordinates lie outside the globe", "write the latitude first: 39.02 and 125.75")
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
        if not (office and holder):
            raise row.mistake("office or holder is missing", "write state, office, holder, first and last day")
        holds = Entry(f"person:{holder}", holder, "person", start, end, parent=state)
        yield Tenure(state, office.lower(), holds, tuple(_values(row.cells[5])))

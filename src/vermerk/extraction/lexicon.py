"""The lexicon: cues, sources, hedges, status words and frames, read from tables that a historian can edit.

Each table is checked as it is read; a mistake names the file, the line and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import msgspec

from vermerk.model import BadTable, Certainty, Kind, Mode, Status

HolderRole = Literal["subject", "agent", "object"]
HOLDER_ROLES = ("subject", "agent", "object")
HEDGE_KINDS = ("adverb", "modal", "adjective", "verb", "phrase")
WORD_CLASSES = ("verb", "noun", "adjective")


class Complement(StrEnum):
    """What a verb needs to report anything: a clause that could stand alone, any clause or infinitive, or nothing."""

    THAT = "that"
    CLAUSE = "clause"
    ANYTHING = ""


class Cue(msgspec.Struct, frozen=True):
    """A verb (or "be" with an adjective) that shows who stands behind a clause."""

    lemma: str
    mode: Mode
    holder: HolderRole
    certainty: Certainty
    reversed: bool
    complement: Complement = Complement.ANYTHING


class SourceNoun(msgspec.Struct, frozen=True):
    """A noun that names where a clause comes from; ``text`` where the text itself is the holder."""

    noun: str
    mode: Mode
    text: bool
    certainty: Certainty


class Frame(msgspec.Struct, frozen=True):
    """One line of the frame lexicon: a trigger, the kind it shows and how strongly (1 to 3)."""

    trigger: str
    pos: str
    kind: Kind
    weight: int
    event: str | None
    level: str | None
    status: Status | None


class StatusWord(msgspec.Struct, frozen=True):
    """A governing word that decides the status of what depends on it."""

    lemma: str
    status: Status
    transparent: bool


class Lexicon(msgspec.Struct, frozen=True):
    """All tables, ready for look-up by dictionary form."""

    cues: Mapping[str, Cue]
    sources: Mapping[str, SourceNoun]
    hedges: Mapping[tuple[str, str], Certainty]
    phrases: tuple[tuple[str, Certainty], ...]
    statuses: Mapping[str, StatusWord]
    frames: Mapping[tuple[str, str], tuple[Frame, ...]]
    long_triggers: Mapping[str, tuple[tuple[str, ...], ...]]


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    """Return the lexicon that comes with the package."""
    with_package = files("vermerk.extraction") / "tables"
    return read_lexicon(Path(str(with_package)))


def read_lexicon(folder: Path, own: Path | None = None) -> Lexicon:
    """Read a lexicon from a folder of tables, with the rows of a corpus's own tables of the same names after them.

    A row of the corpus's own tables takes the place of the package's row for the same word.

    Raises:
        BadTable: a line has too few columns or a value that is not in the codebook.
    """

    def lines(table: str, columns: int) -> Iterator[Row]:
        yield from read_rows(folder / table, columns)
        if own is not None and (own / table).exists():
            yield from read_rows(own / table, columns)

    hedges = list(map(_hedge, lines("hedges.tsv", 3)))
    frames: dict[tuple[str, str], dict[Kind, Frame]] = {}
    longer: dict[str, list[tuple[str, ...]]] = {}
    for frame in map(_frame, lines("frames.tsv", 7)):
        frames.setdefault((frame.trigger, frame.pos), {})[frame.kind] = frame
        words = tuple(frame.trigger.split())
        if len(words) > 1 and words not in longer.setdefault(words[0], []):
            longer[words[0]].append(words)
    return Lexicon(
        cues={c.lemma: c for c in map(_cue, lines("cues.tsv", 6))},
        sources={s.noun: s for s in map(_source, lines("sources.tsv", 4))},
        hedges={(word, kind): certainty for word, kind, certainty in hedges if kind != "phrase"},
        phrases=tuple((word, certainty) for word, kind, certainty in hedges if kind == "phrase"),
        statuses={s.lemma: s for s in map(_status, lines("status.tsv", 3))},
        frames={key: tuple(rows.values()) for key, rows in frames.items()},
        long_triggers={first: tuple(rows) for first, rows in longer.items()},
    )


class Row(msgspec.Struct, frozen=True):
    """One line of a table, with where it stands."""

    table: Path
    line: int
    cells: tuple[str, ...]

    def one_of(self, column: int, allowed: tuple[str, ...]) -> str:
        """A cell that must be one of the allowed words; raises BadTable where it is not."""
        value = self.cells[column]
        if value not in allowed:
            raise BadTable(
                str(self.table),
                self.line,
                f"{value!r} in column {column + 1} is not known",
                f"write one of: {', '.join(a or '(empty)' for a in allowed)}",
            )
        return value


def read_rows(table: Path, columns: int) -> Iterator[Row]:
    """The lines of a table without comments; raises BadTable for a line with too many columns."""
    for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > columns or not cells[0]:
            raise BadTable(str(table), number, f"{len(cells)} columns", f"write at most {columns}, parted by tabs")
        yield Row(table, number, tuple(cells + [""] * (columns - len(cells))))


def _certainty(row: Row, column: int) -> Certainty:
    return Certainty(row.one_of(column, ("", *Certainty)) or Certainty.CERTAIN)


def _cue(row: Row) -> Cue:
    holder = row.one_of(2, HOLDER_ROLES)
    denies = row.one_of(4, ("", "reversed")) == "reversed"
    needs = Complement(row.one_of(5, tuple(Complement)))
    mode = Mode(row.one_of(1, tuple(Mode)))
    return Cue(row.cells[0], mode, holder, _certainty(row, 3), denies, needs)  # type: ignore[arg-type]


def _source(row: Row) -> SourceNoun:
    text = row.one_of(2, ("", "yes")) == "yes"
    return SourceNoun(row.cells[0], Mode(row.one_of(1, tuple(Mode))), text, _certainty(row, 3))


def _hedge(row: Row) -> tuple[str, str, Certainty]:
    return row.cells[0], row.one_of(1, HEDGE_KINDS), _certainty(row, 2)


def _status(row: Row) -> StatusWord:
    transparent = row.one_of(2, ("", "yes")) == "yes"
    return StatusWord(row.cells[0], Status(row.one_of(1, tuple(Status))), transparent)


def _frame(row: Row) -> Frame:
    status = row.one_of(6, ("", *Status))
    return Frame(
        trigger=row.cells[0],
        pos=row.one_of(1, WORD_CLASSES),
        kind=Kind(row.one_of(2, tuple(Kind))),
        weight=int(row.one_of(3, ("1", "2", "3"))),
        event=row.cells[4] or None,
        level=row.cells[5] or None,
        status=Status(status) if status else None,
    )


@lru_cache(maxsize=32)
def read_pairs(name: str) -> Mapping[str, str]:
    """A table of two columns that comes with the package, as word and value.

    Raises:
        BadTable: a line does not have two columns.
    """
    table = Path(str(files("vermerk.extraction") / "tables" / name))
    pairs: dict[str, str] = {}
    for row in read_rows(table, 2):
        if not row.cells[1]:
            raise BadTable(str(table), row.line, "the second column is empty", "write both, parted by a tab")
        pairs[row.cells[0]] = row.cells[1]
    return pairs


@lru_cache(maxsize=8)
def read_words(name: str) -> Mapping[str, frozenset[str]]:
    """A table of words and their types that comes with the package, as the words of each type.

    Raises:
        BadTable: a line does not have two columns.
    """
    words: dict[str, set[str]] = {}
    for word, type_ in read_pairs(name).items():
        words.setdefault(type_, set()).add(word)
    return {type_: frozenset(found) for type_, found in words.items()}

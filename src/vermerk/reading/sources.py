"""Where records come from: files, folders and the standard input, and a report of what was and was not read."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from vermerk.model import Record, UnreadableSource
from vermerk.reading.formats import read_bytes

SIZE_LIMIT = 128 * 1024 * 1024  # bytes
NOT_RECORDS = ("license", "readme", "manifest", "sources", "copying", "notice")


class Reading(msgspec.Struct, frozen=True):
    """What came of one source: its records, or why it could not be read."""

    source: str
    records: tuple[Record, ...] = ()
    error: UnreadableSource | None = None


def find_sources(paths: Sequence[str]) -> list[str]:
    """Files as given, folders walked in sorted order, ``-`` for the standard input.

    Walking leaves out hidden files and what only describes a folder (LICENSE, README, MANIFEST, SOURCES).
    """
    found: list[str] = []
    for path in paths:
        place = Path(path)
        if path != "-" and place.is_dir():
            found += [str(file) for file in sorted(place.rglob("*")) if file.is_file() and _may_be_record(file, place)]
        else:
            found.append(path)
    return found


def _may_be_record(file: Path, folder: Path) -> bool:
    inside = file.relative_to(folder).parts
    if any(part.startswith(".") for part in inside):
        return False
    return file.stem.lower() not in NOT_RECORDS


def read(path: str | Path) -> list[Record]:
    """Read one file (or ``-``, the standard input) into its records; the format is found from the content.

    Raises:
        UnreadableSource: with the reason and what to do.
    """
    if str(path) == "-":
        return read_bytes(_within_limit(sys.stdin.buffer.read(SIZE_LIMIT + 1), "-"), "-", "-")
    place = Path(path)
    source = str(path)
    if place.is_dir():
        raise UnreadableSource(source, "it is a folder", "give a file, or let the command walk the folder")
    try:
        if place.stat().st_size > SIZE_LIMIT:
            size = place.stat().st_size // (1024 * 1024)
            raise UnreadableSource(source, f"{size} MiB are more than the {_limit()} MiB a file may have", "split it")
        raw = place.read_bytes()
    except FileNotFoundError:
        raise UnreadableSource(source, "there is no such file", "check the path") from None
    except PermissionError:
        raise UnreadableSource(source, "it may not be read", "change its permissions") from None
    except OSError as failure:
        raise UnreadableSource(source, failure.strerror or "it cannot be read", "check the file") from None
    return read_bytes(raw, place.name, source)


def _limit() -> int:
    return SIZE_LIMIT // (1024 * 1024)


def _within_limit(raw: bytes, source: str) -> bytes:
    if len(raw) > SIZE_LIMIT:
        raise UnreadableSource(source, f"it is longer than the {_limit()} MiB a source may have", "split it")
    return raw


def read_all(sources: Sequence[str]) -> Iterator[Reading]:
    """Read sources one after another; one that cannot be read never stops the others."""
    for source in sources:
        try:
            yield Reading(source, tuple(read(source)))
        except UnreadableSource as error:
            yield Reading(source, error=error)
        except RecursionError:
            error = UnreadableSource(source, "it is nested too deeply", "simplify its markup")
            yield Reading(source, error=error)


class Report:
    """Counts what was read and what was not."""

    def __init__(self) -> None:
        self.sources = self.records = self.characters = self.parts = self.notes = self.empty = 0
        self.formats: dict[str, int] = {}
        self.unread: list[UnreadableSource] = []

    def count(self, reading: Reading) -> None:
        """Add what came of one source."""
        self.sources += 1
        if reading.error is not None:
            self.unread.append(reading.error)
        for record in reading.records:
            self.records += 1
            self.characters += len(record.text)
            self.parts += len(record.parts)
            self.notes += len(record.notes)
            self.empty += not record.body
            self.formats[record.format] = self.formats.get(record.format, 0) + 1

    def rows(self) -> Iterator[tuple[str, str]]:
        """Label and value of each line of the report, every count with its denominator."""
        read = self.sources - len(self.unread)
        yield "sources read", f"{read:,} of {self.sources:,}"
        yield "records", f"{self.records:,} in {read:,} sources"
        for form, number in sorted(self.formats.items()):
            yield f"  {form}", f"{number:,} of {self.records:,}"
        yield "characters", f"{self.characters:,} in {self.records:,} records"
        yield "parts", f"{self.parts:,} in {self.records:,} records"
        yield "notes", f"{self.notes:,} in {self.records:,} records"
        yield "records without running text", f"{self.empty:,} of {self.records:,}"
        yield "sources not read", f"{len(self.unread):,} of {self.sources:,}"
        for error in self.unread:
            yield f"  {error.source}", f"{error.reason}; {error.advice}"

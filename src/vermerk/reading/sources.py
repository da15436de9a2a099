"""How sources come in: files, folders and standard input, read one after another, and the account of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from vermerk.model import Record, UnreadableSource
from vermerk.reading.extract_formats import read

#: Names that say about a folder of records what it holds and are no records themselves.
ABOUT = ("license", "licence", "readme", "manifest", "sources")


class Reading(msgspec.Struct, frozen=True):
    """What came of one source: its records, or why it was not read.

    Attributes:
        source: path of the file, or ``-``.
        records: the records it holds; empty where it was not read.
        error: why it was not read, or null.
    """

    source: str
    records: tuple[Record, ...] = ()
    error: UnreadableSource | None = None


def find_sources(paths: Sequence[str]) -> list[str]:
    """List the files that paths stand for: files as given, folders walked in sorted order, ``-`` as it is.

    In folders, hidden files and what describes the collection (LICENSE, README, MANIFEST, SOURCES) are left out;
    links to folders are not followed.

    Raises:
        UnreadableSource: a folder cannot be entered.
    """
    found: list[str] = []
    for path in paths:
        if path != "-" and os.path.isdir(path):
            found += _walk(path)
        else:
            found.append(path)  # a missing one is told when its turn comes, and does not stop the others
    return list(dict.fromkeys(found))


def _walk(folder: str) -> Iterator[str]:
    def refuse(error: OSError) -> None:
        raise UnreadableSource(str(error.filename or folder), "the folder cannot be entered", "change its permissions")

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(place, name) for name in sorted(names) if _is_record(name))


def _is_record(name: str) -> bool:
    return not name.startswith(".") and not name.lower().startswith(ABOUT)


def read_all(sources: Sequence[str]) -> Iterator[Reading]:
    """Read sources in their order; one that cannot be read is told and never stops the others."""
    for source in sources:
        try:
            yield Reading(source, tuple(read(source)))
        except UnreadableSource as error:
            yield Reading(source, error=error)
        except Exception as error:
            reason = f"the reader failed on it ({type(error).__name__}: {error})".replace("\n", " ")
            yield Reading(source, error=UnreadableSource(source, reason, "please report it together with the file"))


class Report:
    """An account of what was read and what was not, every figure beside what it is a part of.

    Attributes:
        sources: number of sources met.
        unread: the errors of sources that were not read.
    """

    def __init__(self) -> None:
        self.sources = 0
        self.unread: list[UnreadableSource] = []
        self._counts: Counter[str] = Counter()
        self._formats: Counter[str] = Counter()
        self._parts: Counter[str] = Counter()

    def count(self, reading: Reading) -> None:
        """Take one reading into the account."""
        self.sources += 1
        if reading.error is not None:
            self.unread.append(reading.error)
        for record in reading.records:
            self._record(record)

    def _record(self, record: Record) -> None:
        told = record.description
        self._formats[record.format] += 1
        self._parts.update(part.kind.value for part in record.parts)
        self._counts.update(
            records=1,
            characters=len(record.text),
            running=sum(len(passage) for passage in record.body),
            paragraphs=len(record.body),
            empty=not record.body,
            dated=told.document_date is not None or told.event_date is not None,
            titled=told.title is not None,
            kept=told.archive_reference is not None,
            notes=len(record.notes),
            anchored=sum(note.anchor is not None for note in record.notes),
            marks=len(record.marks),
            remarked=bool(record.remarks),
        )

    def rows(self) -> list[tuple[str, str]]:
        """The account as labels and values, unread sources with their reasons last."""
        count, records = self._counts, self._counts["records"]
        rows = [
            ("sources read", _share(self.sources - len(self.unread), self.sources)),
            ("records", f"{records:,} (" + ", ".join(f"{n:,} {name}" for name, n in self._formats.most_common()) + ")"),
            ("characters", f"{count['characters']:,}"),
            ("  in running text", _share(count["running"], count["characters"])),
            ("paragraphs of running text", f"{count['paragraphs']:,}"),
            ("records without running text", _share(count["empty"], records)),
            ("records with a date", _share(count["dated"], records)),
            ("records with a title", _share(count["titled"], records)),
            ("records with an archive reference", _share(count["kept"], records)),
            ("notes with a call in the text", _share(count["anchored"], count["notes"])),
            ("brackets, page breaks and other marks", f"{count['marks']:,}"),
            ("records with remarks", _share(count["remarked"], records)),
        ]
        total = sum(self._parts.values())
        rows += [(f"parts: {kind}", _share(number, total)) for kind, number in self._parts.most_common()]
        return rows + [(f"unread: {error.source}", f"{error.reason}; {error.advice}") for error in self.unread]


def _share(number: int, whole: int) -> str:
    return f"{number:,} of {whole:,} ({100 * number / whole:.1f} %)" if whole else "0 of 0"

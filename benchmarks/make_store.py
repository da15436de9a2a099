"""A large store of statements, made from real ones: the same records again and again, in other years, of other states.

    uv run python -m benchmarks.make_store DIR --from CORPUS [--statements 1000000] [--apart]

Each copy of a record keeps its words. Its years are moved, and with ``--apart`` its states are exchanged among the
hundred that the real records name most, so that pairs are many; without it all copies are of the same pairs, which
makes the busiest pairs as heavy as they can be. Written by the same code as any build; the folder is a corpus.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from vermerk.corpus import Folder
from vermerk.corpus.readings import Readings, ReadRecord, ReadSource
from vermerk.corpus.snapshot import finish, put_in_use, write_snapshot
from vermerk.model import Record, Statement

YEAR = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?=-|/|$|[~?%])")
STATES = 100  # names that are exchanged among each other
SPREAD = 60  # years over which copies are spread


class Copying:
    """What a copy of a number changes: years and states, always the same way for the same number."""

    def __init__(self, number: int, names: list[str], apart: bool) -> None:
        self.number = number
        self.years = (number * 7) % SPREAD - SPREAD // 2 if number else 0
        turned = names[number * 13 % len(names) :] + names[: number * 13 % len(names)] if names else []
        self.names: Mapping[str, str] = dict(zip(names, turned, strict=True)) if apart and number else {}

    def moved(self, told: str | None) -> str | None:
        """A date (EDTF or ISO) in its new year."""
        return YEAR.sub(lambda m: f"{int(m[0]) + self.years:04d}", told) if told and self.years else told

    def name(self, name: str) -> str:
        """The state that stands in another's place."""
        return self.names.get(name, name)

    def source(self, source: ReadSource) -> ReadSource:
        """A source as it is in this copy."""
        records = tuple(self._record(read) for read in source.records)
        return msgspec.structs.replace(source, path=f"copy{self.number}/{source.path}", records=records)

    def _record(self, read: ReadRecord) -> ReadRecord:
        told = read.record.description
        described = msgspec.structs.replace(
            told, document_date=self.moved(told.document_date), event_date=self.moved(told.event_date)
        )
        record: Record = msgspec.structs.replace(
            read.record, id=f"copy{self.number}/{read.record.id}", description=described
        )
        knowers = tuple(
            msgspec.structs.replace(k, who=self.name(k.who), since=self.moved(k.since)) for k in read.knowers
        )
        return ReadRecord(
            record,
            tuple(self._statement(s, record.id) for s in read.statements),
            self.name(read.home) if read.home else None,
            knowers,
        )

    def _statement(self, statement: Statement, record: str) -> Statement:
        changed: dict[str, Any] = {
            name: self.moved(getattr(statement, name)) for name in ("earliest", "latest", "time", "told", "written")
        }
        for name in ("actor", "toward", "via"):
            changed[name] = tuple(map(self.name, getattr(statement, name)))
        changed["parties"] = tuple(
            msgspec.structs.replace(p, name=self.name(p.name), state=self.name(p.state) if p.state else p.state)
            for p in statement.parties
        )
        changed["id"] = blake2b(f"{self.number}/{statement.id}".encode(), digest_size=6).hexdigest()
        return msgspec.structs.replace(statement, record=record, **changed)


def real_sources(corpus: Folder) -> Iterator[ReadSource]:
    """The readings of a built corpus, one after another."""
    readings = Readings(corpus.built / "readings.sqlite")
    try:
        yield from readings.of(sorted(readings.known()))
    finally:
        readings.close()


def names_of(corpus: Folder) -> list[str]:
    """The states that the records of a corpus name most."""
    counts: Counter[str] = Counter()
    for source in real_sources(corpus):
        for read in source.records:
            counts.update(p.name for s in read.statements for p in s.parties if p.kind == "state")
    return [name for name, _ in counts.most_common(STATES)]


def copies(corpus: Folder, statements: int, *, apart: bool) -> Iterator[ReadSource]:
    """Sources with so many statements in all, to the next record."""
    names = names_of(corpus)
    number = made = 0
    while made < statements:
        copying = Copying(number, names, apart)
        before = made
        for source in real_sources(corpus):
            if made >= statements:
                return
            if source.records:
                made += sum(len(read.statements) for read in source.records)
                yield copying.source(source)
        if made == before:
            raise SystemExit(f"{corpus.root}: no statements to make more of; build it first")
        number += 1


def make_store(root: Path, corpus: Folder, statements: int, *, apart: bool) -> Folder:
    """Write a store as the build in use of a new corpus."""
    folder = Folder.begin(root, f"{statements:,} statements")
    place = folder.built / "builds" / f"{statements}{'a' if apart else ''}"
    counts = write_snapshot(place, copies(corpus, statements, apart=apart))
    finish(place, counts, {})
    put_in_use(folder.built, place.name)
    return folder


def main() -> None:
    """Make a store and say what it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--from", dest="source", type=Path, required=True, help="a built corpus of real records")
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--apart", action="store_true")
    args = parser.parse_args()
    folder = make_store(args.folder, Folder.at(args.source), args.statements, apart=args.apart)
    build = folder.current()
    assert build is not None
    print(f"{args.folder}: {(build / 'report.json').read_text()}")


if __name__ == "__main__":
    main()

"""All decisions of a corpus, read on from where their files were last read."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import msgspec

from vermerk.corpus.decisions import Decision, read_decisions

TAIL = 96  # bytes before the place read to that must still be the same for reading on from there


class _Place(msgspec.Struct, frozen=True):
    """How far a file was read, and the last bytes before that place."""

    size: int
    tail: bytes


class Journal:
    """Every decision, by record and by statement, kept up to date without reading the files anew.

    A file that only grew is read on from its old end. One that changed otherwise (a merge in git, an edit by hand)
    makes everything be read again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places: dict[Path, _Place] = {}
        self._decisions: list[Decision] = []
        self._by_record: dict[str, list[Decision]] = defaultdict(list)
        self._by_statement: dict[str, list[Decision]] = defaultdict(list)
        self._marks: tuple[tuple[str, int, int], ...] = ()

    def read_on(self) -> frozenset[str]:
        """Take in what was written since, and return the records that it concerns.

        Raises:
            BadTable: a line that is no decision, by file and line.
        """
        marks = self._marks_now()
        if marks == self._marks:
            return frozenset()
        fresh = self._tails()
        if fresh is None:
            concerned = frozenset(self._by_record) | self._read_all()
        else:
            concerned = frozenset(d.anchor.record for d in fresh)
            self._take(fresh)
        self._marks = marks
        return concerned

    def _marks_now(self) -> tuple[tuple[str, int, int], ...]:
        stats = ((p.name, p.stat()) for p in sorted(self._folder.glob("*.jsonl")))
        return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)

    def _tails(self) -> list[Decision] | None:
        """What was appended to the files; null where a file changed in another way."""
        found: list[Decision] = []
        paths = sorted(self._folder.glob("*.jsonl"))
        if not self._places or set(self._places) - set(paths):
            return None
        for path in paths:
            place = self._places.get(path, _Place(0, b""))
            with path.open("rb") as file:
                file.seek(place.size - len(place.tail))
                if file.read(len(place.tail)) != place.tail:
                    return None
                added = file.read()
            whole = added[: added.rfind(b"\n") + 1]
            try:
                found += [msgspec.json.decode(line, type=Decision) for line in whole.split(b"\n") if line.strip()]
            except msgspec.MsgspecError:
                return None
            self._places[path] = _Place(place.size + len(whole), (place.tail + whole)[-TAIL:])
        return sorted(found, key=lambda d: d.when)

    def _read_all(self) -> frozenset[str]:
        self._decisions, self._places = [], {}
        self._by_record.clear()
        self._by_statement.clear()
        places = {}
        for path in sorted(self._folder.glob("*.jsonl")):
            raw = path.read_bytes()
            whole = raw[: raw.rfind(b"\n") + 1]
            places[path] = _Place(len(whole), whole[-TAIL:])
        self._take(read_decisions(self._folder))
        self._places = places
        return frozenset(self._by_record)

    def _take(self, decisions: list[Decision]) -> None:
        known = {d.id for d in self._decisions[-len(decisions) * 4 - 64 :]} if self._decisions else set()
        for decision in decisions:
            if decision.id in known:
                continue
            self._decisions.append(decision)
            self._by_record[decision.anchor.record].append(decision)
            self._by_statement[decision.statement].append(decision)

    def all(self) -> list[Decision]:
        """Every decision in the order in which they were made."""
        return sorted(self._decisions, key=lambda d: d.when)

    def of_record(self, record: str) -> list[Decision]:
        """The decisions on the statements of a record, in order."""
        return sorted(self._by_record.get(record, ()), key=lambda d: d.when)

    def of_statement(self, statement: str) -> list[Decision]:
        """The decisions on a statement, in order."""
        return sorted(self._by_statement.get(statement, ()), key=lambda d: d.when)

    def records(self) -> list[str]:
        """The records of which anything was decided."""
        return sorted(self._by_record)

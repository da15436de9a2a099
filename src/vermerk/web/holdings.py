"""A corpus opened for many readers at once: what pages ask for often is kept at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from threading import RLock
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import pyarrow as pa

from vermerk.corpus import Folder, tables
from vermerk.corpus.attaching import Attachment
from vermerk.corpus.decisions import Decision
from vermerk.corpus.overlay import lay_over
from vermerk.corpus.reviewed import Held, Reviewed, review_build
from vermerk.corpus.standing import standing
from vermerk.inquiry import OpenCorpus
from vermerk.model import BadRequest, Record, Statement
from vermerk.web.journal import Journal
from vermerk.web.rowgroups import RowGroups, first_rows
from vermerk.web.standing import rejected, together
from vermerk.web.told import LAID, NAMED, TOLD_SCHEMA, load, told_row

if TYPE_CHECKING:
    import ibis.expr.types as ir

Answer = TypeVar("Answer")
DOCUMENTS_KEPT, ANSWERS_KEPT = 256, 512
WHILE_WAITING = 6000  # statements that one inquiry compares while a reader waits
_document = msgspec.msgpack.Decoder(Record).decode


class Holdings(OpenCorpus):
    """The corpus that a site shows: safe over threads, and quick for single things.

    Statements lie in a table ``told`` of an own DuckDB base, as they stand after review. A decision changes the rows
    of its record only.
    """

    def __init__(self, folder: Folder) -> None:
        super().__init__(folder)
        self._lock, self._inquiring = RLock(), RLock()
        self._journal = Journal(folder.decisions)
        self._reviews: dict[str, Reviewed] = {}
        self._moved: dict[str, tuple[Attachment, ...]] = {}
        self._rows_of_statements = first_rows(self.build / "records.parquet")
        self._documents = RowGroups(self.build / "documents.parquet")
        self._readings = RowGroups(self.build / "statements.parquet")
        self._kept_record = lru_cache(maxsize=DOCUMENTS_KEPT)(self._read_record)
        self._kept_machine = lru_cache(maxsize=DOCUMENTS_KEPT)(self._read_machine)
        self._kept_answers: dict[Any, tuple[int, float, Any]] = {}
        self._expressions: dict[str, ir.Table] = {}
        self._overlay_stale = False
        self._next_row = self._rows_of_statements[-1]
        self.version = 0
        self.most_compared = WHILE_WAITING
        self._told = load(self.build)
        self._titles = {row["record"]: row["title"] for row in self.ask("SELECT record, title FROM records")}
        self.refresh()

    # -- single things -----------------------------------------------------------------------------------------------

    def record(self, name: str) -> Record | None:
        """A record by its identifier, or null."""
        return self._kept_record(name)

    def _read_record(self, name: str) -> Record | None:
        row = self._rows.get(name)
        if row is None:
            return None
        (found,) = self._documents.rows(row, row + 1, ["document"])
        return _document(found["document"])

    def machine_of(self, record: str) -> list[Statement]:
        """The statements of a record as the machine read them."""
        return list(self._kept_machine(record))

    def _read_machine(self, record: str) -> tuple[Statement, ...]:
        row = self._rows.get(record)
        if row is None:
            return ()
        first, last = self._rows_of_statements[row], self._rows_of_statements[row + 1]
        return tuple(tables.restored(found) for found in self._readings.rows(first, last))

    def standing_of(self, record: str) -> list[Held]:
        """All statements of a record as they stand now, in the order of their passages, rejected ones among them."""
        self.refresh()
        review = self._reviews.get(record)
        untouched = review.touched if review is not None else frozenset()
        found = [Held(s, "unseen", ()) for s in self.machine_of(record) if s.id not in untouched]
        if review is not None:
            found += [*review.held, *rejected(self.machine_of(record), review)]
        return sorted(found, key=lambda h: (h.statement.start, h.statement.end, h.statement.id))

    def statement(self, name: str) -> Held:
        """A statement as it stands after review; one that was rejected is given as it was read.

        Raises:
            BadRequest: no statement has that identifier.
        """
        for held in self.standing_of(self.record_of(name)):
            if held.statement.id == name:
                return held
        raise BadRequest(f"statement {name!r}", "is not in the corpus", "take an id that a page of the corpus shows")

    def record_of(self, statement: str) -> str:
        """The record in which a statement stands.

        Raises:
            BadRequest: no statement has that identifier.
        """
        self.refresh()
        found = self.ask("SELECT record FROM told WHERE id = ? LIMIT 1", [statement])
        if not found:
            raise BadRequest(
                f"statement {statement!r}", "is not in the corpus", "take an id that a page of the corpus shows"
            )
        return str(found[0]["record"])

    @property
    def record_count(self) -> int:
        """How many records there are."""
        return len(self._rows)

    def row_of(self, record: str) -> int:
        """The place of a record in the order of the sources, from 0; -1 where there is none."""
        return self._rows.get(record, -1)

    def title_of(self, record: str) -> str:
        """The title of a record, or its identifier where it has none."""
        return self._titles.get(record) or record

    # -- questions ---------------------------------------------------------------------------------------------------

    def ask(self, question: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Rows that an SQL question to the tables ``told`` and ``records`` gives; safe from any thread."""
        cursor = self._told.cursor()
        try:
            found: list[dict[str, Any]] = cursor.execute(question, list(values)).to_arrow_table().to_pylist()
            return found
        finally:
            cursor.close()

    def ask_with(self, name: str, table: pa.Table, question: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """As :meth:`ask`, with a further table under a name of its own."""
        cursor = self._told.cursor()
        try:
            cursor.register(name, table)
            found: list[dict[str, Any]] = cursor.execute(question, list(values)).to_arrow_table().to_pylist()
            return found
        finally:
            cursor.close()

    def keep(self, key: Any, answer: Callable[[], Answer], patience: float = 0.0) -> Answer:
        """An answer that holds until something is decided: worked out once, then taken from memory.

        Args:
            key: what was asked.
            answer: works it out.
            patience: seconds for which it may be shown although something was decided since; for counts over the
                whole corpus, which one decision hardly changes.
        """
        self.refresh()
        now = monotonic()
        kept = self._kept_answers.get(key)
        if kept is not None and (kept[0] == self.version or now - kept[1] < patience):
            found: Answer = kept[2]
            return found
        version = self.version
        made = answer()
        with self._lock:
            self._kept_answers.pop(key, None)
            while len(self._kept_answers) >= ANSWERS_KEPT:
                self._kept_answers.pop(next(iter(self._kept_answers)))
            self._kept_answers[key] = (version, now, made)
        return made

    # -- review ------------------------------------------------------------------------------------------------------

    def decisions(self) -> list[Decision]:
        """All decisions ever made, in order."""
        self.refresh()
        return self._journal.all()

    def history(self, statement: str) -> list[Decision]:
        """All that was decided of a statement, under its older identifiers too."""
        review = self._reviews.get(self.record_of(statement))
        attached = review.attachments if review is not None else ()
        names = {a.review.statement for a in attached if a.statement is not None and a.statement.id == statement}
        told = [d for name in {statement, *names} for d in self._journal.of_statement(name)]
        return sorted(told, key=lambda d: d.when)

    def refresh(self) -> bool:
        """Take in decisions made since; true where there were any."""
        with self._lock:
            concerned = self._journal.read_on()
            for record in sorted(concerned):
                self._review(record)
            if concerned:
                self.version += 1
                self._overlay_stale = True
                self.__dict__["reviewed"] = together(self._reviews.values())
            return bool(concerned)

    def _review(self, record: str) -> None:
        """Work out anew what stands in a record; of one that is gone, in those that hold its passages now."""
        own = standing(self._journal.of_record(record)).values()
        if record not in self._rows:
            self._follow(record, review_build(own, self.machine_of, self.record, self.holding).attachments)
            return
        came = [a.review for gone in self._moved.values() for a in gone if a.review.anchor.record == record]
        review = self._reviews[record] = review_build([*came, *own], self.machine_of, self.record)
        table = pa.Table.from_pylist(self._rows_now(record, review), schema=TOLD_SCHEMA)
        cursor = self._told.cursor()
        cursor.register("standing_now", table)
        cursor.execute("BEGIN")
        cursor.execute("DELETE FROM named WHERE row IN (SELECT row FROM told WHERE record = ?)", [record])
        cursor.execute("DELETE FROM told WHERE record = ?", [record])
        cursor.execute(f"INSERT INTO told {LAID.format('standing_now')}")
        cursor.execute(f"INSERT INTO named {NAMED} AND record = ?", [record])
        cursor.execute("COMMIT")
        cursor.close()

    def _follow(self, gone: str, attachments: Sequence[Attachment]) -> None:
        """Take what was decided of a record that is gone to the records in which its passages stand now."""
        found = tuple(a for a in attachments if a.how != "lost")
        concerned = {a.review.anchor.record for a in (*self._moved.get(gone, ()), *found)}
        self._moved[gone] = found
        self._reviews[gone] = Reviewed(frozenset(), (), tuple(a for a in attachments if a.how == "lost"))
        for record in sorted(concerned & set(self._rows)):
            self._review(record)

    def _rows_now(self, record: str, review: Reviewed) -> list[dict[str, Any]]:
        """The rows of a record's statements; each keeps its number, further versions and added ones get new ones."""
        row = self._rows.get(record)
        first = self._rows_of_statements[row] if row is not None else 0
        numbers = {s.id: first + n for n, s in enumerate(self.machine_of(record))}
        found = [
            told_row(Held(s, "unseen", ()), numbers.pop(s.id))
            for s in self.machine_of(record)
            if s.id not in review.touched
        ]
        for held in (*review.held, *rejected(self.machine_of(record), review)):
            number = numbers.pop(held.statement.id, None)
            if number is None:
                number, self._next_row = self._next_row, self._next_row + 1
            found.append(told_row(held, number))
        return found

    def inquire(self, key: Any, answer: Callable[[], Answer], patience: float = 0.0) -> Answer:
        """The answer of an inquiry, kept as :meth:`keep` does; one inquiry at a time asks the connection they share."""

        def work() -> Answer:
            with self._inquiring:
                if self._overlay_stale and "base" in self.__dict__:
                    lay_over(self.base, self.reviewed)
                self._overlay_stale = False
                return answer()

        return self.keep(key, work, patience)

    def inquire_unless_busy(self, key: Any, answer: Callable[[], Answer], wait: float) -> Answer | None:
        """As :meth:`inquire`, or null where others' inquiries take longer than some seconds to be done with."""
        if not self._inquiring.acquire(timeout=wait):
            return None
        try:
            return self.inquire(key, answer)
        finally:
            self._inquiring.release()

    def _expression(self, name: str) -> ir.Table:
        """A table of the connection of inquiries; looking its columns up takes longer than many a question."""
        if name not in self._expressions:
            self._expressions[name] = self.base.table(name)
        return self._expressions[name]

    @property
    def statements(self) -> ir.Table:
        """All statements as they stand after review."""
        return self._expression("statements")

    @property
    def pairs(self) -> ir.Table:
        """Statements by the two parties that they are about."""
        return self._expression("pairs")

    @property
    def records(self) -> ir.Table:
        """All records with their archival descriptions."""
        return self._expression("records")

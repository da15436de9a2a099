"""An opened corpus: the tables of the build in use, with what was decided laid over them."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

import msgspec
import pyarrow as pa

from vermerk.authority import Authority
from vermerk.authority.identity import Identities
from vermerk.corpus import tables
from vermerk.corpus.decisions import Action, Anchor, Decision, append, make, read_decisions
from vermerk.corpus.folder import Folder, Settings
from vermerk.corpus.overlay import lay_over
from vermerk.corpus.reviewed import Held, Reviewed, review_build
from vermerk.corpus.search import Hit, search
from vermerk.corpus.standing import standing
from vermerk.model import BadRequest, Record, Statement

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from ibis.backends.duckdb import Backend

Answer = TypeVar("Answer")
PHRASE = 16  # words of a passage by which it is looked for in other records
CANDIDATES = 20
DESCRIBED = 50_000  # descriptions of records that are kept in memory
_record = msgspec.msgpack.Decoder(Record).decode


def fetched(table: ir.Table) -> pa.Table:
    """The rows of a table of a corpus.

    DuckDB gives them as they are; asked for them, Ibis would load pandas first, which takes most of a second.
    """
    base = table.get_backend()
    return base.con.sql(base.compile(table)).to_arrow_table()


class Coverage(msgspec.Struct, frozen=True):
    """What a corpus holds and what could not be read."""

    sources: int
    records: int
    unread: int
    statements: int


class Corpus:
    """A corpus with its build in use; every table is an Ibis table over Parquet in DuckDB."""

    def __init__(self, folder: Folder) -> None:
        build = folder.current()
        if build is None:
            raise BadRequest(str(folder.root), "nothing is built yet", f"run: vermerk build --corpus {folder.root}")
        self.folder, self.build = folder, build
        self._marks = self._decision_marks()
        self._kept: dict[Hashable, Any] = {}

    @classmethod
    def open(cls, root: str | Path) -> Self:
        """Open the corpus of a folder.

        Raises:
            BadRequest: the folder holds no corpus, or nothing is built in it yet.
        """
        return cls(Folder.at(Path(root)))

    # -- what it is made of ------------------------------------------------------------------------------------------

    @cached_property
    def settings(self) -> Settings:
        """What ``vermerk.toml`` says."""
        return self.folder.settings()

    @cached_property
    def authority(self) -> Authority:
        """The package's names with the corpus's own before them."""
        return Authority.with_tables(self.folder.authority) if self.folder.authority.exists() else Authority.shipped()

    @property
    def identities(self) -> Identities:
        """Who was judged to be whom."""
        return Identities.of(self.folder.root)

    def coverage(self) -> Coverage:
        """How many sources, records and statements there are, and how many sources could not be read."""
        told = msgspec.json.decode((self.build / "report.json").read_bytes(), type=dict[str, int])
        return Coverage(told["sources"], told["records"], told["unread"], told["statements"])

    # -- tables ------------------------------------------------------------------------------------------------------

    @cached_property
    def base(self) -> Backend:
        """The DuckDB connection with the tables of the build."""
        import ibis

        base = ibis.duckdb.connect()
        base.raw_sql("SET parquet_metadata_cache = true")  # a build never changes, so its files' feet are read once
        for name in ("records", "knowers", "unread"):
            base.read_parquet(self.build / f"{name}.parquet", table_name=name)
        base.read_parquet(self.build / "statements.parquet", table_name="machine_statements")
        base.read_parquet(self.build / "by_pair.parquet", table_name="machine_pairs")
        lay_over(base, self.reviewed)
        return base

    def _table(self, name: str) -> ir.Table:
        """A table by its name; its columns are asked for once."""
        tables = self.__dict__.setdefault("_tables", {})
        if name not in tables:
            tables[name] = self.base.table(name)
        return tables[name]

    @property
    def statements(self) -> ir.Table:
        """All statements as they stand after review."""
        self.refresh()
        return self._table("statements")

    @property
    def pairs(self) -> ir.Table:
        """Statements by the two parties that they are about, ``a`` before ``b`` in the alphabet."""
        self.refresh()
        return self._table("pairs")

    @property
    def records(self) -> ir.Table:
        """All records with their archival descriptions."""
        return self._table("records")

    @property
    def knowers(self) -> ir.Table:
        """Who could know which record since when."""
        return self._table("knowers")

    @property
    def unread(self) -> ir.Table:
        """Sources that could not be read, with the reason."""
        return self._table("unread")

    def unread_rows(self) -> list[dict[str, str]]:
        """Sources that could not be read, each with path, reason and advice."""
        import pyarrow.parquet as pq

        rows: list[dict[str, str]] = pq.read_table(self.build / "unread.parquet").to_pylist()
        return rows

    # -- single things -----------------------------------------------------------------------------------------------

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        import pyarrow.parquet as pq

        table = pq.read_table(self.build / "records.parquet", columns=["record", "row"])
        return dict(zip(table["record"].to_pylist(), table["row"].to_pylist(), strict=True))

    def record(self, name: str) -> Record | None:
        """A record by its identifier, or null."""
        import pyarrow.parquet as pq

        row = self._rows.get(name)
        if row is None:
            return None
        found = pq.read_table(
            self.build / "documents.parquet", columns=["document"], filters=[("row", "==", row)], use_threads=False
        )
        return _record(found["document"][0].as_py())

    def described(self, names: Iterable[str], columns: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Records by their identifiers, each with some columns of the table of records; kept once asked for."""
        kept: dict[str, dict[str, Any]] = self.__dict__.setdefault("_described", {}).setdefault(tuple(columns), {})
        wanted = dict.fromkeys(names)
        missing = [name for name in wanted if name not in kept]
        if missing:
            named = ", ".join("'" + name.replace("'", "''") + "'" for name in missing)
            asked = f"SELECT record, {', '.join(columns)} FROM records WHERE record IN (SELECT unnest([{named}]))"
            rows = self.base.con.execute(asked).fetchall()  # words alone: for parameters DuckDB loads pandas
            found = {row[0]: dict(zip(("record", *columns), row, strict=True)) for row in rows}
            answer = {name: row for name in wanted if (row := found.get(name) or kept.get(name)) is not None}
            if len(kept) + len(found) > DESCRIBED:
                kept.clear()
            kept.update(found)
            return answer
        return {name: kept[name] for name in wanted}

    @cached_property
    def record_days(self) -> list[str]:
        """The days of all records that have one, in order."""
        import pyarrow.parquet as pq

        days = pq.read_table(self.build / "records.parquet", columns=["day"])["day"].to_pylist()
        return sorted(day for day in days if day is not None)

    @cached_property
    def headings(self) -> dict[str, str]:
        """The headings within records that have any, as the table of records holds them, by identifier."""
        import pyarrow.parquet as pq

        table = pq.read_table(self.build / "records.parquet", columns=["record", "headings"])
        return {
            record: told for record, told in zip(*(c.to_pylist() for c in table.columns), strict=True) if told != "[]"
        }

    def machine_of(self, record: str) -> list[Statement]:
        """The statements of a record as the machine read them."""
        table = self.base.table("machine_statements") if "base" in self.__dict__ else None
        if table is not None:
            rows = fetched(table.filter(table.record == record).order_by("row")).to_pylist()
        else:
            import pyarrow.parquet as pq

            rows = pq.read_table(self.build / "statements.parquet", filters=[("record", "==", record)]).to_pylist()
        return [tables.restored(row) for row in rows]

    def statement(self, name: str) -> Held:
        """A statement by its identifier, as it stands after review.

        Raises:
            BadRequest: no statement has that identifier.
        """
        table = self.statements
        rows = fetched(table.filter(table.id == name)).to_pylist()
        if not rows:
            raise BadRequest(
                f"statement {name!r}", "is not in the corpus", "take an id that vermerk search or relation shows"
            )
        return Held(tables.restored(rows[0]), rows[0]["review"], tuple(rows[0]["reviewers"]))

    def fetch(self, table: ir.Table) -> Iterator[Statement]:
        """The statements of a table of statements, in its order."""
        for row in fetched(table).to_pylist():
            yield tables.restored(row)

    def search(self, words: str, limit: int = 50, offset: int = 0) -> tuple[int, list[Hit]]:
        """How many passages hold the words, and the nearest of them; see :mod:`vermerk.corpus.search`."""
        return search(self.build, words, limit, offset)

    # -- review ------------------------------------------------------------------------------------------------------

    @cached_property
    def reviewed(self) -> Reviewed:
        """The build with what was decided."""
        reviews = standing(read_decisions(self.folder.decisions)).values()
        return review_build(reviews, self.machine_of, self.record, self.holding)

    def holding(self, anchor: Anchor) -> list[str]:
        """Records whose passages hold the words of an anchor: where its own record may stand under another name."""
        words = re.findall(r"\w+", anchor.quote)[:PHRASE]
        if not words:
            return []
        _, hits = self.search(f'"{" ".join(words)}"', CANDIDATES)
        return list(dict.fromkeys(hit.record for hit in hits))

    def _decision_marks(self) -> tuple[tuple[str, int], ...]:
        return tuple((p.name, p.stat().st_size) for p in sorted(self.folder.decisions.glob("*.jsonl")))

    def refresh(self) -> bool:
        """Take in decisions made since; true where there were any."""
        marks = self._decision_marks()
        if marks == self._marks:
            return False
        self._marks = marks
        self.__dict__.pop("reviewed", None)
        self._kept.clear()
        if "base" in self.__dict__:
            lay_over(self.base, self.reviewed)
        return True

    def keep(self, key: Hashable, answer: Callable[[], Answer], patience: float = 0.0) -> Answer:
        """An answer that holds until something is decided: worked out once, then taken from memory.

        Args:
            key: what was asked.
            answer: works it out.
            patience: seconds for which it may be given although something was decided since; a corpus that is open for
                one reader is never late.
        """
        self.refresh()
        if key not in self._kept:
            self._kept[key] = answer()
        found: Answer = self._kept[key]
        return found

    def decide(
        self,
        who: str,
        action: Action | str,
        statement: str,
        *,
        fields: Mapping[str, Any] | None = None,
        parts: Iterable[Mapping[str, Any]] = (),
        comment: str | None = None,
    ) -> Decision:
        """Accept, correct, reject, comment on or split a statement; it stands on the disk when this returns.

        Raises:
            BadRequest: no such statement, or fields outside the codebook.
        """
        held = self.statement(statement).statement
        record = self.record(held.record)
        assert record is not None
        machine = next((s for s in self.machine_of(held.record) if s.id == statement), None)
        decision = make(
            Action(action),
            who,
            Anchor.of(record, held.start, held.end),
            statement,
            machine=machine,
            fields=fields,
            parts=parts,
            comment=comment,
        )
        append(self.folder.decisions, decision)
        return decision

    def add_statement(self, who: str, record: str, start: int, end: int, fields: Mapping[str, Any]) -> Decision:
        """Add a statement that the machine did not read, at a passage of a record.

        Raises:
            BadRequest: no such record, a passage outside it, or fields outside the codebook.
        """
        found = self.record(record)
        if found is None or not 0 <= start < end <= len(found.text):
            raise BadRequest(
                f"{record} {start}-{end}", "no such passage", "name a record of the corpus and offsets in its text"
            )
        from uuid import uuid4

        decision = make(Action.ADD, who, Anchor.of(found, start, end), f"own{uuid4().hex[:9]}", fields=fields)
        append(self.folder.decisions, decision)
        return decision

    def undo(self, who: str, decision: str) -> Decision:
        """Take back a decision of one's own.

        Raises:
            BadRequest: no such decision of that person.
        """
        own = next((d for d in self.decisions() if d.id == decision and d.who == who), None)
        if own is None:
            raise BadRequest(f"decision {decision!r}", f"is none of {who}", "Corpus.history(STATEMENT) names them")
        taken = make(Action.UNDO, who, own.anchor, own.statement, undoes=decision)
        append(self.folder.decisions, taken)
        return taken

    def decisions(self) -> Sequence[Decision]:
        """All decisions ever made, in order."""
        return read_decisions(self.folder.decisions)

    def history(self, statement: str) -> list[Decision]:
        """All that was decided of a statement, under its older identifiers too, the machine's original in each line."""
        attached = self.reviewed.attachments
        names = {a.review.statement for a in attached if a.statement is not None and a.statement.id == statement}
        return [d for d in self.decisions() if d.statement == statement or d.statement in names]

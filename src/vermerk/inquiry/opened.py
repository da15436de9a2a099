"""A corpus that answers: every inquiry as a method."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa

from vermerk.corpus import Corpus, Folder, tables
from vermerk.corpus.search import Hit
from vermerk.inquiry.chronology import Chronology, Line, chronology
from vermerk.inquiry.conflicts import Conflict, conflicts
from vermerk.inquiry.figures import Derived, derived
from vermerk.inquiry.knowing import Known, known
from vermerk.inquiry.network import network_table
from vermerk.inquiry.promises import Promise, promises
from vermerk.inquiry.quoting import check
from vermerk.inquiry.relation import Cell, Sheet, relation
from vermerk.inquiry.scope import Scope
from vermerk.inquiry.shelfmarks import Finding
from vermerk.inquiry.tabling import schema_of, table_of, tabled
from vermerk.inquiry.unknowns import Unknown, unknowns
from vermerk.inquiry.witnesses import Telling, Witnesses, witnesses
from vermerk.model import BadRequest

if TYPE_CHECKING:
    import ibis.expr.types as ir

ALL = Scope()  # a question without bounds


class OpenCorpus(Corpus):
    """An opened corpus with its inquiries.

    Each inquiry is there twice: as a method that gives an Ibis table (with ``.to_pandas()`` and ``.to_polars()``), and
    under a name of its own as typed objects with what was searched. The keyword arguments ``on``, ``known_by``,
    ``as_of``, ``since``, ``until`` and ``kinds`` are those of :class:`vermerk.inquiry.Scope`; each may raise
    :class:`vermerk.model.BadRequest` for a date or a name that cannot be understood.
    """

    def __init__(self, folder: Folder) -> None:
        super().__init__(folder)
        self._refuse_older_tables()

    def _refuse_older_tables(self) -> None:
        """An older program's build lacks columns that questions ask for.

        Raises:
            BadRequest: with what to run.
        """
        import pyarrow.parquet as pq

        for name, schema in (("records", tables.RECORDS), ("knowers", tables.KNOWERS)):
            held = set(pq.read_schema(self.build / f"{name}.parquet").names)
            if not set(schema.names) <= held:
                root = self.folder.root
                raise BadRequest(
                    str(root), "was built by another version of the program", f"run: vermerk build --corpus {root}"
                )

    def sheet(self, a: str, b: str, scope: Scope = ALL) -> Sheet:
        """The relations of two parties, with what was searched."""
        return relation(self, a, b, scope)

    def who_knew(self, scope: Scope) -> list[Known]:
        """How and since when the one whom a scope names could know each record."""
        return known(self, scope)

    def known(self, who: str, as_of: str | None = None) -> ir.Table:
        """The records, or passages of them, that somebody could know, with the day from which he could and how."""
        return table_of(self.who_knew(Scope(known_by=who, as_of=as_of)), Known)

    def relation(self, a: str, b: str, **scope: Any) -> ir.Table:
        """The cells of the sheet of relations of two parties."""
        return table_of(self.sheet(a, b, Scope(**scope)).facets, Cell)

    def chronicle(self, a: str | None = None, b: str | None = None, scope: Scope = ALL) -> Chronology:
        """Events in the order of time, with footnotes and what was searched."""
        return chronology(self, a, b, scope)

    def chronology(self, a: str | None = None, b: str | None = None, **scope: Any) -> ir.Table:
        """The lines of a chronology."""
        return table_of(self.chronicle(a, b, Scope(**scope)).lines, Line)

    def disagreements(self, a: str | None = None, b: str | None = None, scope: Scope = ALL) -> list[Conflict]:
        """What cannot both hold, the weightiest first."""
        return conflicts(self, a, b, scope)

    def conflicts(self, a: str | None = None, b: str | None = None, **scope: Any) -> ir.Table:
        """Conflicts of a pair, of a party, or of all."""
        return table_of(self.disagreements(a, b, Scope(**scope)), Conflict)

    def sources_of(self, statement: str) -> Witnesses:
        """Who tells a statement, and who is independent of whom."""
        return witnesses(self, statement)

    def witnesses(self, statement: str) -> ir.Table:
        """The tellings of a statement, each with the witness that it goes back to."""
        found = self.sources_of(statement)
        rows = [
            {"side": side, "witness": witness.name, **msgspec.to_builtins(telling)}
            for side, own in (("affirming", found.affirming), ("denying", found.denying))
            for witness in own
            for telling in witness.tellings
        ]
        return tabled(rows, schema_of(Telling, side=pa.string(), witness=pa.string()))

    def gaps(self, who: str | None = None, scope: Scope = ALL) -> list[Unknown]:
        """What was not known, asked, or left out."""
        return unknowns(self, who, scope)

    def unknowns(self, who: str | None = None, **scope: Any) -> ir.Table:
        """What was not known, asked, or left out."""
        return table_of(self.gaps(who, Scope(**scope)), Unknown)

    def undertakings(self, a: str | None = None, b: str | None = None, scope: Scope = ALL) -> list[Promise]:
        """Projects, agreements and deliveries as lines through the records."""
        return promises(self, a, b, scope)

    def promises(self, a: str | None = None, b: str | None = None, **scope: Any) -> ir.Table:
        """Projects, agreements and deliveries, one a row."""
        return table_of(self.undertakings(a, b, Scope(**scope)), Promise)

    def derivations(self, a: str | None = None, b: str | None = None, scope: Scope = ALL) -> list[Derived]:
        """Figures that follow from those stated, with their sums."""
        return derived(self, a, b, scope)

    def figures(self, a: str | None = None, b: str | None = None, **scope: Any) -> ir.Table:
        """Figures that follow from those stated, with their sums."""
        return table_of(self.derivations(a, b, Scope(**scope)), Derived)

    def network(self, least: int = 1, **scope: Any) -> ir.Table:
        """The ties between parties, one a row for each pair and kind."""
        return network_table(self, Scope(**scope), least)

    def findings(self, manuscript: str | Path) -> list[Finding]:
        """What became of each quotation and citation of a manuscript.

        Raises:
            BadRequest: the file cannot be read.
        """
        return check(self, Path(manuscript))

    def check(self, manuscript: str | Path) -> ir.Table:
        """Whether the quotations and citations of a manuscript stand in the corpus, one a row."""
        return table_of(self.findings(manuscript), Finding)

    def passages(self, words: str, limit: int = 50) -> ir.Table:
        """Passages by their words, the nearest first; see :mod:`vermerk.corpus.search` for what words may be."""
        return table_of(self.search(words, limit)[1], Hit)

"""Statements as an inquiry holds them: the row, its footnote, and whose side of a pair it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vermerk.authority.tables import rows as table_rows
from vermerk.corpus import Corpus, restored
from vermerk.inquiry.citing import footnote
from vermerk.model import Kind, Statement

if TYPE_CHECKING:
    import ibis.expr.types as ir

Row = Mapping[str, Any]


@lru_cache(maxsize=1)
def _mutual_words() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    path = Path(str(files("vermerk.inquiry") / "tables" / "mutual.tsv"))
    read = table_rows(path, 2)
    return tuple((re.compile(row.cells[1], re.IGNORECASE), frozenset(row.cells[0].split(";"))) for row in read)


def claims_both(row: Row) -> bool:
    """True where the words claim a thing of both sides at once ("between both countries", "were exchanged")."""
    return any(row["kind"] in kinds and words.search(row["quote"]) for words, kinds in _mutual_words())


def directions(row: Row, a: str, b: str) -> list[tuple[str, str]]:
    """Who of a pair acts towards whom in a statement; both ways where it is claimed of both sides.

    A kind that is mutual by nature (a talk, an agreement, a recognition) has one direction, that of the question. Where
    one of the two is no party but stands between, or both are only spoken of, the statement tells of no act between
    them.
    """
    actors = {*(row["actor_states"] or ()), *(row["actor"] or ())}
    toward = {*(row["toward_states"] or ()), *(row["toward"] or ())}
    if row["kind"] != "mediation" and not {a, b} <= actors | toward:
        return []
    if Kind(row["kind"]).mutual:
        return [(a, b)]
    if a in actors and b in actors:
        return [(a, b), (b, a)] if _between_them(row, toward, a, b) else []
    if claims_both(row):
        return [(a, b), (b, a)]
    return [(a, b)] if a in actors else [(b, a)] if b in actors else []


def _between_them(row: Row, toward: set[str], a: str, b: str) -> bool:
    """What two do together is done between them unless it is done to a third."""
    return not toward or bool(toward & {a, b}) or row["kind"] in {"support", "position", "assessment", "mediation"}


def records_of(corpus: Corpus, names: Iterable[str]) -> dict[str, Row]:
    """The descriptions of records by their identifiers."""
    wanted = sorted(set(names))
    if not wanted:
        return {}
    table = corpus.records
    return {row["record"]: row for row in table.filter(table.record.isin(wanted)).to_pyarrow().to_pylist()}


def footnotes(statements: Sequence[Row], described: Mapping[str, Row]) -> list[str]:
    """The footnotes of statements, each once, in their order; ``described`` holds their records."""
    notes = (
        footnote(restored(dict(row)), described[row["record"]]) for row in statements if row["record"] in described
    )
    return list(dict.fromkeys(notes))


def rows_of(table: ir.Table) -> list[dict[str, Any]]:
    """The rows of a table as dictionaries; lists are never null in them."""
    found: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
    for row in found:
        for name in ("actor", "toward", "via", "actor_states", "toward_states", "chain"):
            if name in row and row[name] is None:
                row[name] = []
    return found


def statement_of(row: Row) -> Statement:
    """The statement of a row."""
    return restored(dict(row))

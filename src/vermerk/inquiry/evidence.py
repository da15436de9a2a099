"""Statements as an inquiry holds them: the row, its footnote, and whose side of a pair it tells of."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa

from vermerk.authority.tables import rows as table_rows
from vermerk.corpus import Corpus, fetched
from vermerk.inquiry.citing import NAMES, footnote
from vermerk.model import Kind, Record

if TYPE_CHECKING:
    import ibis.expr.types as ir

Row = Mapping[str, Any]
SEPARATOR = "\x1f"
FEW = 40  # records that are read one by one
_decoded = msgspec.msgpack.Decoder(Record).decode


@lru_cache(maxsize=1)
def _mutual_words() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    path = Path(str(files("vermerk.inquiry") / "tables" / "mutual.tsv"))
    read = table_rows(path, 2)
    return tuple((re.compile(row.cells[1], re.IGNORECASE), frozenset(row.cells[0].split(";"))) for row in read)


def claims_both(row: Row) -> bool:
    """True where the words claim a thing of both sides at once ("between both countries", "were exchanged")."""
    return _claims_both(row["kind"], row["quote"])


@lru_cache(maxsize=100_000)
def _claims_both(kind: str, quote: str) -> bool:
    return any(kind in kinds and words.search(quote) for words, kinds in _mutual_words())


def directions(row: Row, a: str, b: str) -> list[tuple[str, str]]:
    """Who of a pair acts towards whom in a statement; both ways where it is claimed of both sides.

    A kind that is mutual by nature (a talk, an agreement, a recognition) has one direction, that of the question. Where
    one of the two is no party but stands between, or both are only spoken of, the statement tells of no act between
    them.
    """
    plain, claimed = _directions(
        row["kind"],
        tuple(row["actor_states"] or ()),
        tuple(row["actor"] or ()),
        tuple(row["toward_states"] or ()),
        tuple(row["toward"] or ()),
        a,
        b,
    )
    return list(claimed if plain != claimed and claims_both(row) else plain)


_Directions = tuple[tuple[str, str], ...]
_Names = tuple[str, ...]


@lru_cache(maxsize=100_000)
def _directions(
    kind: str, actor_states: _Names, actor: _Names, toward_states: _Names, toward: _Names, a: str, b: str
) -> tuple[_Directions, _Directions]:
    """The directions of a statement of such parties as it is, and as it is where its words claim it of both sides."""
    actors, others = {*actor_states, *actor}, {*toward_states, *toward}
    both = ((a, b), (b, a))
    found: _Directions
    if kind != "mediation" and not {a, b} <= actors | others:
        found = ()
    elif Kind(kind).mutual:
        found = ((a, b),)
    elif a in actors and b in actors:
        found = both if _between_them(kind, others, a, b) else ()
    else:
        return (((a, b),) if a in actors else ((b, a),) if b in actors else ()), both
    return found, found


def _between_them(kind: str, toward: set[str], a: str, b: str) -> bool:
    """What two do together is done between them unless it is done to a third."""
    return not toward or bool(toward & {a, b}) or kind in {"support", "position", "assessment", "mediation"}


def records_of(corpus: Corpus, names: Iterable[str]) -> Mapping[str, Row]:
    """What records are cited by, by their identifiers."""
    return corpus.described(names, NAMES)


def documents_of(corpus: Corpus, names: Iterable[str]) -> dict[str, Record]:
    """Whole records by their identifiers, read from the disk in one pass."""
    import pyarrow.parquet as pq

    wanted = sorted(set(names))
    if len(wanted) <= FEW:
        return {name: record for name in wanted if (record := corpus.record(name)) is not None}
    held = frozenset(wanted)
    found: dict[str, Record] = {}
    for batch in pq.ParquetFile(corpus.build / "documents.parquet").iter_batches(64, columns=["record", "document"]):
        for name, document in zip(batch["record"].to_pylist(), batch["document"], strict=True):
            if name in held:
                found[name] = _decoded(document.as_py())
    return found


def footnotes(statements: Sequence[Row], described: Mapping[str, Row]) -> list[str]:
    """The footnotes of statements, each once, in their order; ``described`` holds their records."""
    notes = (footnote(row["chain"], described[row["record"]]) for row in statements if row["record"] in described)
    return list(dict.fromkeys(notes))


def _listed(column: pa.ChunkedArray) -> list[list[Any]]:
    """A column of lists of structs, as lists of dictionaries; an absent list is empty."""
    found: list[list[Any]] = []
    for part in column.chunks:
        flat = part.flatten()
        names = [field.name for field in flat.type]
        values = (flat.field(name).to_pylist() for name in names)
        things = [dict(zip(names, one, strict=True)) for one in zip(*values, strict=True)]
        at = 0
        for length in part.value_lengths().to_pylist():
            found.append(things[at : at + (length or 0)])
            at += length or 0
    return found


@contextmanager
def uncollected() -> Iterator[None]:
    """Make many rows without Python looking through all of them for cycles, of which they have none."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def rows_of(table: ir.Table) -> list[dict[str, Any]]:
    """The rows of a table as dictionaries; lists are never null in them, and lists of words are tuples.

    Lists of words travel as one string each and are cut once for all rows that have the same: a pair may have tens of
    thousands of rows, and most of them name the same few parties.
    """
    import ibis

    schema = table.schema()
    lists = [name for name, kind in schema.items() if kind.is_array() and kind.value_type.is_string()]
    joined = table.mutate(**{name: ibis.literal(SEPARATOR).join(table[name]) for name in lists}) if lists else table
    found = fetched(joined)
    names = found.column_names
    with uncollected():
        columns = []
        for name in names:
            values = _listed(found[name]) if schema[name].is_array() and name not in lists else found[name].to_pylist()
            if name in lists:
                cut = {words: tuple(words.split(SEPARATOR)) if words else () for words in set(values)}
                values = [cut[words] for words in values]
            columns.append(values)
        return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]

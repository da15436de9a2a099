"""Finding passages by their words in two steps, so that only what is shown is fetched.

First the numbers of the nearest passages, then the words around for those on the page. Words that stand nearly
everywhere are not ranked: their passages come in the order of the records.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pyarrow as pa

from vermerk.corpus.search import FILE, not_understood, query_of

NEAREST = 1000  # passages looked at, the nearest first
TOO_MANY = 60_000  # passages from which ranking takes longer than it is worth


class Nearest(msgspec.Struct, frozen=True):
    """How many passages hold the words, and the numbers of the nearest; ``ranked`` is false where there are too many."""

    count: int
    numbers: tuple[int, ...]
    ranked: bool


def passages_of(build: Path) -> pa.Table:
    """Every passage of the index: its number, record and place; titles begin at -1."""
    base = _opened(build)
    rows = base.execute("SELECT rowid, record, first, last FROM passage").fetchall()
    base.close()
    numbers, records, firsts, lasts = zip(*rows, strict=True) if rows else ((), (), (), ())
    return pa.table(
        {
            "passage": pa.array(numbers, pa.int64()),
            "record": pa.array(records, pa.string()),
            "first": pa.array(firsts, pa.int64()),
            "last": pa.array(lasts, pa.int64()),
        }
    )


def nearest(build: Path, words: str) -> Nearest:
    """The passages nearest to some words, by BM25 (Robertson and Zaragoza 2009).

    Raises:
        BadRequest: the words are no query that the index understands.
    """
    query = query_of(words)
    base = _opened(build)
    try:
        (count,) = base.execute("SELECT count(*) FROM passage WHERE passage MATCH ?", (query,)).fetchone()
        ranked = count <= TOO_MANY
        order = "ORDER BY rank" if ranked else ""
        rows = base.execute(
            f"SELECT rowid FROM passage WHERE passage MATCH ? {order} LIMIT {NEAREST}", (query,)
        ).fetchall()
    except sqlite3.OperationalError as error:
        raise not_understood(words, error) from None
    finally:
        base.close()
    return Nearest(count, tuple(row[0] for row in rows), ranked)


def snippets(build: Path, words: str, numbers: Sequence[int]) -> dict[int, str]:
    """Words around those found in some passages, by number; the words found between U+0002 and U+0003."""
    if not numbers:
        return {}
    base = _opened(build)
    try:
        marks = ", ".join(str(int(number)) for number in numbers)
        rows = base.execute(
            "SELECT rowid, snippet(passage, 0, char(2), char(3), ' … ', 40) FROM passage "
            f"WHERE passage MATCH ? AND rowid IN ({marks})",
            (query_of(words),),
        ).fetchall()
    finally:
        base.close()
    return dict(rows)


def _opened(build: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{build / FILE}?mode=ro&immutable=1", uri=True)

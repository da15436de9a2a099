"""Full text over passages: an index in SQLite's FTS5, which every Python brings along.

Words are found in any form of their stem (Porter 1980) and without accents; "two words" in quotation marks as a
phrase; AND, OR, NOT and NEAR in capitals; a word with * at its end by its beginning.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import msgspec

from vermerk.model import BadRequest, Record

FILE = "search.sqlite"
OPERATOR = re.compile(r'"|\b(?:AND|OR|NOT|NEAR)\b|\*(?:\s|$)')


class Hit(msgspec.Struct, frozen=True):
    """A passage that was found.

    Attributes:
        record: identifier of the record.
        start, end: offsets of the passage in the record's text; both -1 where the title was found.
        snippet: some words around, with those found between U+0002 and U+0003.
        rank: the lower, the nearer (BM25, Robertson and Zaragoza 2009).
    """

    record: str
    start: int
    end: int
    snippet: str
    rank: float


class IndexWriter:
    """Writes the index of a build."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path)
        self._base.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            "CREATE VIRTUAL TABLE passage USING fts5(words, record UNINDEXED, first UNINDEXED, last UNINDEXED,"
            " tokenize='porter unicode61 remove_diacritics 2');"
        )

    def add(self, records: Iterable[Record]) -> None:
        """Add the title and paragraphs of records."""
        rows = []
        for record in records:
            if record.description.title:
                rows.append((record.description.title, record.id, -1, -1))
            rows += [(p.of(record.text), record.id, p.start, p.end) for p in record.body]
        self._base.executemany("INSERT INTO passage VALUES (?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Merge and close the index."""
        self._base.execute("INSERT INTO passage(passage) VALUES ('optimize')")
        self._base.commit()
        self._base.close()


def search(build: Path, words: str, limit: int = 50, offset: int = 0) -> tuple[int, list[Hit]]:
    """How many passages hold the words, and the nearest of them.

    Raises:
        BadRequest: the words are no query that the index understands.
    """
    base = sqlite3.connect(f"file:{build / FILE}?mode=ro&immutable=1", uri=True)
    try:
        query = query_of(words)
        (count,) = base.execute("SELECT count(*) FROM passage WHERE passage MATCH ?", (query,)).fetchone()
        rows = base.execute(
            "SELECT record, first, last, snippet(passage, 0, char(2), char(3), ' … ', 40), rank FROM passage "
            "WHERE passage MATCH ? ORDER BY rank, record, first LIMIT ? OFFSET ?",
            (query, limit, offset),
        ).fetchall()
    except sqlite3.OperationalError as error:
        raise not_understood(words, error) from None
    finally:
        base.close()
    return count, [Hit(*row) for row in rows]


def not_understood(words: str, error: sqlite3.OperationalError) -> BadRequest:
    """What to say of words that the search engine cannot read as a query."""
    advice = 'write words, "a phrase", or words with AND, OR, NOT'
    return BadRequest(f"search {words!r}", f"cannot be understood ({error})", advice)


def query_of(words: str) -> str:
    """Words as a query: every one of them must stand in the passage, unless operators say otherwise."""
    if OPERATOR.search(words):
        return words
    plain = re.findall(r"\w+", words)
    if not plain:
        raise BadRequest(f"search {words!r}", "no word in it", "write at least one word")
    return " ".join(f'"{word}"' for word in plain)

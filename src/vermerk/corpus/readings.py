"""Readings that are done: one row a source, kept in a small database so that a killed build loses none.

The key of a reading is made of the source's place and bytes and of everything the reading depends on; a row whose
key is asked for again is used as it is, one whose key is not asked for any more is dropped after the next build.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

import msgspec

from vermerk.model import Record, Statement


class Knower(msgspec.Struct, frozen=True):
    """Who could know a record's contents, since when (ISO day or EDTF), and how.

    ``how``: author, author's side, signatory, participant, participant's side, interpreter, addressee, distribution,
    informed. ``start`` and ``end`` bound the passage that somebody was told of; null for the whole record.
    """

    who: str
    since: str | None
    how: str
    start: int | None = None
    end: int | None = None


class ReadRecord(msgspec.Struct, frozen=True):
    """A record with its statements, the side it is written from, and who could know it."""

    record: Record
    statements: tuple[Statement, ...]
    home: str | None = None
    knowers: tuple[Knower, ...] = ()


class ReadSource(msgspec.Struct, frozen=True):
    """What came of one source: its records, or why there are none."""

    path: str
    records: tuple[ReadRecord, ...] = ()
    reason: str | None = None
    advice: str | None = None
    words: int = 0


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(ReadSource).decode


def pack(source: ReadSource) -> bytes:
    """A reading as bytes for the database."""
    return zlib.compress(_encode(source), 1)


def unpack(packed: bytes) -> ReadSource:
    """A reading from its bytes."""
    return _decode(zlib.decompress(packed))


def key_of(setup: str, path: str, content: bytes, qualified: bool) -> str:
    """Name of the reading of one source under one setup."""
    mark = blake2b(setup.encode(), digest_size=16)
    mark.update(f"\x1f{path}\x1f{qualified}\x1f".encode())
    mark.update(content)
    return mark.hexdigest()


class Readings:
    """The database of readings; one process writes it."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(path, timeout=30)
        self._base.execute("PRAGMA journal_mode=WAL")
        self._base.execute("PRAGMA synchronous=NORMAL")
        self._base.execute("CREATE TABLE IF NOT EXISTS reading (key TEXT PRIMARY KEY, packed BLOB NOT NULL)")

    def known(self) -> set[str]:
        """Keys of all readings that are done."""
        return {key for (key,) in self._base.execute("SELECT key FROM reading")}

    def keep(self, readings: Iterable[tuple[str, bytes]]) -> None:
        """Store readings at once; either all of them stand or none."""
        with self._base:
            self._base.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?)", readings)

    def of(self, keys: Iterable[str]) -> Iterator[ReadSource]:
        """Readings by key, in the order asked; a key that is not there is an error of the program."""
        for key in keys:
            row = self._base.execute("SELECT packed FROM reading WHERE key = ?", (key,)).fetchone()
            if row is None:
                raise KeyError(key)
            yield unpack(row[0])

    def drop_others(self, keys: set[str]) -> None:
        """Forget readings that no build asks for any more."""
        stale = [(key,) for key in self.known() - keys]
        with self._base:
            self._base.executemany("DELETE FROM reading WHERE key = ?", stale)

    def close(self) -> None:
        """Close the database."""
        self._base.close()

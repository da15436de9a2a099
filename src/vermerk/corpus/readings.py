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
    """The database of readings; one process writes it.

    A database that is damaged is begun anew: all in it can be read again from the sources.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._base = _opened(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise  # it cannot be opened now; nothing says that it is damaged
            for left in path.parent.glob(f"{path.name}*"):
                left.unlink()
            self._base = _opened(path)

    def known(self) -> set[str]:
        """Keys of all readings that are done and may be used again."""
        return {key for (key,) in self._base.execute("SELECT key FROM reading WHERE NOT passing")}

    def passing(self) -> dict[str, str]:
        """Why sources were not read, by key, where the cause lies outside them and may pass."""
        return {
            key: unpack(packed).reason or ""
            for key, packed in self._base.execute("SELECT key, packed FROM reading WHERE passing")
        }

    def keep(self, readings: Iterable[tuple[str, bytes]], *, passing: bool = False) -> None:
        """Store readings at once; either all of them stand or none.

        ``passing``: the cause why they failed may be gone next time, so that the next build tries again.
        """
        with self._base:
            self._base.executemany(
                "INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", ((key, packed, passing) for key, packed in readings)
            )

    def of(self, keys: Iterable[str]) -> Iterator[ReadSource]:
        """Readings by key, in the order asked; a key that is not there is an error of the program."""
        for key in keys:
            row = self._base.execute("SELECT packed FROM reading WHERE key = ?", (key,)).fetchone()
            if row is None:
                raise KeyError(key)
            yield unpack(row[0])

    def keep_only(self, keys: set[str]) -> None:
        """Forget readings that no build asks for any more, and give their place back where it is much."""
        held = {key for (key,) in self._base.execute("SELECT key FROM reading")}
        with self._base:
            self._base.executemany("DELETE FROM reading WHERE key = ?", [(key,) for key in held - keys])
        (free,), (pages,) = (
            self._base.execute(f"PRAGMA {name}").fetchone() for name in ("freelist_count", "page_count")
        )
        if free > pages // 2:
            self._base.execute("VACUUM")

    def close(self) -> None:
        """Close the database."""
        self._base.close()


def _opened(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=30)
    try:
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA synchronous=NORMAL")
        columns = {row[1] for row in base.execute("PRAGMA table_info(reading)")}
        if columns and columns != {"key", "packed", "passing"}:
            base.execute("DROP TABLE reading")  # of an older form
        base.execute(
            "CREATE TABLE IF NOT EXISTS reading (key TEXT PRIMARY KEY, packed BLOB NOT NULL, passing INTEGER NOT NULL)"
        )
    except sqlite3.DatabaseError:
        base.close()
        raise
    return base

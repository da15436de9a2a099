"""Writing a build: the tables as Parquet and the index, beside the old build, put in use by one rename."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from vermerk.corpus import tables
from vermerk.corpus.readings import ReadSource
from vermerk.corpus.search import FILE, IndexWriter
from vermerk.corpus.setup import versions

BATCH = 4000  # rows held in memory before they are written
GROUP = 20_000  # rows of a row group; those of documents are few, so that one is read fast
LOG = "unread.log"  # what could not be read, one readable line a source
SOURCES = "sources.json"  # of each source by its place: the key of its reading, and its SHA-256


class _Table:
    """One Parquet file, written in batches of bounded size."""

    def __init__(self, path: Path, schema: pa.Schema, batch: int = BATCH) -> None:
        self._writer = pq.ParquetWriter(path, schema, compression="zstd")
        self._schema, self._batch = schema, batch
        self._rows: list[dict[str, Any]] = []

    def add(self, rows: Iterable[dict[str, Any]]) -> None:
        for row in rows:
            self._rows.append(row)
            if len(self._rows) >= self._batch:
                self.flush()

    def flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema), row_group_size=GROUP)
            self._rows = []

    def close(self) -> None:
        self.flush()
        self._writer.close()


def write_snapshot(folder: Path, sources: Iterable[ReadSource]) -> dict[str, int]:
    """Write the tables of a build into a fresh folder and return how many rows each has."""
    folder.mkdir(parents=True)
    counts = _stream(folder, sources)
    _sort_pairs(folder)
    return counts


def _stream(folder: Path, sources: Iterable[ReadSource]) -> dict[str, int]:
    records = _Table(folder / "records.parquet", tables.RECORDS)
    documents = _Table(folder / "documents.parquet", tables.DOCUMENTS, 64)
    statements = _Table(folder / "statements.parquet", tables.STATEMENTS)
    knowers = _Table(folder / "knowers.parquet", tables.KNOWERS)
    pairs = _Table(folder / "pairs.parquet", tables.PAIRS, 4 * BATCH)
    unread = _Table(folder / "unread.parquet", tables.UNREAD)
    index = IndexWriter(folder / FILE)
    counts = dict.fromkeys(("sources", "records", "statements", "unread"), 0)
    for source in sources:
        counts["sources"] += 1
        if source.reason is not None:
            counts["unread"] += 1
            unread.add([{"path": source.path, "reason": source.reason, "advice": source.advice}])
        for read in source.records:
            row = counts["records"]
            records.add([tables.record_row(read, source, row)])
            documents.add([tables.document_row(read.record, row)])
            knowers.add(tables.knower_rows(read))
            index.add([read.record])
            first = counts["statements"]
            statements.add(tables.statement_row(s, first + n) for n, s in enumerate(read.statements))
            pairs.add(p for n, s in enumerate(read.statements) for p in tables.pair_rows(s, first + n))
            counts["records"] += 1
            counts["statements"] += len(read.statements)
    for table in (records, documents, statements, knowers, pairs, unread):
        table.close()
    index.close()
    return counts


def _sort_pairs(folder: Path) -> None:
    """Lay the statements of each pair side by side, so that a question about a pair reads a few row groups only."""
    (folder / "sorting").mkdir()
    with duckdb.connect(
        config={"memory_limit": "400MB", "temp_directory": str(folder / "sorting"), "threads": 1}
    ) as base:
        base.execute(
            f"COPY (SELECT p.a, p.b, s.* FROM read_parquet('{_quoted(folder / 'pairs.parquet')}') p "
            f"JOIN read_parquet('{_quoted(folder / 'statements.parquet')}') s USING (row) ORDER BY p.a, p.b, s.day, s.row) "
            f"TO '{_quoted(folder / 'by_pair.parquet')}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 8192)"
        )
    shutil.rmtree(folder / "sorting")
    (folder / "pairs.parquet").unlink()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def finish(place: Path, counts: dict[str, int], made_of: dict[str, tuple[str, str]]) -> None:
    """Write what a build was made of and what could not be read, its report last, and see all of it on the disk."""
    rows = pq.read_table(place / "unread.parquet").to_pylist()
    log = "".join(f"{row['path']}: {row['reason']}; {row['advice']}\n" for row in rows)
    (place / LOG).write_text(log, encoding="utf-8")
    (place / SOURCES).write_bytes(msgspec.json.encode(made_of))
    (place / "made.json").write_bytes(msgspec.json.encode(versions()))
    for path in place.iterdir():
        _settle(path)
    (place / "report.json").write_bytes(msgspec.json.encode(counts))
    _settle(place / "report.json")
    _settle(place)


def _settle(path: Path) -> None:
    """Have a file or folder written to the disk, not only to the system's memory."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:  # pragma: no cover - a system on which folders cannot be opened
        return
    try:
        os.fsync(handle)
    except OSError:  # pragma: no cover - a file system that knows no such thing for folders
        pass
    finally:
        os.close(handle)


def put_in_use(built: Path, name: str) -> Path:
    """Make a finished build the one in use, by one rename; older builds go but the one that was in use before."""
    builds = built / "builds"
    _settle(builds)
    pointer = built / "current"
    previous = pointer.read_text(encoding="utf-8").strip() if pointer.exists() else None
    if previous != name:
        _put(pointer, (name + "\n").encode())
        for old in builds.iterdir():
            if old.name not in {name, previous}:
                shutil.rmtree(old, ignore_errors=True)
    log = (builds / name / LOG).read_bytes()
    if not (built / LOG).exists() or (built / LOG).read_bytes() != log:
        _put(built / LOG, log)
    return builds / name


def _put(path: Path, content: bytes) -> None:
    fresh = path.with_name(path.name + ".new")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
    _settle(path.parent)


def sweep(builds: Path) -> None:
    """Remove what a killed build left half done."""
    builds.mkdir(parents=True, exist_ok=True)
    for left in builds.glob(".*"):
        shutil.rmtree(left, ignore_errors=True)

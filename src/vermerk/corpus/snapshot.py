"""Writing a build: the tables as Parquet and the index, beside the old build, put in use by one rename."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from vermerk.corpus import tables
from vermerk.corpus.readings import ReadSource
from vermerk.corpus.search import FILE, IndexWriter

BATCH = 4000  # rows held in memory before they are written
GROUP = 20_000  # rows of a row group; those of documents are few, so that one is read fast
KEPT = 2  # builds kept: the one in use and the one before


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
        config={"memory_limit": "1GB", "temp_directory": str(folder / "sorting"), "threads": 2}
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


def put_in_use(built: Path, fresh: Path, name: str) -> Path:
    """Move a finished build to its name and make it the one in use; older builds but one go."""
    target = built / "builds" / name
    if target.exists():
        shutil.rmtree(target)
    os.replace(fresh, target)
    previous = (built / "current").read_text(encoding="utf-8").strip() if (built / "current").exists() else None
    pointer = built / "current.new"
    with pointer.open("w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(pointer, built / "current")
    for old in _others(built, {name, previous}):
        shutil.rmtree(old, ignore_errors=True)
    return target


def _others(built: Path, kept: set[str | None]) -> Iterator[Path]:
    for build in (built / "builds").iterdir():
        if build.name not in kept:
            yield build

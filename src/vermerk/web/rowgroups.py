"""Reading a few rows of a build's Parquet files without reading the whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq


def first_rows(records: Path) -> list[int]:
    """The row of each record's first statement, and the row after the last of all."""
    counts = pq.read_table(records, columns=["statements"])["statements"].to_pylist()
    found = [0]
    for count in counts:
        found.append(found[-1] + count)
    return found


class RowGroups:
    """A Parquet file whose column ``row`` counts from 0, read by row groups."""

    def __init__(self, path: Path) -> None:
        self._path, self._metadata = path, pq.read_metadata(path)
        self._firsts = [0]
        for number in range(self._metadata.num_row_groups):
            self._firsts.append(self._firsts[-1] + self._metadata.row_group(number).num_rows)

    def rows(self, first: int, last: int, columns: list[str] | None = None) -> list[dict[str, Any]]:
        """The rows from ``first`` up to, without, ``last``."""
        groups = [n for n in range(len(self._firsts) - 1) if self._firsts[n] < last and self._firsts[n + 1] > first]
        if not groups or first >= last:
            return []
        file = pq.ParquetFile(self._path, metadata=self._metadata)
        try:
            table = file.read_row_groups(groups, columns=columns, use_threads=False)
        finally:
            file.close()
        found: list[dict[str, Any]] = table.slice(first - self._firsts[groups[0]], last - first).to_pylist()
        return found

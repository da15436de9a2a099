"""Gold statements for training and measuring, joined with the records they stand in.

``annotation/`` holds statements for records of the bulk corpus and of ``web`` by offset only (no words of the records,
which lie beside the checkout in ``../shared/records``), and for records of our own in ``annotation/own``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vermerk.model import Record
from vermerk.reading import read

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
ANNOTATION = Path(__file__).parent / "annotation"
SOURCES = {"seed.jsonl": ("seed",), "gold_dev.jsonl": ("web", "frus")}


def header_source(name: str) -> Path | None:
    """Where a record of the headers' gold lies: by name in the shared records, or by folder and name; null where it is absent."""
    if "/" not in name:
        return next((SHARED / "records").glob(f"*/{name}"), None)
    return next((path for root in (SHARED / "records", ANNOTATION) if (path := root / name).exists()), None)


@dataclass(frozen=True, slots=True)
class GoldRecord:
    """A record with the statements a careful reader found in it, and the family it belongs to."""

    record: Record
    statements: tuple[dict[str, Any], ...]
    family: str = ""


def annotated() -> Iterator[GoldRecord]:
    """The annotated records for training, in a fixed order; those that do not lie beside the checkout are left out."""
    return _of_tables(ANNOTATION)


def held() -> Iterator[GoldRecord]:
    """Annotated records that nothing is ever trained on: what to expect of the engine on others."""
    return _of_tables(ANNOTATION / "held")


def _of_tables(folder: Path) -> Iterator[GoldRecord]:
    by_record: dict[str, list[dict[str, Any]]] = {}
    for table in sorted(folder.glob("*.jsonl")):
        for line in table.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            rows = by_record.setdefault(row["record"], [])
            if not row.get("nothing"):  # a record in which a careful reader finds no statement
                rows.append(row)
    for name, rows in by_record.items():
        path = next((p for p in (ANNOTATION / name, SHARED / "records" / name) if p.exists()), None)
        if path is None:
            continue
        (record,) = read(path)
        yield GoldRecord(record, tuple(_worded(row, record) for row in rows), _family(name))


def _family(name: str) -> str:
    if name.startswith("own/"):
        return "own, TEI" if name.endswith(".xml") else "own, pages"
    return name.partition("/")[0]


def _worded(row: dict[str, Any], record: Record) -> dict[str, Any]:
    """A row with its quote, in the words of the record, and the record's file name as the scorer wants it."""
    quote = row.get("quote") or record.text[row["start"] : row["end"]]
    return {**row, "quote": quote, "start": row.get("start"), "record": row["record"].rsplit("/", 1)[-1]}


def development() -> Iterator[tuple[str, GoldRecord]]:
    """The gold that comes with the records: the seed, and the pooled records of web and frus."""
    for table, folders in SOURCES.items():
        lines = (SHARED / "truth" / table).read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
        for name in dict.fromkeys(row["record"] for row in rows):
            path = next(p for f in folders for p in [SHARED / "records" / f / name] if p.exists())
            (record,) = read(path)
            yield table, GoldRecord(record, tuple(row for row in rows if row["record"] == name), table)


def located(gold: GoldRecord) -> list[tuple[int, int, dict[str, Any]]]:
    """Start and end of each gold statement in the record's text; quotes are found after folding white space."""
    found: list[tuple[int, int, dict[str, Any]]] = []
    at = 0
    for row in gold.statements:
        start = row.get("start")
        if start is None:
            start = gold.record.text.find(" ".join(row["quote"].split()), at)
            start = start if start >= 0 else gold.record.text.find(" ".join(row["quote"].split()))
        if start >= 0:
            found.append((start, start + len(row["quote"]), row))
            at = start
    return found

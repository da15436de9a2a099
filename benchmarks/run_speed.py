"""Words per second and peak memory of reading and extraction, beside a plain parse of the same text.

    uv run python -m benchmarks.run_speed [--records N]

Pinned to one core; both passes run in this one process, over the same paragraphs.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time

from benchmarks.gold import SHARED
from vermerk.extraction import GrammarEngine
from vermerk.language.parse import english
from vermerk.reading import read


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=150)
    args = parser.parse_args()
    folder = SHARED / "records" / "dfat"
    if not folder.exists():
        sys.exit(f"no records at {folder}: the figures need the shared records")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    paths = sorted(folder.glob("*/*.md"))
    paths = paths[:: max(1, len(paths) // args.records)]
    engine = GrammarEngine()
    start = time.perf_counter()
    records = [record for path in paths for record in read(path)]
    reading = time.perf_counter() - start
    texts = [passage.of(record.text) for record in records for passage in record.body]
    words = sum(len(text.split()) for text in texts)
    plain = english()
    for _ in plain.pipe(texts[:20]):
        pass
    start = time.perf_counter()
    for _ in plain.pipe(texts, batch_size=64):
        pass
    parsing = time.perf_counter() - start
    start = time.perf_counter()
    statements = sum(len(engine.statements(record)) for record in records)
    extraction = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(records)} records, {words:,} words of running text, {statements:,} statements, one core")
    print(f"reading      {len(records) / reading:8,.0f} records/s")
    print(f"plain parse  {words / parsing:8,.0f} words/s")
    print(f"statements   {words / extraction:8,.0f} words/s, parse included: {extraction / parsing:.2f} x the parse")
    print(f"peak memory  {peak:8,.0f} MiB")


if __name__ == "__main__":
    main()

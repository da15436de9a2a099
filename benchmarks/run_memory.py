"""How much memory a build needs as records grow: once, four times and sixteen times as many.

    uv run python -m benchmarks.run_memory [--records 40] [--from CORPUS --statements 62500]

Reading: builds of so many records of the shared records, 4 and 16 times as many, by ``vermerk build`` in two
processes; the memory is that of all its processes at once, shared pages counted once. Writing: with ``--from`` a store
is written of so many statements made from the real ones of a built corpus, 4 and 16 times as many, by the same code
as any build, in one process.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import measured
from benchmarks.run_build import built, counted, sources

TIMES = (1, 4, 16)


def reading(records: int) -> None:
    """Build more and more records."""
    paths = [path for path in sources(1) if path.suffix == ".md"]
    for times in TIMES:
        with tempfile.TemporaryDirectory() as folder:
            root, count = Path(folder), records * times
            made = built(paths[:: max(1, len(paths) // count)][:count], root, 2)
            words = counted(root / "corpus")
        told = f"{times:3} x: {count:7,} records, {words:9,} words"
        print(f"{told}: {made.peak:6,.0f} MiB in all, {made.largest:6,.0f} MiB the largest process", flush=True)


def writing(corpus: Path, statements: int) -> None:
    """Write more and more statements."""
    for times in TIMES:
        with tempfile.TemporaryDirectory() as folder:
            store, count = Path(folder) / "store", statements * times
            command = [sys.executable, "-m", "benchmarks.make_store", str(store), "--from", str(corpus)]
            made = measured([*command, "--statements", str(count)])
            size = sum(path.stat().st_size for path in store.rglob("*") if path.is_file()) / 1e6
        told = json.loads(made.output[made.output.index("{") :])
        print(
            f"{times:3} x: {told['statements']:9,} statements, {size:5,.0f} MB on the disk: {made.peak:6,.0f} MiB, "
            f"{made.cores:5.0f} s of work, {made.wall:5.0f} s",
            flush=True,
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=40)
    parser.add_argument("--from", dest="corpus", type=Path, help="a built corpus of real records")
    parser.add_argument("--statements", type=int, default=62_500)
    args = parser.parse_args()
    print("reading and building")
    reading(args.records)
    if args.corpus is not None:
        print("writing the tables of a build")
        writing(args.corpus, args.statements)


if __name__ == "__main__":
    main()

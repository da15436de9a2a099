"""How long a build takes beside a plain spaCy pass over the same text, and how much memory it needs.

    uv run python -m benchmarks.run_build [--every 20] [--rounds 4] [--processes 2]

Every n-th source of the shared records (``polnear`` aside) is built into a corpus as a user would: ``vermerk init``,
``add``, ``build``. Then the running text of the same corpus is parsed by spaCy in as many processes, with the
pipeline that Vermerk itself uses and with the whole model. The sources are cut into rounds that take turns, so that
whatever else the machine does falls on all three alike. Both clocks are shown; where the machine is shared, the
seconds of work on the cores are those to go by. ``--every 1 --rounds 1`` measures everything.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from functools import reduce
from operator import add
from pathlib import Path

from benchmarks.gold import SHARED
from benchmarks.measuring import Measured, measured

FOLDERS = ("seed", "web", "frus", "dfat", "rdcr", "visits")
PYTHON = sys.executable


def sources(every: int) -> list[Path]:
    """Every n-th source of the shared records."""
    from vermerk.reading import find_sources

    records = SHARED / "records"
    if not records.exists():
        sys.exit(f"no records at {records}: the figures need the shared records")
    found = find_sources([str(records / name) for name in FOLDERS])
    return [Path(path) for path in found[every // 2 :: every]]


def built(paths: list[Path], root: Path, processes: int) -> Measured:
    """Begin, fill and build a corpus of some sources."""
    put = root / "sources"
    for path in paths:
        target = put / path.relative_to(SHARED / "records")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.symlink_to(path)
    vermerk = [PYTHON, "-m", "vermerk.cli.main"]
    corpus = str(root / "corpus")
    made = measured([*vermerk, "init", corpus])
    made += measured([*vermerk, "add", str(put), "--corpus", corpus])
    return made + measured([*vermerk, "build", "--corpus", corpus, "--processes", str(processes)])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    paths = sources(args.every)
    builds, plain, whole, words = [], [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(args.rounds):
            root = Path(folder) / str(number)
            builds.append(built(paths[number :: args.rounds], root, args.processes))
            parse = [PYTHON, "-m", "benchmarks.plain_pass", str(root / "corpus"), "--processes", str(args.processes)]
            plain.append(measured(parse))
            whole.append(measured([*parse, "--whole"]))
            words += counted(root / "corpus")
            print(f"round {number + 1} of {args.rounds}: {builds[-1].output.splitlines()[-1]}", file=sys.stderr)
    print(f"{len(paths):,} sources, {words:,} words of running text, {args.processes} processes each")
    shown(reduce(add, builds), reduce(add, plain), reduce(add, whole), words)


def counted(corpus: Path) -> int:
    """Words of running text of a corpus."""
    import pyarrow.parquet as pq

    from vermerk.corpus import Folder

    build = Folder.at(corpus).current()
    assert build is not None
    return int(sum(pq.read_table(build / "records.parquet", columns=["words"])["words"].to_pylist()))


def shown(build: Measured, plain: Measured, whole: Measured, words: int) -> None:
    """Print the figures beside each other."""
    print(f"{'':34}{'clock':>9}{'cores':>9}{'words/s':>9}{'memory':>10}")
    for name, one in (
        ("vermerk init, add, build", build),
        ("spaCy, the same pipeline", plain),
        ("spaCy, the whole model", whole),
    ):
        print(f"{name:34}{one.wall:7.1f} s{one.cores:7.1f} s{words / one.wall:9,.0f}{one.peak:6,.0f} MiB")
    ratios = {
        "same pipeline": {"clock": round(build.wall / plain.wall, 2), "cores": round(build.cores / plain.cores, 2)},
        "whole model": {"clock": round(build.wall / whole.wall, 2), "cores": round(build.cores / whole.cores, 2)},
    }
    print("ratio of the build: " + json.dumps(ratios))


if __name__ == "__main__":
    main()

"""How long every question takes on a built corpus: from the shell, and for pairs in a process that is already warm.

    uv run python -m benchmarks.run_inquiries CORPUS [--pairs 5] [--warm-only]

Pairs are taken from the corpus itself: the busiest ones, and one in the middle of those with ten statements or more.
From the shell each command starts Python, opens the corpus and writes JSON Lines. Warm, each question is asked once
to open the tables, then of each pair in turn, and once more: the first figure is of a pair not asked about before.
In brackets stand the milliseconds of work on the cores, which are the ones to go by where others share the machine.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import msgspec

from vermerk.inquiry import OpenCorpus, Scope

VERMERK = [sys.executable, "-m", "vermerk.cli.main"]
MANUSCRIPT = """The Ambassador said that “the Government would not recognise the regime” and more.

> A passage that nobody ever wrote in any record of this corpus, quoted at length to be looked for.

{quotes}
"""


class Pair(msgspec.Struct, frozen=True):
    """Two parties with the number of statements about both."""

    a: str
    b: str
    statements: int


def pairs_of(corpus: OpenCorpus, count: int) -> list[Pair]:
    """The busiest pairs, and one of the middle."""
    rows = duckdb.sql(
        f"SELECT a, b, count(*) n FROM read_parquet('{corpus.build}/by_pair.parquet') GROUP BY a, b ORDER BY n DESC, a, b"
    ).fetchall()
    ranked = [Pair(*row) for row in rows]
    middle = [pair for pair in ranked if pair.statements >= 10]
    return [*ranked[:count], *middle[len(middle) // 2 :][:1]]


def manuscript(corpus: OpenCorpus, folder: Path) -> Path:
    """A manuscript with forty quotations of the corpus, some with a slip."""
    rows = corpus.statements.select("quote").filter(lambda t: t.quote.length().between(40, 200)).limit(4000)
    quotes = [" ".join(q.split()) for q in rows.to_pyarrow()["quote"].to_pylist()[::100]]
    told = "\n\n".join(f"As it says: “{q.replace(' the ', ' teh ', 1) if n % 2 else q}”." for n, q in enumerate(quotes))
    path = folder / "manuscript.md"
    path.write_text(MANUSCRIPT.format(quotes=told), encoding="utf-8")
    return path


def commands(corpus: OpenCorpus, folder: Path, busy: Pair, middle: Pair) -> list[list[str]]:
    """Every command that questions a corpus, bounded and unbounded."""
    some = corpus.pairs.filter(lambda t: (t.a == busy.a) & (t.b == busy.b)).select("id").limit(1)
    statement = some.to_pyarrow()["id"].to_pylist()[0]
    dates = ["--on", "1970"]
    return [
        ["status"],
        ["search", "embassy"],
        ["search", '"trade agreement" OR recognition'],
        ["relation", busy.a, busy.b, *dates],
        ["relation", middle.a, middle.b, *dates],
        ["relation", busy.a, busy.b, *dates, "--known-by", busy.a, "--as-of", "1970"],
        ["chronology", busy.a, busy.b],
        ["chronology", busy.a],
        ["chronology", "--from", "1968", "--to", "1969"],
        ["conflicts", busy.a, busy.b],
        ["conflicts", busy.a],
        ["conflicts"],
        ["witnesses", statement],
        ["unknowns"],
        ["unknowns", busy.a],
        ["promises", busy.a, busy.b],
        ["promises"],
        ["figures"],
        ["network"],
        ["network", "--on", "1970"],
        ["check", str(manuscript(corpus, folder))],
        ["freeze", str(corpus.folder.root), "-o", str(folder / "frozen.zip")],
        ["freeze", "--verify", str(folder / "frozen.zip")],
    ]


def from_the_shell(corpus: OpenCorpus, busy: Pair, middle: Pair) -> None:
    """Run each command and say how long it took and how much it wrote."""
    with tempfile.TemporaryDirectory() as name:
        for words in commands(corpus, Path(name), busy, middle):
            options = [] if words[0] == "freeze" else ["--corpus", str(corpus.folder.root)]
            forms = [] if words[0] in {"freeze"} else ["--format", "jsonl"]
            began = time.perf_counter()
            done = subprocess.run([*VERMERK, *words, *options, *forms], capture_output=True, text=True, check=False)
            seconds = time.perf_counter() - began
            shown = " ".join(words).replace(name, "…")
            trouble = "  TRACEBACK" if "Traceback" in done.stderr else ""
            last = (done.stderr.strip().splitlines() or [""])[-1]
            print(
                f"{seconds:8.1f} s  {shown}: {done.stdout.count(chr(10)):,} lines, exit {done.returncode}; {last}{trouble}"
            )


def warm(corpus: OpenCorpus, pairs: list[Pair]) -> None:
    """Ask of each pair in an open corpus."""
    scope = Scope(on="1970")
    asked: dict[str, Callable[[Pair], object]] = {
        "relation": lambda pair: corpus.sheet(pair.a, pair.b, scope),
        "conflicts": lambda pair: corpus.disagreements(pair.a, pair.b),
    }
    for name, ask in asked.items():
        ask(pairs[-1])
        for pair in pairs:
            (first, work), (again, its) = _timed(ask, pair), _timed(ask, pair)
            told = f"{pair.a} and {pair.b}, {pair.statements:,} statements"
            print(
                f"{name:10}{first:8,.0f} ms ({work:6,.0f}) first,{again:8,.0f} ms ({its:6,.0f}) again: {told}",
                flush=True,
            )


def _timed(ask: Callable[[Pair], object], pair: Pair) -> tuple[float, float]:
    """Milliseconds on the clock, and of work on all cores."""
    began, work = time.perf_counter(), time.process_time()
    ask(pair)
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - work)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--warm-only", action="store_true")
    args = parser.parse_args()
    corpus = OpenCorpus.open(args.corpus)
    held = corpus.coverage()
    print(
        f"{held.records:,} records, {held.statements:,} statements; {held.unread:,} of {held.sources:,} sources unread"
    )
    pairs = pairs_of(corpus, args.pairs)
    warm(corpus, pairs)
    if not args.warm_only:
        from_the_shell(corpus, pairs[0], pairs[-1])


if __name__ == "__main__":
    main()

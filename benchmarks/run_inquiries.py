"""How long every question takes on a built corpus: from the shell, and for pairs in a process that is already warm.

    uv run python -m benchmarks.run_inquiries CORPUS [--pairs 5] [--warm-only]

Pairs are taken from the corpus itself: the busiest ones, and of those with fewer statements one of each size (a third
as many each time, down to ten). From the shell each command starts Python, opens the corpus and writes JSON Lines. Warm,
each question is asked of a small pair to open the tables and load what it needs, then of each pair in turn, the first
time, and then three times more, of which the fastest counts: the first figure is of a pair not asked about before.
Figures are milliseconds on the clock; in brackets those of work on all cores, which are the ones to go by where others
share the machine. From the shell they are seconds, with the most memory of the process.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import msgspec

from benchmarks.measuring import measured
from vermerk.extraction.events import shipped_events
from vermerk.inquiry import OpenCorpus, Scope

VERMERK = [sys.executable, "-m", "vermerk.cli.main"]
MANUSCRIPT = """The Ambassador said that “the Government would not recognise the regime” and more.

> A passage that nobody ever wrote in any record of this corpus, quoted at length to be looked for.

{quotes}
"""


LEAST = 10  # statements of the smallest pair that is asked about
AGAIN = 3


class Pair(msgspec.Struct, frozen=True):
    """Two parties with the number of statements about both."""

    a: str
    b: str
    statements: int


def pairs_of(corpus: OpenCorpus, count: int) -> list[Pair]:
    """The busiest pairs, and of the others one of each size, down to ten statements."""
    rows = duckdb.sql(
        f"SELECT a, b, count(*) n FROM read_parquet('{corpus.build}/by_pair.parquet') GROUP BY a, b ORDER BY n DESC, a, b"
    ).fetchall()
    ranked = [Pair(*row) for row in rows if row[2] >= LEAST]
    chosen = ranked[:count]
    for pair in ranked[count:]:
        if 3 * pair.statements <= chosen[-1].statements:
            chosen.append(pair)
    return chosen


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
    """Run each command and say how long it took, how much memory it had, and how much it wrote."""
    with tempfile.TemporaryDirectory() as name:
        for words in commands(corpus, Path(name), busy, middle):
            options = [] if words[0] == "freeze" else ["--corpus", str(corpus.folder.root)]
            forms = [] if words[0] in {"freeze"} else ["--format", "jsonl"]
            shown = " ".join(words).replace(name, "…")
            try:
                made = measured([*VERMERK, *words, *options, *forms])
            except SystemExit:
                print(f"FAILED: {shown}", flush=True)
                continue
            lines = made.output.count("\n")
            print(
                f"{made.wall:6.1f} s ({made.cores:5.1f}), {made.peak:5,.0f} MiB, {lines:7,} lines: {shown}", flush=True
            )


def warm(corpus: OpenCorpus, pairs: list[Pair]) -> None:
    """Ask of each pair in an open corpus."""
    on, told = Scope(on="1970"), Scope(as_of="1970")
    asked: dict[str, Callable[[Pair], object]] = {
        "relation": lambda pair: corpus.sheet(pair.a, pair.b),
        "--on 1970": lambda pair: corpus.sheet(pair.a, pair.b, on),
        "--as-of 1970": lambda pair: corpus.sheet(pair.a, pair.b, told),
        "--known-by": lambda pair: corpus.sheet(pair.a, pair.b, Scope(known_by=pair.a, as_of="1970")),
        "conflicts": lambda pair: corpus.disagreements(pair.a, pair.b),
    }
    shipped_events()  # of which the headings of conflicts are read; with it the parser is loaded
    for name, ask in asked.items():
        ask(pairs[-1])
        for pair in pairs:
            first, *again = (_timed(ask, pair) for _ in range(1 + AGAIN))
            (clock, work), (best, its) = first, min(again)
            print(
                f"{name:13}{clock:7,.0f} ({work:6,.0f}) first,{best:7,.0f} ({its:6,.0f}) again: "
                f"{pair.a} and {pair.b}, {pair.statements:,} statements",
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
        from_the_shell(corpus, pairs[0], pairs[-2])


if __name__ == "__main__":
    main()

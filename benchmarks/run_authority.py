"""How names resolve, and what looking them up costs.

    uv run python -m benchmarks.run_authority [--misses] [--records N]

Three figures: the list of names and traps of the tests; the parties of U.S. relations by country in the paragraphs
that name both; and the share of the engine's time that goes into the tables, on one core in this one process.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from benchmarks.gold import ROOT, SHARED
from benchmarks.run_relations import labels
from vermerk.authority import Authority
from vermerk.extraction import GrammarEngine
from vermerk.reading import read

UNNAMED = {"us_not_in_text", "other_not_in_text"}


def names(authority: Authority) -> tuple[int, int, list[str]]:
    """Rows of the list of names that mean what the list says: how many, of how many, and the others."""
    right, wrong, total = 0, [], 0
    for line in (ROOT / "tests" / "names.tsv").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, on, label = [*line.split("\t"), "", ""][:3]
        total += 1
        meant = authority.resolve(name, on or None)
        found = meant.entry.label if meant.entry is not None else ""
        if found == label.strip():
            right += 1
        else:
            wrong.append(f"{name} {on}: {meant.status} {found}, not {label}")
    return right, total, wrong


def parties(authority: Authority) -> tuple[int, int, list[str]]:
    """Rows of relations by country whose paragraph names both parties and where both are found in it."""
    right, wrong, total = 0, [], 0
    for line in (SHARED / "truth" / "rdcr_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        if UNNAMED & set(row["flags"]) or len(row["actors"]) != 2:
            continue
        total += 1
        on = row["day_edtf"] or row["date_edtf"]
        found: set[str | None] = set()
        for mention in authority.find(row["text"]):
            living = [e for e in mention.entries if e.holds(on)] or list(mention.entries)
            found |= {e.label for e in living} | {e.parent for e in living}
        missing = [min(party) for party in labels(row, authority) if not party & found]
        right += not missing
        if missing:
            wrong.append(f"{row['id']} {on}: {', '.join(missing)}")
    return right, total, wrong


class Clock:
    """Seconds spent inside the tables; calls inside calls count once."""

    def __init__(self) -> None:
        self.spent = 0.0
        self.inside = False

    def of(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, timed."""

        @wraps(function)
        def timed(*args: Any, **named: Any) -> Any:
            if self.inside:
                return function(*args, **named)
            self.inside, began = True, time.perf_counter()
            try:
                return function(*args, **named)
            finally:
                self.inside = False
                self.spent += time.perf_counter() - began

        return timed


def share(records: int) -> tuple[float, float]:
    """Seconds in the tables and seconds in all, reading statements from records of the bulk corpus."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    paths = sorted((SHARED / "records" / "dfat").glob("*/*.md"))
    read_ones = [r for path in paths[:: max(1, len(paths) // records)] for r in read(path)]
    engine, clock = GrammarEngine(), Clock()
    engine.statements(read_ones[0])
    for name in ("resolve", "find", "office_holder", "state_of_person"):
        setattr(Authority, name, clock.of(getattr(Authority, name)))
    began = time.perf_counter()
    for record in read_ones:
        engine.statements(record)
    return clock.spent, time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--records", type=int, default=100)
    args = parser.parse_args()
    authority = Authority.shipped()
    for title, measure in (("names and traps", names), ("both parties of a paragraph", parties)):
        right, total, wrong = measure(authority)
        print(f"{title:30} {right / total:.3f} ({right} of {total})")
        if args.misses:
            print("\n".join(f"   {line}" for line in wrong))
    spent, whole = share(args.records)
    print(f"{'looking names up':30} {spent / whole:.1%} of the engine's time ({spent:.2f} of {whole:.2f} s)")


if __name__ == "__main__":
    main()

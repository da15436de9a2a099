"""How well spellings of one person's name are told from names of different persons.

    uv run python -m benchmarks.run_names [--misses] [--half dev|test]

Reads ``name_pairs.tsv`` (one, other, language, same, half, note). Precision and recall are of the verdict "same"; pairs
that stay "unsure" are counted apart and are no answer: they lower recall, never precision. Names of the pairs of the
half "test" were not looked at while tables and rules were made. "by rule" leaves out the pairs of which a name stands in
the table of customary spellings.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import msgspec

from vermerk.authority.spelling import Likeness, compare, keys
from vermerk.authority.spelling.comparing import customary

PAIRS = Path(__file__).parent / "name_pairs.tsv"
HALVES = ("dev", "test")


class Pair(msgspec.Struct, frozen=True):
    """Two spellings, the language of the names, whether they are one person's, and which half the pair is of."""

    one: str
    other: str
    language: str
    same: bool
    half: str


class Tally(msgspec.Struct, frozen=True):
    """Counts of verdicts over pairs of one person (same) and of two (different)."""

    found: int
    wrong: int
    open_same: int
    open_different: int
    same: int
    different: int
    blocked: int

    @classmethod
    def of(cls, judged: Iterable[tuple[Pair, Likeness]]) -> Tally:
        """Count."""
        rows = list(judged)
        return cls(
            found=sum(p.same and v == "same" for p, v in rows),
            wrong=sum(not p.same and v == "same" for p, v in rows),
            open_same=sum(p.same and v == "unsure" for p, v in rows),
            open_different=sum(not p.same and v == "unsure" for p, v in rows),
            same=sum(p.same for p, _ in rows),
            different=sum(not p.same for p, _ in rows),
            blocked=sum(p.same and bool(keys(p.one) & keys(p.other)) for p, _ in rows),
        )

    def line(self, title: str) -> str:
        """Precision, recall and what stays open, on one line."""
        precision = self.found / ((self.found + self.wrong) or 1)
        recall, blocked = self.found / (self.same or 1), self.blocked / (self.same or 1)
        return (
            f"{title:12} {self.same:4} same {self.different:4} different   precision {precision:.3f}   "
            f"recall {recall:.3f}   unsure {self.open_same:3} and {self.open_different:3}   share a key {blocked:.3f}"
        )


def pairs() -> list[Pair]:
    """The pairs of the table; its first line names the columns."""
    found = []
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if not line.strip() or line.startswith("#") or cells[0] == "one":
            continue
        one, other, language, same, half = cells[:5]
        found.append(Pair(one.strip(), other.strip(), language.strip(), same.strip() == "yes", half.strip()))
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="show the pairs that were not judged as they are")
    parser.add_argument("--half", choices=HALVES, help="one half only")
    args = parser.parse_args()
    for half in [args.half] if args.half else HALVES:
        judged = [(pair, compare(pair.one, pair.other)) for pair in pairs() if pair.half == half]
        print(half)
        for language in sorted({pair.language for pair, _ in judged}):
            print(Tally.of((p, m.verdict) for p, m in judged if p.language == language).line(language))
        print(Tally.of((p, m.verdict) for p, m in judged).line("all"))
        untabled = [(p, m.verdict) for p, m in judged if p.one == customary(p.one) and p.other == customary(p.other)]
        print(Tally.of(untabled).line("by rule"), end="\n\n")
        if args.misses:
            for pair, match in judged:
                if match.verdict != ("same" if pair.same else "different"):
                    print(f"   {'same' if pair.same else 'different'}: {pair.one} / {pair.other}: {match}")


if __name__ == "__main__":
    main()

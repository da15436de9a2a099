"""Parties and events of U.S. relations by country, against the headings of the same articles.

    uv run python -m benchmarks.run_relations [--misses]

Each gold row is an event that a heading tells; the statements read from the paragraph below it are asked whether
one names the right pair of parties, and whether one carries the event. Paragraphs tell more than their headings, so
recall per row is the figure; the F1 counts each further event of a paragraph as wrong and is a lower bound.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.gold import SHARED
from vermerk.authority import Authority
from vermerk.extraction import GrammarEngine
from vermerk.model import Kind, Polarity, Record, Statement, VermerkError
from vermerk.reading import read

RELATIONS = {
    "recognised": "recognition",
    "established": "relations_established",
    "resumed": "relations_reestablished",
    "severed": "relations_severed",
    "ended": "relations_ended",
    "suspended": "relations_interrupted",
    "lowered": "relations_downgraded",
    "raised": "relations_expanded",
}
MISSIONS = {
    "opened": "mission_opened",
    "established": "mission_opened",
    "closed": "mission_closed",
    "resumed": "mission_reopened",
    "raised": "mission_elevated",
    "lowered": "mission_downgraded",
    "moved": "mission_moved",
    "suspended": "mission_suspended",
    "accredited": "accreditation_changed",
    "appointed": "chief_appointed",
    "presented credentials": "chief_appointed",
    "recalled": "chief_recalled",
}
AGREEMENTS = {
    "signed": "treaty",
    "concluded": "treaty",
    "negotiated": "treaty",
    "initialled": "treaty",
    "ratified": "treaty",
    "entered into force": "treaty",
    "exchanged": "treaty",
    "denounced": "treaty_terminated",
}
# Headings whose event is no event between the two parties, and which the table of types leaves aside.
UNSCORED = {"context_other", "state_change", "foreign_control"}
CONSULAR = ("consul",)


def types_of(statement: Statement) -> Iterator[str]:
    """The event types that a statement tells, in the words of the gold."""
    event = statement.event
    consular = (statement.level or "").startswith(CONSULAR)
    if event is None:
        return
    if statement.kind is Kind.RECOGNITION:
        denied = statement.polarity is Polarity.NEGATED
        if consular:
            yield "consular_relations_established"
        elif denied and event == "recognised":
            yield "non_recognition"
        elif denied and event == "established":
            yield "no_diplomatic_relations"
        elif event in RELATIONS:
            yield RELATIONS[event]
    elif statement.kind in {Kind.REPRESENTATION, Kind.OFFICE}:
        if consular and event in {"opened", "appointed", "accredited"}:
            yield "no_consular_presence" if statement.polarity is Polarity.NEGATED else "consular_presence"
            yield "consular_relations_established"
        if event in MISSIONS:
            yield MISSIONS[event]
    elif statement.kind is Kind.AGREEMENT and event in AGREEMENTS:
        yield AGREEMENTS[event]
    elif statement.kind is Kind.VISIT:
        yield "visit"
    elif statement.kind is Kind.FORCE and event == "declared war":
        yield "war"


def found_in(text: str, words: str, behind: int) -> tuple[int, int] | None:
    """Where words stand in a text, white space apart; the first place after a given one is preferred."""
    pattern = re.compile(r"\s*".join(re.escape(word) for word in re.findall(r"\w+|[^\w\s]", words)))
    found = pattern.search(text, behind) or pattern.search(text)
    return (found.start(), found.end()) if found else None


class Tally:
    """Counts over the gold rows."""

    def __init__(self) -> None:
        self.rows = self.unplaced = self.pairs = self.events = 0
        self.scored = 0
        self.right: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()
        self.units: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        self.misses: list[str] = []

    def add(self, row: dict[str, Any], inside: Sequence[Statement], wanted: frozenset[str]) -> None:
        """Judge the statements of a row's paragraph."""
        self.scored += 1
        pair = any(wanted <= {*s.actor, *s.toward} for s in inside)
        told = {t for s in inside for t in types_of(s)}
        kind = row["event_type"]
        self.pairs += pair
        self.events += kind in told
        self.gold[kind] += 1
        self.right[kind] += kind in told
        self.units[row["unit"]][0].add(kind)
        self.units[row["unit"]][1].update(told)
        if not pair or kind not in told:
            what = ", ".join(f"{s.kind}/{s.event}/{s.level} {list(s.actor)}>{list(s.toward)}" for s in inside)
            self.misses.append(f"{row['id']} {kind} pair={pair} told={sorted(told)}\n   {row['text'][:300]}\n   {what}")

    def f1(self) -> float:
        """Micro-F1 over the types of each paragraph."""
        hits = sum(len(gold & told) for gold, told in self.units.values())
        wanted = sum(len(gold) for gold, _ in self.units.values())
        given = sum(len(told) for _, told in self.units.values())
        return 2 * hits / (wanted + given) if wanted + given else 0.0


def labels(row: dict[str, Any], authority: Authority) -> frozenset[str]:
    """The two parties of a row under the labels of the tables, at its date where it is told."""
    on = row["day_edtf"] or row["date_edtf"]
    found = []
    for name in row["actors"]:
        meant = authority.resolve(name, on)
        entry = meant.entry or next(iter(meant.candidates), None)
        found.append(entry.label if entry is not None else name)
    return frozenset(found)


def measure(rows: Sequence[dict[str, Any]]) -> Tally:
    """Read every article once and judge its rows."""
    tally = Tally()
    authority, engine = Authority.shipped(), GrammarEngine()
    articles: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        articles[row["article"]].append(row)
    for article, own in articles.items():
        try:
            (record,) = read(SHARED / "records" / "rdcr" / f"{article}.xml")
        except VermerkError:
            tally.unplaced += len(own)
            continue
        _judge(tally, record, engine.statements(record), own, authority)
    return tally


def _judge(
    tally: Tally, record: Record, statements: Sequence[Statement], rows: Sequence[dict[str, Any]], authority: Authority
) -> None:
    behind = 0
    for row in rows:
        tally.rows += 1
        where = found_in(record.text, row["text"], behind)
        if where is None:
            tally.unplaced += 1
            continue
        behind = where[0]
        if row["event_type"] in UNSCORED or not row["dyadic"] or len(row["actors"]) != 2:
            continue
        inside = [s for s in statements if where[0] <= s.start and s.end <= where[1] + 1]
        tally.add(row, inside, labels(row, authority))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    truth = SHARED / "truth" / "rdcr_dev.jsonl"
    if not truth.exists():
        sys.exit(f"no gold at {truth}: the figures need the shared records")
    rows = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines() if line.strip()]
    tally = measure(rows)
    print(f"{tally.rows} rows, {tally.unplaced} not found in their article, {tally.scored} scored")
    print(f"party pair right    {tally.pairs / tally.scored:.3f} ({tally.pairs} of {tally.scored})")
    print(f"event told          {tally.events / tally.scored:.3f} ({tally.events} of {tally.scored})")
    print(f"event type micro-F1 {tally.f1():.3f}, each further event of a paragraph counted as wrong")
    for kind, count in tally.gold.most_common():
        print(f"  {kind:32} {tally.right[kind]:4} of {count}")
    if args.misses:
        print("\n".join(tally.misses))


if __name__ == "__main__":
    main()

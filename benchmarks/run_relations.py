"""Parties and events of U.S. relations by country, against the headings of the same articles.

    uv run python -m benchmarks.run_relations [--misses] [--further]

Each gold row is an event that a heading tells; the statements read from the paragraph below it are asked whether one
names the right pair of parties, and whether one carries the event. Paragraphs tell more than their headings, so two
figures of the event types are printed. Over the paragraphs, both take the types told, each once:

*strict*: one type for each event of the engine, and every type that no heading of the paragraph names is wrong.

*fair*: where the words of paragraph and heading may differ for one event (``ALIKE``: a consulate raised to an embassy is
the opening of an embassy; relations broken off are severed, interrupted or ended), either word is right; a further type
is right where a reader found that the paragraph does tell such an event (``relations_told.tsv``, judged by reading the
paragraphs, one reader), and wrong where he found that it does not, or where nobody has judged it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.gold import SHARED
from vermerk.authority import Authority
from vermerk.extraction import GrammarEngine
from vermerk.model import Kind, Polarity, Record, Statement, Status, VermerkError
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
# One event under two words: what a statement's type may be called in a heading.
ALIKE = {
    "mission_elevated": ("mission_opened", "mission_reopened"),
    "mission_opened": ("mission_elevated", "mission_reopened"),
    "mission_downgraded": ("relations_downgraded",),
    "relations_severed": ("relations_interrupted", "relations_ended"),
    "relations_ended": ("relations_severed", "relations_interrupted"),
    "relations_interrupted": ("relations_severed",),
    "relations_reestablished": ("relations_established",),
    "relations_established": ("relations_reestablished",),
    "consular_presence": ("consular_relations_established", "mission_opened"),
}
# Headings whose event is no event between the two parties, and which the table of types leaves aside.
UNSCORED = {"context_other", "state_change", "foreign_control"}
AHEAD = {Status.WISHED, Status.HYPOTHETICAL}  # not told as having happened, nor as settled
TOLD = Path(__file__).parent / "relations_told.tsv"


def type_of(statement: Statement) -> str | None:
    """The event type that a statement tells, in the words of the gold; null where it tells none, or denies it."""
    if statement.event is None or statement.status in AHEAD:
        return None
    if statement.kind is Kind.RECOGNITION:
        return _of_relations(statement)
    if statement.kind in {Kind.REPRESENTATION, Kind.OFFICE}:
        return _of_missions(statement)
    if statement.polarity is Polarity.NEGATED:
        return None
    if statement.kind is Kind.AGREEMENT:
        return AGREEMENTS.get(statement.event)
    if statement.kind is Kind.VISIT and statement.event == "arrived":
        return "visit"
    return "war" if statement.kind is Kind.FORCE and statement.event == "declared war" else None


def _of_relations(statement: Statement) -> str | None:
    event, denied = statement.event or "", statement.polarity is Polarity.NEGATED
    words = statement.quote.lower()
    if event == "recognised":
        return "non_recognition" if denied else "recognition"
    if denied:
        return "no_diplomatic_relations" if event in {"established", "maintained"} else None
    if event == "established" and "consular" in words and "diplomatic" not in words:
        return "consular_relations_established"
    return RELATIONS.get(event)


def _of_missions(statement: Statement) -> str | None:
    event, denied = statement.event or "", statement.polarity is Polarity.NEGATED
    if (statement.level or "").startswith("consul") and event in {"opened", "appointed", "accredited", "maintained"}:
        return "no_consular_presence" if denied else "consular_presence"
    return None if denied else MISSIONS.get(event)


def names(statement: Statement) -> set[str]:
    """The parties of a statement, and the states that its persons and bodies serve."""
    return {*statement.actor, *statement.toward} | {p.state for p in statement.parties if p.state}


def found_in(text: str, words: str, behind: int) -> tuple[int, int] | None:
    """Where words stand in a text, white space apart; the first place after a given one is preferred."""
    pattern = re.compile(r"\s*".join(re.escape(word) for word in re.findall(r"\w+|[^\w\s]", words)))
    found = pattern.search(text, behind) or pattern.search(text)
    return (found.start(), found.end()) if found else None


class Tally:
    """Counts over the gold rows, and over the paragraphs (units) that they head."""

    def __init__(self, judged: Mapping[tuple[str, str], bool]) -> None:
        self.judged = judged
        self.rows = self.unplaced = self.pairs = self.events = self.alike = 0
        self.scored = 0
        self.right: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()
        self.units: dict[str, tuple[set[str], dict[str, list[str]]]] = defaultdict(lambda: (set(), {}))
        self.misses: list[str] = []

    def add(self, row: dict[str, Any], inside: Sequence[Statement], wanted: Sequence[frozenset[str]]) -> None:
        """Judge the statements of a row's paragraph."""
        self.scored += 1
        pair = any(all(party & names(s) for party in wanted) for s in inside)
        gold, told = self.units[row["unit"]]
        for s in inside:
            if (found := type_of(s)) is not None and s.quote not in told.setdefault(found, []):
                told[found].append(s.quote)
        kind = row["event_type"]
        like = any(kind == t or kind in ALIKE.get(t, ()) for t in told)
        self.pairs += pair
        self.events += kind in told
        self.alike += like
        self.gold[kind] += 1
        self.right[kind] += like
        gold.add(kind)
        if not pair or not like:
            what = "; ".join(f"{s.kind}/{s.event}/{s.level} {list(s.actor)}>{list(s.toward)}" for s in inside)
            self.misses.append(f"{row['id']} {kind} pair={pair} told={sorted(told)}\n   {row['text'][:300]}\n   {what}")

    def strict(self) -> tuple[float, float, float]:
        """Precision, recall and F1 over the types of each paragraph, the heading's own word asked for."""
        hits = sum(len(gold & told.keys()) for gold, told in self.units.values())
        return _figures(hits, hits, self._given(), self._wanted())

    def fair(self) -> tuple[float, float, float]:
        """The same with either word of one event, and further events right where a reader found them told."""
        matched = right = 0
        for unit, (gold, told) in self.units.items():
            matched += sum(any(kind == t or kind in ALIKE.get(t, ()) for t in told) for kind in gold)
            right += sum(
                t in gold or bool(gold & set(ALIKE.get(t, ()))) or self.judged.get((unit, t), False) for t in told
            )
        return _figures(matched, right, self._given(), self._wanted())

    def further(self) -> Iterator[tuple[str, str, bool | None, list[str]]]:
        """Types told beyond the headings, with the reader's judgement and the words they were read from."""
        for unit, (gold, told) in self.units.items():
            for kind, quotes in told.items():
                if kind not in gold and not gold & set(ALIKE.get(kind, ())):
                    yield unit, kind, self.judged.get((unit, kind)), quotes

    def _given(self) -> int:
        return sum(len(told) for _, told in self.units.values())

    def _wanted(self) -> int:
        return sum(len(gold) for gold, _ in self.units.values())


def _figures(matched: int, right: int, given: int, wanted: int) -> tuple[float, float, float]:
    precision, recall = right / max(given, 1), matched / max(wanted, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def judgements() -> dict[tuple[str, str], bool]:
    """The reader's judgements of events told beyond the headings, by unit and type."""
    if not TOLD.exists():
        return {}
    rows = (line.split("\t") for line in TOLD.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {(unit, kind): verdict == "told" for unit, kind, verdict in rows}


def labels(row: dict[str, Any], authority: Authority) -> tuple[frozenset[str], ...]:
    """For each of a row's parties the labels of the tables that its name may mean, at the row's date or at any."""
    on = row["day_edtf"] or row["date_edtf"]
    found = []
    for name in row["actors"]:
        at, ever = authority.resolve(name, on), authority.resolve(name)
        entries = [e for e in (at.entry, *at.candidates, *ever.candidates) if e is not None and e.kind == "state"]
        found.append(frozenset({name, *(entry.label for entry in entries)}))
    return tuple(found)


def measure(rows: Sequence[dict[str, Any]]) -> Tally:
    """Read every article once and judge its rows."""
    tally = Tally(judgements())
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
    parser.add_argument("--misses", action="store_true", help="list the rows without their pair or event")
    parser.add_argument("--further", action="store_true", help="list events told beyond the headings, not judged first")
    args = parser.parse_args()
    truth = SHARED / "truth" / "rdcr_dev.jsonl"
    if not truth.exists():
        sys.exit(f"no gold at {truth}: the figures need the shared records")
    rows = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines() if line.strip()]
    tally = measure(rows)
    print(f"{tally.rows} rows, {tally.unplaced} not found in their article, {tally.scored} scored")
    print(f"party pair right    {tally.pairs / tally.scored:.3f} ({tally.pairs} of {tally.scored})")
    print(
        f"event told          {tally.events / tally.scored:.3f} ({tally.events} of {tally.scored}), by the heading's word"
    )
    print(f"event told          {tally.alike / tally.scored:.3f} ({tally.alike} of {tally.scored}), by either word")
    for name, (precision, recall, f1) in (("strict", tally.strict()), ("fair", tally.fair())):
        print(f"event type micro-F1 {f1:.3f} {name} (P {precision:.3f} R {recall:.3f})")
    further = list(tally.further())
    told = Counter(verdict for _, _, verdict, _ in further)
    print(f"further events      {len(further)}: {told[True]} told, {told[False]} not told, {told[None]} not judged")
    for kind, count in tally.gold.most_common():
        print(f"  {kind:32} {tally.right[kind]:4} of {count}")
    if args.further:
        for unit, kind, verdict, quotes in sorted(further, key=lambda row: (row[2] is not None, row[0])):
            print(unit, kind, {True: "told", False: "not told", None: "?"}[verdict], " | ".join(quotes), sep="\t")
    if args.misses:
        print("\n".join(tally.misses))


if __name__ == "__main__":
    main()

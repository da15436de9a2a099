"""Gold statements laid over the clauses that the engine reads: which clause carries which statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.gold import GoldRecord, located
from vermerk.extraction.candidate import Candidate
from vermerk.extraction.clauses import own_span
from vermerk.extraction.contenders import Contender
from vermerk.extraction.engine import GrammarEngine
from vermerk.language.parse import Paragraph
from vermerk.model import Kind


@dataclass(frozen=True, slots=True)
class Read:
    """A clause as read, the statement of the gold that it carries, and the parties at hand for that; null for none."""

    group: int
    family: str
    candidate: Candidate
    gold: dict[str, Any] | None
    at_hand: tuple[Contender, ...] = ()


def read_all(engine: GrammarEngine, pool: Sequence[GoldRecord]) -> list[Read]:
    """Every clause of the records, with what the gold says of it."""
    found: list[Read] = []
    for group, gold in enumerate(pool):
        read = list(engine.candidates(gold.record))
        rows = aligned(read, gold)
        kinds = [Kind(row["kind"]) if row is not None else None for row in rows]
        told = iter(engine.at_hand(gold.record, kinds))
        for (_, candidate), row in zip(read, rows, strict=True):
            if row is None:
                found.append(Read(group, gold.family, candidate, None))
            else:
                again, at_hand = next(told)
                found.append(Read(group, gold.family, again, row, tuple(at_hand)))
    return found


def aligned(read: Sequence[tuple[Paragraph, Candidate]], gold: GoldRecord) -> list[dict[str, Any] | None]:
    """Give each gold statement to the clause that carries it: best overlap, predicate inside the quote."""
    spans = [_span(paragraph, candidate) for paragraph, candidate in read]
    carried: list[dict[str, Any] | None] = [None] * len(read)
    pairs: list[tuple[float, int, int]] = []
    rows = located(gold)
    for g, (start, end, _) in enumerate(rows):
        for c, (first, last, head) in enumerate(spans):
            shared = min(end, last) - max(start, first)
            if shared <= 0:
                continue
            overlap = shared / (max(end, last) - min(start, first))
            inside = start <= head < end
            if overlap >= 0.3 or (inside and shared / min(end - start, last - first) >= 0.8):
                pairs.append((overlap + (0.3 if inside else 0.0), g, c))
    used: set[int] = set()
    for _, g, c in sorted(pairs, reverse=True):
        if g not in used and carried[c] is None:
            carried[c] = rows[g][2]
            used.add(g)
    return carried


def _span(paragraph: Paragraph, candidate: Candidate) -> tuple[int, int, int]:
    ends = own_span(candidate.clause, frozenset()) or (candidate.clause.head, candidate.clause.head)
    words = candidate.words or ends
    passage = paragraph.passage_of([words[0], words[-1]])
    head = paragraph.passage_of([candidate.clause.head])
    return passage.start, passage.end, head.start

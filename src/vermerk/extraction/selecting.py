"""Which of the clauses of a record become statements, and which say no more than another."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from vermerk.extraction.candidate import Candidate
from vermerk.extraction.clauses import PREDICATES
from vermerk.model import Kind, Statement


def distinct(found: Sequence[Statement]) -> list[Statement]:
    """One statement for each passage and kind; the one with the better score stays.

    A statement inside the passage of another of its kind and parties says nothing more, and is left out.
    """
    best: dict[tuple[int, int, Kind, tuple[str, ...]], Statement] = {}
    for statement in found:
        way = statement.actor if any(_other_way(statement, other) for other in found) else ()
        key = (statement.start, statement.end, statement.kind, way)
        if key not in best or (statement.score or 0) > (best[key].score or 0):
            best[key] = statement
    ordered = sorted(best.values(), key=lambda s: (s.start, -s.end))
    kept: list[Statement] = []
    for statement in ordered:
        if not any(_says_all_of(outer, statement) for outer in kept[-4:]):
            kept.append(statement)
    return sorted(kept, key=lambda s: (s.start, s.end))


def _other_way(one: Statement, other: Statement) -> bool:
    """True for two statements of the very same words, of which one tells of each party what the other tells of the other."""
    same = (one.start, one.end, one.kind) == (other.start, other.end, other.kind)
    told = one.spans.predicate == other.spans.predicate
    return same and told and one.actor != one.toward and one.actor == other.toward and one.toward == other.actor


def _says_all_of(outer: Statement, inner: Statement) -> bool:
    if _other_way(outer, inner):
        return False
    inside = outer.start <= inner.start and inner.end <= outer.end
    same = (outer.kind, outer.event, outer.level, outer.polarity) == (
        inner.kind,
        inner.event,
        inner.level,
        inner.polarity,
    )
    return inside and same and {*outer.actor, *outer.toward} == {*inner.actor, *inner.toward}


def written(candidates: Sequence[Candidate], least: float) -> frozenset[int]:
    """Predicates of the clauses that become statements; what a predicate leads to is part of it where kind agrees.

    "Has made efforts to strengthen relations" is one position, "asked him to deliver" a request and what is asked for.
    """
    worth = {c.clause.head.i: c for c in candidates if c.worth >= least and c.kind}
    for candidate in candidates:
        head = candidate.clause.head
        governor = _governor(head) if candidate.clause.form in {"infinitive", "gerund"} or head.tag_ == "VB" else None
        if head.i in worth and governor in worth and worth[governor].kind is candidate.kind:
            del worth[head.i]
    return frozenset(worth)


def _governor(head: Token) -> int | None:
    """The predicate that an infinitive hangs on, itself or by its object ("makes efforts to sign")."""
    if head.dep_ not in {"xcomp", "acl", "pcomp"}:
        return None
    above = head.head
    for _ in range(2):
        if above.pos_ in PREDICATES:
            return above.i
        if above.dep_ not in {"dobj", "prep", "pobj", "attr"}:
            return None
        above = above.head
    return above.i if above.pos_ in PREDICATES else None

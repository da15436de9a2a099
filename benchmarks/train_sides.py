"""Train the model that tells who acts in a statement and towards whom.

    uv run --group train python -m benchmarks.train_sides [--write]

A conditional logit for each of the two roles, on the statements of benchmarks/annotation and of the development gold
that the engine's clauses carry. Prints how often rules and model are right, the model cross-validated over records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.gold import GoldRecord
from benchmarks.train_kinds import aligned
from vermerk.extraction.candidate import Candidate
from vermerk.extraction.contenders import Contender
from vermerk.extraction.engine import GrammarEngine
from vermerk.extraction.sides import actor_row, toward_row
from vermerk.model import Kind

LEAST_SEEN = 3  # contenders in which a feature must occur
STRENGTH = 3.0  # of the penalty on large weights
AS_ONE = frozenset({Kind.CONTACT, Kind.AGREEMENT, Kind.RECOGNITION})  # compared as one set (codebook, Kinds)


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice among contenders: their features, which of them are right, and which the rules took."""

    group: int
    rows: tuple[dict[str, float], ...]
    right: tuple[bool, ...]
    ruled: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement of the gold with the clause that carries it and the parties at hand."""

    group: int
    kind: Kind
    gold: dict[str, Any]
    candidate: Candidate
    at_hand: tuple[Contender, ...]


def asked(engine: GrammarEngine, pool: Sequence[GoldRecord]) -> list[Asked]:
    """All statements of the gold whose clause the engine finds."""
    found: list[Asked] = []
    for number, gold in enumerate(pool):
        rows = aligned(list(engine.candidates(gold.record)), gold)
        kinds = [Kind(row["kind"]) if row is not None else None for row in rows]
        told = [row for row in rows if row is not None]
        for row, (candidate, at_hand) in zip(told, engine.at_hand(gold.record, kinds), strict=True):
            found.append(Asked(number, Kind(row["kind"]), row, candidate, tuple(at_hand)))
    return found


Names = Callable[[Iterable[str]], frozenset[str]]


def accepted(gold: dict[str, Any], field: str, names: Names) -> list[frozenset[str]]:
    """The folded sets of names that gold accepts for a role."""
    return [names(value or ()) for value in (gold[field], *gold.get("alt", {}).get(field, ()))]


def choices(case: Asked, names: Names) -> tuple[Choice | None, Choice | None]:
    """The two choices a statement asks for; null where no right contender is at hand."""
    sets = [names(c.names) for c in case.at_hand]
    actors, towards = accepted(case.gold, "actor", names), accepted(case.gold, "toward", names)
    as_one = case.kind in AS_ONE
    unions = [a | t for a in actors for t in towards]
    fits = [_may_act(s, actors, unions, as_one) for s in sets]
    first = Choice(
        case.group,
        tuple(actor_row(c, case.kind, case.candidate) for c in case.at_hand),
        tuple(fits),
        _ruled(case.at_hand, "actor"),
    )
    if not any(fits):
        return None, None
    best = max((n for n, fit in enumerate(fits) if fit), key=lambda n: _favour(case.at_hand[n]))
    actor = case.at_hand[best]
    rest = [(c, s) for c, s in zip(case.at_hand, sets, strict=True) if not set(c.names) & set(actor.names)]
    good = tuple((sets[best] | s) in unions if as_one else s in towards for _, s in rest)
    rows = tuple(toward_row(c, actor, case.kind, case.candidate) for c, _ in rest)
    second = Choice(case.group, rows, good, _ruled([c for c, _ in rest], "toward"))
    return first, second if any(good) else None


def _may_act(
    said: frozenset[str], actors: Sequence[frozenset[str]], unions: Sequence[frozenset[str]], as_one: bool
) -> bool:
    if said in actors:
        return True
    return as_one and bool(said) and any(said <= union for union in unions)


def _favour(contender: Contender) -> int:
    return 2 * ("ruled actor" in contender.signs) + any("subject" in s for s in contender.signs)


def _ruled(at_hand: Sequence[Contender], role: str) -> int:
    return next(
        (n for n, c in enumerate(at_hand) if f"ruled {role}" in c.signs or f"no ruled {role}" in c.signs),
        len(at_hand) - 1,
    )


class Logit:
    """A conditional logit over sparse named features."""

    def __init__(self, strength: float = STRENGTH) -> None:
        self.strength = strength
        self.names: dict[str, int] = {}
        self.weights: Any = np.zeros(0)

    def fit(self, told: Sequence[Choice]) -> None:
        """Fit the weights to choices, whichever of their right contenders is likeliest."""
        seen = Counter(name for choice in told for row in choice.rows for name in row)
        self.names = {name: n for n, name in enumerate(sorted(k for k, v in seen.items() if v >= LEAST_SEEN))}
        matrix = self._matrix(told)
        ends = np.cumsum([0] + [len(choice.rows) for choice in told])
        right = np.array([fit for choice in told for fit in choice.right])
        which = np.repeat(np.arange(len(told)), np.diff(ends))

        def loss(weights: Any) -> tuple[float, Any]:
            scores = matrix @ weights
            scores -= np.maximum.reduceat(scores, ends[:-1])[which]
            raised = np.exp(scores)
            whole = np.add.reduceat(raised, ends[:-1])
            good = np.add.reduceat(raised * right, ends[:-1])
            pull = raised / whole[which] - raised * right / good[which]
            value = float(np.sum(np.log(whole) - np.log(good)) + self.strength / 2 * weights @ weights)
            return value, matrix.T @ pull + self.strength * weights

        start = np.zeros(len(self.names))
        self.weights = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x

    def picks(self, told: Sequence[Choice]) -> list[int]:
        """The likeliest contender of each choice."""
        scores = self._matrix(told) @ self.weights
        found, at = [], 0
        for choice in told:
            found.append(int(np.argmax(scores[at : at + len(choice.rows)])))
            at += len(choice.rows)
        return found

    def _matrix(self, told: Sequence[Choice]) -> Any:
        where, columns, values, row_number = [], [], [], 0
        for choice in told:
            for row in choice.rows:
                for name, value in row.items():
                    column = self.names.get(name)
                    if column is not None:
                        where.append(row_number)
                        columns.append(column)
                        values.append(value)
                row_number += 1
        return csr_matrix((values, (where, columns)), shape=(row_number, len(self.names)))


def cross_validated(told: Sequence[Choice], folds: int, strength: float) -> tuple[float, float]:
    """Share of choices right, by the rules and by the model on records it has not seen."""
    ruled = sum(choice.right[choice.ruled] for choice in told) / len(told)
    right = 0
    for fold in range(folds):
        logit = Logit(strength)
        logit.fit([c for c in told if c.group % folds != fold])
        held = [c for c in told if c.group % folds == fold]
        right += sum(c.right[pick] for c, pick in zip(held, logit.picks(held), strict=True))
    return ruled, right / len(told)

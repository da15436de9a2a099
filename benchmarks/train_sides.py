"""Fit the model that tells who acts in a statement and towards whom: a conditional logit for each of the two roles."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.aligning import Read
from vermerk.extraction.contenders import Contender
from vermerk.extraction.sides import AS_ONE, SideModel, actor_row, toward_row
from vermerk.model import Kind

LEAST_SEEN = 3  # contenders in which a feature must occur
STRENGTH = 10.0  # of the penalty on large weights
OTHERS = 3  # right contenders beside which the other party is asked for


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice among contenders: their features, and which of them are right."""

    rows: tuple[frozenset[str], ...]
    right: tuple[bool, ...]


Names = Callable[[Iterable[str]], frozenset[str]]


def accepted(gold: dict[str, Any], field: str, names: Names) -> list[frozenset[str]]:
    """The folded sets of names that gold accepts for a role."""
    return [names(value or ()) for value in (gold[field], *gold.get("alt", {}).get(field, ()))]


def choices(case: Read, names: Names) -> tuple[Choice | None, list[Choice]]:
    """The choice of the actor, null where no right one is at hand, and those of the other party, given an actor.

    Of kinds compared as one set either party may be taken for the actor, so that the other is asked for beside each.
    """
    gold = case.gold or {}
    kind = Kind(gold["kind"])
    sets = [names(c.names) for c in case.at_hand]
    actors, towards = accepted(gold, "actor", names), accepted(gold, "toward", names)
    as_one = kind in AS_ONE
    unions = [a | t for a in actors for t in towards]
    fits = [_may_act(s, actors, unions, as_one) for s in sets]
    first = Choice(tuple(actor_row(c, kind, case.candidate) for c in case.at_hand), tuple(fits))
    if not any(fits):
        return None, []
    right = sorted((n for n, fit in enumerate(fits) if fit), key=lambda n: -_favour(case.at_hand[n]))
    others = []
    for best in right[: OTHERS if as_one else 1]:
        actor = case.at_hand[best]
        rest = [(c, s) for c, s in zip(case.at_hand, sets, strict=True) if not set(c.names) & set(actor.names)]
        good = tuple((sets[best] | s) in unions if as_one else s in towards for _, s in rest)
        if any(good):
            others.append(Choice(tuple(toward_row(c, actor, kind, case.candidate) for c, _ in rest), good))
    return first, others


def _may_act(
    said: frozenset[str], actors: Sequence[frozenset[str]], unions: Sequence[frozenset[str]], as_one: bool
) -> bool:
    if said in actors:
        return True
    return as_one and bool(said) and any(said <= union for union in unions)


def _favour(contender: Contender) -> int:
    return 2 * ("ruled actor" in contender.signs) + any("subject" in s for s in contender.signs)


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

    def _matrix(self, told: Sequence[Choice]) -> Any:
        where, columns, values, row_number = [], [], [], 0
        for choice in told:
            for row in choice.rows:
                for name in row:
                    column = self.names.get(name)
                    if column is not None:
                        where.append(row_number)
                        columns.append(column)
                        values.append(1.0)
                row_number += 1
        return csr_matrix((values, (where, columns)), shape=(row_number, len(self.names)))


def fit_sides(read: Sequence[Read], names: Names, times: Mapping[str, int]) -> SideModel:
    """Weights from clauses with gold; records of some families count several times."""
    asked = [(choices(r, names), times.get(r.family, 1)) for r in read if r.gold is not None]
    logits = (Logit(), Logit())
    logits[0].fit([first for (first, _), count in asked if first is not None for _ in range(count)])
    logits[1].fit([other for (_, others), count in asked for other in others for _ in range(count)])
    return SideModel(*(dict(zip(logit.names, map(float, logit.weights), strict=True)) for logit in logits))


def write_sides(model: SideModel, path: Path) -> None:
    """Write the weights, halved in precision, with the names they belong to."""
    names = sorted(
        name
        for name in {*model.actor, *model.toward}
        if max(abs(model.actor.get(name, 0.0)), abs(model.toward.get(name, 0.0))) > 0.02
    )
    weights = [[model.actor.get(name, 0.0), model.toward.get(name, 0.0)] for name in names]
    np.savez_compressed(path, names=json.dumps(names, ensure_ascii=False), weights=np.array(weights, dtype=np.float16))
    print(f"{len(names)} features, {path.stat().st_size / 1024:.0f} kB at {path}")

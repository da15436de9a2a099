"""How sure the engine is of a statement: the share of statements of like evidence that proved usable.

A logistic regression over what the models say of a statement (that it is one, of this kind, between these parties),
fitted on readings of records that the models had not seen (benchmarks/train.py). A statement is usable where kind,
parties, innermost holder and polarity are all right.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from vermerk.extraction.kinds import log_odds

SIGNS = ("bias", "statement", "kind", "parties", "by rule", "nobody acts", "in another's account")


@dataclass(frozen=True, slots=True)
class ScoreModel:
    """One weight for each sign of a statement's evidence."""

    weights: Mapping[str, float]

    def score(self, evidence: Sequence[float]) -> float:
        """The probability that a statement of this evidence is usable."""
        total = sum(self.weights.get(name, 0.0) * value for name, value in zip(SIGNS, evidence, strict=True))
        return 1.0 / (1.0 + math.exp(-total))


def evidence_of(likely: float, accepted: float, sides: float | None, actors: int, depth: int) -> list[float]:
    """The signs of a statement: probabilities as log-odds; ``sides`` is null where a rule gave the parties."""
    return [
        1.0,
        log_odds(likely),
        log_odds(accepted),
        log_odds(sides) if sides is not None else 0.0,
        float(sides is None),
        float(actors == 0),
        float(depth > 1),
    ]


@lru_cache(maxsize=1)
def shipped_scores() -> ScoreModel | None:
    """The fitted weights of the package, or null where it has none."""
    table = files("vermerk.extraction") / "weights" / "scores.json"
    return ScoreModel(json.loads(table.read_text(encoding="utf-8"))) if table.is_file() else None

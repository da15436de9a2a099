"""Which of the sixteen kinds a clause is, or none: the frame lexicon's vote, weighed by a small trained model.

The model is a multinomial logistic regression over the named features of ``features.py``. Its weights are a
table beside the code; without it the lexicon alone decides.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from vermerk.model import Kind

NONE = "none"
LEXICON_LEAST = 3.0  # summed strength below which the lexicon alone calls a clause no statement


@dataclass(frozen=True, slots=True)
class KindModel:
    """Weights by feature: a row of one number for each class."""

    classes: tuple[str, ...]
    rows: Mapping[str, int]
    weights: NDArray[np.float32]

    def probabilities(self, row: Mapping[str, float]) -> dict[str, float]:
        """Probability of each kind and of ``none``."""
        known = [(self.rows[name], value) for name, value in row.items() if name in self.rows]
        total = np.zeros(len(self.classes), dtype=np.float32)
        if known:
            indices, values = zip(*known, strict=True)
            total = np.asarray(values, dtype=np.float32) @ self.weights[list(indices)]
        total = np.exp(total - total.max())
        return {name: float(p) for name, p in zip(self.classes, total / total.sum(), strict=True)}


@lru_cache(maxsize=1)
def shipped_model() -> KindModel | None:
    """The trained weights of the package, or null where it has none."""
    folder = files("vermerk.extraction") / "weights"
    table = folder / "kinds.npz"
    if not table.is_file():
        return None
    with table.open("rb") as stream:
        arrays = np.load(stream, allow_pickle=False)
        names = json.loads(str(arrays["names"]))
        classes = json.loads(str(arrays["classes"]))
        weights = arrays["weights"].astype(np.float32)
    return KindModel(tuple(classes), {name: i for i, name in enumerate(names)}, weights)


def by_lexicon(scores: Mapping[Kind, float]) -> dict[str, float]:
    """Probabilities from the frame lexicon alone: strengths, with ``none`` as the bar to pass."""
    total = sum(scores.values()) + LEXICON_LEAST
    shares: dict[str, float] = {kind: score / total for kind, score in scores.items()}
    shares[NONE] = LEXICON_LEAST / total
    return shares

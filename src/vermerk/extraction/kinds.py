"""Which of the sixteen kinds a clause is, or none: the frame lexicon's vote, weighed by a small trained model.

Two logistic regressions over the named features of ``features.py``: one says whether a clause is a statement at
all, one of which kind it is; the second only shifts the vote of the frame lexicon, whose strengths count as
they stand in the table. The weights lie beside the code; without them the lexicon alone decides.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vermerk.model import Kind

NONE = "none"
LEXICON_LEAST = 3.0  # summed strength below which the lexicon alone calls a clause no statement
LEXICON_WEIGHT = 2.5  # how much the lexicon's vote counts beside the model; chosen on the development gold


@dataclass(frozen=True, slots=True)
class KindModel:
    """Weights by feature: one number for being a statement (first column) and one for each kind."""

    kinds: tuple[str, ...]
    rows: Mapping[str, int]
    weights: NDArray[np.float32]

    def probabilities(self, row: Mapping[str, float], scores: Mapping[Kind, float]) -> dict[str, float]:
        """Probability of each kind and of ``none``, from a clause's features and the lexicon's strengths."""
        known = [(self.rows[name], value) for name, value in row.items() if name in self.rows]
        total = np.zeros(self.weights.shape[1], dtype=np.float32)
        if known:
            indices, values = zip(*known, strict=True)
            total = np.asarray(values, dtype=np.float32) @ self.weights[list(indices)]
        statement = 1.0 / (1.0 + math.exp(-float(total[0])))
        votes = np.array([LEXICON_WEIGHT * math.log1p(scores.get(Kind(kind), 0.0)) for kind in self.kinds])
        raised = np.exp(total[1:] + votes - (total[1:] + votes).max())
        shares = {kind: statement * float(p) for kind, p in zip(self.kinds, raised / raised.sum(), strict=True)}
        shares[NONE] = 1.0 - statement
        return shares


@lru_cache(maxsize=1)
def shipped_model() -> KindModel | None:
    """The trained weights of the package, or null where it has none."""
    table = Path(str(files("vermerk.extraction") / "weights" / "kinds.npz"))
    return read_model(table) if table.is_file() else None


def read_model(table: Path) -> KindModel:
    """Read weights from a file that ``benchmarks/train_kinds.py`` wrote."""
    with table.open("rb") as stream:
        arrays = np.load(stream, allow_pickle=False)
        names = json.loads(str(arrays["names"]))
        kinds = json.loads(str(arrays["kinds"]))
        weights = arrays["weights"].astype(np.float32)
    return KindModel(tuple(kinds), {name: i for i, name in enumerate(names)}, weights)


def by_lexicon(scores: Mapping[Kind, float]) -> dict[str, float]:
    """Probabilities from the frame lexicon alone: strengths, with ``none`` as the bar to pass."""
    total = sum(scores.values()) + LEXICON_LEAST
    shares: dict[str, float] = {kind: score / total for kind, score in scores.items()}
    shares[NONE] = LEXICON_LEAST / total
    return shares

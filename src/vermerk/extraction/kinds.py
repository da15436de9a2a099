"""Which of the sixteen kinds a clause is, or none, by a small trained model over the frame lexicon and the parse.

Logistic regressions over the named features of ``features.py`` and the parser's own vectors of the predicate and the
clause: one says whether a clause is a statement at all, and one for each kind whether a careful reader would accept
it. The frame lexicon's votes are among the features; without weights the lexicon alone decides.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from vermerk.model import Kind

NONE = "none"
LEXICON_LEAST = 3.0  # summed strength below which the lexicon alone calls a clause no statement
SHAPE = 0.3  # how much the parser's vectors count beside a named feature


@dataclass(frozen=True, slots=True)
class KindModel:
    """Weights by feature: one number for being a statement (first column) and one for each kind.

    ``dense`` holds the weights of the parser's vectors, standardised by ``mean`` and ``spread``.
    """

    kinds: tuple[str, ...]
    rows: Mapping[str, int]
    weights: NDArray[np.float32]
    dense: NDArray[np.float32]
    mean: NDArray[np.float32]
    spread: NDArray[np.float32]

    def probabilities(self, row: Mapping[str, float], shape: NDArray[np.float32]) -> dict[str, float]:
        """Probability of ``none``, and of each kind that it would be accepted, from a clause's features and vectors."""
        known = [(self.rows[name], value) for name, value in row.items() if name in self.rows]
        total = SHAPE * ((shape - self.mean) / self.spread) @ self.dense
        if known:
            indices, values = zip(*known, strict=True)
            total = total + np.asarray(values, dtype=np.float32) @ self.weights[list(indices)]
        accepted = 1.0 / (1.0 + np.exp(-np.clip(total, -30, 30)))
        shares = {kind: float(p) for kind, p in zip(self.kinds, accepted[1:], strict=True)}
        shares[NONE] = 1.0 - float(accepted[0])
        return shares


def shape_of(head: Token, words: Sequence[Token]) -> NDArray[np.float32]:
    """The parser's vector of a predicate, and the mean of those of its clause's words."""
    vectors: NDArray[np.float32] = np.asarray(head.doc.tensor)
    first, last = words[0].i, words[-1].i + 1
    return np.concatenate([vectors[head.i], vectors[first:last].mean(axis=0)])


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
        weights, dense, mean, spread = (
            arrays[name].astype(np.float32) for name in ("weights", "dense", "mean", "spread")
        )
    return KindModel(tuple(kinds), {name: i for i, name in enumerate(names)}, weights, dense, mean, spread)


def by_lexicon(scores: Mapping[Kind, float]) -> dict[str, float]:
    """Probabilities from the frame lexicon alone: strengths, with ``none`` as the bar to pass."""
    total = sum(scores.values()) + LEXICON_LEAST
    shares: dict[str, float] = {kind: score / total for kind, score in scores.items()}
    shares[NONE] = LEXICON_LEAST / total
    return shares


def log_odds(probability: float) -> float:
    """The logarithm of the odds of a probability, kept within bounds."""
    kept = min(max(probability, 0.001), 0.999)
    return math.log(kept / (1.0 - kept))

"""Fit the model that tells whether a clause is a statement, and of which kinds a careful reader would accept it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.aligning import Read
from vermerk.extraction.kinds import SHAPE, KindModel
from vermerk.extraction.surroundings import AROUND
from vermerk.model import Kind

STRENGTH = 0.1  # inverse of the penalty on large weights
LEAST_SEEN = 2  # clauses in which a feature must occur
RARE = 4  # statements that a kind needs to be learnt at all
OPTIONAL = 0.3  # weight of statements that may be missed or found


def fit_kinds(read: Sequence[Read]) -> KindModel:
    """Weights from clauses with gold; each kind on whether gold, or an alternative of it, accepts it.

    What surrounds a clause counts for its being a statement alone.
    """
    vectorizer = DictVectorizer(dtype=np.float32)
    named = vectorizer.fit_transform(_pruned([dict(r.candidate.features) for r in read]))
    shapes = np.stack([r.candidate.shape for r in read])
    mean, spread = shapes.mean(axis=0), shapes.std(axis=0) + 1e-6
    matrix = _joined(named, SHAPE * (shapes - mean) / spread)
    names = list(vectorizer.get_feature_names_out())
    own = np.array([not name.startswith(AROUND) for name in names] + [True] * shapes.shape[1])
    told = np.array([r.gold is not None for r in read])
    weight = np.array([OPTIONAL if r.gold and r.gold.get("optional") else 1.0 for r in read])
    columns = [_fitted(matrix, told, weight)]
    statements = [r.gold for r in read if r.gold is not None]
    kinds = []
    for kind in Kind:
        accepts = np.array([kind in (g["kind"], *g.get("alt", {}).get("kind", ())) for g in statements])
        if accepts.sum() >= RARE:
            kinds.append(str(kind))
            column = np.zeros(len(own))
            column[own] = _fitted(matrix[told][:, own], accepts, weight[told])
            columns.append(column)
    whole = np.stack(columns, axis=1).astype(np.float32)
    return KindModel(
        tuple(kinds),
        {name: n for n, name in enumerate(names)},
        whole[: len(names)],
        whole[len(names) :],
        mean.astype(np.float32),
        spread.astype(np.float32),
    )


def _fitted(matrix: Any, right: Any, weight: Any) -> Any:
    model = LogisticRegression(C=STRENGTH, max_iter=300, fit_intercept=False)
    return model.fit(matrix, right, sample_weight=weight).coef_[0]


def _joined(named: Any, shapes: Any) -> Any:
    from scipy.sparse import csr_matrix, hstack

    return hstack([named, csr_matrix(shapes)]).tocsr()


def _pruned(rows: Sequence[dict[str, float]]) -> list[dict[str, float]]:
    """Leave out features that hardly occur."""
    seen = Counter(name for row in rows for name in row)
    return [{name: value for name, value in row.items() if seen[name] >= LEAST_SEEN} for row in rows]


def write_kinds(model: KindModel, path: Path) -> None:
    """Write the weights, halved in precision, with the names they belong to."""
    path.parent.mkdir(exist_ok=True)
    names = list(model.rows)
    keep = np.abs(model.weights).max(axis=1) > 0.01
    np.savez_compressed(
        path,
        names=json.dumps([name for name, kept in zip(names, keep, strict=True) if kept], ensure_ascii=False),
        kinds=json.dumps(list(model.kinds)),
        weights=model.weights[keep].astype(np.float16),
        dense=model.dense.astype(np.float16),
        mean=model.mean,
        spread=model.spread,
    )
    print(f"{keep.sum()} features, {path.stat().st_size / 1024:.0f} kB at {path}")

"""Train the model that tells the kind of a clause, or that it is no statement.

    uv run --group train python -m benchmarks.train_kinds [--write]

The shipped weights are trained on benchmarks/annotation (records of the bulk corpus) and the development gold; a
second set, on the annotation alone, is written beside the benchmarks, so that the figures on the development gold can
be measured unseen. Prints a cross-validation over records; --write writes both sets.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from benchmarks.gold import GoldRecord, annotated, development, located
from vermerk.extraction.candidate import Candidate
from vermerk.extraction.clauses import own_span
from vermerk.extraction.engine import GrammarEngine
from vermerk.extraction.kinds import NONE
from vermerk.language.parse import Paragraph

WEIGHTS = Path(__file__).parents[1] / "src" / "vermerk" / "extraction" / "weights" / "kinds.npz"
UNSEEN = Path(__file__).parent / "kinds_without_development.npz"
FLATTENED = 0.3  # how much of the logarithm of a kind's share in training is taken back
LEAST_SEEN = 2  # clauses in which a feature must occur
MAIN = frozenset({"main", "complement", "adverbial", "relative"})


def labelled(engine: GrammarEngine, gold: GoldRecord) -> list[tuple[dict[str, float], str]]:
    """Each clause of a record with the kind of the gold statement it carries, or ``none``."""
    read = list(engine.candidates(gold.record))
    labels = align(read, gold)
    return [(dict(c.features), label) for (_, c), label in zip(read, labels, strict=True)]


def align(read: Sequence[tuple[Paragraph, Candidate]], gold: GoldRecord) -> list[str]:
    """The kind of the gold statement that each clause carries, or ``none``."""
    return [row["kind"] if row is not None else NONE for row in aligned(read, gold)]


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


def main() -> None:
    """Cross-validate, and write the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--c", type=float, default=0.1)
    args = parser.parse_args()
    engine = GrammarEngine()
    rows: list[dict[str, float]] = []
    labels: list[str] = []
    groups: list[int] = []
    pool = list(annotated())
    bulk = len(pool)
    pool += [gold for _, gold in development()]
    for number, gold in enumerate(pool):
        for row, label in labelled(engine, gold):
            rows.append(row)
            labels.append(label)
            groups.append(number)
    print(f"{len(pool)} records, {len(rows)} clauses, {sum(label != NONE for label in labels)} of them statements")
    vectorizer = DictVectorizer(dtype=np.float32)
    matrix = vectorizer.fit_transform(pruned(rows))
    kinds = np.array(labels)
    told = kinds != NONE
    gate, kind = LogisticRegression(C=args.c, max_iter=400), LogisticRegression(C=args.c, max_iter=400)
    folds = np.array(groups)
    likely = cross_val_predict(gate, matrix, told, groups=folds, cv=GroupKFold(6), method="predict_proba")[:, 1]
    guessed = cross_val_predict(kind, matrix[told], kinds[told], groups=folds[told], cv=GroupKFold(6))
    report(told, likely)
    print(f"kind of a statement, by the model alone: {(guessed == kinds[told]).mean():.3f} right")
    if args.write:
        for path, part in ((WEIGHTS, folds >= 0), (UNSEEN, folds < bulk)):
            gate.fit(matrix[part], told[part])
            kind.fit(matrix[told & part], kinds[told & part])
            shares = np.array([(kinds[told & part] == name).mean() for name in kind.classes_])
            write(vectorizer, gate, kind, shares, path)


def pruned(rows: Sequence[dict[str, float]]) -> list[dict[str, float]]:
    """Leave out features that hardly occur."""
    seen = Counter(name for row in rows for name in row)
    return [{name: value for name, value in row.items() if seen[name] >= LEAST_SEEN} for row in rows]


def report(told: Any, likely: Any) -> None:
    """Print how well statements are told from other clauses, over thresholds."""
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        said = likely >= least
        precision, recall = (said & told).sum() / said.sum(), (said & told).sum() / told.sum()
        print(f"statement or not, least {least:.1f}: P {precision:.3f} R {recall:.3f}")


def write(
    vectorizer: DictVectorizer, gate: LogisticRegression, kind: LogisticRegression, shares: Any, path: Path
) -> None:
    """Write the weights, halved in precision, with the names they belong to."""
    path.parent.mkdir(exist_ok=True)
    names = list(vectorizer.get_feature_names_out())
    weights = np.hstack([gate.coef_.T, kind.coef_.T])
    # The bulk corpus has its own mix of kinds; its prior is taken back in part, for records of other families.
    raised = kind.intercept_ - FLATTENED * np.log(shares)
    weights[names.index("bias")] += np.concatenate([gate.intercept_, raised])
    keep = np.abs(weights).max(axis=1) > 0.01
    names = [name for name, kept in zip(names, keep, strict=True) if kept]
    np.savez_compressed(
        path,
        names=json.dumps(names, ensure_ascii=False),
        kinds=json.dumps([str(c) for c in kind.classes_]),
        weights=weights[keep].astype(np.float16),
    )
    print(f"{len(names)} features, {path.stat().st_size / 1024:.0f} kB at {path}")


if __name__ == "__main__":
    main()

"""Train the engine's models, and measure them on records they have not seen.

    uv run --group train python -m benchmarks.train [--write] [--folds 5]

Cross-validates over all annotated records and the development gold, by record, and prints the figures by family;
fits the calibration of the score on those readings of unseen records. With --write, writes the weights: those of the
package from everything, and a second set without the development gold, kept beside the benchmarks, so that figures on
that gold can be measured unseen.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.aligning import Read, read_all
from benchmarks.gold import SHARED, GoldRecord, annotated, development
from benchmarks.run_quality import AIMS, scorer_module, show
from benchmarks.train_kinds import fit_kinds, write_kinds
from benchmarks.train_sides import fit_sides, write_sides
from vermerk.cli.statements import statement_row
from vermerk.extraction.engine import GrammarEngine
from vermerk.extraction.scores import SIGNS, ScoreModel
from vermerk.extraction.trust import LEAST_SCORE

WEIGHTS = Path(__file__).parents[1] / "src" / "vermerk" / "extraction" / "weights"
UNSEEN = Path(__file__).parent / "unseen"
RELIABILITY = Path(__file__).parent / "reliability.json"
TIMES = {"seed.jsonl": 3, "gold_dev.jsonl": 3}  # how often the gold that comes with the records counts for the parties


class Recording(ScoreModel):
    """Keeps the evidence of every statement that is scored, in order."""

    seen: list[list[float]]

    def score(self, evidence: Sequence[float]) -> float:
        """Note the evidence; the number of the note stands as the score."""
        self.seen.append(list(evidence))
        return float(len(self.seen) - 1)


def trained(read: Sequence[Read], names: Any, scores: ScoreModel | None = None) -> GrammarEngine:
    """An engine with weights from some clauses."""
    model, sides = fit_kinds(read), fit_sides(read, names, TIMES)
    return GrammarEngine(model=model, sides=sides, scores=scores, least_score=0.0)


@dataclass(slots=True)
class Seen:
    """What engines said of records they were not trained on: by family, gold and rows with the evidence of each.

    ``evidence``, ``usable`` and ``families`` run in step, one for each statement that can be judged.
    """

    said: dict[str, tuple[list[Any], list[tuple[Any, list[float]]]]]
    evidence: list[list[float]]
    usable: list[bool]
    families: list[str]


def main() -> None:
    """Cross-validate, calibrate, and write the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    module = scorer_module()
    scorer = module.Scorer(module.read_aliases(SHARED / "truth" / "aliases.tsv"))

    def names(words: Any) -> frozenset[str]:
        return frozenset(scorer.name(word) for word in words)

    pool = [*annotated(), *(gold for _, gold in development())]
    read = read_all(GrammarEngine(), pool)
    print(f"{len(pool)} records, {len(read)} clauses, {sum(r.gold is not None for r in read)} of them statements")
    seen = _cross_validated(pool, read, names, module, scorer, options.folds)
    weights = _calibrated(seen.evidence, seen.usable)
    _show(seen, ScoreModel(weights), module, scorer)
    _reliability(ScoreModel(weights), seen.evidence, seen.usable, seen.families)
    if options.write:
        write_kinds(fit_kinds(read), WEIGHTS / "kinds.npz")
        write_sides(fit_sides(read, names, TIMES), WEIGHTS / "sides.npz")
        (WEIGHTS / "scores.json").write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
        UNSEEN.mkdir(exist_ok=True)
        part = [r for r in read if r.family not in AIMS]
        write_kinds(fit_kinds(part), UNSEEN / "kinds.npz")
        write_sides(fit_sides(part, names, TIMES), UNSEEN / "sides.npz")


def _cross_validated(
    pool: Sequence[GoldRecord], read: Sequence[Read], names: Any, module: Any, scorer: Any, folds: int
) -> Seen:
    order = list(range(len(pool)))
    random.Random(5).shuffle(order)
    fold_of = {group: place % folds for place, group in enumerate(order)}
    seen = Seen({}, [], [], [])
    for fold in range(folds):
        recording = Recording({})
        object.__setattr__(recording, "seen", [])
        engine = trained([r for r in read if fold_of[r.group] != fold], names, recording)
        for group, gold in enumerate(pool):
            if fold_of[group] != fold or not gold.statements:
                continue
            rows = [statement_row(s) for s in engine.statements(gold.record)]
            rows = [{**row, "record": gold.statements[0]["record"]} for row in rows]
            wanted, found = seen.said.setdefault(gold.family, ([], []))
            wanted.extend(gold.statements)
            found.extend((row, recording.seen[int(row["score"])]) for row in rows)
            right = _usable(module, scorer, gold.statements, rows)
            for row in rows:
                verdict = right.get(id(row), False)
                if verdict is not None:
                    seen.evidence.append(recording.seen[int(row["score"])])
                    seen.usable.append(verdict)
                    seen.families.append(gold.family)
    return seen


def _show(seen: Seen, model: ScoreModel, module: Any, scorer: Any) -> None:
    """Print the figures by family, of the statements whose score is enough to be written."""
    kept = {
        family: (wanted, [row for row, evidence in found if model.score(evidence) >= LEAST_SCORE])
        for family, (wanted, found) in seen.said.items()
    }
    for family, (wanted, found) in sorted(kept.items()):
        show(family, module.score(wanted, found, scorer))
    golds, rows = [g for w, _ in kept.values() for g in w], [r for _, f in kept.values() for r in f]
    everything = module.score(golds, rows, scorer)
    show("all, unseen", everything)
    print("accuracy over pairs: " + "  ".join(f"{k} {v:.2f}" for k, v in everything["accuracy"].items()))


def _usable(module: Any, scorer: Any, gold: Sequence[Any], rows: Sequence[Any]) -> dict[int, bool | None]:
    """Whether each statement said is usable, by its identity; null where it stands for an optional one."""
    verdicts: dict[int, bool | None] = {}
    for one, row in scorer.pair(list(gold), list(rows)):
        judged = scorer.judge(one, row)
        right = all(judged[a] for a in ("actor", "toward", "holder", "polarity"))
        verdicts[id(row)] = None if one.get("optional") and not right else right
    return verdicts


def _calibrated(evidence: Sequence[Sequence[float]], usable: Sequence[bool]) -> dict[str, float]:
    model = LogisticRegression(C=1.0, max_iter=500, fit_intercept=False).fit(np.array(evidence), np.array(usable))
    return {name: round(float(value), 4) for name, value in zip(SIGNS, model.coef_[0], strict=True)}


def _reliability(
    model: ScoreModel, evidence: Sequence[Sequence[float]], usable: Sequence[bool], families: Sequence[str]
) -> None:
    """Print and keep how many of the statements of a score are usable, over all and over the development gold."""
    bands: dict[str, list[list[int]]] = {"all": [[0, 0] for _ in range(10)], "development": [[0, 0] for _ in range(10)]}
    for row, right, family in zip(evidence, usable, families, strict=True):
        band = min(int(model.score(row) * 10), 9)
        for name in ("all", *(["development"] if family in AIMS else [])):
            bands[name][band][0] += right
            bands[name][band][1] += 1
    _print_bands(bands)
    RELIABILITY.write_text(json.dumps(bands) + "\n", encoding="utf-8")


def _print_bands(bands: Mapping[str, Sequence[Sequence[int]]]) -> None:
    for name, counts in bands.items():
        cells = "  ".join(f"{n / 10:.1f}: {right}/{total}" for n, (right, total) in enumerate(counts) if total)
        print(f"usable by score, {name}: {cells}")


if __name__ == "__main__":
    main()

"""Print the engine's figures on the development gold, beside the figures aimed at.

    uv run python -m benchmarks.run_quality [--misses]

Statements are scored by ../shared/tools/score_statements.py, the published score; headers against
benchmarks/headers_gold.jsonl, field by field.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.gold import SHARED, GoldRecord, development, header_source, held
from vermerk.cli.header import header_row
from vermerk.cli.statements import statement_row
from vermerk.extraction import GrammarEngine
from vermerk.extraction.kinds import read_model
from vermerk.extraction.sides import read_sides
from vermerk.reading import read

AIMS = {"seed.jsonl": (0.75, 0.85), "gold_dev.jsonl": (0.55, 0.70)}
UNSEEN = Path(__file__).parent / "unseen"
HEADERS = Path(__file__).parent / "headers_gold.jsonl"


def scorer_module() -> ModuleType:
    """The published scorer, loaded from where it stands."""
    path = SHARED / "tools" / "score_statements.py"
    spec = importlib.util.spec_from_file_location("score_statements", path)
    if spec is None or spec.loader is None:
        sys.exit(f"no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_statements"] = module
    spec.loader.exec_module(module)
    return module


def score_statements(engine: GrammarEngine, *, misses: bool) -> None:
    """Score the engine on each table of gold, pooled and by record family."""
    module = scorer_module()
    scorer = module.Scorer(module.read_aliases(SHARED / "truth" / "aliases.tsv"))
    gold: dict[str, list[GoldRecord]] = {}
    for table, record in development():
        gold.setdefault(table, []).append(record)
    everything: tuple[list[Any], list[Any]] = ([], [])
    for table, records in gold.items():
        rows = [row for record in records for row in record.statements]
        said = [statement_row(s) for record in records for s in engine.statements(record.record)]
        said = [{**s, "record": s["record"].partition("#")[0]} for s in said]
        everything[0].extend(rows)
        everything[1].extend(said)
        for record in records:
            name = record.statements[0]["record"]
            show(f"  {name[:40]}", module.score(list(record.statements), said, scorer))
        result = module.score(rows, said, scorer)
        show(table, result, AIMS[table])
        if misses:
            list_errors(result)
    result = module.score(*everything, scorer)
    show("all", result)
    by_kind(module, scorer, *everything)
    print("accuracy over pairs: " + "  ".join(f"{k} {v:.2f}" for k, v in result["accuracy"].items()))
    causes(result)


def score_held(engine: GrammarEngine) -> None:
    """Score the engine on the records that are kept out of all training."""
    module = scorer_module()
    scorer = module.Scorer(module.read_aliases(SHARED / "truth" / "aliases.tsv"))
    records = list(held())
    rows = [row for record in records for row in record.statements]
    said = []
    for record in records:
        name = {"record": record.statements[0]["record"]}
        said += [{**statement_row(s), **name} for s in engine.statements(record.record)]
    result = module.score(rows, said, scorer)
    show(f"{len(records)} records kept out of training", result)
    by_kind(module, scorer, rows, said)
    print("accuracy over pairs: " + "  ".join(f"{k} {v:.2f}" for k, v in result["accuracy"].items()))


def show(label: str, result: dict[str, Any], aims: tuple[float, float] | None = None) -> None:
    """One line of figures, with the figures aimed at."""
    aim = f"   (aim: usable {aims[0]:.2f}, detection {aims[1]:.2f})" if aims else ""
    print(
        f"{label:<42} gold {result['gold']:3d} found {result['paired']:3d} of {result['predicted']:3d} said"
        f"  P {result['precision']:.3f} R {result['recall']:.3f} F1 {result['f1']:.3f}"
        f"  usable F1 {result['usable_f1']:.3f}{aim}"
    )


def by_kind(module: ModuleType, scorer: Any, gold: list[Any], said: list[Any]) -> None:
    """Figures for each kind."""
    for kind in sorted({row["kind"] for row in gold}):
        part = module.score([g for g in gold if g["kind"] == kind], [s for s in said if s["kind"] == kind], scorer)
        show(f"    {kind}", part)


def causes(result: dict[str, Any]) -> None:
    """Errors by cause: what is wrong in the pairs, and what was missed or made up."""
    wrong = Counter(field for _, _, fields in result["_wrong"] for field in fields)
    print(f"missed {len(result['_misses'])}, not in gold {len(result['_spurious'])}, wrong in pairs: {dict(wrong)}")


def list_errors(result: dict[str, Any]) -> None:
    """Every miss, every statement without gold, every wrong field."""
    for row in result["_misses"]:
        print(f"    missed   {row['kind']}: {row['quote']!r}")
    for row in result["_spurious"]:
        print(f"    not gold {row['kind']} ({row['score']}): {row['quote']!r}")
    for row, said, fields in result["_wrong"]:
        for field in fields:
            name = "chain" if field in {"holder", "mode"} else field
            print(f"    wrong {field}: {said.get(name)!r} for {row.get(name)!r}: {row['quote'][:80]!r}")


def score_headers(gold: Iterable[dict[str, Any]]) -> None:
    """Fields of the archival description that are right, out of those in gold."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: list[str] = []
    absent = 0
    for row in gold:
        path = header_source(row["record"])
        if path is None:
            absent += 1
            continue
        record = read(path)[0]
        said = {**header_row(record), "author": record.description.author}
        for field, value in row.items():
            if field in {"record", "alt"}:
                continue
            total[field] += 1
            accepted = [value, *row.get("alt", {}).get(field, [])]
            if any(_same(said.get(field), one) for one in accepted):
                right[field] += 1
            else:
                wrong.append(f"    {row['record'].rpartition('/')[2][:28]} {field}: {said.get(field)!r} for {value!r}")
    for field in total:
        print(f"header {field:<20} {right[field]:3d} of {total[field]}")
    print(f"header all fields          {sum(right.values())} of {sum(total.values())}  (records absent here: {absent})")
    print("\n".join(wrong))


def _same(said: Any, gold: Any) -> bool:
    return json.dumps(said, sort_keys=True) == json.dumps(gold, sort_keys=True)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list every error")
    args = parser.parse_args()
    if not SHARED.exists():
        sys.exit(f"no gold at {SHARED}: the figures need the shared records")
    if UNSEEN.exists():
        print("Statements, with weights that have not seen this gold:")
        unseen = GrammarEngine(model=read_model(UNSEEN / "kinds.npz"), sides=read_sides(UNSEEN / "sides.npz"))
        score_statements(unseen, misses=args.misses)
        print("\nStatements, with the shipped weights, which were trained on this gold too:")
    score_statements(GrammarEngine(), misses=False)
    print("\nStatements, with the shipped weights, on records that no weights were trained on:")
    score_held(GrammarEngine())
    print()
    if HEADERS.exists():
        score_headers(json.loads(line) for line in HEADERS.read_text(encoding="utf-8").splitlines())


if __name__ == "__main__":
    main()

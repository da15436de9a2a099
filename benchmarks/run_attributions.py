"""Attribution on PolNeAR (Newell et al. 2018), scored as /work/shared/tools/polnear_score.py does, with the speed.

    uv run python benchmarks/run_attributions.py [GOLD_DIR]

Prints the scorer's table and words per second; the folder beside the checkout, shared/, is left out of the package.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from vermerk.extraction.attributions import find_attributions

SHARED = Path(__file__).resolve().parents[2] / "shared"


def main() -> None:
    """Write the predictions of every text into a folder of their own and hand it to the scorer."""
    gold = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "records" / "polnear" / "dev"
    scorer = SHARED / "tools" / "polnear_score.py"
    texts = {p.stem: p.read_bytes().decode("utf-8") for p in sorted(gold.rglob("*.txt"))}
    if not texts or not scorer.exists():
        sys.exit(f"{gold}: no texts, or no scorer at {scorer}; name a folder in PolNeAR's layout")
    find_attributions("The minister said that he agreed.")  # the model is loaded before the clock starts
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        for name, text in texts.items():
            rows = [
                {"source": a.source, "cue": a.cue, "content": a.content} for a in find_attributions(text)
            ]  # fmt: skip
            (Path(folder) / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
        seconds = time.perf_counter() - begun
        scored = subprocess.run([sys.executable, str(scorer), str(gold), folder], check=True, capture_output=True)
    print(scored.stdout.decode("utf-8"), end="")
    print(f"{sum(len(t.split()) for t in texts.values()) / seconds:.0f} words a second")


if __name__ == "__main__":
    main()

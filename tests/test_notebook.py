"""The worked notebook runs as it stands, and prints what it was kept with."""

from __future__ import annotations

from typing import Any

import pytest

from tests.places import ROOT

nbformat = pytest.importorskip("nbformat")
pytest.importorskip("nbclient")
NOTEBOOK = ROOT / "docs" / "worked-example.ipynb"


def printed(cell: Any) -> str:
    return "".join(str(out.get("text") or out.get("data", {}).get("text/plain", "")) for out in cell.get("outputs", []))


def test_the_notebook_runs_and_shows_what_it_shows() -> None:
    from scripts.run_notebook import run

    kept, now = nbformat.read(NOTEBOOK, as_version=4), run(NOTEBOOK)
    asked = [cell for cell in kept.cells if cell.cell_type == "code"]
    answered = [cell for cell in now.cells if cell.cell_type == "code"]
    assert all(cell.outputs for cell in asked if "print" in cell.source), "it is kept with its outputs"
    for before, after in zip(asked, answered, strict=True):
        # What the engine reads may grow; that a cell answers, and the words it asks about, must stay.
        assert bool(printed(before)) == bool(printed(after)), before.source
    whole = "\n".join(printed(cell) for cell in answered)
    for words in (
        "no report since 1971-02-24",
        "hearsay",
        "one affirms what the other denies",
        "= 600 ton",
        "word for word",
    ):
        assert words in whole

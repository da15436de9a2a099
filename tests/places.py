"""Where the records that tests use lie, and how to skip where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
EXAMPLES = ROOT / "examples"


def shared(*parts: str) -> Path:
    """A file or folder of the records beside the checkout; the test is skipped where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the records are not here: {path}")
    return path


def seed() -> Path:
    """The record that started it."""
    return next(shared("records", "seed").glob("*.txt"))

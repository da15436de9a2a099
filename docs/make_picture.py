"""Draw docs/reading.svg, the picture of the README, from the example record.

uv run python docs/make_picture.py
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console

from vermerk.cli.rendering import render
from vermerk.extraction import GrammarEngine
from vermerk.reading import read

ROOT = Path(__file__).parents[1]
SHOWN = 15  # statements in the picture


def main() -> None:
    """Read the example and write the picture."""
    (record,) = read(ROOT / "examples" / "note-ulan-bator-1971.txt")
    statements = GrammarEngine().statements(record)[5 : 5 + SHOWN]
    console = Console(record=True, width=100, file=io.StringIO(), highlight=False, force_terminal=True)
    console.print(render(record, statements))
    drawn = console.export_svg(title="vermerk read examples/note-ulan-bator-1971.txt")
    # The picture must show without fetching a font from anywhere.
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    (ROOT / "docs" / "reading.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()

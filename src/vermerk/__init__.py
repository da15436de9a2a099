"""Vermerk reads diplomatic and archival records into statements that a historian can cite.

``vermerk.open(folder)`` opens a built corpus with all its inquiries; ``vermerk.read(path)`` reads the records of a file
with their statements.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vermerk.corpus import ReadRecord
    from vermerk.inquiry import OpenCorpus

__version__ = "0.1.0"
__all__ = ["__version__", "open", "read"]


def open(folder: str | Path = ".") -> OpenCorpus:
    """Open the corpus of a folder.

    Raises:
        vermerk.model.BadRequest: the folder holds no corpus, or nothing is built in it yet.
    """
    from vermerk.inquiry import OpenCorpus

    return OpenCorpus.open(Path(folder))


def read(path: str | Path) -> list[ReadRecord]:
    """Read the records of a file, each with its statements.

    Raises:
        vermerk.model.UnreadableSource: the file is missing, or of a form that cannot be read.
    """
    from vermerk.corpus import ReadRecord
    from vermerk.extraction import GrammarEngine
    from vermerk.reading import read as read_source

    engine = GrammarEngine()
    return [ReadRecord(record, tuple(engine.statements(record))) for record in read_source(Path(path))]

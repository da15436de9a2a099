"""Short records written for a test, and the engines that read them."""

from functools import lru_cache
from pathlib import Path

from vermerk.extraction import GrammarEngine
from vermerk.model import Record, Statement
from vermerk.reading.sources import read

MEMO = "# 12 March 1958\n\nMemorandum by Mr. Hale to the Secretary\n\n"


def record(place: Path, text: str, name: str = "memo.md") -> Record:
    """The one record that a text makes, as a file in a folder."""
    path = place / name
    path.write_text(text, encoding="utf-8")
    (made,) = read(path)
    return made


def memo(place: Path, text: str) -> Record:
    """The record of a memorandum with a text."""
    return record(place, MEMO + text)


@lru_cache(maxsize=1)
def engine() -> GrammarEngine:
    """The engine as users have it."""
    return GrammarEngine()


@lru_cache(maxsize=1)
def generous() -> GrammarEngine:
    """An engine with low bars, for rules of reading and not of what is worth writing."""
    return GrammarEngine(least=0.3, least_score=0.0)


def statements(place: Path, text: str, name: str = "memo.md") -> list[Statement]:
    """The statements of the record that a text makes."""
    return engine().statements(record(place, text, name))

"""The words of constructions, as ``constructions.tsv`` names them, and what a construction tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from spacy.tokens import Token

from vermerk.extraction.change_words import coordinated
from vermerk.extraction.discourse import Ref
from vermerk.extraction.lexicon import read_rows
from vermerk.extraction.roles import Roles
from vermerk.model import Kind

GROUPS = (
    "agreeing", "deeds", "carried on", "channels", "manner", "bearing", "quality", "naming", "named as", "staying",
    "of a stay", "going out", "warrants", "warranting", "of works", "of goods",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What a construction tells: a kind, its parties where the words leave no choice, and whether it holds each way."""

    kind: Kind
    roles: Roles | None = None
    each_way: bool = False


@lru_cache(maxsize=1)
def words() -> Mapping[str, frozenset[str]]:
    """The table of constructions: the words of each group.

    Raises:
        BadTable: a line has a group that is not known.
    """
    table = Path(str(files("vermerk.extraction") / "tables" / "constructions.tsv"))
    return {
        row.one_of(0, GROUPS): frozenset(w.strip() for w in row.cells[1].split(";") if w.strip())
        for row in read_rows(table, 2)
    }


def two(refs: Sequence[Ref]) -> tuple[Ref, Ref] | None:
    """Two parties of a list, where it holds two."""
    names = list({ref.name: ref for ref in refs}.values())
    return (names[0], names[1]) if len(names) == 2 else None


def objects_of(preposition: Token) -> Iterator[Token]:
    """What hangs on a preposition, with what is joined to it."""
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            yield child
            yield from coordinated(child)

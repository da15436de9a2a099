"""Missions and relations of states in a clause's words, as ``changes.tsv`` names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from vermerk.authority import level_of
from vermerk.extraction.lexicon import read_rows

if TYPE_CHECKING:
    from spacy.tokens import Token

GROUPS = (
    "relations", "of states", "other ties", "statehood", "credentials", "heads", "heads abroad", "at home",
    "sent abroad", "sent", "posted", "taken in", "missions", "handed", "promoted", "becomes", "happens", "weak",
)  # fmt: skip
NOUNS = frozenset({"NOUN", "PROPN"})


@lru_cache(maxsize=1)
def words() -> Mapping[str, frozenset[str]]:
    """The table of changes: the words of each group.

    Raises:
        BadTable: a line has a group that is not known.
    """
    table = Path(str(files("vermerk.extraction") / "tables" / "changes.tsv"))
    found: dict[str, frozenset[str]] = {}
    for row in read_rows(table, 2):
        found[row.one_of(0, GROUPS)] = frozenset(w.strip() for w in row.cells[1].split(";") if w.strip())
    return found


def coordinated(noun: Token) -> Iterator[Token]:
    """Nouns joined to a noun by "and"."""
    for child in noun.children:
        if child.dep_ == "conj" and child.pos_ in NOUNS:
            yield child
            yield from coordinated(child)


def is_relations(noun: Token) -> bool:
    """True for relations between states: named so, or named without a word that makes them others."""
    if noun.lemma_.lower() not in words()["relations"]:
        return False
    before = [t.lower_ for t in noun.subtree if t.i < noun.i]
    if any(word in words()["of states"] for word in before):
        return True
    return noun.lemma_.lower() in {"relation", "relations"} and not any(
        word in words()["other ties"] for word in before
    )


def is_mission(noun: Token) -> bool:
    """True for a mission: an embassy, a legation, a consulate; not for the person at its head."""
    if noun.pos_ not in NOUNS:
        return False
    lemma = noun.lemma_.lower()
    named = " ".join([*(c.text for c in noun.lefts if c.dep_ in {"compound", "amod"}), noun.text])
    if level_of(named) is not None:
        return lemma not in words()["heads"] | words()["heads abroad"]
    if lemma not in words()["missions"]:
        return False
    if any(c.lower_ in words()["of states"] | words()["sent abroad"] | {"special"} for c in noun.lefts):
        return True
    return lemma == "office" and any(t.lemma_.lower() in words()["heads abroad"] for t in noun.subtree if t.i > noun.i)

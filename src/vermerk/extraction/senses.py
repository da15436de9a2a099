"""In which sense a verb shows no such kind of statement: what it is done to, or what follows it, tells.

The senses stand in ``senses.tsv``. They only take a kind away; which kind remains, if any, the model says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import msgspec
from spacy.tokens import Token

from vermerk.extraction.changes import undergoers
from vermerk.extraction.clauses import PREDICATES, Clause
from vermerk.extraction.lexicon import read_rows
from vermerk.extraction.parties import PartyReader
from vermerk.model import Kind

WHERE = ("object", "other object", "mere object", "subject", "that", "there")
PREPOSITIONS = ("at", "into", "to", "in", "from", "for", "with", "beyond")
ANY = "*"


class Sense(msgspec.Struct, frozen=True):
    """A kind that a verb does not show where the words in some place beside it fit."""

    kind: Kind
    where: str
    words: frozenset[str]


@lru_cache(maxsize=1)
def senses() -> Mapping[str, tuple[Sense, ...]]:
    """The package's table, by the verb's dictionary form.

    Raises:
        BadTable: a kind or a place that is not known.
    """
    found: dict[str, list[Sense]] = {}
    for row in read_rows(Path(str(files("vermerk.extraction") / "tables" / "senses.tsv")), 4):
        kind, where = Kind(row.one_of(1, tuple(Kind))), row.one_of(2, WHERE + PREPOSITIONS)
        words = frozenset(word.strip() for word in row.cells[3].split(";") if word.strip())
        found.setdefault(row.cells[0], []).append(Sense(kind, where, words))
    return {verb: tuple(told) for verb, told in found.items()}


def in_sense(shares: Mapping[str, float], clause: Clause, reader: PartyReader) -> Mapping[str, float]:
    """The shares of the kinds without those that the clause's verb does not show in this sense."""
    if clause.head.pos_ not in PREDICATES:
        return shares
    taken = {sense.kind for sense in senses().get(clause.head.lemma_.lower(), ()) if _fits(sense, clause, reader)}
    return {kind: 0.0 if kind in taken else share for kind, share in shares.items()} if taken else shares


def _fits(sense: Sense, clause: Clause, reader: PartyReader) -> bool:
    head = clause.head
    if sense.where == "that":
        return any(child.dep_ == "ccomp" for child in head.children)
    if sense.where == "there":
        return _among([noun for noun in _there_is(head) if not _counted(noun)], sense.words)
    if sense.where == "subject":
        return clause.subject is not None and not clause.passive and _among([clause.subject], sense.words)
    if sense.where in PREPOSITIONS:
        return _among(_after(head, sense.where), sense.words)
    done_to = list(_done_to(clause))
    if sense.where == "object":
        return _among(done_to, sense.words)
    if not done_to or _among(done_to, sense.words):
        return False
    return sense.where == "other object" or not any(_names(noun, reader) for noun in done_to)


def _done_to(clause: Clause) -> Iterator[Token]:
    """The objects, or the subject of a passive; with an intransitive verb nothing is done to its subject."""
    if clause.objects or clause.passive:
        yield from undergoers(clause)
    if clause.head.dep_ == "acl" and clause.head.tag_ == "VBN":
        yield clause.head.head


def _there_is(head: Token) -> list[Token]:
    """What there is, where "there" opens the clause."""
    if not any(child.dep_ == "expl" and child.lower_ == "there" for child in head.children):
        return []
    return [child for child in head.children if child.dep_ in {"attr", "dobj", "nsubj"}]


def _counted(noun: Token) -> bool:
    """True for one thing or several of its sort ("an agreement", "agreements"), not for a state of mind ("no agreement")."""
    return noun.tag_ == "NNS" or any(
        child.lower_ in {"a", "an", "the", "another", "this", "that"} or child.dep_ in {"poss", "nummod"}
        for child in noun.children
    )


def _after(head: Token, preposition: str) -> list[Token]:
    near = (child for child in head.children if child.dep_ in {"prep", "dative"} and child.lower_ == preposition)
    return [noun for child in near for noun in child.children if noun.dep_ in {"pobj", "pcomp"}]


def _among(nouns: Sequence[Token], words: frozenset[str]) -> bool:
    return bool(nouns) and (ANY in words or any(noun.lemma_.lower() in words for noun in nouns))


def _names(noun: Token, reader: PartyReader) -> bool:
    """True for a noun that is a party, a person or a place, or a pronoun that may be one."""
    return noun.pos_ in {"PRON", "PROPN"} or noun.i in reader.mentions or bool(reader.read(noun))

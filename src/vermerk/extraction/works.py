"""Works told of before: what is done at "the power plant" is done for the state where the plant was said to be.

A work comes again with the definite article, its own noun and at least one of the words that stood before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from vermerk.extraction.discourse import Memory, Ref
from vermerk.extraction.lexicon import read_words
from vermerk.extraction.parties import PartyReader
from vermerk.extraction.roles import Roles
from vermerk.model import Kind

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
AT = frozenset({"at", "for", "in", "to"})
KNOWN = 12  # works that are remembered, the latest


def note_works(kind: Kind, roles: Roles, words: Sequence[Token], memory: Memory) -> None:
    """Remember the works of a statement with the state that they are in or for."""
    where = roles.toward if kind is Kind.ASSISTANCE else roles.actor if kind is Kind.CONDITION else ()
    if len(where) != 1 or where[0].kind != "state":
        return
    for noun in _works(words):
        before = _before(noun)
        if before:
            memory.works = [*memory.works[-KNOWN:], (noun.lemma_.lower(), before, where[0])]


def at_work(roles: Roles, kind: Kind, words: Sequence[Token], reader: PartyReader, memory: Memory) -> Roles | None:
    """The roles with the state of the work at which somebody helps, where the words name no other party; else null."""
    if kind not in {Kind.ASSISTANCE, Kind.TRADE} or len(roles.actor) != 1:
        return None
    actor = roles.actor[0]
    own = {actor.name, actor.state}
    named = (m for t in words if not _of_source(t) and (m := reader.mentions.get(t.i)) is not None)
    if any(m.kind == "state" and m.form != "place" and m.name not in own for m in named):
        return None
    for noun in _works(words):
        if noun.dep_ != "pobj" or noun.head.lower_ not in AT or not any(c.lower_ in DEFINITE for c in noun.lefts):
            continue
        site = _known(noun, memory)
        if site is not None and site.name not in own:
            return replace(roles, toward=(site,), inferred=True)
    return None


def _of_source(token: Token) -> bool:
    """True inside the naming of a source ("according to our information")."""
    return any(above.lower_ == "according" for above in token.ancestors)


def _known(noun: Token, memory: Memory) -> Ref | None:
    before = _before(noun)
    for lemma, known, state in reversed(memory.works):
        if lemma == noun.lemma_.lower() and before and before <= known:
            return state
    return None


def _works(words: Sequence[Token]) -> Iterator[Token]:
    named = read_words("works.tsv")["work"]
    yield from (t for t in words if t.pos_ in {"NOUN", "PROPN"} and t.lemma_.lower() in named and t.dep_ != "compound")


def _before(noun: Token) -> frozenset[str]:
    """What stands before a work's noun and tells it from others."""
    return frozenset(c.lemma_.lower() for c in noun.lefts if c.dep_ in {"amod", "compound", "nmod"} and c.is_alpha)

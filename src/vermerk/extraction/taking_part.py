"""Who takes part in a talk without a name, and what the record tells itself while somebody's account runs."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from vermerk.extraction.discourse import in_quotes
from vermerk.extraction.parties import PartyReader

SIDES = frozenset({"side", "delegation", "representative", "delegate"})
STATES = frozenset({"state", "body"})
SHIFTED = frozenset({"would", "should", "could", "might", "had"})
AGAINST = frozenset({"although", "though", "while", "whereas"})


class Side(NamedTuple):
    """A state or body that speaks; ``talks`` where it sits at the table ("the Japanese side")."""

    name: str
    talks: bool

    def tells(self, head: Token) -> bool:
        """True for a clause of its account: any in a talk, elsewhere one put back as reported speech is."""
        return self.talks or shifted(head)


def side_of(subject: Token, reader: PartyReader, *, conversation: bool) -> Side | None:
    """The state or body that is subject of a verb of speech; null for persons and things."""
    refs = [ref for ref in reader.read(subject) if ref.kind in STATES]
    if not refs:
        return None
    return Side(refs[0].name, conversation and subject.lemma_.lower() in SIDES)


def shifted(head: Token) -> bool:
    """True for a predicate put back as in reported speech ("it would", "they had agreed")."""
    return any(c.dep_ in {"aux", "auxpass"} and c.lower_ in SHIFTED for c in head.children)


def plainly_past(head: Token) -> bool:
    """True for a predicate in the simple past, active or passive, in which a record tells what happened."""
    helpers = [c for c in head.children if c.dep_ in {"aux", "auxpass"}]
    if helpers:
        return all(c.dep_ == "auxpass" and c.tag_ == "VBD" for c in helpers)
    return head.tag_ == "VBD"


def tells_the_author(head: Token) -> bool:
    """True for a clause set against another in which somebody did something to the author ("although X informed me")."""
    if head.dep_ != "advcl" or not plainly_past(head):
        return False
    against = any(c.dep_ == "mark" and c.lower_ in AGAINST for c in head.children)
    return against and any(
        c.lower_ == "me" and c.dep_ in {"dobj", "dative"} and not in_quotes(c) for c in head.children
    )

"""Clauses that tell two things: what is denied and what is put in its place, and what two do towards each other.

"Not represented by a delegation, but by a committee" denies one mission and tells of another; "delegations were
exchanged" tells of a visit each way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from vermerk.extraction.clauses import Clause
from vermerk.extraction.draft import Draft
from vermerk.extraction.parties import PartyReader
from vermerk.extraction.roles import Roles
from vermerk.model import Polarity

OPPOSING = frozenset({"but", "rather", "instead"})


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two parts of a clause: what it denies, and what it affirms in its place."""

    denied: tuple[Token, Token]
    affirmed: tuple[Token, Token]
    one: Token  # the noun denied
    other: Token  # the noun in its place


def parted(draft: Draft) -> Iterator[Draft]:
    """A draft as the statements it tells: one each way, or what it denies and what it puts in its place."""
    candidate = draft.candidate
    if candidate.each_way:
        roles = candidate.roles
        yield draft
        yield replace(draft, candidate=replace(candidate, roles=replace(roles, actor=roles.toward, toward=roles.actor)))
        return
    parts = contrast_of(candidate.clause, draft.ends)
    if parts is None:
        yield draft
        return
    yield replace(draft, ends=parts.denied, told=Polarity.NEGATED)
    what = (parts.affirmed[0].nbor(), parts.affirmed[1])
    roles = replace(_put_in_place(candidate.roles, parts, draft.reader), what=what)
    sure = candidate.sure or roles.names() != candidate.roles.names()
    affirmed = replace(candidate, roles=roles, sure=sure)
    yield replace(draft, ends=parts.affirmed, told=Polarity.AFFIRMED, candidate=affirmed)


def _put_in_place(roles: Roles, parts: Contrast, reader: PartyReader) -> Roles:
    """The roles with the party put in the place of the one denied ("not by Switzerland, but by Sweden")."""
    denied, other = reader.read(parts.one), reader.read(parts.other)
    names = {ref.name for ref in denied}
    if not denied or not other or names & {ref.name for ref in other}:
        return roles
    actor, toward = (
        tuple(other[:1]) if names & {ref.name for ref in side} else side for side in (roles.actor, roles.toward)
    )
    return replace(roles, actor=actor, toward=toward)


def contrast_of(clause: Clause, ends: tuple[Token, Token]) -> Contrast | None:
    """The two parts of a denied clause that puts something else in the place of what it denies, or null."""
    head = clause.head
    whole = any(c.dep_ == "neg" for c in head.children)
    for child in head.children:
        if (
            child.dep_ not in {"prep", "agent", "dative"}
            or child.pos_ != "ADP"
            or child.i < head.i
            or not (whole or _denied(child))
        ):
            continue
        but = next((c for c in head.children if c.dep_ == "cc" and c.lower_ in OPPOSING and c.i > child.i), None)
        but = but or next((c for c in child.children if c.dep_ == "cc" and c.lower_ in OPPOSING), None)
        second = next((c for c in (*child.children, *head.children) if _beside(c, child, but)), None)
        if but is not None and second is not None:
            return _parts(but, child, second, ends)
    return None


def _denied(preposition: Token) -> bool:
    """True where "not" stands right before a preposition ("not by a legation")."""
    return preposition.i > 0 and preposition.nbor(-1).lower_ == "not"


def _beside(second: Token, first: Token, but: Token | None) -> bool:
    """True for a second preposition like the first one, behind the word that opposes both."""
    if but is None or second.i <= but.i or second.pos_ != "ADP":
        return False
    return second.dep_ in {"conj", "prep", "agent"} and any(c.dep_ in {"pobj", "pcomp"} for c in second.children)


def _parts(but: Token, first: Token, second: Token, ends: tuple[Token, Token]) -> Contrast | None:
    before = [t for t in but.doc[ends[0].i : but.i] if not t.is_punct and not t.is_space]
    behind = sorted(second.subtree, key=lambda t: t.i)
    while behind and behind[-1].is_punct and behind[-1].text not in {")", '"'}:
        behind.pop()
    behind = [t for t in behind if second.i <= t.i <= ends[1].i]
    one, other = _noun(first), _noun(second)
    if not before or len(behind) < 2 or one is None or other is None:
        return None
    return Contrast((ends[0], before[-1]), (behind[0], behind[-1]), one, other)


def _noun(preposition: Token) -> Token | None:
    return next((c for c in preposition.children if c.dep_ in {"pobj", "pcomp"}), None)

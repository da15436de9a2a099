"""Who acts towards whom in a clause, through whom, and with what: by rule, from the words of the clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from vermerk.extraction.attribution import Rung
from vermerk.extraction.beside import PartyBeside, channel, facing, judges, nearest, parties_beside
from vermerk.extraction.clauses import PREDICATES, Clause, inherited_subject
from vermerk.extraction.discourse import Ref
from vermerk.extraction.parties import PartyReader


@dataclass(frozen=True, slots=True)
class Roles:
    """The parties of a clause and the words of its object.

    ``grounds`` says on what the actor rests, and on what the other party. Words of the clause: words, facing (behind
    "with", "towards", "against"), judging (an adjective says for whom it is so), told (named as spoken to), place named.
    Context: pair (the one in question), mutual (both of it), other of pair, topic, talk, there, account (whose runs), last (in focus).
    """

    actor: tuple[Ref, ...]
    toward: tuple[Ref, ...]
    via: tuple[Ref, ...]
    what: tuple[Token, Token] | None
    here: Ref | None = None  # the state of a place that the clause names
    inferred: bool = False
    grounds: tuple[str, str] = ("words", "words")

    def names(self) -> tuple[list[str], list[str]]:
        """Names of the actors and of those acted towards."""
        return [r.name for r in self.actor], [r.name for r in self.toward]


def assign(clause: Clause, words: Sequence[Token], reader: PartyReader, found: Sequence[Rung]) -> Roles:
    """Read the parties that a clause itself shows, and the state of a place it names."""
    roles = _assigned(clause, words, reader, found)
    places = [reader.mentions[t.i] for t in words if t.i in reader.mentions]
    here = next((ref for ref in places if ref.form in {"place", "capital"} and ref.kind == "state"), None)
    return replace(roles, here=here) if here is not None else roles


def _assigned(clause: Clause, words: Sequence[Token], reader: PartyReader, found: Sequence[Rung]) -> Roles:
    """Read the parties that a clause itself shows; whoever only stands behind it is none of them."""
    words = _without_phrases(words, found)
    subject = inherited_subject(clause)
    actors = reader.read(subject) if subject is not None else []
    agents = reader.read(clause.agent) if clause.agent is not None else []
    others = parties_beside(clause, words, subject, reader)
    if not actors and not agents:
        agents = [c.ref for c in others if c.preposition == "by"][:1]
    between = [c.ref for c in others if c.preposition in {"between", "among"}]
    if len(between) >= 2 and (not actors or _mutual_subject(actors, between)):
        return Roles((between[0],), tuple(between[1:]), (), _what(clause, subject))
    if agents:
        toward = [ref for ref in actors if ref.name not in {a.name for a in agents}]
        return Roles(tuple(agents), tuple(toward[:1]) or nearest(others, agents), (), _what(clause, subject))
    if clause.form in {"nominal", "fragment"}:
        actors = actors if clause.form == "nominal" and not _own_parties(clause, reader) else []
        actors = _own_parties(clause, reader) or actors
    via, what = channel(others), _what(clause, subject)
    if len(actors) >= 2 and subject is not None and subject.pos_ == "NOUN":  # "relations of Egypt with Syria"
        return Roles((actors[0],), (actors[1],), via, what, grounds=_grounds(others, actors[1]))
    finding = judges(clause, others)
    if finding:
        toward = [ref for ref in actors if ref.name not in {j.name for j in finding}]
        return Roles(tuple(finding), tuple(toward[:1]), (), what, grounds=("judging", "judging"))
    beside = nearest(others, actors)
    if not actors and clause.passive:
        beside = beside[:1]
    return Roles(tuple(actors), beside, via, what, grounds=_grounds(others, *beside[:1]))


def _without_phrases(words: Sequence[Token], found: Sequence[Rung]) -> list[Token]:
    """The words of a clause without the phrases that only tell who stands behind it ("according to the Embassy")."""
    phrases: set[int] = set()
    for rung in found:
        if not rung.ruling:
            top = rung.cue.head if rung.cue.pos_ == "NOUN" else rung.cue
            phrases |= {t.i for t in top.subtree}
    return [word for word in words if word.i not in phrases]


def _grounds(others: Sequence[PartyBeside], *toward: Ref) -> tuple[str, str]:
    """Whether a preposition leaves no doubt that a party is the other one, or only its place in the words says so."""
    sure = any(facing(party) and party.ref in toward for party in others)
    return ("words", "facing" if sure else "words")


def _mutual_subject(actors: Sequence[Ref], between: Sequence[Ref]) -> bool:
    names = {ref.name for ref in between}
    return all(ref.name in names for ref in actors)


def _own_parties(clause: Clause, reader: PartyReader) -> list[Ref]:
    return reader.read(clause.head)


def _what(clause: Clause, subject: Token | None) -> tuple[Token, Token] | None:
    """The object of a clause: what it acts on, or what is said to be so."""
    head = clause.head
    target = next((o for o in clause.objects if o.pos_ != "PRON"), None)
    if target is None and clause.passive:
        target = subject if subject is not None and subject.head.i == head.i else None
    if target is None:
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in {"in", "about", "on", "for", "of", "to"}:
                target = next((g for g in child.children if g.dep_ == "pobj" and g.pos_ == "NOUN"), target)
    if target is None and clause.form in {"nominal", "fragment"}:
        target = head
    return phrase_of(target) if target is not None else None


def phrase_of(noun: Token) -> tuple[Token, Token]:
    """The noun with what stands before it and its short prepositional phrases, not its clauses."""
    words = sorted(_noun_words(noun), key=lambda t: t.i)
    return words[0], words[-1]


def _noun_words(noun: Token) -> Iterator[Token]:
    yield noun
    for child in noun.children:
        if child.dep_ in {"relcl", "acl", "appos", "punct", "advcl", "ccomp"} or child.pos_ in PREDICATES:
            continue
        if child.dep_ in {"cc", "conj"} and child.pos_ == "VERB":
            continue
        yield from _noun_words(child)

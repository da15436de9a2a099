"""The parties that a clause leaves to its context: the other of the pair in question, the topic, the place, who is spoken to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from vermerk.extraction.clauses import Clause
from vermerk.extraction.discourse import Memory, Ref
from vermerk.extraction.parties import actor_nouns
from vermerk.extraction.roles import Roles
from vermerk.model import Kind

# Kinds that need another party: where a clause names only one of a pair in question, the other is meant.
TWO_SIDED = frozenset(
    {
        Kind.CONTACT, Kind.VISIT, Kind.REPRESENTATION, Kind.RECOGNITION, Kind.AGREEMENT, Kind.TRADE,
        Kind.ASSISTANCE, Kind.SUPPORT,
    }
)  # fmt: skip
SPEECH = frozenset(
    "inform tell say explain outline describe address brief advise notify report speak talk mention ask reply answer add "
    "remark state emphasize stress comment raise list express deliver hand give show read send transmit present pass enclose forward attach".split()
)
# Verbs of speech whose direct object is the one spoken to; of the others it is what is spoken of ("discuss Malaysia").
ADDRESSED = frozenset("inform tell address brief advise notify ask answer remind assure thank".split())
LOCAL = frozenset({Kind.CONDITION})
ADDRESSING = frozenset({"to", "with"})
HERE = frozenset({"there", "here"})


def complete(roles: Roles, kind: Kind, clause: Clause, memory: Memory) -> Roles:
    """Fill in the party that the context supplies: the other of the pair in question, the topic, the place."""
    actor, toward, (why_actor, why_toward) = roles.actor, roles.toward, roles.grounds
    if not actor:
        actor, why_actor = _from_context(kind, clause, memory, toward, roles.here)
        if len(actor) == 2:
            grounds = (why_actor, why_toward if toward else why_actor)
            return replace(roles, actor=actor[:1], toward=toward or actor[1:], inferred=True, grounds=grounds)
    if kind is Kind.CONTACT and actor and (clause.head.lemma_.lower() in SPEECH or _talks_of(clause, toward)):
        told, why_toward = _addressee(roles, clause, memory, actor[0])
        return replace(roles, actor=actor, toward=told, inferred=True, grounds=(why_actor, why_toward))
    here = any(_of_place(t) for t in clause.head.subtree)
    if not toward and (kind in TWO_SIDED or (kind is Kind.POSITION and here)) and actor:
        firm = kind in {Kind.ASSISTANCE, Kind.TRADE}
        other, why_toward = memory.other_of(actor[0], firm=firm), "pair"
        if other is None:
            other, why_toward = _topic(memory, actor[0].name), "topic"
        toward = (other,) if other is not None else ()
    if actor is roles.actor and toward is roles.toward:
        return roles
    return replace(roles, actor=actor, toward=toward, inferred=True, grounds=(why_actor, why_toward))


def _talks_of(clause: Clause, toward: Sequence[Ref]) -> bool:
    """True where the other party is only what is talked of ("discussed Malaysia")."""
    if clause.head.lemma_.lower() != "discuss" or clause.passive:
        return False
    return any(ref.start <= noun.idx < ref.end for noun in clause.objects for ref in toward)


def _addressee(roles: Roles, clause: Clause, memory: Memory, actor: Ref) -> tuple[tuple[Ref, ...], str]:
    """To whom somebody speaks, and what says so: whom the clause names as told, else the other one of the talk."""
    told: list[Token] = []
    for child in clause.head.children:
        spoken_to = child.dep_ == "dative" or (child.dep_ == "dobj" and clause.head.lemma_.lower() in ADDRESSED)
        if spoken_to and child.pos_ != "ADP":
            told.append(child)
        elif child.dep_ in {"prep", "dative"} and child.lower_ in ADDRESSING:
            told += [grand for grand in child.children if grand.dep_ == "pobj"]
    named = tuple(ref for ref in roles.toward if any(ref.start <= t.idx < ref.end for t in told))
    if named:
        return named, "told"
    if memory.addressee is not None and not memory.conversation and actor.name in {memory.author, memory.home}:
        return (memory.addressee,), "letter"
    return memory.counterpart(actor), "talk"


def _topic(memory: Memory, actor: str) -> Ref | None:
    if memory.topic is not None and memory.topic.name != actor:
        return memory.topic
    return memory.main if memory.main is not None and memory.topic is not None and memory.main.name != actor else None


def _of_place(token: Token) -> bool:
    """True for "there" and "here" as a place, not where "there" only opens a clause ("there exist no relations")."""
    return token.lower_ in HERE and token.dep_ != "expl" and token.tag_ != "EX"


def _here(memory: Memory) -> tuple[Ref, ...]:
    place = memory.near_place()
    return (place,) if place is not None else ()


def _from_context(
    kind: Kind, clause: Clause, memory: Memory, toward: Sequence[Ref], roles_here: Ref | None
) -> tuple[tuple[Ref, ...], str]:
    """The actor that the context supplies, and by what: the pair in question, the place spoken of, the last in focus."""
    taken = {ref.name for ref in toward}
    near = [t for t in (clause.subject, *clause.objects) if t is not None]
    mutual = any(actor_nouns().get(t.lemma_.lower()) == "mutual" for t in near)
    pair = memory.in_question()
    if mutual and pair is not None and not toward:
        return pair, "mutual"
    if kind in LOCAL and roles_here is not None:
        return (roles_here,), "place named"
    if kind in TWO_SIDED and pair is not None and not toward:
        return (pair[0],), "pair"
    if kind in TWO_SIDED and toward:
        other = memory.other(toward[0].name)
        if other is not None:
            return (other,), "other of pair"
    if any(_of_place(child) for child in clause.head.children) and memory.near_place() is not None:
        return _here(memory), "there"
    own = memory.speaker.state if memory.speaker is not None else None
    fresh = [ref for ref in memory.subjects[-2:][::-1] if ref.kind == "state"]
    if own and not fresh and own not in taken:
        return (Ref(own, "state", None, "context", 0, 0),), "account"
    pool = [ref for ref in (*memory.subjects[::-1], *memory.states[::-1]) if ref.kind == "state"]
    return next(((ref,) for ref in pool if ref.name not in taken), ()), "last"

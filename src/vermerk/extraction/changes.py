"""What a clause says was opened, severed or raised: a mission, relations, or both at once.

The predicate alone does not tell the kind ("was raised" may be a question or a legation); what it happens to does.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from vermerk.authority import level_of
from vermerk.extraction.clauses import Clause
from vermerk.extraction.discourse import Memory, Ref
from vermerk.extraction.events import shipped_events
from vermerk.extraction.parties import PartyReader
from vermerk.extraction.roles import Roles
from vermerk.model import Kind

RELATIONS = frozenset({"relation", "relations", "tie", "ties", "recognition"})
OF_STATES = frozenset({"diplomatic", "official", "formal", "full", "consular", "normal", "ambassadorial", "legatine"})
# Verbs of the table of events that say little by themselves: a person is sent, a note received.
WEAK = frozenset(
    {"receive", "send", "present", "name", "begin", "enter", "arrive", "return", "represent", "make", "exchange"}
)
RECOGNISE = frozenset({"recognize", "recognise", "derecognize", "derecognise"})
STATEHOOD = frozenset({"government", "regime", "state", "republic", "independence", "sovereignty", "kingdom", "junta"})


def changed(clause: Clause, reader: PartyReader) -> tuple[Kind, ...]:
    """The kinds of what a clause says changed, the first named first; empty where none did."""
    if clause.form in {"nominal", "fragment"}:
        return ()
    lemma = clause.head.lemma_.lower()
    if lemma in RECOGNISE and any(_is_state(noun, reader) for noun in _undergoers(clause)):
        return (Kind.RECOGNITION,)
    if lemma == "present" and any(o.lemma_.lower() in {"credential", "credentials"} for o in clause.objects):
        return (Kind.REPRESENTATION,)
    found = [kind for noun in _undergoers(clause) if (kind := _kind(noun)) is not None and _tells(lemma, kind)]
    return tuple(dict.fromkeys(found))


def _tells(lemma: str, kind: Kind) -> bool:
    if kind is Kind.RECOGNITION and lemma == "exchange":
        return False
    return lemma not in WEAK and lemma in shipped_events()[kind]


def _is_state(noun: Token, reader: PartyReader) -> bool:
    """True for a state, its government or its independence, which are recognised as nothing else is."""
    mention = reader.mentions.get(noun.i)
    return noun.lemma_.lower() in STATEHOOD or (mention is not None and mention.kind == "state")


def _undergoers(clause: Clause) -> Iterator[Token]:
    """What undergoes the change: the object, or the subject of a passive or of a verb without object."""
    heads = list(clause.objects)
    if clause.subject is not None and (clause.passive or not heads):
        heads = [clause.subject]
    for head in heads:
        yield head
        yield from _coordinated(head)


def _coordinated(noun: Token) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"}:
            yield child
            yield from _coordinated(child)


def _kind(noun: Token) -> Kind | None:
    lemma = noun.lemma_.lower()
    if lemma in RELATIONS:
        telling = any(t.lower_ in OF_STATES for t in noun.subtree if t.i < noun.i)
        return Kind.RECOGNITION if telling or lemma == "recognition" else None
    words = " ".join([*(c.text for c in noun.lefts if c.dep_ in {"compound", "amod"}), noun.text])
    return Kind.REPRESENTATION if level_of(words) is not None and lemma != "minister" else None


def of_mission(clause: Clause, roles: Roles, reader: PartyReader, memory: Memory) -> Roles:
    """Whose mission is where: its own state acts, towards the state of the place where it sits."""
    if clause.head.lemma_.lower() == "present":
        return _of_credentials(clause, roles, reader, memory)
    noun = next((n for n in _undergoers(clause) if _kind(n) is Kind.REPRESENTATION), None)
    if noun is None:
        return roles
    owner = next(
        (r for c in noun.children if c.dep_ in {"amod", "poss", "nmod", "compound"} for r in _state(c, reader)), None
    )
    seat = next(_seats(noun, clause, reader, owner), None)
    if seat is None or (owner is not None and owner.name == seat.name):
        return roles
    sender = owner or next((r for r in roles.actor if r.name != seat.name and r.kind == "state"), None)
    if sender is None:
        home = Ref(memory.home, "state", None, "context", 0, 0) if memory.home else None
        sender = memory.other(seat.name) or home
    if sender is None or sender.name == seat.name:
        return roles
    return Roles((sender,), (seat,), roles.via, roles.what, roles.here, roles.inferred)


def _of_credentials(clause: Clause, roles: Roles, reader: PartyReader, memory: Memory) -> Roles:
    """Credentials are presented where the mission is to be: that state receives, the other side sends.

    (Vienna Convention on Diplomatic Relations 1961, article 13.)
    """
    near = [t for c in clause.head.children if c.dep_ in {"prep", "dative"} for t in c.subtree]
    near = [t for t in near if t.i > clause.head.i]
    seat = next((m for t in near if (m := reader.mentions.get(t.i)) is not None and m.kind == "state"), None)
    there = any(c.lower_ in {"there", "here"} for c in clause.head.children)
    if seat is None and there:
        seat = memory.place
    if seat is None:
        return roles
    sender = next((r for r in roles.actor if r.kind == "state" and r.name != seat.name), None) or memory.other(
        seat.name
    )
    if sender is None or sender.name == seat.name:
        return roles
    return Roles((sender,), (seat,), roles.via, roles.what, roles.here, roles.inferred)


def _state(token: Token, reader: PartyReader) -> Iterator[Ref]:
    mention = reader.mentions.get(token.i)
    if mention is not None and mention.kind == "state" and mention.form not in {"place", "capital"}:
        yield mention


def _seats(noun: Token, clause: Clause, reader: PartyReader, owner: Ref | None) -> Iterator[Ref]:
    """States of the places where a mission sits: "embassy in Nouakchott", "Embassy Ouagadougou", "to Mauritania"."""
    # "Embassy Libreville": the place is the head of the two words, and a seat all the same.
    near = list(noun.subtree) + [
        grand
        for child in clause.head.children
        if child.dep_ == "prep" and child.lower_ in {"in", "at", "to"}
        for grand in child.children
    ]
    for token in near:
        mention = reader.mentions.get(token.i)
        if mention is None or mention.kind != "state" or (owner is not None and mention.name == owner.name):
            continue
        placed = mention.form in {"place", "capital"}
        if placed or (token.dep_ == "pobj" and token.head.lower_ in {"in", "at", "to", "with"}):
            yield mention

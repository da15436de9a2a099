"""Whose mission is where: who sends, who receives, and what a clause tells of it.

Credentials are presented where the mission is to be: that state receives, the other one sends (Vienna Convention on
Diplomatic Relations 1961, articles 4, 9 and 13).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from vermerk.extraction.change_words import is_mission, words
from vermerk.extraction.changes import changed, credentials, undergoers
from vermerk.extraction.clauses import Clause
from vermerk.extraction.discourse import Memory, Ref
from vermerk.extraction.heads import begins, heads_of, installed, promoted, turned
from vermerk.extraction.parties import PartyReader
from vermerk.extraction.roles import Roles
from vermerk.model import Kind

AT = frozenset({"to", "in", "at", "with", "near", "for", "before"})


def deeds_of(clause: Clause, reader: PartyReader) -> tuple[Kind, ...]:
    """All kinds of change that a clause tells, of states, missions and their heads."""
    found = list(changed(clause, reader))
    if clause.form in {"nominal", "fragment"}:
        return ()
    if begins(clause) or (Kind.REPRESENTATION not in found and _placed(clause, reader)):
        found += [Kind.REPRESENTATION, Kind.OFFICE]
    elif promoted(clause) or turned(clause):
        found.append(Kind.REPRESENTATION)
    return tuple(dict.fromkeys(found))


def _placed(clause: Clause, reader: PartyReader) -> bool:
    """True where a head is sent or received whose state or seat the words name."""
    if clause.head.lemma_.lower() not in words()["posted"] or not installed(clause):
        return False
    sender, seat = _of_head(clause, reader)
    return seat is not None or (sender is not None and clause.head.lemma_.lower() in words()["taken in"])


def roles_of(clause: Clause, roles: Roles, reader: PartyReader, memory: Memory) -> Roles:
    """Whose mission is where: its own state acts, towards the state of the place where it sits."""
    if credentials(clause) or installed(clause) or promoted(clause):
        sender, seat = _of_head(clause, reader)
        if credentials(clause) and sender is not None and _elsewhere(clause, seat, reader, memory):
            seat = memory.other(sender.name)
    else:
        sender, seat = _of_mission(clause, reader)
    sender, seat = _completed(sender, seat, roles, memory)
    if sender is None or seat is None or sender.name == seat.name:
        return roles
    memory.mission, memory.sent_at = (sender, seat), memory.clock
    beside = tuple(ref for ref in _beside(seat, reader) if ref.name != sender.name)
    return Roles((sender,), (seat, *beside), roles.via, roles.what, roles.here, roles.inferred)


def mission_roles(noun: Token, roles: Roles, reader: PartyReader, memory: Memory) -> Roles | None:
    """Whose mission a noun means and where it is, by its own words or as spoken of last; null where nothing tells."""
    owner = next(_owners(noun, reader), None)
    seat = next(_seats(list(noun.subtree), reader, owner), None)
    if owner is None and seat is None:
        told = memory.mission if memory.clock - memory.sent_at <= 2 else None
        sender, seat = told if told is not None else (None, None)
    else:
        sender, seat = _completed(owner, seat, replace(roles, actor=()), memory)
    if sender is None or seat is None or sender.name == seat.name:
        return None
    memory.mission, memory.sent_at = (sender, seat), memory.clock
    return Roles((sender,), (seat,), roles.via, roles.what, roles.here, roles.inferred)


def office_of(clause: Clause, roles: Roles, reader: PartyReader) -> Roles | None:
    """Who takes an office, towards the state where he is to hold it; null where the words name nobody as a person.

    The mission is its state's, the office its holder's.
    """
    taken = clause.head.lemma_.lower() in words()["taken in"]
    near = clause.objects if taken or (clause.objects and not clause.passive) else ()
    for noun in (*(() if taken and not clause.passive else (clause.subject,)), *near):
        holder = next(_persons(noun, clause, reader), None) if noun is not None else None
        if holder is not None:
            return Roles((holder,), roles.toward, roles.via, roles.what, roles.here, roles.inferred)
    return None


def _persons(noun: Token, clause: Clause, reader: PartyReader) -> Iterator[Ref]:
    """The person a noun names, or that stands beside it ("Costa Rican Minister Felipe Molina", "Lamar, who …")."""
    if noun.tag_ in {"WDT", "WP"} and clause.head.dep_ == "relcl":
        noun = clause.head.head
    beside = (c for c in noun.children if c.dep_ in {"appos", "nmod", "compound", "attr"})
    for token in (noun, *beside):
        yield from (ref for ref in reader.read(token) if ref.kind == "person")
    if noun.dep_ in {"nsubj", "nsubjpass"} and clause.head.lemma_ == "be":
        for attr in (c for c in clause.head.children if c.dep_ == "attr"):
            yield from (ref for ref in reader.read(attr) if ref.kind == "person")


def _completed(sender: Ref | None, seat: Ref | None, roles: Roles, memory: Memory) -> tuple[Ref | None, Ref | None]:
    """The side that the words leave out: the state of who acts, the other of the pair, the mission spoken of."""
    if sender is not None and seat is not None and sender.name != seat.name:
        return sender, seat
    acting = next((state for ref in roles.actor if (state := _state(ref)) is not None), None)
    if sender is None and seat is None:
        if memory.mission is not None and memory.clock - memory.sent_at <= 2:
            return memory.mission
        return _by_pair(acting, memory)
    if sender is not None:
        told = next((r for r in roles.toward if r.kind == "state" and r.name != sender.name), None)
        return sender, told or memory.other(sender.name)
    if seat is None:
        return None, None
    if acting is not None and acting.name == seat.name:
        acting = None
    return acting or memory.other(seat.name) or _home(memory), seat


def _elsewhere(clause: Clause, seat: Ref | None, reader: PartyReader, memory: Memory) -> bool:
    """True where only the title of the one who presents names a seat, and it is none of the two states in question.

    "The Ambassador to Fiji presented his credentials" in a survey of relations with Nauru: he did so in Nauru.
    """
    if seat is None or memory.about is None or clause.subject is None or seat.name in {r.name for r in memory.about}:
        return False
    first, last = clause.subject.left_edge, clause.subject.right_edge
    return first.idx <= seat.start <= last.idx + len(last)


def _by_pair(acting: Ref | None, memory: Memory) -> tuple[Ref | None, Ref | None]:
    """Of the two states of the record's title the one that acts, or where none does the author's own, and the other."""
    sender = acting or _home(memory)
    if sender is None or memory.about is None or sender.name not in {ref.name for ref in memory.about}:
        return None, None
    return sender, memory.other(sender.name)


def _home(memory: Memory) -> Ref | None:
    return Ref(memory.home, "state", None, "context", 0, 0) if memory.home else None


def _state(ref: Ref) -> Ref | None:
    """A state itself, or the one that a person serves."""
    if ref.kind == "state":
        return ref
    return Ref(ref.state, "state", None, "context", 0, 0) if ref.state else None


def _beside(seat: Ref, reader: PartyReader) -> list[Ref]:
    """The other states of a list that a seat heads ("to Barbados, Grenada, and Dominica")."""
    token = next((t for t in reader.paragraph.doc if t.idx == seat.start), None)
    end = token.doc.char_span(seat.start, seat.end, alignment_mode="expand") if token is not None else None
    if end is None:
        return []
    listed = (t for t in end.root.subtree if t.dep_ in {"conj", "appos"})
    joined = dict.fromkeys(reader.mentions.get(t.i) for t in listed)
    return [ref for ref in joined if ref is not None and ref.kind == "state" and ref.name != seat.name]


def _of_mission(clause: Clause, reader: PartyReader) -> tuple[Ref | None, Ref | None]:
    noun = next((n for n in undergoers(clause) if is_mission(n)), None)
    if noun is None:
        return None, None
    owner = next(_owners(noun, reader), None)
    seat = next(_seats([*noun.subtree, *_hanging(clause)], reader, owner), None)
    return owner, seat


def _of_head(clause: Clause, reader: PartyReader) -> tuple[Ref | None, Ref | None]:
    """Sender and receiver of a head: by the office taken, by what hangs on the verb, by the subject's own office."""
    heads = heads_of(clause)
    inside = clause.subject.subtree if clause.subject is not None else ()
    own = {t.i for t in inside}
    taken = [noun for noun in heads if noun.i not in own]
    before = [noun for noun in heads if noun.i in own]
    owner = next((o for noun in [*taken, *before] for o in _owners(noun, reader)), None)
    places = [_seats(_after(noun), reader, owner) for noun in taken]
    places.append(_seats(_hanging(clause), reader, owner))
    if clause.head.lemma_.lower() in words()["taken in"] and not clause.passive and clause.subject is not None:
        places.append(iter(r for r in reader.read(clause.subject) if r.kind == "state" and r != owner))
    if clause.agent is not None and clause.head.lemma_.lower() in words()["taken in"]:
        places.append(iter(r for r in reader.read(clause.agent) if r.kind == "state" and r != owner))
    places += [_seats(_after(noun), reader, owner) for noun in before]
    seat = next((found for place in places for found in place), None)
    return owner, seat


def _after(noun: Token) -> list[Token]:
    return [t for t in noun.subtree if t.i > noun.i]


def _owners(noun: Token, reader: PartyReader) -> Iterator[Ref]:
    """The state whose mission or envoy a noun names: "the American Legation", "Romania's Minister", "Minister of Italy"."""
    for child in noun.children:
        if child.dep_ in {"amod", "poss", "nmod", "compound"} or (child.dep_ == "nsubj" and child.i < noun.i):
            for token in (child, *child.children):
                mention = reader.mentions.get(token.i)
                if mention is not None and mention.kind == "state" and mention.form not in {"place", "capital"}:
                    yield mention
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for token in child.subtree:
                mention = reader.mentions.get(token.i)
                if mention is not None and mention.kind == "state":
                    yield mention
                    break


def _hanging(clause: Clause) -> list[Token]:
    """What hangs on the predicate by "to", "in", "at", "near"."""
    return [
        token
        for child in clause.head.children
        if child.dep_ in {"prep", "dative"} and child.lower_ in AT
        for token in child.subtree
    ]


def _seats(near: list[Token], reader: PartyReader, owner: Ref | None) -> Iterator[Ref]:
    """States of the places where a mission sits: "embassy in Nouakchott", "Embassy Ouagadougou", "to Mauritania"."""
    for token in near:
        mention = reader.mentions.get(token.i)
        if mention is None or mention.kind != "state" or (owner is not None and mention.name == owner.name):
            continue
        placed = mention.form in {"place", "capital"}
        if placed or _led(token):
            yield mention


def _led(token: Token) -> bool:
    """True for what "to" leads up to, through titles and governments ("to the Government of Norway", "Angolan authorities")."""
    climbing = token
    for _ in range(6):
        if climbing.dep_ == "pobj" and climbing.head.lower_ in AT:
            return True
        if climbing.dep_ not in {"pobj", "prep", "amod", "compound", "poss", "nmod", "appos"}:
            return False
        if climbing.dep_ != "prep" and climbing.dep_ != "pobj" and is_mission(climbing.head):
            return False  # "in the Belgian Embassy" tells whose guest a mission is, not where it is
        climbing = climbing.head
    return False

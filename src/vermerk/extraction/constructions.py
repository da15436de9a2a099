"""Constructions that tell the kind of a statement, and often its parties, by their own words.

"Agreed to the opening of consulates" is of missions and not of a position; "delegations were exchanged" tells of two
visits; "they are conducted on company level" of dealings, where "they" are relations. The words stand in
``constructions.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from vermerk.authority import level_of
from vermerk.extraction.change_words import NOUNS, is_mission, is_relations
from vermerk.extraction.change_words import words as change_words
from vermerk.extraction.changes import undergoers
from vermerk.extraction.clauses import Clause
from vermerk.extraction.completing import complete
from vermerk.extraction.construction_words import Told, objects_of, two, words
from vermerk.extraction.dealings import dealings
from vermerk.extraction.discourse import Memory, Ref
from vermerk.extraction.lexicon import Lexicon, read_words
from vermerk.extraction.openings import opened_as
from vermerk.extraction.parties import PartyReader
from vermerk.extraction.posting import mission_roles
from vermerk.extraction.roles import Roles, phrase_of
from vermerk.model import Kind, Status


def told_by(clause: Clause, roles: Roles, reader: PartyReader, memory: Memory, lexicon: Lexicon) -> Told | None:
    """What the construction of a clause tells, or null where it is none of those known."""
    if clause.form in {"nominal", "fragment"}:
        return _point(clause, memory, lexicon)
    return (
        _exchanged(clause, roles, reader, memory)
        or _agreed(clause, roles, reader, memory)
        or _of_a_mission(clause, roles, reader, memory)
        or _named(clause, roles, reader, memory)
        or _stay(clause)
        or _warrant(clause)
        or dealings(clause, roles, reader, memory, lexicon)
    )


def _point(clause: Clause, memory: Memory, lexicon: Lexicon) -> Told | None:
    """An example or a point of a list that names a work or a delivery, behind a sentence that says how these stand."""
    status = opened_as(clause, memory.opening, lexicon) if clause.form == "fragment" else None
    if status is None:
        return None
    noun = clause.head
    deed = noun.lemma_.lower() in words()["of works"]
    things = (
        [g for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for g in objects_of(c)] if deed else [noun]
    )
    own = _as_before(status, _built(noun, deed), memory)
    if any(thing.lemma_.lower() in read_words("works.tsv")["work"] for thing in things):
        return Told(Kind.ASSISTANCE, own)
    return Told(Kind.TRADE, own) if noun.lemma_.lower() in words()["of goods"] else None


def _as_before(status: Status, what: tuple[Token, Token], memory: Memory) -> Roles | None:
    """The parties of the sentence that opens an example; what one asks for, the other is to do."""
    if memory.pair is None:
        return None
    one, other = memory.pair[::-1] if status is Status.WISHED else memory.pair
    return Roles((one,), (other,), (), what, inferred=True)


def _built(noun: Token, deed: bool) -> tuple[Token, Token]:
    """What is built or delivered: behind the "of" of a deed, else the noun itself."""
    objects = [g for c in noun.children if deed and c.dep_ == "prep" and c.lower_ == "of" for g in objects_of(c)]
    what = objects[0] if objects else noun
    first, last = phrase_of(what)
    before = [t for t in what.lefts if t.dep_ in {"det", "amod", "compound", "nummod", "poss", "nmod"}]
    return (before[0].left_edge if before else what) if first.i < what.i else first, last


def _exchanged(clause: Clause, roles: Roles, reader: PartyReader, memory: Memory) -> Told | None:
    """Delegations, visits or envoys exchanged: each party sends to the other."""
    if clause.head.lemma_.lower() != "exchange":
        return None
    sent = [noun for noun in undergoers(clause) if noun.pos_ in NOUNS]
    if any(noun.lemma_.lower() in words()["going out"] for noun in sent):
        kind = Kind.VISIT
    elif any(_is_post(noun) for noun in sent):
        kind = Kind.REPRESENTATION
    else:
        return None
    both = _both(clause, roles, reader) or _pair(complete(roles, kind, clause, memory))
    if both is None:
        return Told(kind)
    return Told(kind, Roles((both[0],), (both[1],), roles.via, roles.what, roles.here, roles.inferred), each_way=True)


def _is_post(noun: Token) -> bool:
    heads = change_words()["heads"] | {"minister", "representative", "mission"}
    return noun.lemma_.lower() in heads or is_mission(noun)


def _both(clause: Clause, roles: Roles, reader: PartyReader) -> tuple[Ref, Ref] | None:
    """The two that the subject or the agent names together ("by both countries", "India and Nepal")."""
    for noun in (clause.agent, None if clause.passive else clause.subject):
        if noun is not None and (pair := two([r for r in reader.read(noun) if r.kind == "state"])) is not None:
            return pair
    between = [g for c in clause.head.children if c.lower_ in {"between", "with"} for g in c.children]
    named = [ref for noun in between for ref in reader.read(noun) if ref.kind == "state"]
    return two(named) or two([*roles.actor[:1], *named])


def _pair(roles: Roles) -> tuple[Ref, Ref] | None:
    return two([*roles.actor, *roles.toward])


def _agreed(clause: Clause, roles: Roles, reader: PartyReader, memory: Memory) -> Told | None:
    """A deed of missions or relations agreed, planned or proposed as a noun ("agreed to the exchange of ambassadors")."""
    if clause.head.lemma_.lower() not in words()["agreeing"]:
        return None
    deed = next((noun for noun in _governed(clause) if noun.lemma_.lower() in words()["deeds"]), None)
    if deed is None:
        return None
    undergoing = [g for c in deed.children if c.dep_ == "prep" and c.lower_ in {"of", "up"} for g in objects_of(c)]
    undergoing += [c for c in deed.children if c.dep_ in {"compound", "amod"} and c.pos_ in NOUNS]
    if any(_is_post(noun) for noun in undergoing):
        own = _sides(clause, undergoing, roles, reader, memory)
        return Told(Kind.REPRESENTATION, own, each_way=own is not None and deed.lemma_.lower() == "exchange")
    if any(is_relations(noun) for noun in undergoing):
        return Told(Kind.RECOGNITION)
    return None


def _sides(
    clause: Clause, missions: Sequence[Token], roles: Roles, reader: PartyReader, memory: Memory
) -> Roles | None:
    """Who agreed, and with whom: another that is named beside, whose mission it is, else the other of the pair.

    The places where the missions are to be say nothing of with whom it was agreed.
    """
    if clause.subject is None or clause.passive:
        return None
    own = [ref for ref in reader.read(clause.subject) if ref.kind == "state"]
    if two(own) is not None:
        return Roles((own[0],), (own[1],), (), roles.what, roles.here)
    named = [g for c in clause.head.children if c.dep_ == "prep" and c.lower_ == "with" for g in objects_of(c)]
    owning = [t for noun in missions for t in noun.lefts if t.dep_ in {"amod", "compound", "poss", "nmod"}]
    found = [ref for noun in named for ref in reader.read(noun)]
    found += [ref for t in owning if (ref := reader.mentions.get(t.i)) is not None]
    if not own:
        return None
    toward = next((ref for ref in found if ref.kind == "state" and ref.name != own[0].name), None)
    toward = toward or memory.other(own[0].name)
    return Roles((own[0],), (toward,), (), roles.what, roles.here, inferred=True) if toward is not None else None


def _governed(clause: Clause) -> Iterator[Token]:
    """What a verb of agreeing is about: its object, what hangs on "to", "on", "upon", the subject of its passive."""
    yield from clause.objects
    if clause.passive and clause.subject is not None:
        yield clause.subject
    for child in clause.head.children:
        if child.dep_ == "prep" and child.lower_ in {"to", "on", "upon", "in", "about"}:
            yield from objects_of(child)


def _of_a_mission(clause: Clause, roles: Roles, reader: PartyReader, memory: Memory) -> Told | None:
    """A quality that a mission has or lacks ("this representation has no political character")."""
    subject = clause.subject
    if subject is None or clause.head.lemma_.lower() not in words()["bearing"]:
        return None
    if not any(noun.lemma_.lower() in words()["quality"] for noun in clause.objects) or not _means_mission(
        subject, memory
    ):
        return None
    return Told(Kind.REPRESENTATION, mission_roles(subject, roles, reader, memory))


def _means_mission(noun: Token, memory: Memory) -> bool:
    if is_mission(noun):
        return True
    definite = any(c.lower_ in {"this", "that", "the", "its", "their"} for c in noun.lefts)
    near = memory.mission is not None and memory.clock - memory.sent_at <= 2
    return noun.lemma_.lower() in change_words()["missions"] and definite and near


def _named(clause: Clause, roles: Roles, reader: PartyReader, memory: Memory) -> Told | None:
    """The name that a mission bears, in quotation marks ("the title there is “Representation of …”")."""
    lemma = clause.head.lemma_.lower()
    nouns = [noun for noun in (*_subjects(clause), *clause.objects) if noun.lemma_.lower() in words()["naming"]]
    if not nouns or lemma not in words()["named as"] | words()["bearing"]:
        return None
    quoted = _quoted(clause.head)
    if not quoted or not _names_mission(quoted):
        return None
    found = [ref for t in quoted if (ref := reader.mentions.get(t.i)) is not None]
    sender = next((ref for ref in found if ref.kind == "state"), None)
    seat = _seat_named(nouns, reader, sender) or memory.near_place()
    if sender is None or seat is None or sender.name == seat.name:
        return Told(Kind.REPRESENTATION)
    memory.mission, memory.sent_at = (sender, seat), memory.clock
    return Told(Kind.REPRESENTATION, Roles((sender,), (seat,), (), (quoted[0], quoted[-1]), roles.here))


def _names_mission(quoted: Sequence[Token]) -> bool:
    named = level_of(" ".join(t.text for t in quoted)) is not None
    return named or any(t.lower_ in change_words()["missions"] for t in quoted)


def _subjects(clause: Clause) -> Iterator[Token]:
    """The subjects of a clause, also one behind which the parse takes a "there" of place for an empty subject."""
    yield from (c for c in clause.head.children if c.dep_ in {"nsubj", "nsubjpass"})


def _seat_named(nouns: Sequence[Token], reader: PartyReader, sender: Ref | None) -> Ref | None:
    near = [t for noun in nouns for t in (*noun.subtree, *noun.head.children)]
    near += [g for t in near if t.dep_ == "prep" and t.lower_ in {"in", "at"} for g in t.children]
    placed = (reader.mentions.get(t.i) for t in near)
    return next((m for m in placed if m is not None and m.form in {"place", "capital"} and m != sender), None)


def _quoted(head: Token) -> list[Token]:
    """The words in quotation marks behind a predicate."""
    marks = [t for t in head.sent if t.i > head.i and t.text in {'"', "“", "”", "„", "«", "»", "''", "``"}]
    return list(head.doc[marks[0].i + 1 : marks[1].i]) if len(marks) > 1 else []


def _stay(clause: Clause) -> Told | None:
    """What a visit was for or how long it was ("his stay was related to", "her visit lasted"): a visit, not a view."""
    subject = clause.subject
    if subject is None or subject.lemma_.lower() not in words()["staying"]:
        return None
    of_somebody = any(c.dep_ in {"poss", "amod", "compound", "nmod"} for c in subject.children) or any(
        c.dep_ == "prep" and c.lower_ in {"of", "by"} for c in subject.children
    )
    return Told(Kind.VISIT) if of_somebody and clause.head.lemma_.lower() in words()["of a stay"] else None


def _warrant(clause: Clause) -> Told | None:
    """What several agreements are said to be for relations ("the agreements provide a sound basis")."""
    subject = clause.subject
    if subject is None or subject.tag_ != "NNS" or subject.lemma_.lower() not in {"agreement", "treaty", "protocol"}:
        return None
    said = any(noun.lemma_.lower() in words()["warrants"] for noun in clause.objects)
    return Told(Kind.ASSESSMENT) if said and clause.head.lemma_.lower() in words()["warranting"] else None

"""Parties that a clause only names together, and which no statement of it may set against each other.

A list of participants, an exception, a comparison, a place between two countries: they stand side by side in the words,
and nothing is said of one towards the other. What is left of the statement is what it says of the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from spacy.tokens import Token

from vermerk.extraction.clauses import Clause
from vermerk.extraction.discourse import Memory, Ref
from vermerk.extraction.lexicon import read_rows
from vermerk.extraction.parties import PartyReader, actor_nouns
from vermerk.extraction.roles import Roles
from vermerk.model import Kind

GROUPS = ("except", "set aside", "space", "papers", "ways", "taking place")
LIST = 3  # parties that make a list: what three share, no two of them have with each other
# Kinds that say something of one party, and of another only where the words do.
OF_ONE = frozenset({Kind.POSITION, Kind.CONDITION, Kind.ASSESSMENT, Kind.KNOWLEDGE, Kind.OFFICE})


@lru_cache(maxsize=1)
def _words() -> Mapping[str, frozenset[str]]:
    table = Path(str(files("vermerk.extraction") / "tables" / "company.tsv"))
    return {
        row.one_of(0, GROUPS): frozenset(w.strip() for w in row.cells[1].split(";") if w.strip())
        for row in read_rows(table, 2)
    }


def apart(
    roles: Roles, kind: Kind, clause: Clause, ends: tuple[Token, Token], reader: PartyReader, memory: Memory
) -> Roles:
    """The roles without a party that the clause names only beside another."""
    toward = tuple(ref for ref in roles.toward if not _only_beside(ref, roles.actor, kind, ends, reader))
    if toward != roles.toward:
        roles = replace(roles, toward=toward)
    both = (*roles.actor[:1], *roles.toward[:1])
    if len(both) == 2 and all(_venue_or_topic(ref, ends, reader) for ref in both):
        return replace(roles, actor=(), toward=())
    if _lent(roles, clause, ends, reader, memory):
        roles = replace(
            roles, actor=roles.toward[:1] if kind in OF_ONE else (), toward=() if kind in OF_ONE else toward
        )
    return roles


def _only_beside(ref: Ref, actors: Sequence[Ref], kind: Kind, ends: tuple[Token, Token], reader: PartyReader) -> bool:
    tokens = list(_tokens(ref, ends, reader))
    if not tokens or ref.form == "pronoun":
        return False
    heads = {_list_head(token).i for token in tokens}
    if any(_set_aside(token) for token in tokens):
        return True
    for actor in actors:
        for token in _tokens(actor, ends, reader):
            head = _list_head(token)
            if head.i in heads and _side_by_side(head, kind, reader):
                return True
    return False


def _venue_or_topic(ref: Ref, ends: tuple[Token, Token], reader: PartyReader) -> bool:
    """True for a state that a clause names only as where something took place, what a paper is on, or a way leads by."""
    tokens = list(_tokens(ref, ends, reader))
    return bool(tokens) and ref.form != "pronoun" and all(_is_venue_or_topic(_list_head(token)) for token in tokens)


def _is_venue_or_topic(token: Token) -> bool:
    if token.dep_ != "pobj":
        return False
    preposition, above = token.head.lower_, token.head.head
    if preposition in {"on", "about", "for"} and above.lemma_.lower() in _words()["papers"]:
        return True
    if above.pos_ == "ADP":  # "from Portugal past Morocco"
        above = above.head
    if preposition in _words()["ways"] and above.lemma_.lower() in _words()["space"]:
        return True
    return preposition in {"in", "at"} and above.lemma_.lower() in _words()["taking place"]


def _side_by_side(head: Token, kind: Kind, reader: PartyReader) -> bool:
    """True for a list that sets nobody against another: of three and more, of one's own kind, of places between."""
    above = _governor(head)
    if above.lower_ in {"between", "among"}:
        return above.head.lemma_.lower() in _words()["space"] or (kind in OF_ONE and above.head.pos_ in {"VERB", "AUX"})
    return kind in OF_ONE or len(list(_listed(head, reader))) >= LIST


def _tokens(ref: Ref, ends: tuple[Token, Token], reader: PartyReader) -> Iterator[Token]:
    """The words of a clause at which a party was read; one remembered from another paragraph has none here."""
    for token in ends[0].doc[ends[0].i : ends[1].i + 1]:
        if not ref.start <= token.idx < ref.end or token.head.idx in range(ref.start, ref.end):
            continue
        mention = reader.mentions.get(token.i)
        named = mention is not None and mention.name == ref.name
        meant = mention is None and ref.form != "name"
        if (named or meant) and (ref.form != "pronoun" or token.pos_ in {"PRON", "NOUN", "DET"}):
            yield token


def _list_head(token: Token) -> Token:
    """The first of a list that a noun belongs to."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def _listed(head: Token, reader: PartyReader) -> Iterator[Token]:
    """The parties of a list."""
    if head.i in reader.mentions:
        yield head
    for child in head.children:
        if child.dep_ == "conj":
            yield from _listed(child, reader)


def _governor(token: Token) -> Token:
    return token.head if token.dep_ == "pobj" else token


def _set_aside(token: Token) -> bool:
    """True for what "besides", "unlike", "apart from", "in contrast to", "than" leads up to."""
    climbing = _list_head(token)
    for _ in range(4):
        above = climbing.head
        if climbing.dep_ == "pobj" and above.lower_ in _words()["except"]:
            return True
        if climbing.dep_ == "pobj" and above.head.lower_ in _words()["set aside"]:
            return above.head.pos_ not in {"VERB", "AUX"} or above.head.lower_ in {"compared", "opposed"}
        if climbing.dep_ == "pobj" and any(c.lower_ in _words()["set aside"] for c in above.children):
            return True
        if climbing.dep_ not in {"pobj", "prep", "compound", "poss", "amod", "nmod"}:
            return False
        climbing = above
    return False


def _lent(roles: Roles, clause: Clause, ends: tuple[Token, Token], reader: PartyReader, memory: Memory) -> bool:
    """True where the actor stands nowhere near, and the clause does not ask for one from the context.

    "The desert covers parts of Algeria" says nothing of the state that the text spoke of last. A clause asks for one by
    a pronoun, a mutual noun or an organ ("talks were held", "the delegation"), or as a second predicate without a subject;
    in a talk, and where the record's title names its two states, the context tells.
    """
    if not roles.inferred or not roles.actor or not roles.toward or memory.about is not None or memory.conversation:
        return False
    if _asks(clause):
        return False
    actor = roles.actor[0]
    told = {memory.home, memory.author}
    told |= {memory.speaker.name, memory.speaker.state} if memory.speaker is not None else set()
    told |= {memory.topic.name} if memory.topic is not None else set()
    if actor.name in told or actor.kind != "state" or any(True for _ in _tokens(actor, ends, reader)):
        return False
    return any(ref.kind == "state" and any(True for _ in _tokens(ref, ends, reader)) for ref in roles.toward)


def _asks(clause: Clause) -> bool:
    """True where a clause leaves its actor to the context."""
    subject = clause.subject
    if subject is None:
        return clause.form not in {"fragment", "nominal"} and not (clause.form == "main" and clause.head.dep_ == "ROOT")
    if subject.pos_ == "PRON" or subject.tag_ in {"WDT", "WP", "EX"} or subject.dep_ == "expl":
        return True
    return actor_nouns().get(subject.lemma_.lower()) is not None

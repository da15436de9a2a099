"""Who recognises whom: what is recognised is a state, or something of its own (its independence, its government)."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from vermerk.extraction.changes import RECOGNISE, undergoers
from vermerk.extraction.clauses import Clause
from vermerk.extraction.discourse import Memory, Ref
from vermerk.extraction.parties import PartyReader
from vermerk.extraction.roles import Roles


def of_recognition(clause: Clause, roles: Roles, reader: PartyReader, memory: Memory) -> Roles:
    """The roles of a clause with "recognise": who is recognised stands in the object, not behind its "from"."""
    if clause.head.lemma_.lower() not in RECOGNISE:
        return roles
    recognised = tuple(dict.fromkeys(ref for noun in undergoers(clause) for ref in _of(noun, reader)))
    if not recognised:
        return roles
    names = {ref.name for ref in recognised}
    actor = tuple(ref for ref in roles.actor if ref.name not in names)
    if not actor and clause.passive:
        other = memory.other(recognised[0].name)
        actor = (other,) if other is not None and other.name not in names else ()
    return Roles(actor or roles.actor, recognised, roles.via, roles.what, roles.here, roles.inferred)


def _of(noun: Token, reader: PartyReader) -> Iterator[Ref]:
    """The state that a recognised thing is or belongs to."""
    mention = reader.mentions.get(noun.i)
    if mention is not None and mention.kind == "state":
        yield mention
        return
    near = [c for c in noun.children if c.dep_ in {"poss", "amod", "compound", "nmod"}]
    near += [t for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for t in _not_from(c)]
    found = next((m for t in near if (m := reader.mentions.get(t.i)) is not None and m.kind == "state"), None)
    if found is not None:
        yield found


def _not_from(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.lower_ != "from":
            yield child
            yield from _not_from(child)

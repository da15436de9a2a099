"""Lists of parties: whoever is joined to a party that a statement names acts or is acted towards like it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from vermerk.extraction.discourse import Ref
from vermerk.extraction.parties import PartyReader
from vermerk.extraction.roles import Roles

NAMED = frozenset({"state", "body", "group", "person"})
NOT_NAMES = frozenset({"pronoun", "context", "gloss", "place"})


def with_joined(roles: Roles, reader: PartyReader, start: int, end: int) -> Roles:
    """The roles with the rest of the lists that their parties begin, inside ``start`` to ``end`` of the paragraph.

    Who stands on one side already is not put on the other ("Spain and France agreed" sets the two towards each other).
    """
    taken = {ref.name for ref in (*roles.actor, *roles.toward, *roles.via)}
    actor = tuple(_completed(roles.actor, reader, start, end, taken))
    toward = tuple(_completed(roles.toward, reader, start, end, taken))
    return replace(roles, actor=actor, toward=toward)


def _completed(refs: tuple[Ref, ...], reader: PartyReader, start: int, end: int, taken: set[str]) -> Iterator[Ref]:
    for ref in refs:
        yield ref
        if ref.kind not in NAMED or ref.form in NOT_NAMES or not start <= ref.start < end:
            continue
        span = reader.paragraph.doc.char_span(ref.start, ref.end, alignment_mode="expand")
        for token in joined_to(span.root) if span is not None else ():
            found = reader.mentions.get(token.i)
            if found is None or found.kind not in NAMED or found.form == "place" or not start <= found.start < end:
                continue
            if found.name not in taken:
                taken.add(found.name)
                yield found


def joined_to(token: Token) -> Iterator[Token]:
    """What is joined to a noun by "and" or commas; the parser takes the second of three for an apposition of the first."""
    for child in token.children:
        if child.i < token.i or child.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            continue
        if child.dep_ == "conj" or (child.dep_ == "appos" and any(c.dep_ == "conj" for c in child.children)):
            yield child
            yield from joined_to(child)

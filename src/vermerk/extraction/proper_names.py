"""Names that neither the tables nor the record's cast know: a body in full or in short, else a person's surname."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from spacy.tokens import Token

from vermerk.extraction.discourse import Memory, Ref
from vermerk.extraction.lexicon import read_pairs
from vermerk.extraction.persons import names_a_thing, no_person, shown
from vermerk.reading.people import names_nobody

if TYPE_CHECKING:
    from vermerk.extraction.parties import PartyReader

NAMED = frozenset({"body", "unresolved"})  # kinds of parties whose name may come again in short


def unknown_name(token: Token, reader: PartyReader, nouns: Mapping[str, str]) -> Ref | None:
    """The party of a proper name that nobody knows, as written; null where the words are no name.

    ``nouns`` are those by which a party is meant through something of its own: a name that ends in one is no person's.
    """
    if token.dep_ in {"compound", "amod", "nmod"}:
        return None
    bodies = read_pairs("bodies.tsv")
    lemma = _singular(token, bodies)
    if lemma in bodies:
        return _body(token, reader, ministry=bodies[lemma] == "ministry")
    if token.pos_ != "PROPN" or not token.text.isalpha():
        return None
    words = _run(token)
    name = " ".join(word.text for word in words)
    if no_person(words[0].text) or names_a_thing(name) or any(word.i in reader.mentions for word in words):
        return None
    body = names_nobody(name) or lemma in nouns or (len(name) > 2 and name.isupper()) or _determined(token)
    if body and len(words) == 1:
        return None
    kind, shown_as = ("unresolved", name) if body else ("person", shown(name))
    return Ref(shown_as, kind, None, "unknown", words[0].idx, token.idx + len(token))


def _singular(token: Token, known: Mapping[str, str]) -> str:
    """The noun in small letters; the parser leaves a name's plural as it is ("Chiefs of Staff")."""
    lemma, plain = token.lemma_.lower(), token.lower_.removesuffix("s")
    return plain if lemma not in known and plain in known else lemma


def _body(token: Token, reader: PartyReader, *, ministry: bool) -> Ref | None:
    """A body by its name in full, or the one named before that the short form means."""
    words = [*_run(token), *_of_phrase(token, reader.mentions)]
    if any(word.i in reader.mentions for word in words):
        return None
    if ministry:
        own = reader.memory.own_state(token)
        return own[0]._replace(form="organ", start=words[0].idx) if own else None
    if len(words) == 1:
        return _in_short(token, reader.memory)
    name = " ".join(word.text for word in words)
    return Ref(name, "unresolved", None, "unknown", words[0].idx, words[-1].idx + len(words[-1]))


def _in_short(token: Token, memory: Memory) -> Ref | None:
    """The body named last whose name ends in this word, or begins with it before "of"."""
    if any(child.dep_ == "det" and child.lower_ not in {"the", "this", "that"} for child in token.children):
        return None
    for ref in reversed(memory.states):
        words = ref.name.split()
        opens = ref.name.startswith(f"{token.text} of ")
        if ref.kind in NAMED and len(words) > 1 and (words[-1] == token.text or opens):
            return ref._replace(form="short", start=token.idx, end=token.idx + len(token))
    return None


def _run(token: Token) -> list[Token]:
    """The word with the capitalised ones that stand right before it and belong to it."""
    first = token.i
    while first > token.left_edge.i and _capital(token.doc[first - 1]):
        first -= 1
    return list(token.doc[first : token.i + 1])


def _of_phrase(token: Token, mentions: Mapping[int, Ref]) -> list[Token]:
    """ "of" with the capitalised words after it ("Chiefs of Staff"), where these name no party of their own."""
    after = next((c for c in token.children if c.i == token.i + 1 and c.lower_ == "of"), None)
    noun = next((c for c in after.children if c.dep_ == "pobj"), None) if after is not None else None
    if after is None or noun is None:
        return []
    words = list(token.doc[after.i + 1 : noun.i + 1])
    named = any(word.i in mentions for word in words)
    return [after, *words] if words and all(map(_capital, words)) and not named else []


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.is_alpha and token.pos_ in {"PROPN", "NOUN", "ADJ"}


def _determined(token: Token) -> bool:
    """True behind an article or a possessive: surnames stand without ("the Fund", "this Mission", "our Treasury")."""
    return any(child.dep_ in {"det", "poss"} and child.i < token.i for child in token.children)

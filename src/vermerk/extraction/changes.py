"""What a clause says was opened, severed or raised: a mission, relations, or both at once.

The predicate alone does not tell the kind ("was raised" may be a question or a legation); what it happens to does. The
words stand in ``changes.tsv`` and ``events.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from vermerk.extraction.change_words import NOUNS, coordinated, is_mission, is_relations, words
from vermerk.extraction.clauses import Clause
from vermerk.extraction.events import shipped_events
from vermerk.extraction.parties import PartyReader
from vermerk.model import Kind

RECOGNISE = frozenset({"recognize", "recognise", "derecognize", "derecognise"})
# Verbs that tell of a lasting state of relations, and only of relations that are named in full.
LASTING = frozenset({"maintain", "have", "exist", "keep", "continue"})


def changed(clause: Clause, reader: PartyReader) -> tuple[Kind, ...]:
    """The kinds of what a clause says changed, the first named first; empty where none did."""
    if clause.form in {"nominal", "fragment"}:
        return ()
    lemma = _deed(clause)
    admits = any(child.dep_ == "ccomp" for child in clause.head.children)  # "recognised that Spain was weak"
    if lemma in RECOGNISE and not admits and any(_is_state(noun, reader) for noun in undergoers(clause)):
        return (Kind.RECOGNITION,)
    if credentials(clause):
        return (Kind.REPRESENTATION,)
    found = [kind for noun in undergoers(clause) if (kind := _kind(noun)) is not None and _tells(lemma, kind, noun)]
    if not found and lemma in words()["happens"]:
        found = [Kind.RECOGNITION for noun in _named(clause) if _is_deed(noun)]
    return tuple(dict.fromkeys(found))


def _deed(clause: Clause) -> str:
    """The word that tells the deed: the predicate, or after "be" the participle that the parse takes for an adjective."""
    head = clause.head
    if head.lemma_ == "be":
        head = next((c for c in head.children if c.dep_ == "acomp" and c.lower_.endswith("ed")), head)
    return head.lemma_.lower()


def credentials(clause: Clause) -> bool:
    """True where credentials change hands."""
    if clause.head.lemma_.lower() not in words()["handed"]:
        return False
    given = (clause.subject,) if clause.passive else clause.objects
    return any(t.lemma_.lower() in words()["credentials"] for o in given if o is not None for t in _with_of(o))


def _with_of(noun: Token) -> Iterator[Token]:
    yield noun
    yield from (t for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.children)


def _tells(lemma: str, kind: Kind, noun: Token) -> bool:
    if lemma in LASTING and not any(c.lower_ in words()["of states"] for c in noun.lefts) and kind is Kind.RECOGNITION:
        return False
    if kind is Kind.RECOGNITION:
        if lemma in {"exchange", "conclude", "open"} or (lemma in {"set", "cut"} and not _particle(noun)):
            return False
        return lemma in shipped_events()[kind]
    return lemma not in words()["weak"] and lemma in shipped_events()[kind]


def _particle(noun: Token) -> bool:
    return any(child.dep_ == "prt" for child in noun.head.children) or noun.head.lemma_ == "cut"


def _is_state(noun: Token, reader: PartyReader) -> bool:
    """True for a state, its government or its independence, which are recognised as nothing else is."""
    mention = reader.mentions.get(noun.i)
    return noun.lemma_.lower() in words()["statehood"] or (mention is not None and mention.kind == "state")


def undergoers(clause: Clause) -> Iterator[Token]:
    """What undergoes the change: the object, or the subject of a passive or of a verb without object."""
    heads = list(clause.objects)
    if clause.subject is not None and (clause.passive or not heads):
        heads = [clause.subject]
    for head in heads:
        if head.tag_ in {"WDT", "WP"} and clause.head.dep_ == "relcl":
            head = clause.head.head
        yield head
        yield from coordinated(head)


def _named(clause: Clause) -> Iterator[Token]:
    """The subject and the objects, with what is joined to them."""
    for noun in (clause.subject, *clause.objects):
        if noun is not None:
            head = clause.head.head if noun.tag_ in {"WDT", "WP"} and clause.head.dep_ == "relcl" else noun
            yield head
            yield from coordinated(head)


def _is_deed(noun: Token) -> bool:
    """True for a noun that names the deed itself: "recognition", "the establishment of diplomatic relations"."""
    lemma = noun.lemma_.lower()
    if noun.pos_ not in NOUNS or lemma not in shipped_events()[Kind.RECOGNITION]:
        return False
    return lemma == "recognition" or any(
        is_relations(t) for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.children
    )


def _kind(noun: Token) -> Kind | None:
    lemma = noun.lemma_.lower()
    if lemma == "recognition" or is_relations(noun):
        return Kind.RECOGNITION
    return Kind.REPRESENTATION if is_mission(noun) else None

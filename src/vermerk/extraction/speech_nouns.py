"""Nouns of saying and thinking: which one a that-clause belongs to, and whose words they are."""

from __future__ import annotations

from spacy.tokens import Token

from vermerk.extraction.clauses import PREDICATES
from vermerk.extraction.lexicon import Lexicon
from vermerk.extraction.noun_phrases import attributes


def is_that_clause(token: Token) -> bool:
    """True for a clause that "that" or "whether" opens, without being a part of it."""
    marker = next((c for c in token.children if c.dep_ == "mark"), None)
    if marker is None:  # the parse may take the word for the clause's own subject, the tagger knows it for what it is
        marker = next((c for c in token.children if c.lower_ == "that" and c.tag_ == "IN" and c.i < token.i), None)
    return marker is not None and marker.lower_ in {"that", "whether"}


def speech_noun(clause: Token, noun: Token, lexicon: Lexicon) -> Token | None:
    """The noun of saying or thinking that a that-clause belongs to, past the phrases between the two; null where none is.

    "The Prime Minister's statement to the Conference that …", "the assurance given by the Ambassador that …". ``noun`` is the
    word that the parse hangs the clause on.
    """
    found = noun
    for _ in range(6):
        if _speaks(found, lexicon):
            return found
        above = found.head
        if found.dep_ == "pobj" and above.pos_ == "ADP":
            above = above.head
        if above.i == found.i or (above.pos_ in PREDICATES and above.dep_ != "acl"):
            break
        found = above
    between = noun.doc[noun.i + 1 : clause.left_edge.i]
    return next((t for t in reversed(between) if _speaks(t, lexicon) and noun.is_ancestor(t)), None)


def _speaks(noun: Token, lexicon: Lexicon) -> bool:
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in lexicon.sources


def maker(noun: Token) -> Token | None:
    """Whose words a noun of saying names by a phrase behind it ("the view of the Chiefs", "an assurance given by him")."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "by", "from"}:
            return next((g for g in child.children if g.dep_ == "pobj"), None)
        if child.dep_ == "acl":
            by = next((g for g in child.children if g.lower_ == "by" and g.dep_ in {"agent", "prep"}), None)
            if by is not None:
                return next((g for g in by.children if g.dep_ == "pobj"), None)
    return None


def document_name(noun: Token) -> str:
    """A document as a holder: its noun with the state or person it belongs to ("Korean bulletin")."""
    words = [c.text for c in attributes(noun, {"compound", "amod"}) if c.text[:1].isupper()]
    return " ".join([*words, noun.text])


def noun_phrase(noun: Token) -> str:
    """A noun with the words before it that tell which is meant ("Chinese sources")."""
    return " ".join(t.text for t in [*attributes(noun), noun])

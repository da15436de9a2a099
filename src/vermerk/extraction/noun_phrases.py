"""A noun with what stands before it as its attribute ("local trade delegation")."""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Token

ATTRIBUTES = frozenset({"amod", "compound", "nmod"})


def attributes(noun: Token, relations: Set[str] = ATTRIBUTES) -> list[Token]:
    """The words before a noun that hang on it by one of some relations, in the order of the text."""
    return [child for child in noun.lefts if child.dep_ in relations and not child.is_punct]

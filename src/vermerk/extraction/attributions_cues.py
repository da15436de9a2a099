"""What verbs, nouns and adjectives of attribution take, read from tables that a historian can edit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec
from spacy.tokens import Token

from vermerk.extraction.lexicon import read_pairs, shipped


class Takes(msgspec.Struct, frozen=True):
    """The patterns of one word: which of its complements is the content."""

    clause: bool = False
    quote: bool = False
    infinitive: bool = False
    objinf: bool = False
    object: bool = False
    passive: bool = False
    raising: bool = False
    about: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def _takes(cell: str) -> Takes:
    words = frozenset(cell.split())
    return Takes(
        clause="clause" in words,
        quote="quote" in words,
        infinitive="inf" in words,
        objinf="objinf" in words,
        object="np" in words,
        passive="passive-inf" in words,
        raising="raise" in words,
        about=frozenset(w.partition(":")[2] for w in words if w.startswith("about:")),
        beside=frozenset(w.partition(":")[2] for w in words if w.startswith("objprep:")),
        words=words,
    )


@lru_cache(maxsize=1)
def verbs() -> Mapping[str, Takes]:
    """Verbs by dictionary form; those only in the cue table of the statements take a clause or a quotation."""
    found = {lemma: _takes(cell) for lemma, cell in read_pairs("attribution_verbs.tsv").items()}
    for lemma in shipped().cues:
        if " " not in lemma and lemma not in found:
            found[lemma] = Takes(clause=True, quote=True)
    return found


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, str]:
    """Forms of verbs in -e; the lemmatizer takes some for shorter verbs ("hoped" for a form of "hop")."""
    known = verbs()
    return {
        lemma[:-1] + ending: lemma
        for lemma in known
        if lemma.endswith("e") and not lemma.endswith("ee") and lemma[:-1] not in known
        for ending in ("es", "ed", "ing")
    }


def base_form(verb: Token) -> str:
    """Dictionary form of a verb."""
    return _forms().get(verb.lower_) or verb.lemma_.lower()


@lru_cache(maxsize=1)
def nouns() -> Mapping[str, Takes]:
    """Nouns by dictionary form; ``words`` hold "that", "inf" and prepositions."""
    return {noun: _takes(cell) for noun, cell in read_pairs("attribution_nouns.tsv").items()}


@lru_cache(maxsize=1)
def adjectives() -> Mapping[str, Takes]:
    """Adjectives by dictionary form."""
    return {word: _takes(cell) for word, cell in read_pairs("attribution_adjectives.tsv").items()}

"""Predicates that say of themselves what somebody knows or does not know ("is not informed", "is aware of it")."""

from __future__ import annotations

from spacy.tokens import Token

from vermerk.extraction.attribution import negated, subject_of, table_cue
from vermerk.extraction.lexicon import Lexicon
from vermerk.model import Mode


def declares_ignorance(head: Token, lexicon: Lexicon) -> Token | None:
    """Who says that he does not know, where a predicate without a clause of its own says so; else null."""
    used = table_cue(head, lexicon)
    if used is None or any(c.dep_ in {"ccomp", "xcomp"} for child in (head, *head.children) for c in child.children):
        return None
    cue, holder = used
    knows = cue.mode in {Mode.KNOWS, Mode.HEARS} and (cue.lemma.startswith("be ") or cue.lemma in {"know", "hear"})
    if cue.mode is Mode.IGNORES or (knows and negated(head)):
        return holder or subject_of(head)
    return None


def declares_knowledge(head: Token) -> bool:
    """True where a predicate says that somebody is aware of a thing, without a clause of its own."""
    adjective = next((c for c in head.children if c.dep_ == "acomp"), None)
    if adjective is None or adjective.lemma_.lower() not in {"aware", "conscious"}:
        return False
    return not any(c.dep_ == "ccomp" for c in adjective.children)

"""Formulae of correspondence ("You will recall that", "I refer to the draft", "Copies are attached"): no statements."""

from __future__ import annotations

from spacy.tokens import Token

from vermerk.extraction.clauses import Clause
from vermerk.extraction.lexicon import Lexicon, read_pairs


def is_formula(clause: Clause, lexicon: Lexicon) -> bool:
    """True where a clause only reminds its reader or points to papers; a denial or a wish of either is more than that."""
    head, subject = clause.head, clause.subject
    if subject is None or clause.negation is not None:
        return False
    verb = head.lemma_.lower()
    if verb == "be":
        adjective = next((c.lemma_.lower() for c in head.children if c.dep_ == "acomp"), "")
        verb = f"be {adjective}"
    needed = read_pairs("formulae.tsv").get(verb)
    if needed == "you":
        return subject.lower_ == "you" and not any(c.dep_ == "dobj" and c.pos_ == "PROPN" for c in head.children)
    if needed == "first":
        return not clause.passive and subject.lower_ in {"i", "we"}
    return needed == "papers" and clause.passive and clause.agent is None and _is_paper(subject, lexicon)


def _is_paper(noun: Token, lexicon: Lexicon) -> bool:
    source = lexicon.sources.get(noun.lemma_.lower())
    if source is not None:
        return source.text
    return read_pairs("reporting.tsv").get(noun.lemma_.lower()) == "text"

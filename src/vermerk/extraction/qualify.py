"""Polarity and certainty of a clause: negation and hedges as part of the statement. Its status is read in ``status``."""

from __future__ import annotations

from spacy.tokens import Token

from vermerk.extraction.clauses import PREDICATES, SUBJECTS, Clause
from vermerk.extraction.lexicon import Lexicon
from vermerk.extraction.negation import denied, nominal_denied
from vermerk.extraction.negation_above import denied_above
from vermerk.model import Certainty, Polarity

IMAGINING = frozenset({"maybe", "perhaps"})  # adverbs that only imagine what they stand with


def polarity(clause: Clause, lexicon: Lexicon) -> Polarity:
    """Negated where the clause's own words or what governs it deny it; two denials affirm, and a question denies nothing."""
    head = clause.head
    nominal = clause.form in {"nominal", "fragment"} and head.pos_ not in PREDICATES
    own = nominal_denied(head) if nominal else denied(head)
    if own and _questions(head):
        return Polarity.AFFIRMED
    above = False if nominal else denied_above(head, lexicon)
    return Polarity.NEGATED if own ^ above else Polarity.AFFIRMED


def _questions(head: Token) -> bool:
    """True for "whether they cannot meet" and "would it not be fairer?", which put the thing itself to the hearer."""
    if any(c.dep_ == "mark" and c.lower_ == "whether" for c in head.children):
        return True
    subject = next((c for c in head.children if c.dep_ in SUBJECTS), None)
    helper = next((c for c in head.children if c.dep_ in {"aux", "auxpass"}), head)
    asked = head.sent.text.rstrip(" \"'”’)").endswith("?")
    return asked and subject is not None and helper.i < subject.i


def certainty(clause: Clause, lexicon: Lexicon, sentence: str) -> Certainty:
    """The commitment the clause's own words show."""
    worst = Certainty.CERTAIN
    for token in (clause.head, *clause.head.children):
        for kind, test in (
            ("adverb", token.dep_ == "advmod"),
            ("modal", token.dep_ == "aux"),
            ("adjective", token.dep_ in {"acomp", "amod"}),
            ("verb", token.pos_ in PREDICATES),
        ):
            if test:
                worst = worst.weakest(lexicon.hedges.get((token.lemma_.lower(), kind), Certainty.CERTAIN))
                worst = worst.weakest(lexicon.hedges.get((token.lower_, kind), Certainty.CERTAIN))
    governor = clause.head.head
    if clause.head.dep_ in {"xcomp", "ccomp"} and governor.pos_ in PREDICATES:
        worst = worst.weakest(lexicon.hedges.get((governor.lemma_.lower(), "verb"), Certainty.CERTAIN))
        if clause.head.dep_ == "xcomp":  # what is perhaps intended is perhaps done
            for child in governor.children:
                if child.dep_ == "advmod" and child.lower_ in IMAGINING:
                    worst = worst.weakest(lexicon.hedges.get((child.lower_, "adverb"), Certainty.CERTAIN))
    said = next((c for c in governor.children if c.dep_ == "acomp"), None) if governor.lemma_ == "be" else governor
    if said is not None and said.pos_ == "ADJ" and clause.head.dep_ in {"ccomp", "csubj"}:  # "it was possible that"
        worst = worst.weakest(lexicon.hedges.get((said.lemma_.lower(), "adjective"), Certainty.CERTAIN))
    lowered = sentence.lower()
    for phrase, doubt in lexicon.phrases:
        if phrase in lowered:
            worst = worst.weakest(doubt)
    return worst


def surmised(clause: Clause) -> bool:
    """True for what is only supposed ("maybe he was commissioned to")."""
    return any(child.lower_ in IMAGINING and child.dep_ == "advmod" for child in clause.head.children)

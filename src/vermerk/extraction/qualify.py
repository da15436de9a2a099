"""Status, polarity and certainty of a clause: negation, tense, modality and hedges as part of the statement."""

from __future__ import annotations

from spacy.tokens import Token

from vermerk.extraction.clauses import PREDICATES, SUBJECTS, Clause
from vermerk.extraction.lexicon import Lexicon
from vermerk.extraction.negation import denied, nominal_denied
from vermerk.extraction.negation_above import denied_above
from vermerk.model import Certainty, Kind, Polarity, Status

WISHING_NOUNS = frozenset({"request", "proposal", "wish", "desire", "suggestion", "demand", "hope", "plea", "appeal"})
# Adverbs that only imagine what they stand with, as "may" does.
IMAGINING = frozenset({"maybe", "perhaps"})
# Verbs whose participle tells in the present that a thing is over ("is completed").
ENDING = frozenset({"complete", "finish", "conclude", "finalize", "finalise", "accomplish", "terminate"})
OBLIGING = frozenset({"should", "ought", "must", "shall"})


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
    lowered = sentence.lower()
    for phrase, doubt in lexicon.phrases:
        if phrase in lowered:
            worst = worst.weakest(doubt)
    return worst


def status(clause: Clause, kind: Kind, lexicon: Lexicon) -> Status:
    """Done, ongoing, planned, wished or hypothetical, from helpers, tense and the governing verb."""
    head = clause.head
    helpers = {h.lower_ for h in clause.helpers}
    if _conditional(head):
        return Status.HYPOTHETICAL
    governed = _governed(clause, lexicon)
    if governed is not None:
        return governed
    own = lexicon.statuses.get(head.lemma_.lower())
    if own is not None and not own.transparent and kind not in {Kind.POSITION, Kind.CONTACT, Kind.KNOWLEDGE}:
        return own.status
    if helpers & {"will", "'ll", "would", "shall", "'d"} or "going" in helpers:
        return Status.PLANNED
    if helpers & {"should", "ought", "must"}:
        return Status.WISHED
    if helpers & {"might", "could", "may"}:
        return Status.HYPOTHETICAL if "have" not in helpers else Status.DONE
    if any(child.lower_ in IMAGINING and child.dep_ == "advmod" for child in head.children):
        return Status.HYPOTHETICAL
    return _by_tense(clause, kind, helpers)


def _governed(clause: Clause, lexicon: Lexicon) -> Status | None:
    """The status a governing verb passes on ("intends to open": planned)."""
    head = clause.head
    if clause.form in {"infinitive", "gerund", "complement"} and head.head.i != head.i:
        governor = head.head
        word = lexicon.statuses.get(governor.lemma_.lower())
        if governor.lemma_ == "be":
            adjective = next((c for c in governor.children if c.dep_ == "acomp"), None)
            word = lexicon.statuses.get(f"be {adjective.lemma_.lower()}") if adjective is not None else None
        infinitive = head.tag_ == "VB" and not any(h.tag_ == "MD" for h in clause.helpers)
        if word is not None and (infinitive or clause.form != "complement"):
            return None if word.transparent else word.status
        if governor.lemma_.lower() in WISHING_NOUNS and infinitive:
            return Status.WISHED
    return None


def _conditional(head: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "should", "provided"} for c in head.children) and (
        head.dep_ == "advcl"
    )


# Kinds that tell how things stand rather than what happened: their simple past and perfect still hold.
STATES_OF_AFFAIRS = frozenset({Kind.POSITION, Kind.ASSESSMENT, Kind.KNOWLEDGE, Kind.CONDITION, Kind.SUPPORT})


def _by_tense(clause: Clause, kind: Kind, helpers: set[str]) -> Status:
    head = clause.head
    if clause.form in {"nominal", "fragment"}:
        return Status.ONGOING if kind in STATES_OF_AFFAIRS else Status.DONE
    if helpers & {"have", "has", "had", "'ve"}:
        return Status.ONGOING if kind in STATES_OF_AFFAIRS and "been" in helpers else Status.DONE
    tenses = {t.tag_ for t in (clause.lead or head, *clause.helpers)}
    if clause.passive and head.tag_ == "VBN" and head.lemma_.lower() in ENDING and "being" not in helpers:
        return Status.DONE
    if tenses & {"VBP", "VBZ"}:
        return Status.ONGOING
    if "VBD" in tenses or head.tag_ == "VBN":
        backshifted = head.dep_ == "ccomp" or kind in STATES_OF_AFFAIRS
        return Status.ONGOING if backshifted and kind in STATES_OF_AFFAIRS else Status.DONE
    if head.tag_ == "VB":
        return Status.WISHED if clause.form == "infinitive" else Status.PLANNED
    return Status.ONGOING

"""Status, polarity and certainty of a clause: negation, tense, modality and hedges as part of the statement."""

from __future__ import annotations

from spacy.tokens import Token

from vermerk.extraction.clauses import PREDICATES, Clause
from vermerk.extraction.lexicon import Lexicon
from vermerk.model import Certainty, Kind, Polarity, Status

WISHING_NOUNS = frozenset({"request", "proposal", "wish", "desire", "suggestion", "demand", "hope", "plea", "appeal"})
DENYING_DETERMINERS = frozenset({"no", "neither", "nor", "none", "nobody", "nothing", "without"})
# Words that deny by themselves what hangs on them ("refused to extend", "unwilling to define").
DENYING_VERBS = frozenset({"refuse", "decline", "fail"})
DENYING_ADJECTIVES = frozenset({"unwilling", "unable"})
# Adverbs that only imagine what they stand with, as "may" does.
IMAGINING = frozenset({"maybe", "perhaps"})
# Verbs whose participle tells in the present that a thing is over ("is completed").
ENDING = frozenset({"complete", "finish", "conclude", "finalize", "finalise", "accomplish", "terminate"})
OBLIGING = frozenset({"should", "ought", "must", "shall"})


def polarity(clause: Clause) -> Polarity:
    """Negated where the predicate, its helper, its subject or object denies it; two denials affirm."""
    denials = sum(_denies(word) for word in _denial_words(clause))
    head = clause.head
    own = any(c.dep_ == "acomp" and c.lemma_.lower() in DENYING_ADJECTIVES for c in head.children)
    refusing = head.lemma_.lower() in DENYING_VERBS and any(c.dep_ == "xcomp" for c in head.children)
    denials += own or refusing
    return Polarity.NEGATED if denials % 2 else Polarity.AFFIRMED


def _denial_words(clause: Clause) -> list[Token]:
    head = clause.head
    words = list(head.children)
    for near in (clause.subject, *clause.objects):
        if near is not None:
            words += [c for c in near.children if c.dep_ in {"det", "neg"}]
            words += [near] if near.lower_ in {"nothing", "nobody", "none"} else []
    for child in head.children:
        if child.dep_ in {"acomp", "attr", "xcomp", "oprd"}:
            words += [c for c in child.children if c.dep_ == "neg"]
        if child.dep_ == "prep" and child.lower_ in {"in", "at", "under", "without", "by"}:
            words += [g for p in child.children if p.dep_ == "pobj" for g in p.children if g.dep_ == "det"]
    return words


def _denies(word: Token) -> bool:
    if word.dep_ == "neg":
        return True
    return word.lower_ in DENYING_DETERMINERS or (word.lower_ in {"never", "hardly"} and word.dep_ == "advmod")


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

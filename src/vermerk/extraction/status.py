"""Whether a thing is told as done, ongoing, planned, wished or only imagined: tense, helpers, aspect and the governing verb.

Words stand in ``status.tsv`` and ``aspect.tsv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from vermerk.extraction.clauses import PREDICATES, SUBJECTS, Clause
from vermerk.extraction.lexicon import Lexicon, read_words
from vermerk.extraction.qualify import surmised
from vermerk.model import Kind, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

WISHING_NOUNS = frozenset({"request", "proposal", "wish", "desire", "suggestion", "demand", "hope", "plea", "appeal"})
# Verbs whose participle tells in the present that a thing is over ("is completed").
ENDING = frozenset({"complete", "finish", "conclude", "finalize", "finalise", "accomplish", "terminate"})
SUPPOSING = frozenset({"if", "unless", "provided"})
PERFECT = frozenset({"have", "has", "had", "'ve"})
# Kinds that tell how things stand rather than what happened: their simple past and perfect still hold.
STATES_OF_AFFAIRS = frozenset({Kind.POSITION, Kind.ASSESSMENT, Kind.KNOWLEDGE, Kind.CONDITION, Kind.SUPPORT})
# What the words of a wish ask for by themselves ("suggests a conference"); other verbs of wishing only pass it on.
PROPOSING = frozenset({"suggest", "propose", "recommend", "request", "hope", "beg"})
# Verbs whose doing brings about what is their object ("arranged the assembly"), and plans what is to be done.
BRINGING = frozenset({"arrange"})
PROMISING = frozenset({"intend", "promise"})


@lru_cache(maxsize=1)
def aspects() -> Mapping[str, frozenset[str]]:
    """The table of aspects: the words of each class."""
    return read_words("aspect.tsv")


def status(clause: Clause, kind: Kind, lexicon: Lexicon, *, retold: bool = False) -> Status:
    """Done, ongoing, planned, wished or hypothetical.

    ``retold`` is true where somebody's words are told again in the past: "would" then is what he said would be.
    """
    head = clause.head
    helpers = {h.lower_ for h in clause.helpers}
    if _supposed(head):
        return Status.WISHED if asks(head.head) else Status.HYPOTHETICAL
    if asks(head):
        return Status.WISHED
    governed = _governed(clause, lexicon)
    if governed is not None:
        return governed
    if surmised(clause) and not any(h.tag_ == "MD" for h in clause.helpers):
        return Status.HYPOTHETICAL
    own = _own_word(clause, kind, lexicon)
    if own is not None:
        return own
    modal = _by_modal(clause, kind, helpers, retold=retold)
    return modal if modal is not None else _by_tense(clause, kind, helpers)


def _supposed(head: Token) -> bool:
    """True for the clause of a condition, also where the parse takes it for the main one ("If we had not … we might")."""
    marks = {c.lower_ for c in head.children if c.dep_ == "mark"}
    if head.dep_ == "advcl":
        return bool(marks & (SUPPOSING | {"should"}))
    return head.dep_ == "ROOT" and bool(marks & SUPPOSING)


def asks(head: Token) -> bool:
    """True for "would like", "should be glad": a wish put politely."""
    helpers = {c.lower_ for c in head.children if c.dep_ == "aux"}
    if not helpers & {"would", "should", "'d"} or helpers & {"have"}:
        return False
    said = (head, *(c for c in head.children if c.dep_ in {"acomp", "oprd"}))
    be = "be " if head.lemma_ == "be" else ""
    return any(f"would {be}{word.lemma_.lower()}" in aspects()["asking"] for word in said)


def _governed(clause: Clause, lexicon: Lexicon) -> Status | None:
    """The status a governing verb passes on ("intends to open": planned)."""
    head = clause.head
    if clause.form not in {"infinitive", "gerund", "complement"} or head.head.i == head.i:
        return None
    governor = head.head
    word = lexicon.statuses.get(governor.lemma_.lower())
    if governor.lemma_ == "be":
        adjective = next((c for c in governor.children if c.dep_ == "acomp"), None)
        word = lexicon.statuses.get(f"be {adjective.lemma_.lower()}") if adjective is not None else None
        if is_to(governor):
            return Status.PLANNED
    infinitive = head.tag_ == "VB" and not any(h.tag_ == "MD" for h in clause.helpers)
    if (infinitive and asks(governor)) or (
        clause.form == "complement" and f"{governor.lemma_} that" in aspects()["hoping"]
    ):
        return Status.WISHED
    if _subjunctive(clause):
        return Status.WISHED if word is None or word.transparent else word.status
    if word is not None and (infinitive or clause.form != "complement"):
        return None if word.transparent else word.status
    if governor.lemma_.lower() in WISHING_NOUNS and infinitive:
        return Status.WISHED
    return None


def _subjunctive(clause: Clause) -> bool:
    """True for "that talks be continued"."""
    if clause.form != "complement" or any(h.tag_ == "MD" or h.lower_ == "to" for h in clause.helpers):
        return False
    return any(h.lower_ == "be" and h.tag_ == "VB" for h in clause.helpers)


def is_to(head: Token) -> bool:
    """True for the "be" of what is settled or near ("is to be opened", "is about to leave"), not of "the aim is to win"."""
    if head.lemma_ != "be" or any(c.dep_ == "attr" or c.lower_ in PERFECT for c in head.children):
        return False
    said = [c for c in head.children if c.dep_ in {"acomp", "prep"}]
    if any(c.lower_ == "about" for c in said):
        return any(_to(c) for word in (head, *said) for c in word.children)
    deed = next((c for c in head.children if c.dep_ == "xcomp" and _to(c)), None)
    if said or deed is None:
        return False
    somebody = any(c.dep_ in SUBJECTS and c.pos_ in {"PROPN", "PRON"} for c in head.children)
    return somebody or any(c.dep_ == "auxpass" for c in deed.children)


def _to(word: Token) -> bool:
    return word.tag_ == "VB" or any(c.lower_ == "to" and c.dep_ == "aux" for c in word.children)


def _own_word(clause: Clause, kind: Kind, lexicon: Lexicon) -> Status | None:
    """The status that the predicate is itself a word for."""
    head, lemma = clause.head, clause.head.lemma_.lower()
    if is_to(head) or _going(clause) or _in_mind(clause):
        return Status.PLANNED
    own = lexicon.statuses.get(lemma)
    brought = lemma in BRINGING and clause.objects and not clause.passive and head.tag_ in {"VBD", "VBN"}
    if (
        own is not None
        and not own.transparent
        and not brought
        and kind not in {Kind.POSITION, Kind.CONTACT, Kind.KNOWLEDGE}
    ):
        return own.status
    if any(h.tag_ == "MD" for h in clause.helpers):
        return None
    if kind is Kind.CONTACT and f"{lemma} to" in aspects()["willing"]:
        return Status.WISHED
    asked = lemma == "ask" and kind is not Kind.CONTACT and any(c.dep_ == "xcomp" for c in head.children)
    if lemma in PROPOSING or asked:
        return Status.WISHED
    if lemma in PROMISING and kind in STATES_OF_AFFAIRS:
        return Status.PLANNED
    if head.tag_ == "VB" and clause.form == "main" and not clause.helpers and _bidden(head):
        return Status.WISHED
    return None


def _in_mind(clause: Clause) -> bool:
    """True for "have in mind a visit", and "have in mind informing", of which the parse makes a form of "inform"."""
    head = clause.head
    having = head.lemma_ == "have" or (head.tag_ == "VBG" and any(h.lemma_ == "have" for h in clause.helpers))
    near = (c for word in (head, *clause.helpers) for c in word.children if c.lower_ == "in")
    return having and any(p.lower_ == "mind" for c in near for p in c.children)


def _going(clause: Clause) -> bool:
    """True for a journey that is arranged ("is leaving", "are going to send")."""
    be = any(h.lower_ in {"am", "is", "are", "was", "were", "'m", "'s", "'re"} for h in clause.helpers)
    return be and clause.head.tag_ == "VBG" and clause.head.lemma_.lower() in aspects()["moving"]


def _bidden(head: Token) -> bool:
    """True for a request put as an order ("Please convey")."""
    first = next((t for t in head.sent if t.is_alpha), head)
    return first.i == head.i or first.lower_ == "please"


def _by_modal(clause: Clause, kind: Kind, helpers: set[str], *, retold: bool) -> Status | None:
    head = clause.head
    if helpers & {"would", "'d"} and "had" not in helpers:
        return _by_would(clause, kind, helpers, retold=retold)
    if helpers & {"will", "'ll", "shall"} or "going" in helpers:
        return Status.HYPOTHETICAL if supposes(head) else Status.PLANNED
    if "must" in helpers and head.lemma_.lower() in {"be", "know", "realise", "realize"} and not clause.passive:
        return Status.ONGOING  # "they must know" is an inference
    if helpers & {"should", "ought", "must"}:
        return Status.WISHED
    if helpers & {"might", "could", "may"}:
        return Status.HYPOTHETICAL if "have" not in helpers or supposes(head) else Status.DONE
    if helpers & {"can", "ca"} and kind in STATES_OF_AFFAIRS:
        return Status.ONGOING
    return _by_purpose(clause, kind)


def _by_would(clause: Clause, kind: Kind, helpers: set[str], *, retold: bool) -> Status:
    """What "would" tells: planned where a past report shifts "will" back, else imagined."""
    if supposes(clause.head) or "have" in helpers:
        return Status.HYPOTHETICAL
    if clause.form == "complement":
        return Status.PLANNED if _past(clause.head.head) else Status.HYPOTHETICAL
    if clause.form == "main":
        return Status.PLANNED if retold else Status.HYPOTHETICAL
    return Status.HYPOTHETICAL


def supposes(head: Token) -> bool:
    """True where a predicate hangs on a condition ("if", "unless")."""
    return any(
        c.dep_ == "advcl" and any(g.dep_ == "mark" and g.lower_ in SUPPOSING for g in c.children) for c in head.children
    )


def _past(governor: Token) -> bool:
    words = (governor, *(c for c in governor.children if c.dep_ in {"aux", "auxpass"}))
    return any(w.tag_ == "VBD" for w in words)


def _by_purpose(clause: Clause, kind: Kind) -> Status | None:
    """What an infinitive of purpose tells ("to avoid a war"): what is wanted under "should", else what is aimed at."""
    head, governor = clause.head, clause.head.head
    to = any(h.lower_ == "to" for h in clause.helpers)
    if clause.form != "adverbial" or head.tag_ != "VB" or not to or governor.pos_ not in PREDICATES:
        return None
    if any(c.tag_ == "MD" for c in governor.children):
        return Status.WISHED
    return Status.ONGOING if kind in STATES_OF_AFFAIRS else None


def _by_tense(clause: Clause, kind: Kind, helpers: set[str]) -> Status:
    head = clause.head
    lasting = kind in STATES_OF_AFFAIRS
    if clause.form in {"nominal", "fragment"}:
        return Status.ONGOING if lasting else Status.DONE
    if helpers & PERFECT:
        going_on = head.tag_ == "VBG" and "been" in helpers and (lasting or "had" not in helpers)
        going_on = going_on or (lasting and clause.passive and head.lemma_.lower() in aspects()["held"])
        return Status.ONGOING if going_on else Status.DONE
    tenses = {t.tag_ for t in (clause.lead or head, *clause.helpers)}
    if clause.passive and head.tag_ == "VBN" and head.lemma_.lower() in ENDING and "being" not in helpers:
        return Status.DONE
    if tenses & {"VBP", "VBZ"}:
        return Status.ONGOING
    if "VBD" in tenses or head.tag_ == "VBN":
        return Status.ONGOING if head.tag_ == "VBG" or (lasting and _lasts(clause, tenses)) else Status.DONE
    if head.tag_ == "VB":
        return Status.WISHED if clause.form == "infinitive" else Status.PLANNED
    return Status.ONGOING


def _lasts(clause: Clause, tenses: set[str]) -> bool:
    """True for a past of a state ("wanted", "was divided"), not of a deed ("decided", "was approved")."""
    lemma = clause.head.lemma_.lower()
    return "VBD" not in tenses or lemma in aspects()["held" if clause.passive else "lasting"]

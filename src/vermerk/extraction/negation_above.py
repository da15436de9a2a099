"""Whether a governing clause denies what hangs on it: "I cannot accept that", "the idea that … is false", "refrain from".

A denial comes down through what leaves the truth of a clause open (thinking, meaning, wishing, being possible). It does
not come down through telling or knowing: what somebody did not mention may well be so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vermerk.extraction.attribution import table_cue
from vermerk.extraction.clauses import PREDICATES
from vermerk.extraction.negation import denials, denied, has_subject, is_not, no_one, nominal_denied, says_what
from vermerk.model import Mode

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vermerk.extraction.lexicon import Lexicon

HAVING = frozenset({"be", "have", "see", "find", "exist", "give", "know"})
FINITE = frozenset({"VBP", "VBZ", "VBD"})
CLAUSAL = frozenset({"ccomp", "csubj", "csubjpass"})


def denied_above(head: Token, lexicon: Lexicon) -> bool:
    """True where the clauses that govern a predicate deny it, all in all."""
    flips, token = False, head
    for _ in range(10):
        governor = token.head
        if governor.i == token.i:
            break
        if token.dep_ == "conj":
            if not _shares(token, governor):
                break
        else:
            step = _step(token, governor, lexicon)
            if step is None:
                break
            flips ^= step
        token = _predicate(governor)
    return flips


def untold(head: Token, lexicon: Lexicon) -> bool:
    """True for what somebody did not say ("had not mentioned that …"): nobody stands behind it, so it is no statement."""
    verb = head.head
    if head.dep_ != "ccomp" or verb.pos_ not in PREDICATES or not says_what(head) or not denied(verb):
        return False
    used = table_cue(verb, lexicon)
    telling = used is not None and used[0].mode is Mode.SAYS and not used[0].reversed
    open_ = verb.lemma_.lower() in denials()["raising"] or any(c.tag_ == "MD" for c in verb.children)
    return telling and not open_


def _predicate(token: Token) -> Token:
    """The predicate that a preposition, adjective or noun on the way up belongs to, where it is one of its parts."""
    while token.pos_ not in PREDICATES and token.head.i != token.i and token.dep_ not in {"ccomp", "conj", "ROOT"}:
        token = token.head
    return token


def _shares(token: Token, governor: Token) -> bool:
    """True where a joined predicate hangs on the same governor: without a subject of its own, or with its own "that"."""
    if governor.pos_ not in PREDICATES:
        return False
    joints = {c.lower_ for c in (*governor.children, *token.children) if c.dep_ == "cc" and c.i < token.i}
    if not has_subject(token):
        resumed = token.tag_ in FINITE and any(
            c.tag_ == "MD" for c in governor.children
        )  # not "will help and consider"
        return "but" not in joints and not resumed
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)
    return governor.dep_ in CLAUSAL and (marked or joints <= {"or", "nor"}) and "but" not in joints


def _step(token: Token, governor: Token, lexicon: Lexicon) -> bool | None:
    """Whether a governor denies what hangs on it; null where nothing comes down through it."""
    if token.dep_ == "pcomp":
        return _by_preposition(governor)
    if _held_to_be(token, governor):
        return _by_adjective(token, governor)
    if token.dep_ in {"acl", "relcl"} or (token.dep_ in CLAUSAL and governor.pos_ in {"NOUN", "PROPN"}):
        return _by_noun(token, governor)
    verb = governor.head if governor.dep_ in {"acomp", "oprd"} and governor.pos_ == "ADJ" else governor
    if verb.pos_ not in PREDICATES:
        return None
    if token.dep_ == "xcomp" or _infinitive_of_it(token, verb):
        return _verb_denied(verb, token)
    if token.dep_ in CLAUSAL:
        return _by_verb(token, verb, lexicon)
    return None


def _held_to_be(token: Token, adjective: Token) -> bool:
    """True for what somebody holds to be so and so ("think it unlikely that", "have not thought it desirable to")."""
    it = any(c.lower_ == "it" and c.dep_ == "nsubj" for c in adjective.children)
    return it and token.dep_ == "advcl" and adjective.pos_ == "ADJ" and adjective.dep_ == "ccomp"


def _by_adjective(token: Token, adjective: Token) -> bool | None:
    """What comes down through such an adjective; what is found strange or welcome is so, whatever one thinks of it."""
    if adjective.lower_ in denials()["adjective"] | denials()["false"]:
        return True
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
    return False if infinitive or adjective.lower_ in denials()["true"] else None


def _infinitive_of_it(token: Token, verb: Token) -> bool:
    """True for the infinitive of "it is not practical for X to V", which the parse hangs on the verb in several ways."""
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):
        return False
    if no_one(verb):
        return token.dep_ == "advcl"
    it = any(c.lower_ == "it" and c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in verb.children)
    said = any(c.dep_ == "acomp" for c in verb.children) or any(c.lower_ == "for" for c in token.children)
    return it and said and token.dep_ in {"advcl", *CLAUSAL}


def _verb_denied(verb: Token, token: Token) -> bool:
    """Whether a verb is denied by its own words, those of the clause in question left aside."""
    own = any(is_not(c) for c in token.children)
    return denied(verb) ^ (own and token.dep_ == "xcomp")


def _by_verb(token: Token, verb: Token, lexicon: Lexicon) -> bool | None:
    """What comes down through a verb to its "that" clause."""
    if token.dep_ == "ccomp" and token.i < verb.i:
        return None  # "He pressed for a date; we did not accept this"
    used = table_cue(verb, lexicon)
    adjective = next((c for c in verb.children if c.dep_ in {"acomp", "oprd"}), None)
    if used is not None and used[0].reversed:
        return not denied(verb)
    doubtful = adjective is not None and adjective.lower_ == "doubtful"
    if not doubtful and any(c.dep_ == "mark" and c.lower_ in {"whether", "if"} for c in token.children):
        return None
    if adjective is not None and adjective.lower_ in denials()["false"]:
        return not denied(verb)
    if adjective is not None and adjective.lower_ in denials()["adjective"] | denials()["true"]:
        return denied(verb)
    if verb.lemma_.lower() in denials()["raising"] or (used is not None and used[0].mode is Mode.THINKS):
        return _verb_denied(verb, token)
    return None


def _by_preposition(preposition: Token) -> bool | None:
    """What comes down through a preposition: "without having", "instead of going", "prevented from landing"."""
    if preposition.lower_ == "without":
        return True
    above = preposition.head
    if preposition.lower_ in {"of", "from"} and above.lower_ in {"instead", "far"}:
        return True
    if preposition.lower_ == "from" and above.pos_ in PREDICATES:
        if above.lemma_.lower() in denials()["hinders"]:
            return not denied(above)
        if above.lemma_.lower() in denials()["refuses"]:
            return denied(above)
    return None


def _by_noun(token: Token, noun: Token) -> bool | None:
    """What comes down through a noun to the clause that says what it holds ("no evidence that", "the idea that")."""
    lemma = noun.lemma_.lower()
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    absent = nominal_denied(noun) or (
        verb.pos_ in PREDICATES and verb.lemma_ in HAVING and noun.dep_ in {"attr", "dobj", "pobj"} and denied(verb)
    )
    if token.dep_ == "relcl" and not says_what(token):
        return None  # its own denial, read with its own words
    if lemma in denials()["affirms"]:
        absent = absent or any(is_not(c) for c in verb.children)
        return lemma == "doubt" and not absent
    if absent or noun.lower_ == "nothing":
        return True
    if verb.pos_ in PREDICATES and noun.dep_ == "dobj" and verb.lemma_.lower() in denials()["rejects"]:
        return not denied(verb)
    if noun.dep_ == "nsubj":
        said = next((c for c in verb.children if c.dep_ == "acomp"), None)
        if said is not None and said.lower_ in denials()["false"]:
            return not denied(verb)
        if said is not None and said.lower_ in denials()["true"]:
            return denied(verb)
    return None

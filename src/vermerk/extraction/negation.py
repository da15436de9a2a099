"""Whether a predicate is denied by its own words: "not", "neither … nor", a negative subject or object, "unable".

What a governing clause denies is read in ``negation_above``. Words stand in ``negation.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from spacy.tokens import Token

from vermerk.extraction.clauses import OBJECTS, PREDICATES, SUBJECTS
from vermerk.extraction.lexicon import read_words

NEGATIVE_PRONOUNS = frozenset({"nothing", "nobody", "none", "neither"})
NEGATIVE_DETERMINERS = frozenset({"no", "neither"})
# "not only" adds to what is said; "whether or not" and "if not" leave it open.
ADDING = frozenset({"only", "merely", "just", "simply", "solely"})
# Prepositions of "by no means", "in no way", "at no time", "is of no value", "is in no hurry".
CIRCUMSTANCES = frozenset({"in", "at", "under", "by", "on", "of"})
NUMBERED = re.compile(r"[\d(\[#]|[A-Z]{1,2}$|[A-Z]{1,3}[./-]?\d")


@lru_cache(maxsize=1)
def denials() -> Mapping[str, frozenset[str]]:
    """The table of denials: the words of each class."""
    return read_words("negation.tsv")


def denied(head: Token) -> bool:
    """True where a predicate is denied by its own words; two denials affirm."""
    slots = (
        _predicate_denied(head) or _joined_to_denied(head),
        no_one(head) or _of_negative(head),
        any(_absent(c) for c in head.children if c.dep_ in OBJECTS),
        _complement_denied(head),
        refuses(head),
    )
    return sum(slots) % 2 == 1


def numbers(word: Token) -> bool:
    """True for the "No." of a number ("cablegram No. 362", "Minute No. (1401)"), which denies nothing."""
    if word.lower_ not in {"no", "no."}:
        return False
    doc, at = word.doc, word.i + 1
    if at < len(doc) and doc[at].text == ".":
        if word.text == "No" and not word.is_sent_start:
            return True
        at += 1
    return at < len(doc) and NUMBERED.match(doc[at].text) is not None


def is_not(word: Token) -> bool:
    """True for a word that denies the predicate it hangs on."""
    if numbers(word):
        return False
    if word.dep_ == "neg" or word.lower_ in {"not", "never", "n't"}:
        after = word.nbor(1) if word.i + 1 < len(word.doc) else None
        before = word.nbor(-1) if word.i else None
        adds = after is not None and after.lower_ in ADDING
        return not adds and not (before is not None and before.lower_ in {"or", "if"})
    return word.dep_ == "advmod" and word.lower_ in denials()["faint"]


def _predicate_denied(head: Token) -> bool:
    for child in _with_helpers(head):
        if is_not(child):
            return not (_beyond_measure(head) or _undoubted(head))
        if child.i < head.i and child.lower_ in {"neither", "nor"} and child.dep_ not in SUBJECTS:
            return True
        if child.dep_ == "advmod" and any(_no_longer(c) for c in child.children):
            return True
        if _idiom(child):
            return True
    return False


def _with_helpers(head: Token) -> Iterator[Token]:
    """What hangs on a predicate or on its helper ("does not, of course, mean")."""
    for child in head.children:
        yield child
        if child.dep_ in {"aux", "auxpass"}:
            yield from child.children


def _no_longer(word: Token) -> bool:
    """True for the first word of "no longer", "not yet"; not for that of "no later than", "no longer than a day"."""
    if word.lower_ != "no":
        return is_not(word)
    return word.head.lower_ == "longer" and not any(c.lower_ == "than" for c in word.head.children)


def _idiom(child: Token) -> bool:
    """True for "by no means", "in no way", "at no time", and for what is "of no value"."""
    if child.dep_ not in {"prep", "advmod"} or child.lower_ not in CIRCUMSTANCES:
        return False
    return any(_absent(p) for p in child.children if p.dep_ == "pobj")


def _beyond_measure(head: Token) -> bool:
    """True for "cannot stress too strongly", which stresses, and "cannot help feeling"."""
    able = any(c.dep_ == "aux" and c.lower_ in {"ca", "can", "could"} for c in head.children)
    words = (w for c in head.children if c.dep_ in {"advmod", "acomp"} for w in (c, *c.children))
    return able and (head.lemma_ == "help" or any(w.lower_ == "too" for w in words))


def _undoubted(head: Token) -> bool:
    """True for "there has never been any doubt that"."""
    return head.lemma_ in {"be", "have"} and any(
        c.lemma_.lower() == "doubt" and not _negative(c) for c in head.children if c.dep_ in OBJECTS
    )


def has_subject(head: Token) -> bool:
    """True where a predicate has a subject of its own."""
    return any(c.dep_ in SUBJECTS for c in head.children)


def _joined_to_denied(head: Token) -> bool:
    """True where "nor", or "or" behind a denial, joins a predicate to the one before it."""
    if head.dep_ != "conj" or head.head.pos_ not in PREDICATES:
        return False
    first = head.head
    joints = [c for c in (*first.children, *head.children) if c.lower_ in {"or", "nor", "and", "but"}]
    joint = next((c.lower_ for c in sorted(joints, key=lambda c: c.i, reverse=True) if first.i < c.i < head.i), "")
    if joint == "nor":
        return not any(is_not(c) for c in head.children)
    if has_subject(head) or any(is_not(c) for c in head.children):
        return False
    if no_one(first):
        return True
    return joint == "or" and (_predicate_denied(first) or _joined_to_denied(first))


def _of_negative(head: Token) -> bool:
    """True for what describes nothing: "nothing which suggests", "no country that recognised"."""
    return head.dep_ == "relcl" and not says_what(head) and head.head.pos_ not in PREDICATES and _absent(head.head)


def says_what(head: Token) -> bool:
    """True for a clause that says what its noun holds ("the report that …"), which the parse may take for a relative."""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in head.children)


def no_one(head: Token) -> bool:
    """True where a predicate has a negative subject ("nothing should be done")."""
    return any(_negative(c) for c in head.children if c.dep_ in SUBJECTS)


def _negative(noun: Token) -> bool:
    """True for "nothing", "no minister", "neither Addison nor …"."""
    if noun.lower_ in NEGATIVE_PRONOUNS:
        return not (noun.i + 1 < len(noun.doc) and noun.nbor(1).lower_ == "the")  # "none the less"
    before = [c for c in noun.children if c.i < noun.i and c.dep_ in {"det", "neg", "preconj", "cc"}]
    return any((c.lower_ in NEGATIVE_DETERMINERS or is_not(c)) and not numbers(c) for c in before)


def _absent(noun: Token) -> bool:
    """True for an object that is not there; what it would affirm by its absence is no denial ("no doubt")."""
    return _negative(noun) and noun.lemma_.lower() not in denials()["affirms"] and not _but(noun)


def _but(noun: Token) -> bool:
    """True for "nothing but", "no course but to"."""
    after = next((t for t in noun.doc[noun.i + 1 : noun.i + 3]), None)
    return after is not None and after.lower_ in {"but", "except"}


def _complement_denied(head: Token) -> bool:
    """True where what is said of the subject denies: "is unable", "seems not to have", "is of no value"."""
    return any(_denying_complement(child, head) for child in head.children)


def _denying_complement(child: Token, head: Token) -> bool:
    if child.dep_ == "xcomp" and child.pos_ in PREDICATES:
        # "decided not to go"; a request is a statement of what is asked for, so "asked them not to go" is denied too.
        return any(is_not(c) for c in child.children)
    if child.dep_ in {"acomp", "oprd", "xcomp", "attr"}:
        parity = any(is_not(c) for c in child.children) and child.dep_ != "attr"
        denying = child.lower_ in denials()["adjective"] and child.pos_ == "ADJ" and _governs(child, head)
        return parity != (denying or _too_much(child))
    return False


def _too_much(adjective: Token) -> bool:
    """True for "too early to assess"."""
    deed = any(c.dep_ in {"xcomp", "advcl"} and any(g.lower_ == "to" for g in c.children) for c in adjective.children)
    return deed and any(c.lower_ == "too" for c in adjective.children)


def _governs(adjective: Token, head: Token) -> bool:
    """True where an adjective is said of a deed: "unable to define", "it is unlikely that", not "the place is hopeless"."""
    near = (*adjective.children, *head.children)
    return any(c.dep_ in {"xcomp", "ccomp", "csubj", "advcl"} and c.i > adjective.i for c in near)


def refuses(head: Token) -> bool:
    """True for a predicate that denies what it governs ("refused to extend", "refrains from entering")."""
    if head.lemma_.lower() not in denials()["refuses"]:
        return False
    return any(c.dep_ == "xcomp" or (c.dep_ == "prep" and c.lower_ == "from") for c in head.children)


def nominal_denied(head: Token) -> bool:
    """True for an event that is named with "no"."""
    near = [c for c in head.children if c.dep_ in {"det", "neg"}]
    return any((c.lower_ in NEGATIVE_DETERMINERS and not numbers(c)) or is_not(c) for c in near)

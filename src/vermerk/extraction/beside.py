"""The parties in the words of a clause beside its subject, and which of them is its other party, which only a channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from vermerk.extraction.clauses import Clause
from vermerk.extraction.discourse import Ref
from vermerk.extraction.lexicon import read_pairs
from vermerk.extraction.noun_phrases import ATTRIBUTES, attributes
from vermerk.extraction.parties import PartyReader, actor_nouns

VIA_PREPOSITIONS = frozenset({"through", "via"})
# How readily the object of a preposition is the other party of the clause.
PREPOSITION_RANK = {
    "with": 0, "to": 0, "towards": 0, "toward": 0, "against": 0, "between": 0, "from": 1, "into": 1, "upon": 1,
    "for": 2, "in": 2, "at": 2, "on": 2, "of": 2, "among": 2, "about": 3, "by": 4,
}  # fmt: skip
# Prepositions that leave no doubt that what they lead is the other party.
FACING = frozenset({"with", "towards", "toward", "against"})
# Prepositions that open a circumstance in front of a clause ("Following Italy's note, Greece …"): whom it names is not dealt
# with in the clause.
CIRCUMSTANCE = frozenset({"following", "after", "before", "since", "during", "despite", "pending", "until", "owing"})
AFAR = 9  # the rank of those
# Verbs that say of their subject that it is so and so.
BEING = frozenset({"be", "seem", "appear", "become", "remain", "prove"})


@dataclass(frozen=True, slots=True)
class PartyBeside:
    """A party in the words of a clause beside its subject, and how near it is to being its other party."""

    ref: Ref
    rank: tuple[int, int]
    preposition: str
    token: Token


def parties_beside(
    clause: Clause, words: Sequence[Token], subject: Token | None, reader: PartyReader
) -> list[PartyBeside]:
    """All parties in the words of a clause beside its subject, with how near they are to being its other party."""
    subject_words = _words_of_subject(clause, words, subject)
    found: list[PartyBeside] = []
    seen: set[str] = set()
    for token in words:
        if token.i == clause.head.i or token.dep_ in {"compound", "amod", "nmod", "agent", "det", "case"}:
            continue
        if token.pos_ not in {"NOUN", "PROPN", "PRON", "ADJ"} and token.i not in reader.mentions:
            continue
        if _posted(token):
            continue
        inside_subject, preposition = token.i in subject_words, _preposition(token)
        if inside_subject and not preposition:
            continue
        for ref in reader.read_one(token):
            if ref.name in seen:
                continue
            seen.add(ref.name)
            found.append(PartyBeside(ref, _rank(token, preposition, clause, inside_subject), preposition, token))
    return found


def _words_of_subject(clause: Clause, words: Sequence[Token], subject: Token | None) -> set[int]:
    """Where the words of the subject stand; a noun that tells a deed by itself has its parties among its own words."""
    if subject is None or clause.form in {"nominal", "fragment"} or subject.i not in {w.i for w in words}:
        return set()
    return {t.i for t in subject.subtree}


def _preposition(token: Token) -> str:
    """The preposition a noun stands behind, also where others stand before it ("with Syria and Iraq"); empty for none."""
    first = token
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    led = {"pobj"} if token.dep_ == "conj" else {"pobj", "pcomp"}
    return first.head.lower_ if first.dep_ in led else ""


def _posted(token: Token) -> bool:
    """True for the place where an envoy or mission sits ("the Chinese Ambassador in Paris")."""
    if token.dep_ != "pobj" or token.head.lower_ not in {"in", "at"}:
        return False
    return actor_nouns().get(token.head.head.lemma_.lower()) in {"envoy", "organ"}


def _rank(token: Token, preposition: str, clause: Clause, inside_subject: bool) -> tuple[int, int]:
    if _in_circumstance(token, clause.head):
        return (AFAR, token.i)
    if token.dep_ in {"dobj", "dative"} and token.head.i == clause.head.i:
        near = 0
    elif preposition:
        near = 1 + PREPOSITION_RANK.get(preposition, 3)
    else:
        near = 3
    return (near + (1 if inside_subject else 0), token.i)


def _in_circumstance(token: Token, head: Token) -> bool:
    """True for what stands inside a circumstance in front of the predicate."""
    if token.i > head.i:
        return False
    climbing = token
    while climbing.head.i not in {head.i, climbing.i}:
        climbing = climbing.head
    return climbing.head.i == head.i and climbing.i < head.i and climbing.lower_ in CIRCUMSTANCE


def nearest(others: Sequence[PartyBeside], actors: Sequence[Ref]) -> tuple[Ref, ...]:
    """The party beside the subject that is nearest to being the other one, with those joined to it; empty where none is."""
    names = {ref.name for ref in actors}
    open_ = [
        c
        for c in others
        if c.ref.name not in names
        and c.preposition not in VIA_PREPOSITIONS
        and c.ref.kind != "place"
        and c.rank[0] < AFAR
    ]
    if not open_:
        return ()
    chosen = min(open_, key=lambda c: c.rank)
    joined = [c.ref for c in open_ if c.token.dep_ == "conj" and c.token.head.i == chosen.token.i]
    return (chosen.ref, *joined)


def facing(beside: PartyBeside) -> bool:
    """True for a party behind a preposition that leaves no doubt that it is the other one."""
    return beside.preposition in FACING


def judges(clause: Clause, others: Sequence[PartyBeside]) -> list[Ref]:
    """Who finds something so, where an adjective says so of it ("was not acceptable to Indonesia")."""
    if clause.head.lemma_.lower() not in BEING:
        return []
    adjectives = [c for c in clause.head.children if c.dep_ in {"acomp", "oprd"}]
    leading = {
        (adjective.i, preposition) for adjective in adjectives for preposition in _judging(adjective.lemma_.lower())
    }
    told = {c.token.i for c in others if _led_by(c.token, leading, clause.head)}
    return [c.ref for c in others if c.token.i in told]


def _judging(adjective: str) -> Sequence[str]:
    return read_pairs("judged.tsv").get(adjective, "").split(";")


def _led_by(token: Token, leading: set[tuple[int, str]], head: Token) -> bool:
    """True for the object of a preposition that an adjective, or its verb, leads to that one with."""
    if token.dep_ != "pobj":
        return False
    preposition = token.head
    above = preposition.head
    return any(preposition.lower_ == word and above.i in {adjective, head.i} for adjective, word in leading if word)


def channel(others: Sequence[PartyBeside]) -> tuple[Ref, ...]:
    """Through whom the parties deal, or empty."""
    return tuple(_route(c) for c in others if c.preposition in VIA_PREPOSITIONS)[:1]


def _route(beside: PartyBeside) -> Ref:
    """Through whom: a mission with the place where it sits, as written ("the Finnish embassy in Beijing"), else the party."""
    noun = beside.token
    if actor_nouns().get(noun.lemma_.lower()) != "organ":
        return beside.ref
    left = attributes(noun, ATTRIBUTES | {"poss"})
    seat = [t for c in noun.children if c.dep_ == "prep" and c.lower_ in {"in", "at"} for t in c.subtree]
    words = sorted([*left, noun, *seat], key=lambda t: t.i)
    name = " ".join(t.text for t in words)
    return Ref(name, "unresolved", None, "organ", words[0].idx, words[-1].idx + len(words[-1]), beside.ref.name)

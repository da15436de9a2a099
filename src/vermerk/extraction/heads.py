"""Heads of missions: who was sent where, and what his coming tells of the mission.

A mission begins with its
head (Vienna Convention on Diplomatic Relations 1961, articles 9-14): where the words call him the first one, or where
relations are established by his coming, the mission is opened by it; where the record told of a lower one, it is raised.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from vermerk.authority import level_of, rank_of
from vermerk.extraction.change_words import NOUNS, coordinated, is_mission, is_relations, words
from vermerk.extraction.changes import credentials, undergoers
from vermerk.extraction.clauses import Clause
from vermerk.extraction.discourse import Memory
from vermerk.extraction.parties import PartyReader
from vermerk.extraction.roles import Roles

ROLE = frozenset({"as", "to"})


def is_head(noun: Token) -> bool:
    """True for the head of a mission or post; a minister or representative only where he is one abroad."""
    if noun.pos_ not in NOUNS:
        return False
    if noun.lower_ in words()["heads"] or noun.lemma_.lower() in words()["heads"]:
        return True
    return noun.lemma_.lower() in words()["heads abroad"] and _abroad(noun)


def _abroad(noun: Token) -> bool:
    """True for a minister to a state, not of one: no member of a cabinet."""
    left = [c for c in noun.children if c.i < noun.i and c.dep_ in {"amod", "compound", "nmod", "poss"}]
    if any(c.lower_ in words()["at home"] for c in left):
        return False
    if level_of(" ".join(t.text for t in noun.subtree)) is not None or any(
        c.lower_ in words()["sent abroad"] for c in left
    ):
        return True
    right = [c for c in noun.children if c.i > noun.i and c.dep_ == "prep"]
    if noun.dep_ in {"oprd", "attr", "dobj"}:  # the parse may hang "to" on the verb
        right += [c for c in noun.head.children if c.dep_ == "prep" and c.i == noun.i + 1]
    if any(c.lower_ in {"of", "for"} for c in right):
        return False
    return any(c.lower_ in {"to", "near", "at"} for c in right) or any(
        c.text[:1].isupper() and not is_head(c) for c in left
    )


def heads_of(clause: Clause) -> list[Token]:
    """Heads of missions that a clause tells of, the office taken first ("as Minister to"), the subject's own last."""
    found = _offices(clause)
    for noun in clause.objects:
        found += list(_chain(noun))
    if clause.subject is not None:
        found += list(_chain(clause.subject))
    return [noun for noun in dict.fromkeys(found) if is_head(noun)]


def _offices(clause: Clause) -> list[Token]:
    """The offices that "as" or "to be" names ("as its first Minister Resident in Athens")."""
    found: list[Token] = []
    for above in (clause.head, *clause.objects):
        for child in above.children:
            if child.dep_ == "prep" and child.lower_ in ROLE:
                found += [g for grand in child.children if grand.dep_ == "pobj" for g in _chain(grand)]
            elif child.dep_ == "xcomp" and child.lemma_ in {"be", "serve"}:
                found += [g for grand in child.children if grand.dep_ == "attr" for g in _chain(grand)]
    return [noun for noun in found if is_head(noun)]


def _chain(noun: Token) -> Iterator[Token]:
    """A noun with those joined or set beside it, and titles before a name ("Minister Peden")."""
    yield noun
    for child in noun.children:
        if child.dep_ in {"conj", "appos", "compound", "nmod"} and child.pos_ in NOUNS:
            yield from _chain(child)


def installed(clause: Clause) -> bool:
    """True where a clause tells that a head comes to his post."""
    if credentials(clause):
        return True
    lemma = clause.head.lemma_.lower()
    if lemma in words()["taken in"]:
        return bool(_offices(clause))
    return lemma in words()["sent"] and bool(heads_of(clause))


def promoted(clause: Clause) -> bool:
    """True where a head gets the rank of another ("was promoted to Ambassador")."""
    if clause.head.lemma_.lower() not in words()["promoted"] or any(is_mission(n) for n in undergoers(clause)):
        return False
    ranks = [t for t in _taken(clause) if is_head(t) and t.lower_ != "agent"]
    return bool(ranks) and (clause.passive or bool(clause.objects)) and (_ranked(clause, ranks[0]))


def _taken(clause: Clause) -> list[Token]:
    return [t for c in clause.head.children if c.dep_ in {"prep", "oprd", "attr", "xcomp"} for t in c.subtree]


def _ranked(clause: Clause, rank: Token) -> bool:
    made = clause.head.lemma_.lower() == "make"
    return not made or rank.dep_ in {"oprd", "attr"}


def turned(clause: Clause) -> bool:
    """True where one mission becomes another ("the legation became an embassy")."""
    if clause.head.lemma_.lower() not in words()["becomes"]:
        return False
    into = [
        g for c in clause.head.children if c.dep_ == "prep" and c.lower_ in {"to", "into", "as"} for g in c.children
    ]
    subject = [clause.subject] if clause.subject is not None else []
    after = [*clause.objects, *into]
    return any(is_mission(t) for t in subject) and any(is_mission(t) for t in after)


def begins(clause: Clause) -> bool:
    """True where a head's coming is the mission's beginning: the first one, or the one by whom relations begin."""
    if not installed(clause):
        return False
    if any(_first(noun) for noun in heads_of(clause)):
        return True
    if clause.form not in {"adverbial", "relative"} or not _when(clause.head):
        return False
    governor = _governor(clause.head)
    near = [
        *governor.children,
        *(g for c in governor.children if c.dep_ in {"dobj", "nsubjpass"} for g in coordinated(c)),
    ]
    return any(is_relations(c) for c in near)


def _governor(head: Token) -> Token:
    """The predicate that a clause hangs on, past the date that it describes ("on May 3, when he …")."""
    above = head.head
    while above.pos_ not in {"VERB", "AUX"} and above.head.i != above.i:
        above = above.head
    return above


def _first(noun: Token) -> bool:
    near = [*noun.children, *(noun.head.children if noun.dep_ in {"compound", "nmod", "amod", "appos"} else ())]
    return any(c.lower_ == "first" and c.dep_ in {"amod", "advmod"} for c in near)


def _when(head: Token) -> bool:
    return any(child.lower_ in {"when", "as"} and child.dep_ in {"advmod", "mark"} for child in head.children)


def level_taken(clause: Clause) -> str | None:
    """The level of the office taken, where a head comes to his post or rises, or of what a mission turns into."""
    if turned(clause):
        into = [*clause.objects, *(g for c in clause.head.children if c.dep_ == "prep" for g in c.children)]
        return next((level for t in into if (level := level_of(" ".join(w.text for w in t.subtree)))), None)
    if not (installed(clause) or promoted(clause)):
        return None
    own = {t.i for t in clause.subject.subtree} if clause.subject is not None else set()
    heads = heads_of(clause)
    if promoted(clause):
        heads = [t for t in _taken(clause) if is_head(t)] + heads
    for noun in sorted(heads, key=lambda t: t.i in own):
        level = level_of(" ".join(t.text for t in _named(noun)))
        if level is not None:
            return level
    return None


def _named(noun: Token) -> list[Token]:
    """The words of an office: what stands before it, itself, and where it is."""
    right = [t for c in noun.children if c.i > noun.i and c.dep_ in {"prep", "conj"} for t in c.subtree]
    return sorted([*(t for c in noun.lefts for t in c.subtree), noun, *right], key=lambda t: t.i)


def mission_event(clause: Clause, roles: Roles, level: str | None, memory: Memory, reader: PartyReader) -> str | None:
    """The event that a head's coming or another name tells of a mission; null where the verb tells it itself."""
    if turned(clause):
        return "lowered" if _falls(clause) else "raised"
    if promoted(clause):
        return "raised"
    if not begins(clause):
        return "appointed" if installed(clause) and clause.head.lemma_.lower() in words()["taken in"] else None
    if _resides_elsewhere(clause, roles, reader):
        return "accredited"
    known = memory.missions.get((roles.actor[0].name, roles.toward[0].name)) if roles.actor and roles.toward else None
    rank = rank_of(level) if level else None
    return "raised" if known is not None and rank is not None and known < rank else "opened"


def _resides_elsewhere(clause: Clause, roles: Roles, reader: PartyReader) -> bool:
    """True where the sentence tells that the head resides in a third state: no mission begins then."""
    sides = {ref.name for ref in (*roles.actor, *roles.toward)}
    for token in clause.head.sent:
        if token.lower_ in {"resident", "residing"}:
            places = [g for c in token.children if c.dep_ == "prep" for g in c.subtree]
            found = [m for t in places if (m := reader.mentions.get(t.i)) is not None and m.kind == "state"]
            if found and found[0].name not in sides:
                return True
    return False


def _falls(clause: Clause) -> bool:
    before = [rank_of(level_of(t.text) or "") for t in (clause.subject,) if t is not None]
    into = [g for c in clause.head.children if c.dep_ == "prep" for g in c.children]
    after = [rank_of(level_of(" ".join(w.text for w in t.subtree)) or "") for t in (*clause.objects, *into)]
    return bool(before and after and before[0] is not None and after[0] is not None and after[0] < before[0])

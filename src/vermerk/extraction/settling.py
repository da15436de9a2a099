"""The parties of a statement settled: by the rules where the words leave no choice, else the likeliest of those at hand."""

from __future__ import annotations

from dataclasses import replace

from vermerk.extraction.company import apart
from vermerk.extraction.completing import complete
from vermerk.extraction.contenders import contenders
from vermerk.extraction.draft import Draft
from vermerk.extraction.lists import with_joined
from vermerk.extraction.parties import actor_nouns
from vermerk.extraction.roles import Roles
from vermerk.extraction.scores import evidence_of
from vermerk.extraction.sides import AS_ONE, choose
from vermerk.extraction.works import at_work
from vermerk.model import Kind, Mode

EVEN = 0.5  # how likely parties are that no model weighed
PAIRED = frozenset({"country", "side", "state", "government", "party"})


def settled(draft: Draft) -> tuple[Roles, float | None]:
    """The parties of a statement, and how likely: by the rules where these are sure, else the likeliest at hand."""
    candidate = draft.candidate
    if candidate.chain[-1].mode in {Mode.IGNORES, Mode.ASKS} and draft.kind is Kind.KNOWLEDGE and candidate.sure:
        return candidate.roles, None
    ruled = complete(candidate.roles, draft.kind, candidate.clause, draft.memory)
    parted = _apart(ruled, draft)
    if draft.sides is None or _leaves_no_choice(draft, ruled):
        return parted, None
    at_site = at_work(ruled, draft.kind, candidate.words, draft.reader, draft.memory)
    if at_site is not None:
        return at_site, None
    if parted != ruled:  # states that the words only name together: no model may set them against each other
        return parted, EVEN
    at_hand = contenders(candidate, ruled, draft.sentence, draft.reader, draft.memory)
    chosen, likely = choose(draft.sides, ruled, draft.kind, candidate, at_hand, ruled_actor=_acts_by_name(draft, ruled))
    return _apart(with_joined(chosen, draft.reader, draft.start, draft.end), draft), likely


def _leaves_no_choice(draft: Draft, ruled: Roles) -> bool:
    """True where the words tell the parties so surely that no model is asked."""
    there = draft.kind is Kind.CONDITION and ruled.grounds[0] == "there"  # "there" is the place spoken of, and no other
    return draft.candidate.sure or there or _of_both(draft) or _spoken(draft, ruled)


def _apart(roles: Roles, draft: Draft) -> Roles:
    candidate = draft.candidate
    ends = draft.ends if draft.told is None else (candidate.words[0], candidate.words[-1])
    parted = apart(roles, draft.kind, candidate.clause, ends, draft.reader, draft.memory)
    return _between_states(parted) if draft.kind is Kind.RECOGNITION else parted


def _between_states(roles: Roles) -> Roles:
    """Of a recognition no person is a party: the envoy who hands over the note stands for his state, or for nobody."""
    sides = []
    for refs in (roles.actor, roles.toward):
        states = [
            ref._replace(name=ref.state, kind="state") if ref.kind == "person" and ref.state else ref for ref in refs
        ]
        sides.append(tuple(ref for ref in states if ref.kind != "person"))
    actor, toward = sides
    if (actor, toward) == (roles.actor, roles.toward):
        return roles
    return replace(roles, actor=actor, toward=tuple(ref for ref in toward if ref.name not in {a.name for a in actor}))


def _of_both(draft: Draft) -> bool:
    """True where the words themselves name the pair ("by both countries", "between A and B"): the rules read it surely."""
    words = draft.candidate.words
    if any(draft.memory.both(word) for word in words if word.lemma_.lower() in PAIRED):
        return True
    shown = {ref.name for ref in (*draft.candidate.roles.actor, *draft.candidate.roles.toward)}
    subject = draft.candidate.clause.subject
    mutual = subject is not None and actor_nouns().get(subject.lemma_.lower()) == "mutual"
    if subject is not None and mutual and len(shown) == 2 and shown == {ref.name for ref in draft.reader.read(subject)}:
        return True  # "our relations with Japan"
    objects = (c for word in words if word.lower_ == "between" for c in word.children if c.dep_ == "pobj")
    return any(len(named := {ref.name for ref in draft.reader.read(noun)}) > 1 and shown == named for noun in objects)


def _acts_by_name(draft: Draft, ruled: Roles) -> bool:
    """True where a state named as the subject of an active clause acts: nobody of the context can in its stead."""
    clause = draft.candidate.clause
    if draft.kind in (*AS_ONE, Kind.KNOWLEDGE) or clause.passive or clause.subject is None:
        return False
    own = draft.reader.read(clause.subject)
    named = len(own) == 1 and own[0].kind == "state" and own[0].form in {"name", "abbreviation"}
    return named and ruled.actor == tuple(own)


def _spoken(draft: Draft, ruled: Roles) -> bool:
    """True where a person named as subject turns to somebody the clause names as well: the words leave no choice."""
    clause = draft.candidate.clause
    if draft.kind is not Kind.CONTACT or clause.passive or clause.subject is None or not ruled.toward:
        return False
    if ruled.grounds[1] == "told":
        return True
    own = draft.reader.read(clause.subject)
    return bool(own) and own[0].kind == "person" and own[0].form != "unknown" and ruled.actor == tuple(own)


def score_of(draft: Draft, roles: Roles, sides: float | None) -> float:
    """The calibrated score, or the models' own where no calibration is at hand."""
    candidate = draft.candidate
    accepted = candidate.shares.get(draft.kind, 0.0)
    if draft.scores is None:
        return round(candidate.likely * accepted, 3)
    evidence = evidence_of(candidate.likely, accepted, sides, len(roles.actor), len(candidate.chain))
    return round(draft.scores.score(evidence), 3)

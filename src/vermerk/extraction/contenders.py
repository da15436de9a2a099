"""The parties at hand for a clause: every one it names or that the context offers, with the signs of how.

A sign is a plain word ("subject", "prep=with", "topic"), so that a weight of the trained model can be read by anyone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from vermerk.extraction.beside import parties_beside
from vermerk.extraction.candidate import Candidate
from vermerk.extraction.clauses import PREDICATES, inherited_subject
from vermerk.extraction.discourse import Memory, Ref
from vermerk.extraction.parties import PartyReader, actor_nouns
from vermerk.extraction.roles import Roles

RECENT = 3  # how many of the parties named last are offered
FREQUENT = 3  # how many of the states that the record names most


@dataclass(frozen=True, slots=True)
class Contender:
    """One party, or several joined by "and", that may fill a role; no party at all where ``refs`` is empty."""

    refs: tuple[Ref, ...]
    signs: frozenset[str]

    @property
    def names(self) -> tuple[str, ...]:
        """The names as they would stand in the statement."""
        return tuple(ref.name for ref in self.refs)


class _Pool:
    """Collects refs by name, with their signs."""

    def __init__(self) -> None:
        self.refs: dict[tuple[str, ...], tuple[Ref, ...]] = {}
        self.signs: dict[tuple[str, ...], set[str]] = {}

    def offer(self, refs: Sequence[Ref | None], sign: str) -> None:
        kept = tuple(ref for ref in refs if ref is not None and ref.name and ref.kind != "place")
        if not kept or len({ref.name for ref in kept}) < len(kept):
            return
        names = tuple(ref.name for ref in kept)
        self.refs.setdefault(names, kept)
        self.signs.setdefault(names, set()).add(sign)

    def contenders(self) -> list[Contender]:
        return [Contender(refs, frozenset(self.signs[names])) for names, refs in self.refs.items()]


def contenders(
    candidate: Candidate,
    ruled: Roles,
    sentence: Iterable[Token],
    reader: PartyReader,
    memory: Memory,
) -> list[Contender]:
    """Every party that may act in a clause or be acted towards, and nobody.

    ``ruled`` holds the parties that the rules choose; they are contenders like the others, with a sign of their own.
    """
    pool = _Pool()
    _from_rules(pool, ruled, candidate.roles)
    _from_clause(pool, candidate, reader)
    _from_sentence(pool, candidate, sentence, reader)
    _from_paragraph(pool, candidate, reader)
    _from_memory(pool, memory, reader)
    _from_chain(pool, candidate, reader, memory)
    _own_states(pool, reader, memory)
    nobody = set(_signs_of_absence(candidate, ruled))
    return [*pool.contenders(), Contender((), frozenset(nobody))]


def _from_rules(pool: _Pool, ruled: Roles, shown: Roles) -> None:
    pool.offer(ruled.actor, "ruled actor")
    pool.offer(ruled.toward, "ruled toward")
    pool.offer(ruled.actor, f"actor by {ruled.grounds[0]}")
    pool.offer(ruled.toward, f"toward by {ruled.grounds[1]}")
    pool.offer(shown.actor, "shown actor")
    pool.offer(shown.toward, "shown toward")
    for ref in ruled.actor if len(ruled.actor) > 1 else ():
        pool.offer([ref], "one of the ruled actors")
    for ref in ruled.toward if len(ruled.toward) > 1 else ():
        pool.offer([ref], "one of the ruled towards")
    pool.offer([shown.here], "here")


def _from_clause(pool: _Pool, candidate: Candidate, reader: PartyReader) -> None:
    clause = candidate.clause
    subject = inherited_subject(clause)
    if subject is not None:
        whose = "own" if clause.subject is not None and subject.i == clause.subject.i else "inherited"
        refs = reader.read(subject)
        if not refs:
            pool.offer([reader.phrase_at(subject)], f"{whose} subject {subject.tag_}")
        pool.offer(refs, f"{whose} subject")
        for place, ref in enumerate(refs[:3]):
            pool.offer([ref], f"{whose} subject")
            pool.offer([ref], f"subject {min(place, 1)} as {ref.form}")
            pool.offer([ref], f"subject {actor_nouns().get(subject.lemma_.lower(), '-')}")
            pool.offer([ref], "passive subject" if clause.passive else "active subject")
    if clause.agent is not None:
        pool.offer(reader.read(clause.agent), "agent")
    for found in parties_beside(clause, candidate.words, subject, reader):
        near = "near" if _near(found.token, clause.head) else "far"
        how = found.preposition or found.token.dep_
        pool.offer([found.ref], f"{near} {how}")
        pool.offer([found.ref], f"{near} as {found.ref.form}")
        pool.offer([found.ref], f"noun {actor_nouns().get(found.token.lemma_.lower(), '-')}")
    for token in candidate.words:
        if token.dep_ in {"dobj", "pobj", "dative"} and not reader.read(token):
            pool.offer(
                [reader.phrase_at(token)], f"phrase {token.dep_} {'near' if _near(token, clause.head) else 'far'}"
            )
        mention = reader.mentions.get(token.i)
        if mention is not None:
            pool.offer([mention], f"named as {mention.form}")
            pool.offer([mention], "named after" if token.i > clause.head.i else "named before")
            if token.dep_ in {"poss", "compound", "amod", "nmod"}:
                pool.offer([mention], f"{token.dep_} of {actor_nouns().get(token.head.lemma_.lower(), '-')}")


def _near(token: Token, head: Token) -> bool:
    above = token.head
    return above.i == head.i or (above.pos_ == "ADP" and above.head.i == head.i)


def _from_sentence(pool: _Pool, candidate: Candidate, sentence: Iterable[Token], reader: PartyReader) -> None:
    inside = {token.i for token in candidate.words}
    for token in sentence:
        mention = reader.mentions.get(token.i)
        if mention is None or token.i in inside:
            continue
        side = "before" if token.i < candidate.clause.head.i else "after"
        pool.offer([mention], f"{side} the clause")
        if token.dep_ in {"nsubj", "nsubjpass"}:
            pool.offer([mention], f"subject {side} the clause")


def _from_paragraph(pool: _Pool, candidate: Candidate, reader: PartyReader) -> None:
    """Who was named in the paragraph so far: first, last, and how often."""
    head = candidate.clause.head.i
    above = [ref for at, ref in sorted(reader.mentions.items()) if at < head]
    distinct: dict[tuple[str, int], Ref] = {(ref.name, ref.start): ref for ref in above}
    times = Counter(name for name, _ in distinct)
    for name, count in times.items():
        ref = next(r for (n, _), r in distinct.items() if n == name)
        pool.offer([ref], f"above {min(count, 3)} times")
    if distinct:
        ordered = list(distinct.values())
        pool.offer([ordered[0]], "first above")
        pool.offer([ordered[-1]], "last above")
        if len(times) == 1:
            pool.offer([ordered[0]], "alone above")


def _from_memory(pool: _Pool, memory: Memory, reader: PartyReader) -> None:
    for name, refs in (("subject", memory.subjects), ("state", memory.states), ("person", memory.persons)):
        for age, ref in enumerate(reversed(refs[-RECENT:])):
            pool.offer([ref], f"last {name} {age}")
    for name, pair in (("pair", memory.pair), ("about", memory.about)):
        for place, ref in enumerate(pair or ()):
            pool.offer([ref], f"{name} {place}")
    pool.offer([memory.topic], "topic")
    pool.offer([memory.main], "main")
    pool.offer([memory.near_place()], "place")
    pool.offer([memory.partner], "partner")
    for ref in memory.talkers:
        pool.offer([ref], "talker")
    if memory.author:
        pool.offer([memory.self_ref()], "author")
    if memory.speaker is not None:
        pool.offer([memory.speaker], "speaker")
        pool.offer(memory.counterpart(memory.speaker), "hearer")
    if reader.cast.addressee:
        pool.offer([Ref(reader.cast.addressee, "person", None, "context", 0, 0)], "addressee")
    counts: Mapping[str, int] = reader.cast.frequent
    for rank, name in enumerate(sorted(counts, key=lambda n: -counts[n])[:FREQUENT]):
        pool.offer([Ref(name, "state", None, "context", 0, 0)], f"frequent {rank}")


def _from_chain(pool: _Pool, candidate: Candidate, reader: PartyReader, memory: Memory) -> None:
    for place, link in enumerate(candidate.chain[1:][::-1][:2]):
        person = reader.cast.person(link.holder) or reader.cast.person(link.holder.rsplit(maxsplit=1)[-1])
        if person is not None:
            pool.offer([Ref(person.name, "person", None, "context", 0, 0, state=person.state)], f"holder {place}")
            if person.state:
                pool.offer([Ref(person.state, "state", None, "context", 0, 0)], f"state of holder {place}")
        else:
            known = next((ref for ref in (*memory.states, *memory.subjects) if ref.name == link.holder), None)
            pool.offer([known], f"holder {place}")
    if len(candidate.chain) == 1 and memory.home:
        pool.offer([Ref(memory.home, "state", None, "context", 0, 0)], "state of the author who tells")


def _own_states(pool: _Pool, reader: PartyReader, memory: Memory) -> None:
    """The states of the persons among the contenders, and of those who talk."""
    if memory.home:
        pool.offer([Ref(memory.home, "state", None, "context", 0, 0)], "home")
    for names, refs in list(pool.refs.items()):
        if len(names) != 1 or refs[0].kind != "person":
            continue
        state = refs[0].state or reader.cast.serves(names[0])
        if state:
            for sign in list(pool.signs[names]):
                if sign.startswith(("ruled", "own", "inherited", "near", "agent", "speaker", "partner", "hearer")):
                    pool.offer([Ref(state, "state", None, "context", refs[0].start, refs[0].end)], f"state of {sign}")


def _signs_of_absence(candidate: Candidate, ruled: Roles) -> Iterator[str]:
    clause = candidate.clause
    yield "nobody"
    if not ruled.actor:
        yield "no ruled actor"
    if not ruled.toward:
        yield "no ruled toward"
    if not candidate.roles.actor:
        yield "no shown actor"
    if not candidate.roles.toward:
        yield "no shown toward"
    if clause.subject is None:
        yield "no subject"
    elif clause.subject.pos_ not in PREDICATES:
        yield f"subject is {clause.subject.pos_}"
    for child in clause.head.children:
        if child.dep_ == "prep":
            yield f"has {child.lower_}"
        elif child.dep_ in {"dobj", "acomp", "ccomp", "xcomp", "attr"}:
            yield f"has {child.dep_}"

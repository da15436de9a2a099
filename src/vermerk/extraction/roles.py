"""Who acts towards whom in a clause, through whom, and with what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from vermerk.extraction.attribution import Rung
from vermerk.extraction.clauses import PREDICATES, Clause, inherited_subject
from vermerk.extraction.discourse import Memory, Ref
from vermerk.extraction.lexicon import read_pairs
from vermerk.extraction.parties import PartyReader, actor_nouns
from vermerk.model import Kind

VIA_PREPOSITIONS = frozenset({"through", "via"})
# How readily the object of a preposition is the other party of the clause.
PREPOSITION_RANK = {
    "with": 0, "to": 0, "towards": 0, "toward": 0, "against": 0, "between": 0, "from": 1, "into": 1, "upon": 1,
    "for": 2, "in": 2, "at": 2, "on": 2, "of": 2, "among": 2, "about": 3, "by": 4,
}  # fmt: skip
# Kinds that need another party: where a clause names only one of a pair in question, the other is meant.
TWO_SIDED = frozenset(
    {
        Kind.CONTACT, Kind.VISIT, Kind.REPRESENTATION, Kind.RECOGNITION, Kind.AGREEMENT, Kind.TRADE,
        Kind.ASSISTANCE, Kind.SUPPORT,
    }
)  # fmt: skip
SPEECH = frozenset(
    "inform tell say explain outline describe address brief advise notify report speak talk mention ask reply answer add "
    "remark state emphasize stress comment raise list express deliver hand give show read send transmit present pass".split()
)
# Verbs of speech whose direct object is the one spoken to; of the others it is what is spoken of ("discuss Malaysia").
ADDRESSED = frozenset("inform tell address brief advise notify ask answer remind assure thank".split())
LOCAL = frozenset({Kind.CONDITION})
ADDRESSING = frozenset({"to", "with"})
HERE = frozenset({"there", "here"})
FACING = frozenset({"with", "towards", "toward", "against"})


@dataclass(frozen=True, slots=True)
class Roles:
    """The parties of a clause and the words of its object."""

    actor: tuple[Ref, ...]
    toward: tuple[Ref, ...]
    via: tuple[Ref, ...]
    what: tuple[Token, Token] | None
    here: Ref | None = None  # the state of a place that the clause names
    inferred: bool = False
    because: tuple[str, str] = ("words", "words")  # what gave the actor, and what the other party

    def names(self) -> tuple[list[str], list[str]]:
        """Names of the actors and of those acted towards."""
        return [r.name for r in self.actor], [r.name for r in self.toward]


@dataclass(frozen=True, slots=True)
class PartyBeside:
    """A party in the words of a clause beside its subject, and how near it is to being its other party."""

    ref: Ref
    rank: tuple[int, int]
    preposition: str
    token: Token


def assign(clause: Clause, words: Sequence[Token], reader: PartyReader, found: Sequence[Rung]) -> Roles:
    """Read the parties that a clause itself shows, and the state of a place it names."""
    roles = _assigned(clause, words, reader, found)
    places = [reader.mentions[t.i] for t in words if t.i in reader.mentions]
    here = next((ref for ref in places if ref.form in {"place", "capital"} and ref.kind == "state"), None)
    return replace(roles, here=here) if here is not None else roles


def _assigned(clause: Clause, words: Sequence[Token], reader: PartyReader, found: Sequence[Rung]) -> Roles:
    """Read the parties that a clause itself shows; whoever only stands behind it is none of them."""
    phrases = {
        t.i
        for rung in found
        if not rung.ruling
        for t in (rung.cue.subtree if rung.cue.pos_ != "NOUN" else rung.cue.head.subtree)
    }
    words = [word for word in words if word.i not in phrases]
    subject = inherited_subject(clause)
    actors = reader.read(subject) if subject is not None else []
    agents = reader.read(clause.agent) if clause.agent is not None else []
    others = parties_beside(clause, words, subject, reader)
    if not actors and not agents:
        agents = [c.ref for c in others if c.preposition == "by"][:1]
    between = [c.ref for c in others if c.preposition in {"between", "among"}]
    if len(between) >= 2 and (not actors or _mutual_subject(actors, between)):
        return Roles((between[0],), tuple(between[1:]), (), _what(clause, subject))
    if agents:
        toward = [ref for ref in actors if ref.name not in {a.name for a in agents}]
        return Roles(tuple(agents), tuple(toward[:1]) or _best(others, agents), (), _what(clause, subject))
    if clause.form in {"nominal", "fragment"}:
        actors = actors if clause.form == "nominal" and not _own_parties(clause, reader) else []
        actors = _own_parties(clause, reader) or actors
    if len(actors) >= 2 and subject is not None and subject.pos_ == "NOUN":
        shared = any(_facing(c) and c.ref in actors[1:2] for c in others)
        because = ("words", "facing" if shared else "words")
        return Roles(tuple(actors[:1]), tuple(actors[1:2]), _via(others), _what(clause, subject), because=because)
    judges = _judges(clause, others)
    if judges:
        toward = [ref for ref in actors if ref.name not in {j.name for j in judges}]
        return Roles(tuple(judges), tuple(toward[:1]), (), _what(clause, subject), because=("judging", "judging"))
    toward = list(_best(others, actors))
    if not actors and clause.passive and toward:
        toward = toward[:1]
    facing = any(_facing(c) and c.ref in toward[:1] for c in others)
    because = ("words", "facing" if facing else "words")
    return Roles(tuple(actors), tuple(toward), _via(others), _what(clause, subject), because=because)


def _judges(clause: Clause, others: Sequence[PartyBeside]) -> list[Ref]:
    """Who finds something so, where an adjective says so of it ("was not acceptable to Indonesia")."""
    if clause.head.lemma_.lower() not in {"be", "seem", "appear", "become", "remain", "prove"}:
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


def _facing(beside: PartyBeside) -> bool:
    """True for a party behind a preposition that leaves no doubt that it is the other one."""
    return beside.preposition in FACING


def _mutual_subject(actors: Sequence[Ref], between: Sequence[Ref]) -> bool:
    names = {ref.name for ref in between}
    return all(ref.name in names for ref in actors)


def _own_parties(clause: Clause, reader: PartyReader) -> list[Ref]:
    return reader.read(clause.head)


def parties_beside(
    clause: Clause, words: Sequence[Token], subject: Token | None, reader: PartyReader
) -> list[PartyBeside]:
    """All parties in the words of a clause beside its subject, with how near they are to being its other party."""
    subject_words = (
        {t.i for t in subject.subtree} if subject is not None and subject.i in {w.i for w in words} else set()
    )
    if clause.form in {"nominal", "fragment"}:
        subject_words = set()
    found: list[PartyBeside] = []
    seen: set[str] = set()
    for token in words:
        if token.i == clause.head.i or token.dep_ in {"compound", "amod", "nmod", "agent", "det", "case"}:
            continue
        if token.pos_ not in {"NOUN", "PROPN", "PRON", "ADJ"} and token.i not in reader.mentions:
            continue
        if _posted(token):
            continue
        inside_subject = token.i in subject_words
        preposition = token.head.lower_ if token.dep_ in {"pobj", "pcomp"} else ""
        if token.dep_ == "conj":
            first = token
            while first.dep_ == "conj" and first.head.i != first.i:
                first = first.head
            preposition = first.head.lower_ if first.dep_ == "pobj" else preposition
        if inside_subject and not preposition:
            continue
        for ref in reader._one(token, 0):
            if ref.name in seen:
                continue
            seen.add(ref.name)
            found.append(PartyBeside(ref, _rank(token, preposition, clause, inside_subject), preposition, token))
    return found


def _posted(token: Token) -> bool:
    """True for the place where an envoy or mission sits ("the Chinese Ambassador in Paris")."""
    if token.dep_ != "pobj" or token.head.lower_ not in {"in", "at"}:
        return False
    return actor_nouns().get(token.head.head.lemma_.lower()) in {"envoy", "organ"}


def _rank(token: Token, preposition: str, clause: Clause, inside_subject: bool) -> tuple[int, int]:
    if token.dep_ in {"dobj", "dative"} and token.head.i == clause.head.i:
        near = 0
    elif preposition:
        near = 1 + PREPOSITION_RANK.get(preposition, 3)
    else:
        near = 3
    return (near + (1 if inside_subject else 0), token.i)


def _best(others: Sequence[PartyBeside], actors: Sequence[Ref]) -> tuple[Ref, ...]:
    names = {ref.name for ref in actors}
    open_ = [
        c for c in others if c.ref.name not in names and c.preposition not in VIA_PREPOSITIONS and c.ref.kind != "place"
    ]
    if not open_:
        return ()
    chosen = min(open_, key=lambda c: c.rank)
    joined = [c.ref for c in open_ if c.token.dep_ == "conj" and c.token.head.i == chosen.token.i]
    return (chosen.ref, *joined)


def _via(others: Sequence[PartyBeside]) -> tuple[Ref, ...]:
    return tuple(_route(c) for c in others if c.preposition in VIA_PREPOSITIONS)[:1]


def _route(beside: PartyBeside) -> Ref:
    """Through whom: a mission with the place where it sits, as written ("the Finnish embassy in Beijing"), else the party."""
    noun = beside.token
    if actor_nouns().get(noun.lemma_.lower()) != "organ":
        return beside.ref
    left = [c for c in noun.children if c.i < noun.i and c.dep_ in {"amod", "compound", "nmod", "poss"}]
    seat = [t for c in noun.children if c.dep_ == "prep" and c.lower_ in {"in", "at"} for t in c.subtree]
    words = sorted([*left, noun, *seat], key=lambda t: t.i)
    name = " ".join(t.text for t in words)
    return Ref(name, "unresolved", None, "organ", words[0].idx, words[-1].idx + len(words[-1]), beside.ref.name)


def _what(clause: Clause, subject: Token | None) -> tuple[Token, Token] | None:
    """The object of a clause: what it acts on, or what is said to be so."""
    head = clause.head
    target = next((o for o in clause.objects if o.pos_ != "PRON"), None)
    if target is None and clause.passive:
        target = subject if subject is not None and subject.head.i == head.i else None
    if target is None:
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in {"in", "about", "on", "for", "of", "to"}:
                target = next((g for g in child.children if g.dep_ == "pobj" and g.pos_ == "NOUN"), target)
    if target is None and clause.form in {"nominal", "fragment"}:
        target = head
    return phrase_of(target) if target is not None else None


def phrase_of(noun: Token) -> tuple[Token, Token]:
    """The noun with what stands before it and its short prepositional phrases, not its clauses."""
    words = sorted(_noun_words(noun), key=lambda t: t.i)
    return words[0], words[-1]


def _noun_words(noun: Token) -> Iterator[Token]:
    yield noun
    for child in noun.children:
        if child.dep_ in {"relcl", "acl", "appos", "punct", "advcl", "ccomp"} or child.pos_ in PREDICATES:
            continue
        if child.dep_ in {"cc", "conj"} and child.pos_ == "VERB":
            continue
        yield from _noun_words(child)


def complete(roles: Roles, kind: Kind, clause: Clause, memory: Memory) -> Roles:
    """Fill in the party that the context supplies: the other of the pair in question, the topic, the place."""
    actor, toward, (why_actor, why_toward) = roles.actor, roles.toward, roles.because
    if not actor:
        actor, why_actor = _from_context(kind, clause, memory, toward, roles.here)
        if len(actor) == 2:
            because = (why_actor, why_toward if toward else why_actor)
            return replace(roles, actor=actor[:1], toward=toward or actor[1:], inferred=True, because=because)
    if kind is Kind.CONTACT and actor and (clause.head.lemma_.lower() in SPEECH or _talks_of(clause, toward)):
        told, why_toward = _addressee(roles, clause, memory, actor[0])
        return replace(roles, actor=actor, toward=told, inferred=True, because=(why_actor, why_toward))
    here = any(_of_place(t) for t in clause.head.subtree)
    if not toward and (kind in TWO_SIDED or (kind is Kind.POSITION and here)) and actor:
        firm = kind in {Kind.ASSISTANCE, Kind.TRADE}
        other, why_toward = memory.other_of(actor[0], firm=firm), "pair"
        if other is None:
            other, why_toward = _topic(memory, actor[0].name), "topic"
        toward = (other,) if other is not None else ()
    if actor is roles.actor and toward is roles.toward:
        return roles
    return replace(roles, actor=actor, toward=toward, inferred=True, because=(why_actor, why_toward))


def _talks_of(clause: Clause, toward: Sequence[Ref]) -> bool:
    """True where the other party is only what is talked of ("discussed Malaysia")."""
    if clause.head.lemma_.lower() != "discuss" or clause.passive:
        return False
    return any(ref.start <= noun.idx < ref.end for noun in clause.objects for ref in toward)


def _addressee(roles: Roles, clause: Clause, memory: Memory, actor: Ref) -> tuple[tuple[Ref, ...], str]:
    """To whom somebody speaks, and what says so: whom the clause names as told, else the other one of the talk."""
    told: list[Token] = []
    for child in clause.head.children:
        spoken_to = child.dep_ == "dative" or (child.dep_ == "dobj" and clause.head.lemma_.lower() in ADDRESSED)
        if spoken_to and child.pos_ != "ADP":
            told.append(child)
        elif child.dep_ in {"prep", "dative"} and child.lower_ in ADDRESSING:
            told += [grand for grand in child.children if grand.dep_ == "pobj"]
    named = tuple(ref for ref in roles.toward if any(ref.start <= t.idx < ref.end for t in told))
    return (named, "told") if named else (memory.counterpart(actor), "talk")


def _topic(memory: Memory, actor: str) -> Ref | None:
    if memory.topic is not None and memory.topic.name != actor:
        return memory.topic
    return memory.main if memory.main is not None and memory.topic is not None and memory.main.name != actor else None


def _of_place(token: Token) -> bool:
    """True for "there" and "here" as a place, not where "there" only opens a clause ("there exist no relations")."""
    return token.lower_ in HERE and token.dep_ != "expl" and token.tag_ != "EX"


def _here(memory: Memory) -> tuple[Ref, ...]:
    place = memory.near_place()
    return (place,) if place is not None else ()


def _from_context(
    kind: Kind, clause: Clause, memory: Memory, toward: Sequence[Ref], roles_here: Ref | None
) -> tuple[tuple[Ref, ...], str]:
    """The actor that the context supplies, and by what: the pair in question, the place spoken of, the last in focus."""
    taken = {ref.name for ref in toward}
    near = [t for t in (clause.subject, *clause.objects) if t is not None]
    mutual = any(actor_nouns().get(t.lemma_.lower()) == "mutual" for t in near)
    pair = memory.in_question()
    if mutual and pair is not None and not toward:
        return pair, "mutual"
    if kind in LOCAL and roles_here is not None:
        return (roles_here,), "place named"
    if kind in TWO_SIDED and pair is not None and not toward:
        return (pair[0],), "pair"
    if kind in TWO_SIDED and toward:
        other = memory.other(toward[0].name)
        if other is not None:
            return (other,), "other of pair"
    if any(_of_place(child) for child in clause.head.children) and memory.near_place() is not None:
        return _here(memory), "there"
    own = memory.speaker.state if memory.speaker is not None else None
    fresh = [ref for ref in memory.subjects[-2:][::-1] if ref.kind == "state"]
    if own and not fresh and own not in taken:
        return (Ref(own, "state", None, "context", 0, 0),), "account"
    pool = [ref for ref in (*memory.subjects[::-1], *memory.states[::-1]) if ref.kind == "state"]
    return next(((ref,) for ref in pool if ref.name not in taken), ()), "last"

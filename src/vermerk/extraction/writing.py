"""Writing a statement down: from a clause as read to the codebook's fields, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

import msgspec

from vermerk.authority import level_of, mission_of, rank_of
from vermerk.extraction.beside import VIA_PREPOSITIONS
from vermerk.extraction.dating import period_of
from vermerk.extraction.discourse import Memory, Ref
from vermerk.extraction.draft import Draft
from vermerk.extraction.events import event_of
from vermerk.extraction.following import note_term, term_of
from vermerk.extraction.heads import installed, level_taken, mission_event
from vermerk.extraction.qualify import certainty, polarity, surmised
from vermerk.extraction.roles import Roles
from vermerk.extraction.settling import score_of, settled
from vermerk.extraction.status import status
from vermerk.extraction.works import note_works
from vermerk.language.periods import FoundPeriod
from vermerk.model import (
    Certainty,
    Kind,
    Link,
    Mode,
    Party,
    PartyKind,
    PartyRole,
    Passage,
    Polarity,
    Quantity,
    Record,
    Spans,
    Statement,
    Status,
)
from vermerk.model.period import Period

ROUTE = re.compile(rf"\b(?:{'|'.join(sorted(VIA_PREPOSITIONS))})\b")  # where a clause begins to say through whom
DIPLOMATIC = 8  # rank of a legation, the lowest diplomatic mission


def write_statement(draft: Draft, record: Record) -> Statement:
    """Fill every field of the codebook by rule; nothing is invented."""
    clause = draft.candidate.clause
    passage = balanced(record.text, draft.paragraph.source(draft.start, draft.end))
    quote = passage.of(record.text)
    roles, sides = settled(draft)
    parties = tuple(_parties(draft, roles))
    period = period_of(draft)
    stands = draft.opened or status(clause, draft.kind, draft.lexicon, retold=len(draft.candidate.chain) > 1)
    denied = _polarity(draft)
    time = period.edtf if period is not None else _term(draft, stands)
    if draft.kind is Kind.AGREEMENT and denied is Polarity.AFFIRMED:
        note_term(draft.memory, (p.edtf for p in draft.periods if draft.start <= p.start and p.end <= draft.end))
    note_works(draft.kind, roles, draft.candidate.words, draft.memory)
    bounds = Period.parse(time) if time is not None else None
    event, level = _event(draft, quote, roles)
    told = record.description.event_date or record.description.document_date
    actor = tuple(ref.name for ref in roles.actor)
    toward = tuple(ref.name for ref in roles.toward)
    return Statement(
        id=_identifier(record.id, draft.kind, passage, actor, toward),
        record=record.id,
        quote=quote,
        start=passage.start,
        end=passage.end,
        kind=draft.kind,
        actor=actor,
        toward=toward,
        via=tuple(ref.name for ref in roles.via),
        what=_what(draft, roles, record),
        time=time,
        earliest=bounds.earliest if bounds is not None else None,
        latest=bounds.latest if bounds is not None else None,
        status=stands,
        polarity=denied,
        chain=_chain(draft, actor),
        certainty=_certainty(draft, stands),
        quantities=tuple(_quantities(draft)),
        editorial=_editorial(draft, roles),
        event=event,
        level=level,
        mission=mission_of(quote) if draft.kind is Kind.REPRESENTATION else None,
        told=told,
        written=record.description.document_date,
        parties=parties,
        spans=_spans(draft, roles, period),
        score=score_of(draft, roles, sides),
    )


def balanced(text: str, passage: Passage) -> Passage:
    """A passage that begins or ends inside an editor's brackets takes the bracket with it, where it stands next."""
    start, end = passage.start, passage.end
    words = text[start:end]
    if words.count("]") > words.count("[") and start > 0 and text[start - 1] == "[":
        start -= 1
    elif words.count("]") > words.count("["):
        opening = text.rfind("[", max(0, start - 40), start)
        if opening >= 0 and "]" not in text[opening:start] and "\n" not in text[opening:start]:
            start = opening
    if words.count("[") > words.count("]") and text[end : end + 1] == "]":
        end += 1
    if text[start:end].count("_") % 2:  # a mark of italics stays with its other half
        start -= start > 0 and text[start - 1] == "_"
        end += text[start:end].count("_") % 2 == 1 and text[end : end + 1] == "_"
    return Passage(start, end)


def _identifier(record: str, kind: Kind, passage: Passage, actor: Sequence[str], toward: Sequence[str]) -> str:
    """A name that the same statement gets in every build."""
    key = "\x1f".join([record, kind, str(passage.start), str(passage.end), "|".join(actor), "|".join(toward)])
    return blake2b(key.encode(), digest_size=6).hexdigest()


def _parties(draft: Draft, roles: Roles) -> Iterator[Party]:
    named: tuple[tuple[PartyRole, tuple[Ref, ...]], ...] = (
        ("actor", roles.actor),
        ("toward", roles.toward),
        ("via", roles.via),
    )
    for role, refs in named:
        for ref in refs:
            inside = draft.start <= ref.start < ref.end <= draft.end
            where = draft.paragraph.source(ref.start, ref.end) if inside else None
            kind = _party_kind(ref)
            state = ref.state or (draft.reader.cast.serves(ref.name) if kind == "person" else None)
            yield Party(ref.name, kind, role, None if kind == "state" else state, ref.key, where)


def _party_kind(ref: Ref) -> PartyKind:
    known: tuple[PartyKind, ...] = ("state", "body", "group", "office", "person")
    return next((kind for kind in known if kind == ref.kind), "unresolved")


def _term(draft: Draft, stands: Status) -> str | None:
    """The term of the agreement from which a sentence follows that has no time of its own."""
    start, end = draft.sentence.start_char, draft.sentence.end_char
    if any(p.edtf and not p.attributive and start <= p.start < end for p in draft.periods):
        return None
    words = draft.paragraph.reading.text[draft.start : draft.end]
    opens = draft.candidate.clause.head.i == draft.sentence.root.i
    return term_of(draft.sentence.text if opens else words, draft.kind, stands, draft.memory)


def _what(draft: Draft, roles: Roles, record: Record) -> str | None:
    if roles.what is None:
        return None
    first, last = roles.what
    return " ".join(draft.paragraph.passage_of([first, last]).of(record.text).split())


def _chain(draft: Draft, actor: Sequence[str]) -> tuple[Link, ...]:
    """The chain; that somebody spoke is told by who heard it, not by the speaker himself."""
    chain = draft.candidate.chain
    told = draft.kind is Kind.CONTACT and draft.candidate.clause.form == "main"
    if told and len(chain) > 1 and chain[-1].cue is None and chain[-1].holder in actor:
        return chain[:-1]
    said = draft.kind is Kind.POSITION and chain[-1].mode is Mode.SAYS and chain[-1].cue is None
    if said and surmised(draft.candidate.clause) and chain[-1].holder not in actor:
        return (*chain[:-1], msgspec.structs.replace(chain[-1], mode=Mode.THINKS))  # another's aims, only supposed
    return chain


def _polarity(draft: Draft) -> Polarity:
    if draft.told is not None:
        return draft.told
    told = polarity(draft.candidate.clause, draft.lexicon)
    if draft.candidate.chain[-1].mode is Mode.ASKS:
        return Polarity.AFFIRMED
    if draft.candidate.chain[-1].mode is Mode.IGNORES and draft.kind is Kind.KNOWLEDGE:
        return Polarity.NEGATED
    return told


def _certainty(draft: Draft, stands: Status) -> Certainty:
    """The weakest commitment of cue and clause; what somebody thinks should be is wanted, not held likely."""
    doubt = draft.candidate.doubt
    if stands is Status.WISHED and doubt is Certainty.PROBABLE and draft.candidate.chain[-1].mode is Mode.THINKS:
        doubt = Certainty.CERTAIN
    own = certainty(draft.candidate.clause, draft.lexicon, draft.sentence.text)
    return own.weakest(doubt)


def _quantities(draft: Draft) -> Iterator[Quantity]:
    """Figures inside the statement, with their passages led back to the record."""
    for found in draft.quantities:
        where = found.passage
        if where is not None and draft.start <= where.start and where.end <= draft.end:
            yield msgspec.structs.replace(found, passage=draft.paragraph.source(where.start, where.end))


def _editorial(draft: Draft, roles: Roles) -> bool:
    """True where a party, the cue or the predicate stands in an editor's words."""
    reading = draft.paragraph.reading
    head = draft.candidate.clause.head
    if reading.is_editorial(head.idx, head.idx + len(head)):
        return True
    refs = (*roles.actor, *roles.toward, *roles.via)
    inside = [r for r in refs if draft.start <= r.start < r.end <= draft.end]
    if any(reading.is_editorial(r.start, r.end) and r.form != "pronoun" for r in inside):
        return True
    for rung in draft.candidate.rungs:
        for token in (rung.holder, rung.cue):
            if token is not None and reading.is_editorial(token.idx, token.idx + len(token)):
                return True
    return False


def _event(draft: Draft, quote: str, roles: Roles) -> tuple[str | None, str | None]:
    """Event and level of representation, from the tables of events and levels."""
    clause, words = draft.candidate.clause, draft.candidate.words
    event = event_of(clause, words, draft.kind)
    if draft.kind not in {Kind.REPRESENTATION, Kind.RECOGNITION, Kind.OFFICE}:
        return event, None
    # The level of the mission through which somebody is represented is not his own.
    own = ROUTE.split(quote)[0] if roles.via else quote
    level = (level_taken(clause) if draft.kind is not Kind.RECOGNITION else None) or level_of(own)
    if draft.kind is Kind.REPRESENTATION:
        event = mission_event(clause, roles, level, draft.memory, draft.reader) or event
        _remember_mission(draft.memory, roles, level)
    elif draft.kind is Kind.OFFICE and event is None and installed(clause):
        event = "appointed"
    return event, level


def _remember_mission(memory: Memory, roles: Roles, level: str | None) -> None:
    """Keep the rank of a mission that a statement tells of, so that a later higher one is known to be raised."""
    rank = rank_of(level) if level else None
    if rank is not None and rank >= DIPLOMATIC and roles.actor and roles.toward:
        memory.missions[roles.actor[0].name, roles.toward[0].name] = rank


def _spans(draft: Draft, roles: Roles, period: FoundPeriod | None) -> Spans:
    paragraph = draft.paragraph
    what = paragraph.passage_of(list(roles.what)) if roles.what is not None else None
    return Spans(
        predicate=paragraph.passage_of([draft.candidate.clause.head]),
        what=what,
        time=paragraph.source(period.start, period.end) if period is not None else None,
    )

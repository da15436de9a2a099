"""Who could know what a record tells, and since when: for answering "as known by K at T".

A talk is known to those who took part from its day on, to the author's side once the record was written, and to
those it was sent to not before that day. Where a record says that somebody was told already, he knew the passage
before it on the day of the talk. Nothing says that an addressee read it; the table says when he could.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vermerk.authority import Authority, state_of
from vermerk.corpus.readings import Knower
from vermerk.model import Passage, Record
from vermerk.reading.people import surname

ORGAN = r"(?:[Ee]mbassy|[Ll]egation|[Mm]ission|[Mm]inistry|[Dd]elegation|[Gg]overnment|[Aa]mbassador|[Ss]ide)"
TOLD = r"(?:informed|told|notified|briefed|advised)"
INFORMED = re.compile(
    rf"\b(?P<who>(?:[Oo]ur|[Tt]he|[Tt]heir) (?:\[[^\]]*\] )?(?:[A-Z][\w'’.-]+ ){{0,3}}{ORGAN})\b"
    rf"(?: (?:in|at) [A-Z]\w+)?,? (?:(?:has|have|had|was|were|is|are|been|got|already|also|thus|therefore|fully|duly|since)\s+)+"
    rf"(?:\w+ly )?{TOLD}\b"
)
COPY = re.compile(r"^\s*(?:\d+\s*[x×]\s*|cc:?\s*|copies? (?:to|for):?\s*|for:?\s*|to:?\s*|[-•*]\s*)+", re.IGNORECASE)


def knowers_of(record: Record, home: str | None, authority: Authority) -> tuple[Knower, ...]:
    """Everybody who could know a record, each with the earliest date at which he could."""
    found: dict[tuple[str, str, int | None], Knower] = {}
    for knower in _all(record, home, authority):
        key = (knower.who, knower.how, knower.start)
        known = found.get(key)
        if known is None or (knower.since or "9") < (known.since or "9"):
            found[key] = knower
    return tuple(found.values())


def _all(record: Record, home: str | None, authority: Authority) -> Iterator[Knower]:
    told = record.description
    talk, written = told.event_date or told.document_date, told.document_date or told.event_date
    if told.author:
        yield Knower(told.author, talk, "author")
    if home:
        yield Knower(home, written, "author's side")
    for name in told.signatories:
        yield Knower(surname(name), written, "signatory")
    for participant in told.participants:
        interprets = "interpret" in (participant.role or "").lower()
        if participant.name:
            yield Knower(surname(participant.name), talk, "interpreter" if interprets else "participant")
        state = participant.state or state_of(participant.role, authority, talk)
        if state and state != home:
            yield Knower(state, talk, "participant's side")
    for words in told.distribution:
        name = COPY.sub("", words).strip(" .;,")
        if name:
            yield Knower(name, written, "distribution")
            state = state_of(name, authority, written)
            if state and state != home:
                yield Knower(state, written, "distribution")
    yield from _addressee(record, written, authority)
    for passage in record.body:
        yield from _informed(record, passage, talk, home, authority)


def _informed(
    record: Record, passage: Passage, talk: str | None, home: str | None, authority: Authority
) -> Iterator[Knower]:
    """Who is said to have been told already: he knew what the paragraph told up to there."""
    for found in INFORMED.finditer(passage.of(record.text)):
        who = re.sub(r"[\[\]]", "", found["who"])
        state = home if who[:3].lower() == "our" else state_of(who, authority, talk)
        if state:
            yield Knower(state, talk, "informed", passage.start, passage.start + found.end())


def _addressee(record: Record, written: str | None, authority: Authority) -> Iterator[Knower]:
    """Whom the title of a letter or cable names behind "to"."""
    found = re.search(r"\b[Tt]o (?P<who>[A-Z].{2,80}?)(?:$|,|\()", record.description.title or "")
    if found is None or re.search(r"\b(?:on|of|about|between)\b", (record.description.title or "")[: found.start()]):
        return
    who = found["who"].strip(" .;")
    state = state_of(who, authority, written)
    yield Knower(state or surname(who), written, "addressee")

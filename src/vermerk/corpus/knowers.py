"""Who could know what a record tells, and since when: for answering "as known by K at T".

A talk is known to those who took part from its day on, to the author's side once the record was written, and to
those it was sent to not before that day. Nothing says that an addressee read it; the table says when he could.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vermerk.authority import Authority, state_of
from vermerk.corpus.readings import Knower
from vermerk.model import Record
from vermerk.reading.people import surname

INFORMED = re.compile(
    r"\b[Oo]ur (?:\[[^\]]*\] )?(?:[Ee]mbassy|[Ll]egation|[Mm]inistry|[Dd]elegation|[Gg]overnment|[Mm]ission)\b.{0,40}?\b(?:informed|told|notified)\b",
    re.S,
)
COPY = re.compile(r"^\s*(?:\d+\s*[x×]\s*|cc:?\s*|copies? (?:to|for):?\s*|for:?\s*|to:?\s*|[-•*]\s*)+", re.IGNORECASE)


def knowers_of(record: Record, home: str | None, authority: Authority) -> tuple[Knower, ...]:
    """Everybody who could know a record, each with the earliest date at which he could."""
    found: dict[tuple[str, str], Knower] = {}
    for knower in _all(record, home, authority):
        known = found.get((knower.who, knower.how))
        if known is None or (knower.since or "9") < (known.since or "9"):
            found[knower.who, knower.how] = knower
    return tuple(found.values())


def _all(record: Record, home: str | None, authority: Authority) -> Iterator[Knower]:
    told = record.description
    talk, written = told.event_date or told.document_date, told.document_date or told.event_date
    if told.author:
        yield Knower(told.author, talk, "author")
    if home:
        yield Knower(home, written, "author's side")
    for participant in told.participants:
        interprets = "interpret" in (participant.role or "").lower()
        if participant.name:
            yield Knower(surname(participant.name), talk, "interpreter" if interprets else "participant")
        if participant.state and participant.state != home:
            yield Knower(participant.state, talk, "participant's side")
    for words in told.distribution:
        name = COPY.sub("", words).strip(" .;,")
        if name:
            yield Knower(name, written, "distribution")
            state = state_of(name, authority, written)
            if state and state != home:
                yield Knower(state, written, "distribution")
    yield from _addressee(record, written, authority)
    if home and any(INFORMED.search(p.of(record.text)) for p in record.body):
        yield Knower(home, talk, "informed")


def _addressee(record: Record, written: str | None, authority: Authority) -> Iterator[Knower]:
    """Whom the title of a letter or cable names behind "to"."""
    found = re.search(r"\b[Tt]o (?P<who>[A-Z].{2,80}?)(?:$|,|\()", record.description.title or "")
    if found is None or re.search(r"\b(?:on|of|about|between)\b", (record.description.title or "")[: found.start()]):
        return
    who = found["who"].strip(" .;")
    state = state_of(who, authority, written)
    yield Knower(state or surname(who), written, "addressee")

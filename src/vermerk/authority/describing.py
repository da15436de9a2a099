"""What the authority tables add to an archival description: the states of those who took part."""

from __future__ import annotations

import re

import msgspec

from vermerk.authority.lookup import Authority
from vermerk.model import Description, Participant


def with_states(description: Description, authority: Authority) -> Description:
    """Fill in the state of each participant whose role, or whose own body, names one."""
    on = description.event_date or description.document_date
    home = state_of(description.author_body, authority, on)
    people = tuple(_completed(p, description, authority, on, home) for p in description.participants)
    return msgspec.structs.replace(description, participants=people)


def _completed(
    person: Participant, description: Description, authority: Authority, on: str | None, home: str | None
) -> Participant:
    if person.state:
        state = state_of(person.state, authority, on)  # the body that a side names belongs to a state
        entry = authority.resolve(state or person.state, on).entry
        return Participant(
            person.name, person.role, entry.label if entry is not None and entry.kind == "state" else person.state
        )
    state = state_of(person.role, authority, on)
    signs = bool(person.name) and any(_same(person.name or "", name) for name in description.signatories)
    if state is None and signs:
        state = home
    return Participant(person.name, person.role, state)


def _same(name: str, other: str) -> bool:
    return name.split()[-1:] == other.split()[-1:]


def state_of(words: str | None, authority: Authority, on: str | None) -> str | None:
    """The state that serves whoever bears an office: "2nd Secretary of the USSR Embassy" is of the USSR.

    A state behind "in" or "to" is where he serves, not whom, and does not count.
    """
    if not words:
        return None
    for mention in authority.find(words):
        before = words[: mention.start].rstrip().lower()
        if re.search(r"\b(?:in|to|at|for)(?: the)?$", before):
            continue
        resolved = authority.resolve(mention.surface, on)
        entry = resolved.entry or next(iter(resolved.candidates), None)
        if entry is not None and entry.kind == "state":
            return entry.label
        if entry is not None and entry.parent:
            return entry.parent
    return None

"""A party: a state, body, group, office or person that a statement speaks of."""

from __future__ import annotations

from typing import Literal

import msgspec

from vermerk.model.passage import Passage

PartyKind = Literal["state", "body", "group", "office", "person", "unresolved"]
PartyRole = Literal["actor", "toward", "via"]


class Party(msgspec.Struct, frozen=True, omit_defaults=True):
    """One party of one statement.

    Attributes:
        name: the usual short English name, a surname, or the record's own words.
        kind: what sort of party it is; ``unresolved`` where the authority tables do not say.
        role: whether it acts, is acted towards, or stands between.
        state: the state that a person or body serves or belongs to, where known; null for a state itself.
        key: identifier of the entry in the authority tables, or null.
        passage: where the record names the party, or null where it was inferred from the context.
    """

    name: str
    kind: PartyKind = "unresolved"
    role: PartyRole = "actor"
    state: str | None = None
    key: str | None = None
    passage: Passage | None = None

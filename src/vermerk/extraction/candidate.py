"""A clause as read, before it is decided whether it is a statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from vermerk.extraction.attribution import Rung
from vermerk.extraction.clauses import Clause
from vermerk.extraction.kinds import NONE
from vermerk.extraction.roles import Roles
from vermerk.model import Certainty, Kind, Link


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause as read, before it is decided whether it is a statement."""

    clause: Clause
    words: tuple[Token, ...]
    chain: tuple[Link, ...]
    doubt: Certainty
    flips: bool
    rungs: tuple[Rung, ...]
    roles: Roles
    shares: Mapping[str, float]
    features: Mapping[str, float]

    @property
    def likely(self) -> float:
        """Probability that the clause is a statement."""
        return 1.0 - self.shares.get(NONE, 0.0)

    @property
    def kind(self) -> Kind | None:
        """The likeliest kind, or null."""
        named = {k: p for k, p in self.shares.items() if k != NONE}
        return Kind(max(named, key=lambda k: named[k])) if named else None

"""A clause as read, before it is decided whether it is a statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
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
    rungs: tuple[Rung, ...]
    roles: Roles
    shares: Mapping[str, float]
    features: Mapping[str, float]
    shape: NDArray[np.float32]
    sure: bool = False  # kind and parties told by a rule that the models do not overrule
    each_way: bool = False  # what it tells, each of two parties did towards the other

    @property
    def likely(self) -> float:
        """Probability that the clause is a statement."""
        return 1.0 - self.shares.get(NONE, 0.0)

    @property
    def worth(self) -> float:
        """Probability that the clause is a statement and of its likeliest kind: what decides whether it is written down."""
        return self.likely * self.shares.get(self.kind, 0.0) if self.kind is not None else 0.0

    @property
    def kind(self) -> Kind | None:
        """The likeliest kind, or null."""
        named = {k: p for k, p in self.shares.items() if k != NONE}
        return Kind(max(named, key=lambda k: named[k])) if named else None

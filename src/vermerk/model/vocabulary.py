"""The closed vocabularies of a statement: kinds, modes, status, polarity, certainty.

Each is a string enumeration, so that a value reads the same in Python, in JSON and in a table. Certainty and
polarity know their own algebra: doubt may only grow on the way outward, never shrink.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a statement is about: the sixteen kinds of the codebook."""

    CONTACT = "contact"
    VISIT = "visit"
    REPRESENTATION = "representation"
    RECOGNITION = "recognition"
    AGREEMENT = "agreement"
    TRADE = "trade"
    ASSISTANCE = "assistance"
    SUPPORT = "support"
    MEDIATION = "mediation"
    PRESSURE = "pressure"
    FORCE = "force"
    POSITION = "position"
    ASSESSMENT = "assessment"
    KNOWLEDGE = "knowledge"
    CONDITION = "condition"
    OFFICE = "office"

    @property
    def mutual(self) -> bool:
        """True where the order of the parties does not matter (a talk, an agreement, a recognition)."""
        return self in {Kind.CONTACT, Kind.AGREEMENT, Kind.RECOGNITION}


class Mode(StrEnum):
    """How a holder stands behind what follows in the chain of attribution."""

    WRITES = "writes"
    SAYS = "says"
    THINKS = "thinks"
    INFERS = "infers"
    READS = "reads"
    HEARS = "hears"
    OBSERVES = "observes"
    KNOWS = "knows"
    IGNORES = "ignores"
    ASKS = "asks"


class Status(StrEnum):
    """Whether the thing told is over, going on, agreed for later, wanted, or only imagined."""

    DONE = "done"
    ONGOING = "ongoing"
    PLANNED = "planned"
    WISHED = "wished"
    HYPOTHETICAL = "hypothetical"


class Polarity(StrEnum):
    """Whether the statement affirms or denies."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"

    def __invert__(self) -> Polarity:
        return Polarity.NEGATED if self is Polarity.AFFIRMED else Polarity.AFFIRMED


class Certainty(StrEnum):
    """How far the innermost holder commits himself, from flat statement to declared ignorance."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"

    @property
    def doubt(self) -> int:
        """Rank of doubt, 0 (certain) to 3 (unknown)."""
        return list(Certainty).index(self)

    def weakest(self, other: Certainty) -> Certainty:
        """Return the more doubtful of two; doubt never shrinks when claims are combined."""
        return self if self.doubt >= other.doubt else other

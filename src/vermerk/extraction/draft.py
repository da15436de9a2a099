"""A clause that is taken for a statement, before its fields are written."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from vermerk.extraction.candidate import Candidate
from vermerk.extraction.discourse import Memory
from vermerk.extraction.lexicon import Lexicon
from vermerk.extraction.openings import opened_as
from vermerk.extraction.parties import PartyReader
from vermerk.extraction.scores import ScoreModel
from vermerk.extraction.sides import SideModel
from vermerk.language.parse import Paragraph
from vermerk.language.periods import FoundPeriod
from vermerk.model import Kind, Polarity, Quantity, Status


@dataclass(frozen=True, slots=True)
class Draft:
    """A clause that is taken for a statement, with all it was read from."""

    paragraph: Paragraph
    sentence: Span
    candidate: Candidate
    kind: Kind
    ends: tuple[Token, Token]
    reader: PartyReader
    memory: Memory
    lexicon: Lexicon
    periods: tuple[FoundPeriod, ...]
    quantities: tuple[Quantity, ...]
    sides: SideModel | None = None
    scores: ScoreModel | None = None
    told: Polarity | None = None  # of one part of a clause that denies one thing and puts another in its place

    @property
    def opened(self) -> Status | None:
        """The status that the sentence gives which opens an example or a point."""
        return opened_as(self.candidate.clause, self.memory.opening, self.lexicon)

    @property
    def start(self) -> int:
        """First character in the paragraph's clean text."""
        return self.ends[0].idx

    @property
    def end(self) -> int:
        """End in the paragraph's clean text."""
        return self.ends[1].idx + len(self.ends[1])

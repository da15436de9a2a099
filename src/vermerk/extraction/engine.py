"""The grammar engine: a record's statements, read clause by clause with the running source.

A record is read sentence by sentence (``record_reading.py``), each clause weighed (``weighing.py``); what is worth it
is drafted (``drafting.py``) and written down (``writing.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vermerk.authority import Authority
from vermerk.extraction.candidate import Candidate
from vermerk.extraction.completing import complete
from vermerk.extraction.contenders import Contender, contenders
from vermerk.extraction.contrast import parted
from vermerk.extraction.draft import Draft
from vermerk.extraction.drafting import drafted
from vermerk.extraction.kinds import KindModel, shipped_model
from vermerk.extraction.lexicon import Lexicon, shipped
from vermerk.extraction.record_reading import RecordReading
from vermerk.extraction.scores import ScoreModel, shipped_scores
from vermerk.extraction.selecting import distinct
from vermerk.extraction.sides import SideModel, shipped_sides
from vermerk.extraction.trust import LEAST_SCORE
from vermerk.extraction.writing import write_statement
from vermerk.language.parse import Paragraph
from vermerk.language.periods import find_periods
from vermerk.language.quantities import find_quantities
from vermerk.model import Kind, Record, Statement

# Worth of a clause (see Candidate) below which it is left out; chosen in cross-validation, where usable F1 is flat, for fewer
# false statements.
LEAST = 0.36


class GrammarEngine:
    """Reads records with the shipped or given tables; the same record gives the same statements every time."""

    name = "grammar"

    def __init__(
        self,
        authority: Authority | None = None,
        lexicon: Lexicon | None = None,
        model: KindModel | None = None,
        least: float = LEAST,
        sides: SideModel | None = None,
        scores: ScoreModel | None = None,
        least_score: float = LEAST_SCORE,
    ) -> None:
        self.authority = authority or Authority.shipped()
        self.lexicon = lexicon or shipped()
        self.model = model or shipped_model()
        self.sides = sides or shipped_sides()
        self.scores = scores or shipped_scores()
        self.least = least
        self.least_score = least_score

    def statements(self, record: Record) -> list[Statement]:
        """Read the statements of a record, in the order of the text."""
        found = [statement for draft in self._drafts(record) if (statement := write_statement(draft, record))]
        return [s for s in distinct(found) if s.score is None or s.score >= self.least_score]

    def candidates(self, record: Record) -> Iterator[tuple[Paragraph, Candidate]]:
        """Every clause of a record as read, statement or not: what the model is trained on."""
        reading = self.reading(record)
        for paragraph in reading.paragraphs:
            for read in reading.sentences(paragraph):
                for candidate in read.candidates:
                    yield paragraph, candidate

    def at_hand(self, record: Record, kinds: Sequence[Kind | None]) -> Iterator[tuple[Candidate, list[Contender]]]:
        """The parties at hand for each clause whose kind is given, in the order of ``candidates``: for training."""
        reading, told = self.reading(record), iter(kinds)
        for read in (read for paragraph in reading.paragraphs for read in reading.sentences(paragraph)):
            for candidate, kind in zip(read.candidates, told, strict=False):
                if kind is not None:
                    ruled = complete(candidate.roles, kind, candidate.clause, reading.memory)
                    yield candidate, contenders(candidate, ruled, read.sentence, read.reader, reading.memory)

    def reading(self, record: Record) -> RecordReading:
        """A record about to be read, with this engine's tables and weights."""
        return RecordReading(record, self.authority, self.lexicon, self.model)

    def _drafts(self, record: Record) -> Iterator[Draft]:
        """The statements found, each with all it was read from."""
        reading = self.reading(record)
        told = record.description.event_date or record.description.document_date
        for paragraph in reading.paragraphs:
            periods = tuple(find_periods(paragraph.reading.text, told, state=reading.cast.home))
            quantities = tuple(find_quantities(paragraph.reading.text))
            for read in reading.sentences(paragraph):
                for candidate, kind, ends in drafted(read.candidates, self.least, read.reader):
                    draft = Draft(
                        paragraph=paragraph,
                        sentence=read.sentence,
                        candidate=candidate,
                        kind=kind,
                        ends=ends,
                        reader=read.reader,
                        memory=reading.memory,
                        lexicon=self.lexicon,
                        periods=periods,
                        quantities=quantities,
                        sides=self.sides,
                        scores=self.scores,
                    )
                    yield from parted(draft)

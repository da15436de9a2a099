"""One pass over a record, sentence by sentence, with the running source and the memory carried on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span

from vermerk.authority import Authority
from vermerk.extraction.account import Account, leading_speaker
from vermerk.extraction.candidate import Candidate
from vermerk.extraction.cast import Cast, gather_cast
from vermerk.extraction.clauses import find_clauses
from vermerk.extraction.discourse import Memory
from vermerk.extraction.kinds import KindModel
from vermerk.extraction.lexicon import Lexicon
from vermerk.extraction.parties import PartyReader
from vermerk.extraction.remembering import keep_opening, keep_pair, keep_sentence, take_up_glosses, take_up_heading
from vermerk.extraction.talk_offices import find_offices
from vermerk.extraction.talkers import Speeches, opening_memory
from vermerk.extraction.weighing import ClauseReader
from vermerk.language.parse import Paragraph, parse
from vermerk.model import Record


@dataclass(frozen=True, slots=True)
class SentenceRead:
    """A sentence with its clauses as read, and who reads the parties of its paragraph."""

    sentence: Span
    candidates: list[Candidate]
    reader: PartyReader


class RecordReading:
    """One pass over one record."""

    def __init__(self, record: Record, authority: Authority, lexicon: Lexicon, model: KindModel | None) -> None:
        self.record, self.authority, self.lexicon = record, authority, lexicon
        self.cast: Cast = gather_cast(record, authority)
        self.paragraphs = parse(record)
        if not self.cast.conversation:
            self.cast.talks_with(leading_speaker(self.paragraphs, lexicon, self.cast))
        find_offices(self.paragraphs, self.cast, authority, lexicon)
        self.memory: Memory = opening_memory(record, self.cast, authority)
        self.account = Account(self.memory, lexicon)
        self.speeches = Speeches.of(record, self.cast)
        self.clauses = ClauseReader(self.account, model, record.parts, len(self.paragraphs))

    def sentences(self, paragraph: Paragraph) -> Iterator[SentenceRead]:
        """Read a paragraph, the next one of the record; a sentence is remembered when the caller asks for what follows."""
        reader = PartyReader.of_paragraph(paragraph, self.authority, self.cast, self.memory, self.lexicon)
        self._open(paragraph, reader)
        for sentence in paragraph.sentences:
            yield from self._read(sentence, reader)
        self.account.announce(paragraph, reader)
        keep_opening(paragraph, self.memory, self.lexicon)

    def _open(self, paragraph: Paragraph, reader: PartyReader) -> None:
        """Whose words a paragraph is, and what its heading and its glosses tell, before its first sentence."""
        take_up_glosses(paragraph, self.cast, self.memory)
        first = next((t for t in paragraph.doc if t.is_alpha), None)
        speaker, told = self.speeches.open(paragraph, self.memory)
        self.account.open_paragraph(first, speaker, told=told)
        # From the start of the line: the "(a)" of a point stands there, and the parser is spared it.
        line = self.record.text.rfind("\n", 0, paragraph.passage.start) + 1
        self.account.open_point(self.record.text[line : paragraph.passage.end])
        take_up_heading(paragraph, reader, self.memory)

    def _read(self, sentence: Span, reader: PartyReader) -> Iterator[SentenceRead]:
        self.memory.clock += 1
        self.memory.paired = False
        self.account.hear(sentence, reader)
        clauses = find_clauses(sentence, self.lexicon)
        read = (self.clauses.candidate(clause, clauses, reader) for clause in clauses)
        candidates = [candidate for candidate in read if candidate is not None]
        yield SentenceRead(sentence, candidates, reader)
        self.account.retell(sentence, [c.chain for c in candidates])
        keep_pair(candidates, self.memory)
        keep_sentence(sentence, clauses, reader, self.record)

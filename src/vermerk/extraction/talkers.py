"""Who talks in a record, and whose speech a paragraph is: what is known before its first sentence is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vermerk.authority import Authority
from vermerk.extraction.cast import Cast, Person, about
from vermerk.extraction.discourse import Memory, Ref
from vermerk.language.parse import Paragraph
from vermerk.model import Part, PartKind, Record

TOLD = re.compile(r"\W*[_*]{1,3}[^_*\n]{2,60}[_*]{1,3}\s+[a-z]")  # a speaker set off from the words that retell his
OPENING, NEAR = 3, 300  # paragraphs, and characters of each, in which an author who took part says "I"


def opening_memory(record: Record, cast: Cast, authority: Authority) -> Memory:
    """What a record lets its reader know before the first sentence: who talks with whom, and of whose relations."""
    memory = Memory(cast.author, cast.home, cast.conversation)
    partners = [p for p in cast.counterparts if not (p.office and "interpret" in p.office.lower())]
    others = [p for p in cast.persons.values() if p.participant and p not in cast.counterparts]
    memory.talkers = [_as_ref(person) for person in (*others, *partners)]
    if cast.conversation and cast.author and not others and _tells_of_himself(record):
        memory.talkers.append(Ref(cast.author, "person", None, "context", 0, 0, state=cast.home))
    if partners and cast.conversation and (others or len(partners) == 1):
        memory.partner = _as_ref(partners[0])
    if cast.addressee:
        known = cast.person(cast.addressee)
        memory.addressee = Ref(cast.addressee, "person", None, "context", 0, 0, state=known.state if known else None)
    memory.about = about(record, authority)
    memory.pair = memory.about
    return memory


def _as_ref(person: Person) -> Ref:
    return Ref(person.name, "person", None, "context", 0, 0, state=person.state)


def _tells_of_himself(record: Record) -> bool:
    """True for an author who says "I" in the first paragraphs of his record: he took part in the talk."""
    return any(" I " in f" {passage.of(record.text)[:NEAR]}" for passage in record.body[:OPENING])


@dataclass(frozen=True, slots=True)
class Speeches:
    """The speeches of a record that gives who spoke in his own words, in the order of the text."""

    record: Record
    cast: Cast
    parts: Sequence[Part]

    @classmethod
    def of(cls, record: Record, cast: Cast) -> Speeches:
        """The parts of a record that are somebody's speech."""
        return cls(record, cast, [part for part in record.parts if part.kind is PartKind.SPEECH and part.speaker])

    def open(self, paragraph: Paragraph, memory: Memory) -> tuple[Ref | None, bool]:
        """Who speaks a paragraph, and whether the author retells his words ("_Mr Holt_ said …"); notes who hears him."""
        at = paragraph.passage.start
        speech = next((part for part in self.parts if part.passage.holds(at)), None)
        if speech is None:
            return None, False
        before = [part for part in self.parts if part.passage.start < at and part.speaker != speech.speaker]
        memory.hearer = self._speaker(before[-1]) if before else None
        return self._speaker(speech), TOLD.match(self.record.text[speech.passage.start :]) is not None

    def _speaker(self, part: Part) -> Ref:
        """The speaker of a part as a party: one of the cast by office or name, else as the record writes him."""
        words = re.sub(r"^[Tt]he ", "", part.speaker or "")
        if words.lower() in self.cast.offices:
            held = self.cast.offices[words.lower()]
            if held is None:
                return Ref(words, "office", None, "office", 0, 0)
            return Ref(held.name, "person", None, "office", 0, 0, state=held.state)
        person = self.cast.person(words.split()[-1]) or self.cast.person(" ".join(words.split()[-2:]))
        name, state = (person.name, person.state) if person is not None else (words, None)
        return Ref(name, "person", None, "name", 0, 0, state=state)

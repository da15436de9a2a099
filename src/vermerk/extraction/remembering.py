"""What a heading, a paragraph and a sentence leave in the memory for those that follow."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span

from vermerk.authority import Authority
from vermerk.extraction.candidate import Candidate
from vermerk.extraction.cast import Cast
from vermerk.extraction.clauses import Clause
from vermerk.extraction.discourse import Memory, Ref
from vermerk.extraction.lexicon import Lexicon
from vermerk.extraction.names_at import pick
from vermerk.extraction.openings import bare, status_opened
from vermerk.extraction.parties import PartyReader
from vermerk.language.parse import Paragraph
from vermerk.model import Record

PAIRING = 0.25  # worth of a clause from which its two states become the pair in question, written down or not
NEW_MATTER = re.compile(r"ad\b|zu\b|question \d|re \d", re.IGNORECASE)  # opens a matter that the last heading is not of
HEADING = 80  # characters that a heading with a colon has at most
SUBJECTS_OF = frozenset({"main", "complement", "adverbial", "participle"})  # clauses whose subject stays in mind


def take_up_glosses(paragraph: Paragraph, cast: Cast, memory: Memory) -> None:
    """Note whom the editor says the pronouns of a paragraph mean ("He [Putivez]")."""
    memory.glosses.clear()
    for at, name in paragraph.reading.glosses:
        person = cast.person(name.split()[-1])
        if person is not None:
            memory.glosses[at] = Ref(person.name, "person", None, "gloss", at, at, state=person.state)


def take_up_heading(paragraph: Paragraph, reader: PartyReader, memory: Memory) -> None:
    """A heading that names a party ("On Pakistan:") makes it the other side of what follows."""
    text = paragraph.reading.text
    if NEW_MATTER.match(text):
        memory.topic = None
    if len(text) > HEADING or not text.rstrip().endswith(":"):
        return
    states = [ref for ref in dict.fromkeys(reader.mentions.values()) if ref.kind == "state"]
    if len(states) == 1:
        memory.topic = states[0]
        if memory.main is not None and memory.main.name != states[0].name:
            memory.pair = (memory.main, states[0])


def keep_opening(paragraph: Paragraph, memory: Memory, lexicon: Lexicon) -> None:
    """Keep how the points of a list stand while its paragraphs have no predicate of their own."""
    sentences = list(paragraph.sentences)
    if sentences and sentences[-1].text.rstrip().endswith(":"):
        memory.opening = status_opened(sentences[-1], lexicon)
    elif not all(bare(sentence) for sentence in sentences):
        memory.opening = None


def keep_pair(candidates: Sequence[Candidate], memory: Memory) -> None:
    """The two states of the sentence's last statement between states are the pair in question."""
    for candidate in reversed(candidates):
        both = (candidate.roles.actor[:1], candidate.roles.toward[:1])
        if candidate.worth < PAIRING or not both[0] or not both[1]:
            continue
        one, other = both[0][0], both[1][0]
        if one.kind == "state" and other.kind == "state" and one.name != other.name:
            memory.note_pair(one, other)
            return


def keep_sentence(sentence: Span, clauses: Sequence[Clause], reader: PartyReader, record: Record) -> None:
    """Note whom a sentence names, where it happens, and who its subjects are."""
    memory = reader.memory
    start, end = sentence.start_char, sentence.end_char
    named = [ref for ref in dict.fromkeys(reader.mentions.values()) if start <= ref.start < end]
    named = [ref for ref in named if ref.form != "place"]
    named += [ref for token in sentence if (ref := reader.person_at(token)) is not None]
    memory.note(named)
    _keep_place(sentence, reader)
    if memory.main is None:
        memory.main = main_state(record, reader.cast, reader.authority)
    # The subject of the whole sentence comes last: "he" of the next one is who said it, not of whom he said it.
    root = sentence.root.i
    for clause in sorted(clauses, key=lambda c: c.head.i == root):
        if clause.subject is not None and clause.form in SUBJECTS_OF:
            refs = reader.read(clause.subject)
            fresh = [r for r in refs if r.form != "pronoun" or r.kind != "person" or r.name != memory.author]
            memory.note(fresh, subject=True)


def _keep_place(sentence: Span, reader: PartyReader) -> None:
    """Note the state a sentence goes to or happens in ("went on a visit to Finland")."""
    memory = reader.memory
    for token in sentence:
        ref = reader.mentions.get(token.i)
        if ref is None or ref.kind != "state":
            continue
        if ref.form in {"capital", "place"} or (token.dep_ == "pobj" and token.head.lower_ in {"in", "to", "at"}):
            memory.place, memory.placed_at = ref, memory.clock


def main_state(record: Record, cast: Cast, authority: Authority) -> Ref | None:
    """The state that a record names most, its author's own only where it names no other; null where it names none."""
    counts: dict[str, int] = {}
    refs: dict[str, Ref] = {}
    text = "\n".join(p.of(record.text) for p in record.body)
    for mention in authority.find(text):
        entry = pick(mention.entries, cast.on, cast.frequent)
        if entry is not None and entry.kind == "state":
            counts[entry.label] = counts.get(entry.label, 0) + 1
            refs.setdefault(entry.label, Ref(entry.label, "state", entry.key, "name", 0, 0))
    foreign = {name: n for name, n in counts.items() if name != cast.home} or counts
    return refs[max(foreign, key=lambda name: foreign[name])] if foreign else None

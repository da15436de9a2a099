"""From a document's structure and description to a record: parts, marks, and notes with their calls."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from vermerk.model import Description, Mark, MarkKind, Note, Part, PartKind, Passage, Record
from vermerk.reading.conversation import find_parts
from vermerk.reading.document import Document
from vermerk.reading.marks import find_marks, in_order
from vermerk.reading.speeches import with_turns


def compose(
    text: str,
    document: Document,
    description: Description,
    *,
    id: str,
    source: str,
    format: str,
    text_is_source: bool,
    marks: Sequence[Mark] = (),
    notes: Sequence[Note] = (),
    parts: Sequence[Part] = (),
    remarks: Sequence[str] = (),
    leading: Sequence[Passage] = (),
) -> Record:
    """Join a document's structure, description and marks into a record; headings leave the running text.

    ``leading`` are passages put before the running text (a title that tells of a talk).
    """
    document = without_furniture(document, marks)
    found = with_turns(find_parts(text, document.body), description)
    headings = {
        p.passage.start for p in found if p.kind is PartKind.HEADING and not (p.label or "").rstrip("] ").endswith(":")
    }
    running = (passage for passage in document.body if passage.start not in headings)
    body = [*leading, *(passage for passage in running if any(sign.isalnum() for sign in passage.of(text)))]
    every = [*document.notes, *notes]
    signs = {note.mark for note in every if note.mark}
    here = [m for passage in document.body for m in find_marks(text, passage.start, passage.end, signs)]
    ahead = [m for passage in leading for m in find_marks(text, passage.start, passage.end, set())]
    ahead += _called_in_head(text, document, signs)
    joined = in_order(sorted({*here, *ahead, *marks}, key=lambda m: (m.passage.start, -m.passage.end)), text)
    return Record(
        id=id,
        source=source,
        format=format,
        text=text,
        text_is_source=text_is_source,
        description=description,
        body=tuple(body),
        parts=tuple(sorted([*parts, *document.parts, *found], key=lambda p: (p.passage.start, -p.passage.end))),
        marks=tuple(joined),
        notes=_anchored(every, joined),
        remarks=tuple(remarks),
    )


def _called_in_head(text: str, document: Document, signs: set[str]) -> list[Mark]:
    """Calls of the first notes in title and date line; other figures in brackets there are numbers of papers."""
    calls: list[Mark] = []
    for part in document.parts:
        if part.kind in {PartKind.HEAD, PartKind.PRESENCE}:
            for mark in find_marks(text, part.passage.start, part.passage.end, signs):
                due = mark.kind is MarkKind.NOTE_CALL and mark.reading == str(len(calls) + 1)
                calls += [mark] if due and mark.reading in signs else []
    return calls


def _anchored(notes: Sequence[Note], marks: Sequence[Mark]) -> tuple[Note, ...]:
    """Each note with the place of its first call; a note whose place is known keeps it."""
    calls = {m.reading: m.passage.start for m in reversed(marks) if m.kind is MarkKind.NOTE_CALL}
    return tuple(
        msgspec.structs.replace(note, anchor=calls.get(note.mark)) if note.anchor is None else note for note in notes
    )


def without_furniture(document: Document, marks: Sequence[Mark]) -> Document:
    """The document without paragraphs that are nothing but running heads and page numbers."""
    furniture = [mark for mark in marks if mark.kind is MarkKind.FURNITURE]
    if not furniture:
        return document
    body = tuple(p for p in document.body if not any(mark.passage.holds(p) for mark in furniture))
    return msgspec.structs.replace(document, body=body)

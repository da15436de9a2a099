"""Plain text without markup, and the making of a record from any extracted text."""

from __future__ import annotations

from collections.abc import Sequence

from vermerk.model import Description, Mark, MarkKind, Note, Part, PartKind, Passage, Record
from vermerk.reading.conversation import find_parts
from vermerk.reading.describing import describe
from vermerk.reading.document import Document, read_document
from vermerk.reading.marks import find_marks


def read_plain(text: str, name: str, source: str) -> list[Record]:
    """Read a text without markup as one record."""
    return [record_from_text(text, id=name, source=source, format="text", text_is_source=True)]


def record_from_text(
    text: str,
    *,
    id: str,
    source: str,
    format: str,
    text_is_source: bool,
    marks: Sequence[Mark] = (),
    notes: Sequence[Note] = (),
    remarks: Sequence[str] = (),
) -> Record:
    """Make a record of a text: find its head, running text, parts and end.

    Marks and notes that a reader found in the layout (page breaks, furniture) are kept beside those of the text.
    """
    document = read_document(text)
    kept = [mark for mark in marks if mark.kind is MarkKind.FURNITURE]
    document = _without(document, kept)
    return compose(
        text,
        document,
        describe(text, document, title=document.title),
        id=id,
        source=source,
        format=format,
        text_is_source=text_is_source,
        marks=marks,
        notes=notes,
        remarks=remarks,
    )


def _without(document: Document, furniture: Sequence[Mark]) -> Document:
    """The document without paragraphs that are nothing but running heads and page numbers."""
    if not furniture:
        return document
    import msgspec

    body = tuple(p for p in document.body if not any(mark.passage.holds(p) for mark in furniture))
    return msgspec.structs.replace(document, body=body)


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
    """Join a document's structure, description and marks into a record; headings leave the running text."""
    found = find_parts(text, document.body)
    headings = {
        p.passage.start for p in found if p.kind is PartKind.HEADING and not (p.label or "").rstrip("] ").endswith(":")
    }
    body = [*leading, *(passage for passage in document.body if passage.start not in headings)]
    every = [*document.notes, *notes]
    signs = {note.mark for note in every if note.mark}
    here = [m for passage in document.body for m in find_marks(text, passage.start, passage.end, signs)]
    ahead = [m for passage in leading for m in find_marks(text, passage.start, passage.end, set())]
    joined = sorted({*here, *ahead, *marks}, key=lambda m: (m.passage.start, -m.passage.end))
    calls = {m.reading: m.passage.start for m in reversed(joined) if m.kind is MarkKind.NOTE_CALL}
    anchored = tuple(
        Note(n.text, n.mark, n.kind, n.anchor if n.anchor is not None else calls.get(n.mark), n.passage) for n in every
    )
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
        notes=anchored,
        remarks=tuple(remarks),
    )

"""A record: one archival document, its text, description, parts, notes and marks."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from vermerk.model.passage import Passage


class PartKind(StrEnum):
    """What a part of a record is."""

    DESCRIPTION = "description"  # the archive's or publisher's own words around the document
    HEAD = "head"  # letterhead, number, classification, place and date, title
    HEADING = "heading"  # a heading inside the running text
    PRESENCE = "presence"  # who took part
    NARRATIVE = "narrative"  # running text
    QUESTION = "question"  # a question put, or a topic raised
    ANSWER = "answer"  # an answer to a numbered question, with the text that belongs to it
    SPEECH = "speech"  # words given to one named speaker ("Kim: ...")
    SIGNATURE = "signature"
    DISTRIBUTION = "distribution"
    NOTES = "notes"  # the editors' notes


class MarkKind(StrEnum):
    """What stands in the text that is not its author's running word."""

    BRACKET = "bracket"  # words an editor or translator put in
    SIC = "sic"
    OMISSION = "omission"  # "[matter omitted]", "[...]"
    NOTE_CALL = "note call"
    PAGE_BREAK = "page break"
    BULLET = "bullet"
    OCR = "ocr"  # a character no author wrote
    LETTERSPACED = "letterspaced"  # N o t e
    FURNITURE = "furniture"  # running heads, page numbers, navigation


class Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of a record.

    Attributes:
        kind: what the part is.
        passage: where it stands.
        label: the words that open it ("ad 2.:", "On Pakistan:", "Mr Fraser"), or null.
        number: number of a question put, counted from 1, or the number an answer names; null elsewhere.
        speaker: the person whose words the part gives, as the record names him, or null.
        remark: what a reader should be told, e.g. that question 3 and the answer headed "ad 3.:" differ.
    """

    kind: PartKind
    passage: Passage
    label: str | None = None
    number: int | None = None
    speaker: str | None = None
    remark: str | None = None


class Mark(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something in the text that is not its author's running word.

    Attributes:
        kind: what it is.
        passage: where it stands, delimiters included.
        reading: the words inside ("GDR Ambassador"), the joined word of a letter-spaced one ("Note"), the
            mark of a note call, the number of a page; null where nothing is to be read.
    """

    kind: MarkKind
    passage: Passage
    reading: str | None = None


class Note(msgspec.Struct, frozen=True, omit_defaults=True):
    """A footnote, endnote or source note, kept apart from the running text.

    Attributes:
        text: the note's words.
        mark: the number or sign that calls it, or null.
        kind: ``source`` (where the document is kept), ``footnote``, or ``margin``.
        anchor: offset in the record's text where the note is called, or null where no call is found.
        passage: where the note stands in the record's text; null where the text does not hold it (TEI notes).
    """

    text: str
    mark: str | None = None
    kind: str = "footnote"
    anchor: int | None = None
    passage: Passage | None = None


class Participant(msgspec.Struct, frozen=True):
    """Who took part: name as given, role (office or "interpreter"), state; null where not told."""

    name: str | None = None
    role: str | None = None
    state: str | None = None


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """The archival description of a record; null where the text shows none.

    Dates are EDTF. ``event_date`` is when what is described took place (the talk), ``document_date`` when the
    document was written. Fields follow ISAD(G) where it has a counterpart (3.1.1 reference, 3.1.2 title,
    3.1.3 date, 3.2.1 creator, 3.4.3 language).
    """

    title: str | None = None
    document_date: str | None = None
    event_date: str | None = None
    place: str | None = None
    author_body: str | None = None
    classification: str | None = None
    participants: tuple[Participant, ...] = ()
    original_language: str | None = None
    archive_reference: str | None = None
    repository: str | None = None
    fonds: str | None = None
    shelfmark: str | None = None
    url: str | None = None
    credits: str | None = None
    translator: str | None = None
    distribution: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    author: str | None = None  # surname of the person who writes, where the record shows one
    summary: str | None = None  # the archive's own summary, never read for statements


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One archival document.

    Attributes:
        id: file name without its folder, with ``#`` and the source's own id where a file holds several.
        source: path of the file, or ``-``.
        format: ``page``, ``markdown``, ``text``, ``tei``, ``html``, ``pdf`` or ``docx``.
        text: the text that all offsets count in. Where ``text_is_source`` it is the decoded file itself.
        text_is_source: true for plain text; false where it was extracted (TEI, HTML, PDF, DOCX).
        description: the archival description.
        body: the paragraphs of the running text in reading order, without notes, heads and furniture.
        parts: parts of the record in order of their start; parts may nest (an answer holds paragraphs).
        marks: brackets, note calls, page breaks and the like, in order.
        notes: footnotes and source notes.
        remarks: what the reader of the file should be told (an encoding guessed, a date that contradicts).
    """

    id: str
    source: str
    format: str
    text: str
    text_is_source: bool = True
    description: Description = Description()
    body: tuple[Passage, ...] = ()
    parts: tuple[Part, ...] = ()
    marks: tuple[Mark, ...] = ()
    notes: tuple[Note, ...] = ()
    remarks: tuple[str, ...] = ()

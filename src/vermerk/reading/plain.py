"""Plain text without markup, and the making of a record from any extracted text."""

from __future__ import annotations

from collections.abc import Sequence

from vermerk.model import Mark, Note, Record
from vermerk.reading.composing import compose
from vermerk.reading.describing import describe
from vermerk.reading.document import read_document


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

    Marks and notes that a reader found in the layout (page breaks, furniture) are kept beside those of the text. A text
    that carries an archive's labelled blocks is read as such a page, whatever the file it came from.
    """
    from vermerk.reading.page import is_page, page_record

    make = page_record if is_page(text) else _document_record
    return make(
        text,
        id=id,
        source=source,
        format=format,
        text_is_source=text_is_source,
        marks=marks,
        notes=notes,
        remarks=remarks,
    )


def _document_record(
    text: str,
    *,
    id: str,
    source: str,
    format: str,
    text_is_source: bool,
    marks: Sequence[Mark],
    notes: Sequence[Note],
    remarks: Sequence[str],
) -> Record:
    document = read_document(text)
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

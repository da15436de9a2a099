"""DOCX: paragraphs and tables in their order, headings and footnotes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from vermerk.model import Note, Record, UnreadableSource
from vermerk.reading.page import is_page, read_page
from vermerk.reading.plain import record_from_text

UNPACKED_LIMIT = 512 * 1024 * 1024  # bytes; more is taken for an archive made to exhaust the machine
FOOTNOTES = "word/footnotes.xml"


def read_docx(raw: bytes, name: str, source: str) -> list[Record]:
    """Read a DOCX file as one record; offsets count in the extracted text.

    Raises:
        UnreadableSource: the file is broken, no DOCX, or unpacks to more than half a gibibyte.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            if sum(entry.file_size for entry in package.infolist()) > UNPACKED_LIMIT:
                raise UnreadableSource(source, "the file unpacks to more than 512 MiB", "save it anew or split it")
            notes = _footnotes(package)
        document = docx.Document(io.BytesIO(raw))
    except UnreadableSource:
        raise
    except Exception:
        raise UnreadableSource(source, "the DOCX is broken", "open it in a word processor and save it again") from None
    text = "\n\n".join(piece for piece in _pieces(document.element.body, document) if piece.strip())
    if not text.strip():
        raise UnreadableSource(source, "the DOCX holds no text", "check that it is the right file")
    if is_page(text):
        return read_page(text, name, source)
    return [record_from_text(text, id=name, source=source, format="docx", text_is_source=False, notes=notes)]


def _pieces(body: etree._Element, document: object) -> Iterator[str]:
    for child in body.iterchildren():
        if child.tag == qn("w:p"):
            paragraph = Paragraph(child, document)  # type: ignore[arg-type]
            style = (paragraph.style.name or "") if paragraph.style is not None else ""
            words = paragraph.text.strip()
            yield f"# {words}" if words and style.startswith(("Title", "Heading 1")) else words
        elif child.tag == qn("w:tbl"):
            table = Table(child, document)  # type: ignore[arg-type]
            for row in table.rows:
                yield "\t".join(" ".join(cell.text.split()) for cell in row.cells)


def _footnotes(package: zipfile.ZipFile) -> tuple[Note, ...]:
    """The footnotes, without the two that only draw lines."""
    if FOOTNOTES not in package.namelist():
        return ()
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(package.read(FOOTNOTES), parser)
    found: list[Note] = []
    for note in root.iter(qn("w:footnote")):
        words = " ".join("".join(t.text or "" for t in note.iter(qn("w:t"))).split())
        if words:
            found.append(Note(words, note.get(qn("w:id"))))
    return tuple(found)

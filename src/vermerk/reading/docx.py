"""DOCX: paragraphs and tables in their order, with headings, page breaks, footnotes and endnotes."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

import docx
import msgspec
from docx.oxml.ns import qn
from lxml import etree

from vermerk.model import Mark, MarkKind, Passage, Record, UnreadableSource
from vermerk.reading.extract import Extraction, in_order
from vermerk.reading.extract_bytes import MEGABYTE
from vermerk.reading.page import is_page, read_page
from vermerk.reading.plain import record_from_text

#: Unpacked size, and unpacked size for each packed byte, beyond which an archive is taken for a trap.
UNPACKED_LIMIT = 256 * MEGABYTE
RATIO_LIMIT = 200
MAIN = "word/document.xml"
NOTES = {"footnoteReference": "word/footnotes.xml", "endnoteReference": "word/endnotes.xml"}
BROKEN = ("the DOCX is broken", "open it in a word processor and save it again")
#: Deleted words of tracked changes, and the second rendering of what is given twice.
SKIPPED = frozenset(qn(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "sdtPr")) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}


def read_docx(raw: bytes, name: str, source: str) -> list[Record]:
    """Read a DOCX file as one record; offsets count in the extracted text.

    Headings open with the hashes of Markdown; words deleted in tracked changes are left out, inserted ones kept.

    Raises:
        UnreadableSource: the file is broken, no DOCX, holds no text, or unpacks to far more than it should.
    """
    notes = _checked(raw, source)
    try:
        document = docx.Document(io.BytesIO(raw))
        walk = _Walk(notes, _levels(document))
        walk.blocks(document.element.body)
    except RecursionError:
        raise UnreadableSource(source, "the DOCX is nested too deeply", "save it as plain text") from None
    except Exception:  # python-docx raises whatever its parts raise
        raise UnreadableSource(source, *BROKEN) from None
    text = walk.drawn.finish()
    if not text:
        raise UnreadableSource(source, "the DOCX holds no text", "check that it is the right file")
    if is_page(text):
        return [msgspec.structs.replace(r, format="docx", text_is_source=False) for r in read_page(text, name, source)]
    return [
        record_from_text(
            text,
            id=name,
            source=source,
            format="docx",
            text_is_source=False,
            marks=in_order(walk.drawn.marks),
            notes=walk.drawn.notes,
        )
    ]


def _checked(raw: bytes, source: str) -> dict[tuple[str, str], str]:
    """The words of notes by kind of call and number, once the archive is seen to be a sound DOCX."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            _refuse_bomb(package, source)
            names = set(package.namelist())
            if MAIN not in names:
                raise UnreadableSource(source, "a ZIP archive that is no DOCX", "unpack it, or save it as .docx")
            for name in {MAIN, *NOTES.values()} & names:
                if b"<!DOCTYPE" in package.read(name):
                    raise UnreadableSource(source, "the DOCX declares a document type", "save it anew")
            return {
                (call, key): words
                for call, part in NOTES.items()
                if part in names
                for key, words in _notes(package.read(part))
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, etree.XMLSyntaxError):
        raise UnreadableSource(source, *BROKEN) from None


def _refuse_bomb(package: zipfile.ZipFile, source: str) -> None:
    entries = package.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableSource(source, "the archive is encrypted", "save it without a password")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > UNPACKED_LIMIT or (unpacked > 16 * MEGABYTE and unpacked > RATIO_LIMIT * max(1, packed)):
        reason = f"it would unpack to {unpacked / MEGABYTE:,.0f} MB from {packed / MEGABYTE:,.1f} MB"
        raise UnreadableSource(source, reason, "save it anew in a word processor, or split it")


def _notes(raw: bytes) -> Iterator[tuple[str, str]]:
    root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    for note in root:
        if note.get(qn("w:type")) is None:
            drawn = Extraction()
            _Walk({}, {}, drawn).blocks(note)
            yield note.get(qn("w:id")) or "", " ".join(drawn.finish().split())


def _levels(document: docx.document.Document) -> dict[str, int]:
    """Level of heading for each paragraph style that is one; a title is of the first."""
    levels: dict[str, int] = {}
    for style in document.styles:
        words = (style.name or "").lower().split()
        if words[:1] == ["title"]:
            levels[style.style_id] = 1
        elif words[:1] == ["heading"] and words[-1].isdigit():
            levels[style.style_id] = min(6, int(words[-1]))
    return levels


class _Walk:
    """Writes the blocks of a body in their order."""

    def __init__(
        self, notes: dict[tuple[str, str], str], levels: dict[str, int], drawn: Extraction | None = None
    ) -> None:
        self.drawn = drawn or Extraction()
        self._notes, self._levels, self._page = notes, levels, 1

    def blocks(self, element: etree._Element) -> None:
        for child in element:
            if child.tag == qn("w:p"):
                self.drawn.close()
                self._paragraph(child)
                self.drawn.close()
            elif child.tag == qn("w:tbl"):
                self._table(child)
            elif child.tag not in SKIPPED:
                self.blocks(child)

    def _paragraph(self, paragraph: etree._Element) -> None:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        level = self._levels.get(style.get(qn("w:val")) or "") if style is not None else None
        if level and any((words.text or "").strip() for words in paragraph.iter(qn("w:t"))):
            self.drawn.write("#" * level + " ", "text")
        self._runs(paragraph)

    def _table(self, table: etree._Element) -> None:
        for at, row in enumerate(table.iter(qn("w:tr"))):
            self.drawn.close("\n" if at else "\n\n")
            for number, cell in enumerate(row.iter(qn("w:tc"))):
                self.drawn.cell() if number else None
                for paragraph in cell.iter(qn("w:p")):
                    self.drawn.blank()
                    self._runs(paragraph)
        self.drawn.close()

    def _runs(self, element: etree._Element) -> None:
        for child in element:
            name = etree.QName(child).localname
            if child.tag in SKIPPED:
                continue
            if name == "t":
                self.drawn.write(child.text, "text")
            elif name == "tab":
                self.drawn.cell()
            elif name == "noBreakHyphen":
                self.drawn.write("\u2011", "text")
            elif name == "lastRenderedPageBreak" or (name == "br" and child.get(qn("w:type")) == "page"):
                self._page_break(name)
            elif name in {"br", "cr"}:
                self.drawn.line()
            elif name in NOTES:
                self._note(name, child.get(qn("w:id")) or "")
            else:
                self._runs(child)

    def _page_break(self, name: str) -> None:
        """A break that was set and the same one as it was last shown count once."""
        if name == "br" or not self.drawn.breaks_waiting:
            self._page += 1
            self.drawn.page_break(str(self._page))

    def _note(self, call: str, key: str) -> None:
        words = self._notes.get((call, key), "")
        at = self.drawn.place
        self.drawn.marks.append(Mark(MarkKind.NOTE_CALL, Passage(at, at), key))
        self.drawn.note(words, key, "footnote")

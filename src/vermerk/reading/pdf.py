"""PDF with a text layer: page by page, with page numbers kept and running heads told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pypdfium2

from vermerk.model import Mark, MarkKind, Passage, Record, UnreadableSource
from vermerk.reading.page import is_page, read_page
from vermerk.reading.plain import record_from_text

NUMBER = re.compile(r"^\s*(?:[-–—]\s*)?(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—])?\s*$", re.IGNORECASE)


def read_pdf(raw: bytes, name: str, source: str) -> list[Record]:
    """Read the text layer of a PDF as one record; offsets count in the extracted text.

    Raises:
        UnreadableSource: the file is encrypted, broken, or has no text layer.
    """
    pages = _pages(raw, source)
    if not any(page.strip() for page in pages):
        raise UnreadableSource(source, "the PDF has no text layer", "run text recognition (OCR) on it first")
    furniture = _furniture(pages)
    text, marks = _joined(pages, furniture)
    if is_page(text):
        return read_page(text, name, source)
    return [record_from_text(text, id=name, source=source, format="pdf", text_is_source=False, marks=marks)]


def _pages(raw: bytes, source: str) -> list[str]:
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as broken:
        if "password" in str(broken).lower():
            raise UnreadableSource(source, "the PDF is encrypted", "save it without a password") from None
        raise UnreadableSource(source, "the PDF is broken", "save or download it again") from None
    try:
        return [document[i].get_textpage().get_text_bounded().replace("\r\n", "\n") for i in range(len(document))]
    finally:
        document.close()


def _edges(page: str) -> Iterator[str]:
    lines = [line.strip() for line in page.splitlines() if line.strip()]
    yield from {*lines[:2], *lines[-2:]}


def _furniture(pages: Sequence[str]) -> frozenset[str]:
    """Lines at the edges of pages that come again on at least half of them, numbers apart."""
    if len(pages) < 3:
        return frozenset()
    seen = Counter(re.sub(r"\d+", "#", line) for page in pages for line in _edges(page))
    return frozenset(line for line, times in seen.items() if times * 2 >= len(pages))


def _joined(pages: Sequence[str], furniture: frozenset[str]) -> tuple[str, list[Mark]]:
    """All pages as one text: furniture lines on lines of their own, marked; a mark where a page begins."""
    pieces: list[str] = []
    marks: list[Mark] = []
    length = 0
    for number, page in enumerate(pages, start=1):
        marks.append(Mark(MarkKind.PAGE_BREAK, Passage(length, length), str(number)))
        lines = page.splitlines()
        edges = set(_edges(page))
        for at, line in enumerate(lines):
            plain = line.strip()
            apart = plain in edges and (re.sub(r"\d+", "#", plain) in furniture or NUMBER.match(plain))
            ends = "\n\n" if apart or not plain or _ends_paragraph(lines, at) else "\n"
            piece = plain + ends
            if apart and plain:
                marks.append(Mark(MarkKind.FURNITURE, Passage(length, length + len(plain)), plain))
            pieces.append(piece)
            length += len(piece)
        pieces.append("\n")
        length += 1
    return "".join(pieces), marks


def _ends_paragraph(lines: Sequence[str], at: int) -> bool:
    """A line that ends a sentence well before the margin ends its paragraph."""
    width = max((len(line) for line in lines), default=0)
    return lines[at].rstrip().endswith((".", "?", "!", ":")) and len(lines[at].strip()) < 0.8 * width

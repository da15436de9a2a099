"""PDF with a text layer: lines into paragraphs, page by page, with running heads and page numbers told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import msgspec
import pypdfium2

from vermerk.model import MarkKind, Record, UnreadableSource
from vermerk.reading.extract import Extraction, in_order
from vermerk.reading.page import is_page, read_page
from vermerk.reading.plain import record_from_text

PAGE_NUMBER = re.compile(r"^\W*(?:page\s+)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.IGNORECASE)
#: A line of a page. PDFium puts U+FFFE or U+0002 for a hyphen at a line's end, soft or not, and runs the lines together.
LINE = re.compile("[^\r\n\ufffe\x02]+[\ufffe\x02]?")
HYPHENS = ("-", "\u2010")
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
ENDS = re.compile(r"[.?!:;][”\"’')\]\d]*$")
EDGE = 2  # lines at the top and at the foot of a page among which running heads are looked for
EMPTY = ("the PDF has no text layer", "run text recognition (OCR) on it first")


class Line(msgspec.Struct, frozen=True):
    """One line of a page: its words, and its place in points from the page's lower left corner (null if untold)."""

    words: str
    page: int
    left: float | None = None
    right: float | None = None
    base: float | None = None


def read_pdf(raw: bytes, name: str, source: str) -> list[Record]:
    """Read the text layer of a PDF as one record; offsets count in the extracted text.

    A word broken at a line's end is joined where the joined word stands elsewhere in the document; else its hyphen
    stays, without a blank.

    Raises:
        UnreadableSource: the file is encrypted, broken, or has no text layer.
    """
    pages = _pages(raw, source)
    silent = [number for number, lines in enumerate(pages, start=1) if not lines]
    if len(silent) == len(pages):
        raise UnreadableSource(source, *EMPTY)
    drawn = Extraction()
    _write(drawn, pages, _furniture(pages))
    text = drawn.finish()
    shown = ", ".join(map(str, silent[:12])) + (" …" if len(silent) > 12 else "")
    remarks = (f"without text (scanned or empty): page {shown} of {len(pages)}",) if silent else ()
    if is_page(text):
        return [
            msgspec.structs.replace(record, format="pdf", text_is_source=False, remarks=(*record.remarks, *remarks))
            for record in read_page(text, name, source)
        ]
    marks = in_order(drawn.marks)
    return [
        record_from_text(text, id=name, source=source, format="pdf", text_is_source=False, marks=marks, remarks=remarks)
    ]


def _pages(raw: bytes, source: str) -> list[list[Line]]:
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as broken:
        said = str(broken).lower()
        if "password" in said or "security" in said:
            raise UnreadableSource(source, "the PDF is encrypted", "save it without a password") from None
        raise UnreadableSource(source, "the PDF is broken", "save or download it again") from None
    try:
        return [list(_lines(document[number], number + 1)) for number in range(len(document))]
    except pypdfium2.PdfiumError:
        raise UnreadableSource(source, "a page of the PDF is broken", "save or download it again") from None
    finally:
        document.close()


def _lines(page: pypdfium2.PdfPage, number: int) -> Iterator[Line]:
    layer = page.get_textpage()
    text = layer.get_text_range()
    placed = len(text) == layer.count_chars()
    for piece in LINE.finditer(text):
        words = piece.group().strip()
        if words.strip("\ufffe\x02"):
            first = piece.start() + len(piece.group()) - len(piece.group().lstrip())
            shown = re.sub("[\ufffe\x02]$", "-", words).replace("\u00ad", "")
            yield _placed(layer, shown, number, first, len(words)) if placed else Line(shown, number)


def _placed(layer: pypdfium2.PdfTextPage, words: str, number: int, first: int, length: int) -> Line:
    """The line with its place, from the boxes of its first and last characters."""
    left, base, _, _ = layer.get_charbox(first, loose=True)
    _, _, right, _ = layer.get_charbox(first + length - 1, loose=True)
    return Line(words, number, left, right, base)


def _furniture(pages: Sequence[Sequence[Line]]) -> frozenset[Line]:
    """Lines at the edges of pages that are page numbers, or come again on other pages but for their figures."""
    edges = [line for lines in pages for line in _edge(lines)]
    seen = Counter(key for lines in pages for key in {_key(line.words) for line in _edge(lines)})
    often = max(2, min(3, len(pages) // 2 + 1))
    numbered = {line for line in edges if PAGE_NUMBER.match(line.words) and len(pages) > 1}
    return frozenset(numbered | {line for line in edges if seen[_key(line.words)] >= often and len(pages) > 2})


def _edge(lines: Sequence[Line]) -> list[Line]:
    return (
        list(dict.fromkeys([*lines[:EDGE], *lines[-EDGE:]]))
        if len(lines) > 2 * EDGE
        else list(lines[:1]) + list(lines[1:][-1:])
    )


def _key(words: str) -> str:
    return re.sub(r"\d+", "#", " ".join(words.split())).lower()


def _write(drawn: Extraction, pages: Sequence[Sequence[Line]], furniture: frozenset[Line]) -> None:
    """Write all pages; of furniture only a mark stays, where it stood, with its words as reading."""
    known = {w.lower() for lines in pages for line in lines for w in WORD.findall(line.words)[:-1]}
    before: Line | None = None
    for number, lines in enumerate(pages, start=1):
        pitch, margin, measure = _measures([line for line in lines if line not in furniture])
        drawn.page_break(str(number))
        for line in lines:
            if line in furniture:
                drawn.mark(MarkKind.FURNITURE, drawn.place, line.words)
                continue
            if before is None or _opens(line, before, pitch, margin, measure):
                drawn.close()
            _join(drawn, line.words, known)
            before = line


def _measures(lines: Sequence[Line]) -> tuple[float, float, float]:
    """Usual distance of lines, left margin and right edge of a page, in points."""
    bases = [line.base for line in lines if line.base is not None]
    steps = [a - b for a, b in pairwise(bases) if 0 < a - b < 60]
    lefts = [line.left for line in lines if line.left is not None]
    rights = [line.right for line in lines if line.right is not None]
    return (median(steps) if steps else 0.0, min(lefts, default=0.0), max(rights, default=0.0))


def _opens(line: Line, before: Line, pitch: float, margin: float, measure: float) -> bool:
    """True where a line begins a paragraph: after a gap, an indent, or a line that ends early."""
    full = ENDS.search(before.words) is not None
    if line.page != before.page:
        return full or not (line.words[:1].islower() or before.words.endswith(HYPHENS))
    if line.base is None or before.base is None or line.left is None or before.right is None or before.left is None:
        return full and len(before.words) < 0.8 * max(len(line.words), 60)
    if before.base - line.base > 1.4 * pitch or line.base > before.base + pitch:
        return True
    if line.left > margin + 6 and before.left <= margin + 3:
        return True
    short = before.right < margin + 0.8 * (measure - margin)
    return short and (full or not line.words[:1].islower())


def _join(drawn: Extraction, words: str, known: set[str]) -> None:
    """Go on with a paragraph; a word broken at the end of the line before is joined where that is safe."""
    end = drawn.tail(40)
    broken = re.search(r"([^\W\d_]{2,})[-\u2010]$", end)
    rest = re.match(r"[^\W\d_]+", words)
    if broken is None or rest is None or not rest.group().islower():
        drawn.blank() if broken is None else None
        drawn.write(words, "text")
        return
    if (broken[1] + rest.group()).lower() in known and f"{broken[1]}-{rest.group()}".lower() not in known:
        drawn.cut(1)
    drawn.write(words, "text")

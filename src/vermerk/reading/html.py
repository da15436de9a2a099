"""HTML pages: the main text block by block, without navigation, scripts and footers; footnotes kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from lxml import etree
from lxml import html as parser

from vermerk.model import MarkKind, Record, UnreadableSource
from vermerk.reading.extract import Extraction, in_order
from vermerk.reading.extract_bytes import decode
from vermerk.reading.page import is_page, read_page
from vermerk.reading.plain import record_from_text

LEFT_OUT = frozenset(
    "script style nav footer aside noscript template form button select option iframe svg canvas object head input "
    "textarea audio video map dialog".split()
)
ROLES = frozenset("navigation banner contentinfo search complementary dialog menu menubar toolbar".split())
BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hgroup "
    "hr legend li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
CALL = re.compile(r"^\W?(?P<sign>\d{1,3}|[*†‡§]{1,3}|[a-z])\W?$")
BACK = re.compile(r"^\W*(?:[↩↑^]|back|return)?\W*$", re.IGNORECASE)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
ENOUGH = 0.9  # share of the main text's words that the chosen element must hold


def read_html(raw: bytes, name: str, source: str) -> list[Record]:
    """Read an HTML page as one record; offsets count in the extracted text.

    Headings open with the hashes of Markdown, cells of a table are parted by tabs.

    Raises:
        UnreadableSource: the page holds no text, or is nested too deeply.
    """
    page, remarks = decode(raw, source, declared=True)
    try:
        root = _parsed(DECLARATION.sub("", page), source)
        walk = _Walk(root)
        walk.inside(_main(root, page))
    except RecursionError:
        raise UnreadableSource(source, "the page is nested too deeply", "save it as text") from None
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise UnreadableSource(source, "the page holds no text", "check that it was saved whole") from None
    text = walk.drawn.finish()
    if not text:
        raise UnreadableSource(source, "the page holds no text", "check that it was saved whole")
    if is_page(text):
        return [
            msgspec.structs.replace(record, format="html", text_is_source=False, remarks=(*record.remarks, *remarks))
            for record in read_page(text, name, source)
        ]
    record = record_from_text(
        text,
        id=name,
        source=source,
        format="html",
        text_is_source=False,
        marks=in_order(walk.drawn.marks),
        notes=walk.drawn.notes,
        remarks=remarks,
    )
    return [_described(record, root)]


def _parsed(page: str, source: str) -> etree._Element:
    """Parse a page; one that the parser would cut short is refused rather than read in part."""
    reader = parser.HTMLParser()
    root = parser.document_fromstring(page, parser=reader)
    if any("xcessive depth" in entry.message for entry in reader.error_log):
        raise UnreadableSource(source, "the page is nested too deeply", "save it as text")
    return root


def _described(record: Record, root: etree._Element) -> Record:
    """Fill title and address from the page's head where the text shows none."""
    told = record.description
    title = told.title or _meta(root, "citation_title", "dc.title", "dcterms.title", "og:title")
    url = told.url or next((link.get("href") for link in root.iter("link") if link.get("rel") == "canonical"), None)
    return msgspec.structs.replace(record, description=msgspec.structs.replace(told, title=title, url=url))


def _meta(root: etree._Element, *names: str) -> str | None:
    for meta in root.iter("meta"):
        if (meta.get("name") or meta.get("property") or "").lower() in names:
            return " ".join((meta.get("content") or "").split()) or None
    return None


def _main(root: etree._Element, page: str) -> etree._Element:
    """The element with the main text: the one the page marks, else the smallest that holds what is found to be it."""
    for mark in ("main", "article"):
        found = [e for e in root.iter(mark) if len("".join(map(str, e.itertext())).split()) > 20]
        if len(found) == 1:
            return found[0]
    marked = [e for e in root.iter() if e.get("role") == "main"]
    if len(marked) == 1:
        return marked[0]
    body = next(root.iter("body"), root)
    wanted = _lines_found(page)
    return _smallest(body, wanted) if sum(map(len, wanted)) > 400 else body


def _lines_found(page: str) -> list[str]:
    """Paragraphs of what trafilatura takes for the main text, with white space folded."""
    import trafilatura

    found = trafilatura.extract(page, favor_recall=True, include_comments=False) or ""
    return [" ".join(line.split()) for line in found.splitlines() if len(line) > 40]


def _smallest(element: etree._Element, wanted: list[str]) -> etree._Element:
    whole = sum(map(len, wanted))
    while True:
        for child in element:
            words = " ".join("".join(map(str, child.itertext())).split()) if isinstance(child.tag, str) else ""
            if sum(len(line) for line in wanted if line in words) >= ENOUGH * whole:
                element = child
                break
        else:
            return element


class _Walk:
    """Goes through a page and writes its blocks; the notes that links call are taken out of the text."""

    def __init__(self, root: etree._Element) -> None:
        self.drawn = Extraction()
        self._calls = _calls(root)
        self._notes = {note for _, note in self._calls.values()}

    def inside(self, element: etree._Element, *, exact: bool = False) -> None:
        self._words(element.text, exact=exact)
        for child in element:
            self._child(child, exact=exact)
            self._words(child.tail, exact=exact)

    def _words(self, words: str | None, *, exact: bool) -> None:
        lines = words.splitlines() if exact and words else [words or ""]
        for at, line in enumerate(lines):
            if at:
                self.drawn.line()
            self.drawn.write(line if not exact else line.rstrip(), "text")
        if exact and words and words.endswith("\n"):
            self.drawn.line()

    def _child(self, element: etree._Element, *, exact: bool) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or _is_furniture(element, tag) or element in self._notes:
            return
        if element in self._calls:
            sign, note = self._calls[element]
            start = self.drawn.place
            self.drawn.write("".join(map(str, element.itertext())), "text")
            self.drawn.mark(MarkKind.NOTE_CALL, start, sign)
            self.drawn.note(_note_words(note, sign), sign, "footnote")
        elif tag == "br":
            self.drawn.line()
        elif tag in {"td", "th"}:
            self.drawn.cell() if element.getprevious() is not None else None
            self.inside(element)
        elif tag in BLOCKS and not (tag in {"p", "div"} and _in_cell(element)):
            self._block(element, tag)
        else:
            self.inside(element, exact=exact)

    def _block(self, element: etree._Element, tag: str) -> None:
        row = tag == "tr" and any(True for _ in element.itersiblings("tr", preceding=True))
        self.drawn.close("\n" if row else "\n\n")
        if tag in HEADINGS and "".join(map(str, element.itertext())).strip():
            self.drawn.write("#" * HEADINGS[tag] + " ", "text")
        self.inside(element, exact=tag == "pre")
        self.drawn.close()


def _is_furniture(element: etree._Element, tag: str) -> bool:
    if tag in LEFT_OUT or element.get("role") in ROLES or element.get("hidden") is not None:
        return True
    style = (element.get("style") or "").replace(" ", "").lower()
    page_header = tag == "header" and not any(a.tag in {"article", "main"} for a in element.iterancestors())
    return "display:none" in style or element.get("aria-hidden") == "true" or page_header


def _in_cell(element: etree._Element) -> bool:
    """A paragraph in a cell with others beside it stays in its row."""
    above = element.getparent()
    row = above.getparent() if above is not None and above.tag in {"td", "th"} else None
    return row is not None and len(row) > 1


def _calls(root: etree._Element) -> dict[etree._Element, tuple[str, etree._Element]]:
    """Links that call a note on the page: the sign, and the block that holds the note further down."""
    named = {
        e.get("id") or e.get("name"): e
        for e in root.iter()
        if isinstance(e.tag, str) and (e.get("id") or e.get("name"))
    }
    order = {element: at for at, element in enumerate(root.iter())}
    calls: dict[etree._Element, tuple[str, etree._Element]] = {}
    taken: set[etree._Element] = set()
    for link in root.iter("a"):
        sign = CALL.match("".join(map(str, link.itertext())).strip())
        target = named.get((link.get("href") or "#")[1:]) if (link.get("href") or "").startswith("#") else None
        note = _holding(target) if target is not None else None
        if sign is None or note is None or order[note] < order[link] or note in taken:
            continue
        if any(above in taken for above in link.iterancestors()) or link in set(note.iter()):
            continue
        taken.add(note)
        calls[link] = (sign["sign"], note)
    return calls


def _holding(target: etree._Element) -> etree._Element | None:
    """The block around the target of a link; null where that is as good as the page."""
    for element in (target, *target.iterancestors()):
        if element.tag in {"li", "p", "dd", "tr", "div", "aside"}:
            return element if len("".join(map(str, element.itertext()))) < 8000 else None
        if element.tag in {"body", "html", "main", "article", "section", "table", "ol", "ul"}:
            return None
    return None


def _note_words(note: etree._Element, sign: str) -> str:
    words = " ".join("".join(_note_pieces(note)).split())
    return re.sub(rf"^\W?{re.escape(sign)}[\].)]?\s+", "", words)


def _note_pieces(element: etree._Element) -> Iterator[str]:
    link = element.tag == "a" and (element.get("href") or "").startswith("#")
    inner = "".join(map(str, element.itertext()))
    if not (link and BACK.match(inner)) and isinstance(element.tag, str):
        yield element.text or ""
        for child in element:
            yield from _note_pieces(child)
            yield child.tail or ""

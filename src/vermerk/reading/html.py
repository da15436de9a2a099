"""HTML pages: the main text block by block, without navigation and scripts."""

from __future__ import annotations

from lxml import etree
from lxml import html as parser

from vermerk.model import Mark, MarkKind, Passage, Record, UnreadableSource
from vermerk.reading.page import is_page, read_page
from vermerk.reading.plain import record_from_text

LEFT_OUT = frozenset("script style nav header footer aside noscript template form button select iframe svg".split())
BLOCKS = frozenset(
    "p div section article main h1 h2 h3 h4 h5 h6 ul ol li table tr blockquote pre dl dt dd figure figcaption hr address body".split()
)
FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})


def read_html(raw: bytes, name: str, source: str) -> list[Record]:
    """Read an HTML page as one record; offsets count in the extracted text.

    Raises:
        UnreadableSource: the page holds no text.
    """
    try:
        root = parser.document_fromstring(raw)
    except (etree.ParserError, ValueError):
        raise UnreadableSource(source, "the page holds no text", "check that it was saved whole") from None
    writer = _Writer()
    writer.walk(_main(root))
    text = "".join(writer.pieces).strip()
    if not text:
        raise UnreadableSource(source, "the page holds no text", "check that it was saved whole")
    if is_page(text):
        return [_as_extracted(record) for record in read_page(text, name, source)]
    marks = [mark for mark in writer.marks if mark.passage.end <= len(text)]
    return [record_from_text(text, id=name, source=source, format="html", text_is_source=False, marks=marks)]


def _as_extracted(record: Record) -> Record:
    import msgspec

    return msgspec.structs.replace(record, format="html", text_is_source=False)


def _main(root: etree._Element) -> etree._Element:
    """The element that holds the main text, where the page marks one."""
    for path in ("//main", "//article", "//*[@role='main']", "//body"):
        found = root.xpath(path)
        if found and len(found) == 1:
            return found[0]
    return root


class _Writer:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.marks: list[Mark] = []
        self.length = 0
        self.fresh = True

    def walk(self, element: etree._Element) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in LEFT_OUT or element.get("role") in FURNITURE_ROLES:
            return
        if tag == "br":
            self._put("\n")
            return
        block = tag in BLOCKS
        if block:
            self._part()
        if tag in {"td", "th"} and not self.fresh:
            self._put("\t")
        self._words(element.text, exact=tag == "pre")
        for child in element:
            start = self.length
            self.walk(child)
            if child.tag == "sup" and self.length - start <= 4 and self.length > start:
                words = "".join(self.pieces)[start:].strip("[] ")
                if words.isdigit():
                    self.marks.append(Mark(MarkKind.NOTE_CALL, Passage(start, self.length), words))
            self._words(child.tail, exact=tag == "pre")
        if block:
            self._part()

    def _words(self, words: str | None, *, exact: bool = False) -> None:
        if not words:
            return
        if exact:
            self._put(words)
            return
        plain = " ".join(words.split())
        lead = " " if words[:1].isspace() and not self.fresh else ""
        if plain:
            self._put(lead + plain + (" " if words[-1:].isspace() else ""))
        elif lead:
            self._put(lead)

    def _put(self, words: str) -> None:
        if self.pieces and self.pieces[-1].endswith(" ") and words.startswith(" "):
            words = words[1:]
        if self.fresh:
            words = words.lstrip(" ")
        if words:
            self.pieces.append(words)
            self.length += len(words)
            self.fresh = False

    def _part(self) -> None:
        if not self.fresh:
            self.pieces.append("\n\n")
            self.length += 2
            self.fresh = True

"""The text of a TEI document: one paragraph a block, notes and page breaks kept beside, no word lost or mixed in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from lxml import etree

from vermerk.model import MarkKind, Part, PartKind, Passage
from vermerk.reading.extract import Extraction

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
#: Elements whose words are a paragraph of their own (TEI P5, chapters 3, 4 and 13 of the Guidelines).
LEAVES = frozenset(
    "p ab head item row dateline salute signed seg byline docAuthor docDate docTitle titlePart docImprint imprimatur "
    "l bibl biblStruct addrLine trailer speaker stage figDesc caption entry desc fw epigraph argument quote".split()
)
#: Elements that only hold blocks.
HOLDERS = frozenset(
    "TEI teiCorpus text body front back group div div1 div2 div3 div4 div5 div6 div7 list listBibl table opener closer "
    "postscript figure floatingText attachment lg sp titlePage address cit".split()
)
#: What the blocks inside an element are, where the element says so.
KINDS = {
    "opener": "head",
    "dateline": "head",
    "byline": "head",
    "titlePage": "head",
    "closer": "signature",
    "signed": "signature",
    "postscript": "postscript",
    "figure": "caption",
    "figDesc": "caption",
    "listBibl": "bibliography",
    "bibl": "bibliography",
    "fw": "furniture",
}
LISTS = {"participants": "presence", "subject": "head", "to": "head", "from": "head", "references": "head"}
PRESENT = re.compile(r"^\W*(?:also )?(?:present|participants?|in attendance|those present)\b", re.IGNORECASE)
#: Of several readings of one place, the one that is read; the others are marked.
PREFERRED = ("corr", "reg", "expan", "sic", "orig", "abbr")
#: What holds other documents, or the words of others.
WITHIN = frozenset({"attachment", "quote", "floatingText", "note"})
SKIPPED = frozenset({"teiHeader", "graphic", "facsimile", "index", "media"})
PARTS = {
    "presence": PartKind.PRESENCE,
    "signature": PartKind.SIGNATURE,
    "head": PartKind.HEAD,
    "bibliography": PartKind.NOTES,
}


def local(element: etree._Element | None) -> str:
    """Name of an element without its namespace; empty for comments, instructions and entities."""
    tag = element.tag if element is not None else None
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def own_elements(document: etree._Element, name: str) -> Iterator[etree._Element]:
    """Elements of that name which belong to the document itself, not to what is attached to it or quoted in it."""
    for element in document.iter():
        if local(element) == name:
            between = takewhile(lambda above: above is not document, element.iterancestors())
            if not any(local(above) in WITHIN for above in between):
                yield element


def is_note(element: etree._Element) -> bool:
    """True for notes that stand beside the text; an inline note that is no source note is printed in it."""
    return local(element) == "note" and (element.get("rend") != "inline" or element.get("type") == "source")


def words_of(element: etree._Element) -> str:
    """Words of an element on one line, without its notes and with one reading of each place."""
    drawn = Extraction()
    Walk(drawn, flat=True).inside(element, "text")
    return " ".join(drawn.finish().split())


class Walk:
    """Goes through a document in the order of its text and writes its blocks.

    Attributes:
        sections: each heading inside the document, and the whole run from it to the end of its division.
    """

    def __init__(self, drawn: Extraction, root: etree._Element | None = None, *, flat: bool = False) -> None:
        self.drawn = drawn
        self.flat = flat
        self.sections: dict[Passage, Passage] = {}
        self._root = root
        self._labelled = False

    def headings(self, text: str) -> list[Part]:
        """The sections as parts under the words of their headings."""
        return [Part(PartKind.HEADING, whole, heading.of(text)) for heading, whole in self.sections.items()]

    def inside(self, element: etree._Element, kind: str) -> None:
        """Write what an element holds; ``kind`` is what blocks in it are unless their own element says otherwise."""
        self._words(element.text, kind)
        for child in element:
            self._child(child, kind)
            self._words(child.tail, kind)

    def _words(self, words: str | None, kind: str) -> None:
        if words and not words.isspace():
            self._labelled = False
        self.drawn.write(words, kind)

    def _child(self, element: etree._Element, kind: str) -> None:
        tag = local(element)
        if not tag or tag in SKIPPED:
            return
        if tag == "pb":
            self.drawn.page_break(element.get("n"))
        elif tag in {"lb", "cb", "space"}:
            self.drawn.blank()
        elif is_note(element):
            self._note(element)
        elif tag == "choice":
            self._choice(element, kind)
        elif tag == "supplied":
            start = self.drawn.place
            self.inside(element, kind)
            self.drawn.mark(MarkKind.BRACKET, start, words_of(element) or None)
        elif self.flat:
            apart = tag in LEAVES | HOLDERS | {"cell", "label"}
            self.drawn.blank() if apart else None
            self.inside(element, kind)
            self.drawn.blank() if apart else None
        elif tag == "cell":
            self.drawn.cell() if element.getprevious() is not None else None
            self.inside(element, kind)
        else:
            self._element(element, tag, kind)

    def _element(self, element: etree._Element, tag: str, kind: str) -> None:
        if tag == "label" and local(element.getparent()) == "list":
            self._boundary()
            self.inside(element, kind)
            self.drawn.blank()
            self._labelled = True
        elif (tag in LEAVES and not _is_inline(element, tag)) or tag in HOLDERS or _holds_blocks(element):
            self._block(element, tag, kind)
        else:
            self.inside(element, kind)

    def _boundary(self, gap: str = "\n\n") -> None:
        """End the block before, unless it is only the label of what comes now."""
        if self._labelled:
            self.drawn.blank()
        else:
            self.drawn.close(gap)

    def _block(self, element: etree._Element, tag: str, kind: str) -> None:
        top = tag == "head" and self._root is not None and element.getparent() is self._root
        own = "head" if top else _kind(element, tag, kind)
        rows = tag == "row" and element.getprevious() is not None
        self._boundary("\n" if rows else "\n\n")
        first = len(self.drawn.blocks)
        self.inside(element, own)
        self._labelled = False
        self.drawn.close()
        if tag != "head" and own in {"body", "heading"}:
            self._section(first)

    def _section(self, first: int) -> None:
        """Where a division opens with a heading, the whole of it stands under that heading."""
        blocks = self.drawn.blocks
        if len(blocks) > first + 1 and blocks[first].kind == "heading":
            heading = blocks[first].passage
            self.sections[heading] = Passage(heading.start, blocks[-1].passage.end)

    def _note(self, element: etree._Element) -> None:
        kind = "source" if element.get("type") == "source" else "footnote"
        kind = "margin" if element.get("place") in {"margin", "left", "right"} else kind
        mark = (element.get("n") or "").strip()
        self.drawn.note(words_of(element), mark if mark not in {"", "0"} else None, kind)

    def _choice(self, element: etree._Element, kind: str) -> None:
        readings = {local(child): child for child in element if local(child)}
        chosen = next((readings[name] for name in PREFERRED if name in readings), None)
        if chosen is None:
            chosen = next(iter(readings.values()), None)
        if chosen is None:
            return
        start = self.drawn.place
        self.inside(chosen, kind)
        if "sic" in readings and chosen is not readings["sic"]:
            self.drawn.mark(MarkKind.SIC, start, words_of(readings["sic"]) or None)


def _kind(element: etree._Element, tag: str, kind: str) -> str:
    """What the blocks of an element are: its own kind, else that of what holds it."""
    if tag == "list":
        named = LISTS.get(element.get("type", ""))
        head = next((child for child in element if local(child) == "head"), None)
        return named or ("presence" if head is not None and PRESENT.match(words_of(head)) else kind)
    if tag == "head":
        return {"body": "heading"}.get(kind, kind)
    if tag == "salute" and kind == "body":
        return "head"
    return KINDS.get(tag, kind)


def _is_inline(element: etree._Element, tag: str) -> bool:
    """True where an element that is often a block stands inside a sentence."""
    if tag == "quote":
        return element.get("rend") != "blockquote" and not _holds_blocks(element)
    if tag in {"seg", "bibl", "desc", "caption", "stage", "l"}:
        parent = element.getparent()
        return (
            parent is not None and local(parent) in {"p", "item", "note", "cell", "hi", "quote", "seg"} and tag != "l"
        )
    return False


def _holds_blocks(element: etree._Element) -> bool:
    return any(local(child) in LEAVES | HOLDERS and not is_note(child) for child in element)

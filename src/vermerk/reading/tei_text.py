"""The text of a TEI document: blocks as paragraphs, notes and page breaks kept beside, nothing lost or mixed in."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from lxml import etree

from vermerk.model import Mark, MarkKind, Note, Passage

BLOCKS = frozenset(
    "p ab head item dateline closer opener signed salute postscript l lg quote row label byline div list table "
    "listBibl bibl figure figDesc docTitle docDate docAuthor titlePart epigraph argument trailer caption "
    "description visitor from start-date end-date attachment ".split()
)
# Elements that are blocks only where they stand beside paragraphs, not where they stand inside one.
INLINE_IN_PARAGRAPH = frozenset({"quote", "list", "table", "figure", "bibl"})
NOTES = frozenset({"note", "footnote"})


class Block(msgspec.Struct, frozen=True):
    """One block of text: the element it comes from, the element types above it, and where it stands."""

    tag: str
    within: frozenset[str]
    passage: Passage
    element: int  # index in the order of the document, to find its element again


class TeiText(msgspec.Struct, frozen=True):
    """Extracted text with its blocks, notes and marks."""

    text: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    marks: tuple[Mark, ...]


def local(element: etree._Element) -> str:
    """Name of an element without its namespace; empty for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


class _Writer:
    """Collects text with white space folded, and paragraphs parted by an empty line."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.blank = True  # nothing but white space since the last block began
        self.pending = False

    def write(self, words: str | None) -> None:
        if not words:
            return
        for number, word in enumerate(words.split()):
            gap = number > 0 or words[:1].isspace() or self.pending
            self._put((" " if gap and not self.blank else "") + word)
            self.pending = False
        if words[-1:].isspace():
            self.pending = True

    def _put(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)
        self.blank = False

    def part(self, sign: str = "\n\n") -> None:
        """Begin a new paragraph (or cell) where something was written before."""
        if not self.blank and self.length:
            self.pieces.append(sign)
            self.length += len(sign)
        self.blank = True
        self.pending = False

    @property
    def text(self) -> str:
        return "".join(self.pieces).rstrip("\n\t ")


class _Walker:
    def __init__(self) -> None:
        self.writer = _Writer()
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        self.marks: list[Mark] = []
        self.count = 0

    def walk(self, element: etree._Element, within: frozenset[str], *, root: bool = False) -> None:
        tag = local(element)
        if tag in NOTES:
            self._note(element)
        elif tag == "pb":
            here = self.writer.length
            self.marks.append(Mark(MarkKind.PAGE_BREAK, Passage(here, here), element.get("n")))
        elif tag == "lb":
            self.writer.pending = True
        elif tag in {"teiHeader", "graphic"} or not tag:
            pass
        elif tag == "cell":
            self.writer.part("\t")
            self._inside(element, within)
        elif tag in BLOCKS and not ("p" in within and tag in INLINE_IN_PARAGRAPH and not _holds_blocks(element)):
            self._block(element, tag, within)
        else:
            self._inside(element, within)
        if not root:
            self.writer.write(element.tail)

    def _inside(self, element: etree._Element, within: frozenset[str]) -> None:
        self.writer.write(element.text)
        for child in element:
            self.walk(child, within)

    def _block(self, element: etree._Element, tag: str, within: frozenset[str]) -> None:
        self.writer.part()
        start = self.writer.length
        kind = element.get("type")
        above = within | {tag} | ({f"{tag}:{kind}"} if kind else set())
        number = self.count
        self.count += 1
        self._inside(element, above)
        end = self.writer.length
        self.writer.part()
        if end > start:
            self.blocks.append(Block(tag, above, Passage(start, end), number))

    def _note(self, element: etree._Element) -> None:
        words = " ".join("".join(str(piece) for piece in element.itertext()).split())
        kind = "source" if element.get("type") == "source" else "footnote"
        self.notes.append(Note(words, element.get("n"), kind, anchor=self.writer.length))


def _holds_blocks(element: etree._Element) -> bool:
    return any(local(child) in {"p", "item", "row"} for child in element.iter())


def extract(element: etree._Element) -> TeiText:
    """Extract the text of an element and all below it."""
    walker = _Walker()
    walker.walk(element, frozenset(), root=True)
    text = walker.writer.text
    blocks = tuple(sorted(walker.blocks, key=lambda b: (b.passage.start, -b.passage.end)))
    kept = tuple(b for b in blocks if b.passage.end <= len(text))
    return TeiText(text, kept, tuple(walker.notes), tuple(walker.marks))


def leaves(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Blocks that hold no smaller block, in order; text between blocks belongs to none of them."""
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if following is None or not block.passage.holds(following.passage) or following.passage == block.passage:
            if following is not None and following.passage == block.passage:
                continue
            yield block

"""Text drawn out of markup: grown block by block, with places in it kept for notes and page breaks.

White space inside a block is folded to single blanks, blocks are parted by an empty line, the rows of a table by
a line end and its cells by a tab. Nothing else is added to the words of the source.
"""

from __future__ import annotations

import re

import msgspec

from vermerk.model import Mark, MarkKind, Note, Passage

#: Characters that XML and HTML tools leave behind and no author wrote.
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


class Block(msgspec.Struct, frozen=True):
    """A run of text between two boundaries of the markup, with what the markup says it is."""

    kind: str
    passage: Passage


class Extraction:
    """The text drawn so far; readers write words and close blocks.

    Attributes:
        blocks: closed blocks in order of the text.
        marks: page breaks, corrections and supplied words, in the order in which they were met.
        notes: notes kept apart from the text, with the place of their call.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.marks: list[Mark] = []
        self.notes: list[Note] = []
        self._pieces: list[str] = []
        self._length = 0
        self._start: int | None = None
        self._kind = ""
        self._pending = ""
        self._gap = "\n\n"
        self._breaks: list[str | None] = []

    @property
    def text(self) -> str:
        """Everything written so far."""
        return "".join(self._pieces)

    @property
    def place(self) -> int:
        """Offset after the last word written."""
        return self._length

    @property
    def is_open(self) -> bool:
        """True while a block has words and is not closed."""
        return self._start is not None

    @property
    def breaks_waiting(self) -> bool:
        """True where a page break is met and no word has followed it."""
        return bool(self._breaks)

    def write(self, words: str | None, kind: str) -> None:
        """Write words; the first of a block open it as a block of the given kind."""
        if not words:
            return
        words = INVISIBLE.sub("", words)
        plain = words.split()
        if not plain:
            self.blank()
            return
        if words[0].isspace():
            self.blank()
        self._open(kind)
        self._put(self._pending)
        self._pending = ""
        self._settle_breaks()
        self._put(" ".join(plain))
        if words[-1].isspace():
            self.blank()

    def blank(self) -> None:
        """A single blank before the next word of the block."""
        if self.is_open and not self._pending:
            self._pending = " "

    def cell(self) -> None:
        """The next word stands in the next cell of a table's row."""
        if self.is_open:
            self._pending = self._pending.strip(" ") + "\t"

    def line(self) -> None:
        """The next word begins a line of its own in the same block."""
        if self.is_open:
            self._pending = "\n"

    def close(self, gap: str = "\n\n") -> Passage | None:
        """End the open block; the next one stands after ``gap``. Returns where the closed one stands."""
        self._pending = ""
        if self._start is None:
            self._gap = gap
            return None
        passage = Passage(self._start, self._length)
        self.blocks.append(Block(self._kind, passage))
        self._start = None
        self._gap = gap
        return passage

    def tail(self, length: int) -> str:
        """The last characters written to the open block, at most ``length``."""
        if self._start is None:
            return ""
        return "".join(self._pieces[-length:])[-min(length, self._length - self._start) :]

    def cut(self, length: int) -> None:
        """Take back the last characters written to the open block (a hyphen at the end of a line)."""
        kept = self._pieces.pop()
        self._pieces.append(kept[: len(kept) - length])
        self._length -= min(length, len(kept))
        self._pending = ""

    def page_break(self, number: str | None) -> None:
        """A page begins with the next word; its mark is set there."""
        self._breaks.append(number)

    def note(self, text: str, mark: str | None, kind: str, *, called: bool = True) -> None:
        """Keep a note whose call stands after the last word written."""
        if text:
            self.notes.append(Note(text, mark, kind, self._length if called else None))

    def mark(self, kind: MarkKind, start: int, reading: str | None = None) -> None:
        """Mark everything written since ``start``, without white space at its beginning."""
        written = self._since(start)
        begin = self._length - len(written.lstrip())
        self.marks.append(Mark(kind, Passage(begin, self._length), reading))

    def finish(self) -> str:
        """Close what is open and return the whole text."""
        self.close()
        self._settle_breaks()
        return self.text

    def _since(self, start: int) -> str:
        """What was written since an offset."""
        wanted, last = self._length - start, len(self._pieces)
        first, length = last, 0
        while first and length < wanted:
            first -= 1
            length += len(self._pieces[first])
        return "".join(self._pieces[first:last])[length - wanted :] if wanted > 0 else ""

    def _open(self, kind: str) -> None:
        if self._start is not None:
            return
        if self._length:
            self._put(self._gap)
        self._start, self._kind, self._pending, self._gap = self._length, kind, "", "\n\n"

    def _put(self, words: str) -> None:
        self._pieces.append(words)
        self._length += len(words)

    def _settle_breaks(self) -> None:
        for number in self._breaks:
            self.marks.append(Mark(MarkKind.PAGE_BREAK, Passage(self._length, self._length), number))
        self._breaks.clear()


def in_order(marks: list[Mark]) -> tuple[Mark, ...]:
    """Marks by where they stand, each once."""
    return tuple(sorted(dict.fromkeys(marks), key=lambda mark: (mark.passage.start, -mark.passage.end, mark.kind)))

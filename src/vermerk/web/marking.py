"""A record's text as blocks for its page: every character in its place, passages and the editors' words marked.

The text inside a block is the record's own, character by character, so that what a reader selects on the page has the
offsets of the record. Where statements overlap, each keeps a line of its own under the words (its lane).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

import msgspec
from markupsafe import Markup, escape

from vermerk.model import Mark, MarkKind, Note, Part, PartKind, Passage, Record, Statement
from vermerk.web.words import MODES, PARTS, kinds

LABEL = 48  # characters of a part's own words that the margin has room for
LANES = 4  # lines under the words; deeper overlaps share the last one
BREAK = re.compile(r"\n[ \t\r]*\n\s*")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MARGIN = (PartKind.HEADING, PartKind.QUESTION, PartKind.ANSWER, PartKind.SPEECH, PartKind.PRESENCE,
          PartKind.SIGNATURE, PartKind.DISTRIBUTION, PartKind.NOTES)  # fmt: skip
MARKED = {
    MarkKind.BRACKET: "editor", MarkKind.SIC: "sic", MarkKind.OMISSION: "omission", MarkKind.PAGE_BREAK: "page",
    MarkKind.FURNITURE: "furniture", MarkKind.OCR: "ocr", MarkKind.NOTE_CALL: "call",
}  # fmt: skip


class Margin(msgspec.Struct, frozen=True):
    """What the margin says beside a block: a part of the conversation, or who speaks from here on."""

    kind: str
    words: str
    remark: str | None = None


class Block(msgspec.Struct, frozen=True):
    """A stretch of the text, its margin, and the numbers of the statements that begin in it (from 1)."""

    start: int
    end: int
    body: bool
    margin: tuple[Margin, ...]
    statements: tuple[int, ...]
    words: Markup


def blocks(record: Record, statements: Sequence[Statement]) -> list[Block]:
    """The text of a record in blocks, from its first character to its last.

    Args:
        record: the record.
        statements: its statements in the order in which they are numbered, by their start.
    """
    lanes = lanes_of([s.passage for s in statements])
    speakers = _speakers(statements)
    found = []
    first = 0
    for start, end in _stretches(record):
        begun = []
        while first < len(statements) and statements[first].start < end:
            begun.append(first + 1)
            first += 1
        margin = [*_parts(record, start, end), *(m for n in begun if (m := speakers[n - 1]) is not None)]
        found.append(
            Block(
                start,
                end,
                any(p.overlaps(Passage(start, end)) for p in _near(record.body, start, end)),
                tuple(margin),
                tuple(begun),
                marked(record, Passage(start, end), statements, lanes),
            )
        )
    return found


def _near(passages: Iterable[Passage], start: int, end: int) -> Iterable[Passage]:
    return (p for p in passages if p.start < end and p.end > start)


def _stretches(record: Record) -> list[tuple[int, int]]:
    """The text cut behind its blank lines, and where the running text begins and ends."""
    text = record.text
    cuts = {0, len(text), *(m.end() for m in BREAK.finditer(text))}
    if not BREAK.search(text):  # text drawn out of a mark-up: one paragraph a line
        cuts |= {p.start for p in record.body}
    ordered = sorted(cuts)
    return [(a, b) for a, b in itertools.pairwise(ordered) if b > a]


def lanes_of(passages: Sequence[Passage]) -> list[int]:
    """A lane for each passage, so that those that overlap lie in different ones as far as there are lanes."""
    order = sorted(range(len(passages)), key=lambda n: (passages[n].start, -passages[n].end))
    lanes = [0] * len(passages)
    free = list(range(LANES))
    ending: list[tuple[int, int]] = []
    for number in order:
        while ending and ending[0][0] <= passages[number].start:
            heappush(free, heappop(ending)[1])
        if free:
            lanes[number] = heappop(free)
            heappush(ending, (passages[number].end, lanes[number]))
        else:
            lanes[number] = LANES - 1
    return lanes


def marked(record: Record, within: Passage, statements: Sequence[Statement], lanes: Sequence[int]) -> Markup:
    """The words of a passage as HTML, with statements, brackets, note calls and page breaks marked."""
    over = [
        (n, s) for n, s in enumerate(statements) if s.start < within.end and s.end > within.start and s.end > s.start
    ]
    marks = [m for m in record.marks if m.kind in MARKED and m.passage.overlaps(within) and len(m.passage)]
    tail = within.start + len(within.of(record.text).rstrip())  # the blank lines behind are kept, but not shown
    cuts = {within.start, tail, within.end}
    for passage in (*(s.passage for _, s in over), *(m.passage for m in marks)):
        cuts |= {max(passage.start, within.start), min(passage.end, within.end)}
    ordered = sorted(cuts)
    pieces = []
    for start, end in itertools.pairwise(ordered):
        piece = Passage(start, end)
        active = sorted(
            ((lanes[n], n, s) for n, s in over if s.passage.holds(piece)), key=lambda row: (-row[0], -row[1])
        )
        words = _in_marks(plain(record.text[start:end]), [m for m in marks if m.passage.holds(piece)], record.notes)
        refs = Markup("").join(_reference(n, statements) for _, n, s in reversed(active) if s.start == start)
        for lane, number, statement in reversed(active):
            group = kinds()[statement.kind].group
            words = Markup('<span class="p l{} g-{}" data-s="{}">{}</span>').format(lane, group, number + 1, words)
        if start >= tail:
            words = Markup('<span class="gap">{}</span>').format(words)
        pieces.append(refs + words)
    return Markup("").join(pieces)


def _reference(number: int, statements: Sequence[Statement]) -> Markup:
    """The link from a passage to its statement; its number is drawn by the style, so that the text stays exact.

    A second version of a statement, held by another reviewer, has its number behind the identifier.
    """
    statement = statements[number]
    again = number > 0 and statements[number - 1].id == statement.id
    return Markup('<a class="ref" href="#s-{}{}" data-n="{}" aria-label="Statement {}: {}"></a>').format(
        statement.id, f"-{number + 1}" if again else "", number + 1, number + 1, statement.kind.value
    )


def _in_marks(words: Markup, marks: Sequence[Mark], notes: Sequence[Note]) -> Markup:
    for mark in marks:
        if mark.kind is MarkKind.NOTE_CALL:
            called = next((n for n, note in enumerate(notes, 1) if note.mark and note.mark == mark.reading), None)
            if called is not None:
                words = Markup('<a class="call" href="#note-{}">{}</a>').format(called, words)
                continue
        words = Markup('<span class="{}">{}</span>').format(MARKED[mark.kind], words)
    return words


def plain(text: str) -> Markup:
    """Text as HTML that a browser turns back into the same number of characters.

    A carriage return is written as a reference, for a browser would join it with the line feed behind it; other
    control characters become U+FFFD.
    """
    return Markup(str(escape(CONTROL.sub("\ufffd", text))).replace("\r", "&#13;"))


def _parts(record: Record, start: int, end: int) -> list[Margin]:
    found = []
    for part in record.parts:
        if start <= part.passage.start < end and part.kind in MARGIN:
            found.append(Margin(part.kind.value, _title(part), part.remark))
    return list(dict.fromkeys(found))


def _title(part: Part) -> str:
    name = PARTS.get(part.kind, str(part.kind))
    number = f" {part.number}" if part.number is not None else ""
    said = part.speaker if part.kind is PartKind.SPEECH and part.speaker else part.label
    label = " ".join((said or "").split())
    if part.kind is PartKind.QUESTION or part.number is not None or len(label) > LABEL:
        label = ""  # the words stand beside it
    return f"{name}{number}" + (f": {label}" if label else "")


def _speakers(statements: Sequence[Statement]) -> list[Margin | None]:
    """For each statement who speaks or writes from it on, where that is another one than before."""
    found: list[Margin | None] = []
    running: str | None = None
    for statement in statements:
        link = statement.chain[min(1, len(statement.chain) - 1)] if statement.chain else None
        changed = link is not None and link.holder != running
        found.append(Margin("speaker", f"{link.holder} {MODES[link.mode]}") if changed and link is not None else None)
        running = link.holder if link is not None else running
    return found

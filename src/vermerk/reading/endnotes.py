"""The notes at the end of a document: where they begin, and each with its sign."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vermerk.model import Note, Passage
from vermerk.reading.archive import is_reference_line
from vermerk.reading.closing import COPIES, RULE
from vermerk.reading.head import date_line
from vermerk.reading.paragraphs import folded, lines_of

NOTE_START = re.compile(r"^\s*_?\s*(?:\*\s+)?\[?(?P<mark>\d{1,3})\]?[.)]?(?:\s+|(?=[A-Z]))(?=[^\s–—-])")
# A note whose fellows are lost: a number without a stop and a short remark.
LONE_NOTE = re.compile(r"^\s*\d{1,2}\s{1,3}[A-Z(‘'“\"][^\n]{3,300}$")


def notes_start(text: str, paragraphs: Sequence[Passage]) -> int:
    """Index of the first paragraph of the notes at the end, or how many paragraphs there are."""
    for at in range(max(1, len(paragraphs) // 4), len(paragraphs)):
        words = paragraphs[at].of(text)
        if COPIES.match(words):
            return _lone_notes(text, paragraphs)
        if words.strip() in {"_", "__"}:
            following = paragraphs[at + 1 : at + 2]
            opens = bool(following) and (m := NOTE_START.match(following[0].of(text))) is not None and m["mark"] == "1"
            if opens or _all_notes(text, paragraphs[at + 1 :]):
                return at
        match = NOTE_START.match(words)
        if match and words.lstrip().startswith("[") and _opens_later(text, paragraphs[at + 1 :]):
            continue  # a call at the start of a paragraph, not the first note
        if match and match["mark"] == "1" and not re.match(r"^\s*1\s*(?:\\\.|[.)])", words):
            rest = paragraphs[at:]
            if len(rest) <= 3 or _all_notes(text, rest):
                return at
    return _lone_notes(text, paragraphs)


def _opens_later(text: str, paragraphs: Sequence[Passage]) -> bool:
    """True where a list of notes with bare numbers begins among the paragraphs."""
    opened = (NOTE_START.match(p.of(text)) for p in paragraphs if not p.of(text).lstrip().startswith("["))
    return any(match is not None and match["mark"] == "1" for match in opened)


def _lone_notes(text: str, paragraphs: Sequence[Passage]) -> int:
    at = len(paragraphs)
    while at > 1 and LONE_NOTE.match(words := paragraphs[at - 1].of(text)) and date_line(words) is None:
        at -= 1
    return at


def _all_notes(text: str, paragraphs: Sequence[Passage]) -> bool:
    """True where most of the paragraphs are notes, rules or references."""
    if not paragraphs:
        return True
    fitting = sum(
        bool(NOTE_START.match(p.of(text)) or RULE.match(p.of(text)) or is_reference_line(p.of(text)))
        for p in paragraphs
    )
    return fitting >= len(paragraphs) * 0.5


def notes_of(text: str, tail: Sequence[Passage]) -> list[Note]:
    """The notes of a list, each with its sign and all its paragraphs."""
    notes: list[Note] = []
    for passage in tail:
        for line in lines_of(text, passage):
            words = line.of(text)
            if RULE.match(words) or is_reference_line(words):
                continue
            match = NOTE_START.match(words)
            if match:
                inside = Passage(line.start + match.end(), line.end)
                notes.append(Note(folded(inside.of(text)), match["mark"], passage=inside))
            elif notes and notes[-1].passage is not None:
                whole = Passage(notes[-1].passage.start, line.end)
                notes[-1] = Note(folded(whole.of(text)), notes[-1].mark, passage=whole)
    return notes

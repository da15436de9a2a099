"""Paragraphs and lines of a text as passages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vermerk.model import Passage

BLANK = re.compile(r"\n[ \t\r\f]*\n\s*")


def trimmed(text: str, start: int, end: int) -> Passage | None:
    """The run without white space at its ends, or null where nothing is left."""
    run = text[start:end]
    first = start + len(run) - len(run.lstrip())
    last = start + len(run.rstrip())
    return Passage(first, last) if first < last else None


def paragraphs_of(text: str, start: int = 0, end: int | None = None) -> list[Passage]:
    """Runs of text between blank lines, without white space at their ends."""
    last = len(text) if end is None else end
    found: list[Passage] = []
    at = start
    for gap in BLANK.finditer(text, start, last):
        passage = trimmed(text, at, gap.start())
        if passage is not None:
            found.append(passage)
        at = gap.end()
    passage = trimmed(text, at, last)
    return [*found, passage] if passage is not None else found


def lines_of(text: str, passage: Passage) -> Iterator[Passage]:
    """The lines of a passage, without white space at their ends."""
    at = passage.start
    for line in passage.of(text).splitlines(keepends=True):
        found = trimmed(text, at, at + len(line))
        if found is not None:
            yield found
        at += len(line)


def columns_of(text: str, passage: Passage) -> list[str]:
    """The lines of a passage; columns set side by side with wide gaps are lines of their own."""
    lines = (line.of(text) for line in lines_of(text, passage))
    return [piece for line in lines for piece in re.split(r"\s{4,}|\t+", line)]


def folded(words: str) -> str:
    """Words on one line, single blanks between them, without Markdown's emphasis and escapes."""
    plain = re.sub(r"\\(?=\W)", "", words)
    plain = re.sub(r"(?<!\w)[*_]{1,4}|[*_]{1,4}(?!\w)|^#+\s*", "", plain.strip())
    return " ".join(plain.replace("&amp;", "&").split())

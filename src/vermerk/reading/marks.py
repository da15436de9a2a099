"""What stands in a text that is not its author's running word: brackets, note calls, letter-spacing, OCR marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from vermerk.model import Mark, MarkKind, Passage

BRACKET = re.compile(r"\[(?P<inside>[^\[\]\n]*(?:\n[^\[\]\n]+)?)\](?P<link>\((?:#|https?:)[^)\s]*\))?")
LINK = re.compile(r"\[ ?\[(?P<inside>[^\[\]\n]*)\]\((?P<url>https?:[^)\s]*)\) ?\]")
OMITTED = re.compile(
    r"^[_*\s.…]*(?:matter|text|paragraphs?|passages?|portion|part|words?)?[_*\s.…]*(?:omitted|deleted|…|\.\.\.)?[_*\s.…]*$",
    re.I,
)
LETTERSPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){2,}[^\W\d_](?!\S)")
OCR = re.compile(r"[□■�◊]+")
BULLET = re.compile(r"^[ \t]*(?:[•·▪*–-]|\.)[ \t]+(?=\S)", re.M)
# A digit or two stuck to a word or stop, or between a number and a word ("telegram 57301concerning").
BARE_CALL = re.compile(
    r"(?<=[a-zA-Z.,;:’'”\")\]])(\d{1,2})(?=[\s,.;:)’”]|[a-z]|$)|(?<=\d)(\d)(?=[a-z]{3})|(?<=\b19\d\d)(\d)(?=\W|$)"
)


def find_marks(text: str, start: int, end: int, notes: Collection[str]) -> tuple[Mark, ...]:
    """The marks of a run of text; ``notes`` are the signs that the list of notes proves to be calls."""
    found = [
        *_brackets(text, start, end),
        *(Mark(MarkKind.OCR, Passage(m.start(), m.end())) for m in OCR.finditer(text, start, end)),
        *(
            Mark(MarkKind.LETTERSPACED, Passage(m.start(), m.end()), m.group().replace(" ", ""))
            for m in LETTERSPACED.finditer(text, start, end)
        ),
        *(Mark(MarkKind.BULLET, Passage(m.start(), m.end())) for m in BULLET.finditer(text, start, end)),
        *_bare_calls(text, start, end, notes),
    ]
    return tuple(sorted(found, key=lambda mark: (mark.passage.start, -mark.passage.end)))


def _brackets(text: str, start: int, end: int) -> Iterator[Mark]:
    for match in BRACKET.finditer(text, start, end):
        inside = " ".join(match["inside"].split())
        where = Passage(match.start(), match.end())
        yield Mark(_bracket_kind(inside, match["link"]), where, inside or None)


def _bracket_kind(inside: str, link: str | None) -> MarkKind:
    plain = inside.strip("_*\\ ")
    if re.fullmatch(r"\d{1,3}|\*+|[a-z]", plain) and (link is None or link.startswith("(#")):
        return MarkKind.NOTE_CALL
    if plain.lower() in {"sic", "sic!"}:
        return MarkKind.SIC
    if not plain or OMITTED.match(inside) or "omitted" in plain.lower() or "not declassified" in plain:
        return MarkKind.OMISSION
    return MarkKind.BRACKET


def _bare_calls(text: str, start: int, end: int, notes: Collection[str]) -> Iterator[Mark]:
    """Digits stuck to a word, where the notes at the end have the same number."""
    for match in BARE_CALL.finditer(text, start, end):
        group = match.lastindex or 1
        number = match.group(group)
        if number in notes:
            yield Mark(MarkKind.NOTE_CALL, Passage(match.start(group), match.end(group)), number)


def in_order(marks: Sequence[Mark], text: str) -> list[Mark]:
    """The marks without bare digits that break the order of the note calls.

    Calls are numbered on through a document, so the longest rising row of them is kept; a call in brackets is
    always one and the bare ones must fit between those.
    """
    calls = [m for m in marks if m.kind is MarkKind.NOTE_CALL and m.reading is not None and m.reading.isdigit()]
    bare = {m for m in calls if text[m.passage.start] != "["}
    if not bare:
        return list(marks)
    fixed = [m for m in calls if m not in bare]
    fitting = [m for m in calls if m not in bare or _fits(m, fixed)]
    kept = set(_rising([(int(m.reading or 0), m) for m in fitting if m in bare]))
    return [m for m in marks if m not in bare or m in kept]


def _fits(mark: Mark, fixed: Sequence[Mark]) -> bool:
    """True where a bare call lies between the bracketed calls before and after it in number as well."""
    number = int(mark.reading or 0)
    before = [int(m.reading or 0) for m in fixed if m.passage.start < mark.passage.start]
    after = [int(m.reading or 0) for m in fixed if m.passage.start > mark.passage.start]
    return number > max(before, default=0) and number < min(after, default=1000)


def _rising(row: Sequence[tuple[int, Mark]]) -> list[Mark]:
    """The longest strictly rising row (of two equally long ones, the lower)."""
    best: list[list[tuple[int, Mark]]] = []
    for number, mark in row:
        length = sum(1 for chain in best if chain[-1][0] < number)
        chain = [*(best[length - 1] if length else []), (number, mark)]
        best[length : length + 1] = [chain]
    return [mark for _, mark in best[-1]] if best else []

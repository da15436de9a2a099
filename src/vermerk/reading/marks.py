"""What stands in a text that is not its author's running word: brackets, note calls, letter-spacing, OCR marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

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
BARE_CALL = re.compile(r"(?<=[a-zA-Z.,;:’'”\")\]])(\d{1,2})(?=[\s,.;:)’”]|[a-z]|$)|(?<=\d)(\d)(?=[a-z]{3})")


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
    """Digits stuck to a word, where the notes at the end have the same numbers, each once and in order."""
    expected = 1
    for match in BARE_CALL.finditer(text, start, end):
        group = 1 if match.group(1) else 2
        number = match.group(group)
        due = number in notes and (int(number) == expected or (int(number) == expected + 1 and str(expected) in notes))
        if due:
            expected = int(number) + 1
            yield Mark(MarkKind.NOTE_CALL, Passage(match.start(group), match.end(group)), number)

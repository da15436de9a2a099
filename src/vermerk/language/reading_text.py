"""The alignment between a record's text as written and a clean text for the parser.

The parser stumbles over brackets, letter-spaced words, note calls, OCR waste and line breaks. Here they are
taken out or smoothed, and every character that stays remembers where it stood, so that each result can be led
back to the record exactly. Words in an editor's brackets stay, without the brackets, and are remembered as
the editor's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from vermerk.model import Mark, MarkKind, Passage

DROPPED = frozenset(
    {
        MarkKind.SIC,
        MarkKind.OMISSION,
        MarkKind.NOTE_CALL,
        MarkKind.OCR,
        MarkKind.BULLET,
        MarkKind.FURNITURE,
        MarkKind.PAGE_BREAK,
    }
)
# One sign for one sign, so that the alignment stays a plain list of offsets.
SMOOTHED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "\u00a0": " ", "\u00ad": " "})
MARKUP = re.compile(r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}|\\(?=[^\w\s])")
NUMBERING = re.compile(
    r"\s*(?:\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})\)|\d{1,3}\s*\\?\.(?!\d)|[ivx]{1,4}\)|[A-Za-z]\.(?=\s))\s*"
)
QUOTED = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)  # Markdown's mark of a quotation
POINT = re.compile(r"[ \t]*(?:\(?(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})\)|(?:\d{1,2}|[a-z])\s?\\?\.(?=\s))[ \t]+")
# A name that the end of a line cuts at its hyphen ("Czecho-" above "Slovak"); other words before a dash introduce.
COMBINING = (
    "Czecho|Indo|Anglo|Sino|Franco|Russo|Austro|Afro|Euro|Serbo|Gr[ae]eco|Greco|Italo|Luso|Turco|Pan|Trans|Inter|Pro"
)
CUT_NAME = re.compile(rf"\b(?i:{COMBINING})-(?P<gap>\s*\n\s*)(?=[A-Z][a-z])")
CUT_LAST = re.compile(rf"\b(?i:{COMBINING})-$")
# A dash without blanks is an OCR'd em dash where a clause word follows; elsewhere it is a hyphen.
DASH_WORDS = (
    "and|but|or|that|which|who|where|when|if|as|in|on|at|to|for|from|by|with|the|a|an|I|we|he|she|it|they|this|these|"
    "there|not|even|so|also|namely|especially|particularly|although|though|while|whether"
)
DASH = re.compile(rf"(?<=[a-z.,\"'])(-)(?=(?:{DASH_WORDS})\b(?!-))|(?:(?<=\s)|^)(-)(?=\w)|(?<=[\w.])(-)(?=\s|$)|--+")


class ReadingText(msgspec.Struct, frozen=True):
    """Clean text of one passage, aligned with the record.

    Attributes:
        text: the clean text.
        offsets: for each character of ``text`` its offset in the record's text.
        editorial: runs of ``text`` that an editor put in.
        glosses: names an editor put behind a pronoun ("He [Putivez]"), left out of ``text``: offset there, name.
    """

    text: str
    offsets: tuple[int, ...]
    editorial: tuple[tuple[int, int], ...] = ()
    glosses: tuple[tuple[int, str], ...] = ()

    def source(self, start: int, end: int) -> Passage:
        """Lead a run of the clean text back to the passage of the record that it was read from.

        Raises:
            ValueError: the run is empty or reaches beyond the clean text.
        """
        if not 0 <= start < end <= len(self.offsets):
            raise ValueError(f"no run {start}-{end} in a reading text of {len(self.offsets)} characters")
        return Passage(self.offsets[start], self.offsets[end - 1] + 1)

    def is_editorial(self, start: int, end: int) -> bool:
        """True where the run holds words of the editor."""
        return any(start < e and s < end for s, e in self.editorial)


def read_passages(text: str, passages: Sequence[Passage], marks: Sequence[Mark]) -> ReadingText:
    """Return the clean reading text of passages that run on from one another, with its alignment.

    Several passages are given where a page or line break cuts a sentence in two.
    """
    skip: set[int] = set()
    blanks: set[int] = set()
    editors: set[int] = set()
    glosses: dict[int, str] = {}
    for passage in passages:
        raw = passage.of(text)
        numbering = NUMBERING.match(raw)
        if numbering:
            skip.update(range(passage.start, passage.start + numbering.end()))
        for found in MARKUP.finditer(raw):
            skip.update(range(passage.start + found.start(), passage.start + found.end()))
        skip.update(at for start, end in _lines_marked(raw) for at in range(passage.start + start, passage.start + end))
        cuts = list(CUT_NAME.finditer(raw))
        joints = {passage.start + cut.start("gap") - 1 for cut in cuts}
        if passage is not passages[-1] and CUT_LAST.search(raw):
            joints.add(passage.end - 1)
            skip.add(passage.end)
        skip.update(passage.start + at for cut in cuts for at in range(*cut.span("gap")))
        dashes = {passage.start + at for found in DASH.finditer(raw) for at in range(found.start(), found.end())}
        blanks |= dashes - joints
        _apply_marks(text, passage, marks, skip, editors, glosses)
    return _compose(text, passages, skip, blanks, editors, glosses)


def _lines_marked(raw: str) -> Iterator[tuple[int, int]]:
    """The marks before the lines of a passage: of a quotation, and the numbers of points below one another.

    A number opens a point where the line above ends a sentence or is a point itself, and not in the midst of a line
    of running text ("on 3 May" and "4 June" broken before the figure).
    """
    for found in QUOTED.finditer(raw):
        yield found.span()
    listed, ended, at = False, True, 0
    for line in raw.splitlines(keepends=True):
        found_point = POINT.match(raw, at)
        point = found_point is not None and (listed or ended)
        if found_point is not None and point and at > 0:
            yield found_point.span()
        if line.strip():
            listed, ended = point, line.rstrip(" *_\n\r")[-1:] in tuple(".:;!?,\"'”’-")
        at += len(line)


PRONOUN_BEFORE = re.compile(r"\b(?:he|she|they|his|her|their|it|its|him|them)\s*$", re.IGNORECASE)


def _apply_marks(
    text: str,
    passage: Passage,
    marks: Iterable[Mark],
    skip: set[int],
    editors: set[int],
    glosses: dict[int, str],
) -> None:
    """Collect the offsets to leave out, the offsets of an editor's words, and his glosses on pronouns."""
    for mark in marks:
        if not passage.overlaps(mark.passage):
            continue
        span = range(mark.passage.start, mark.passage.end)
        if mark.kind in DROPPED:
            skip.update(span)
        elif mark.kind is MarkKind.LETTERSPACED:
            skip.update(at for at in span if text[at].isspace() and not text[at - 1].isspace())
        elif mark.kind is MarkKind.BRACKET:
            name = mark.reading or ""
            if name[:1].isupper() and PRONOUN_BEFORE.search(text[passage.start : mark.passage.start]):
                skip.update(span)
                glosses[mark.passage.start] = name
                continue
            skip.update(at for at in span if text[at] in "[]" or (text[at] == "?" and text[at - 1] == "["))
            editors.update(span)


def _compose(
    text: str,
    passages: Sequence[Passage],
    skip: set[int],
    blanks: set[int],
    editors: set[int],
    glosses: dict[int, str],
) -> ReadingText:
    signs: list[str] = []
    offsets: list[int] = []
    runs: list[tuple[int, int]] = []
    told: list[tuple[int, str]] = []
    for at in (at for passage in passages for at in (*range(passage.start, passage.end), passage.end)):
        if at in glosses:
            told.append((len(signs), glosses[at]))
        if at in skip or at >= len(text):
            continue
        sign = " " if at in blanks or text[at].isspace() else text[at].translate(SMOOTHED)
        if sign == " " and (not signs or signs[-1] == " "):
            continue
        if at in editors and sign != " ":
            runs.append((len(signs), len(signs) + 1))
        signs.append(sign)
        offsets.append(at)
    while signs and (signs[-1] == " " or offsets[-1] >= passages[-1].end):
        signs.pop()
        offsets.pop()
    return ReadingText("".join(signs), tuple(offsets), _joined(runs, len(signs)), tuple(told))


def _joined(runs: list[tuple[int, int]], length: int) -> tuple[tuple[int, int], ...]:
    """Runs that touch or stand one blank apart, as one."""
    joined: list[tuple[int, int]] = []
    for start, end in runs:
        if start >= length:
            break
        if joined and start - joined[-1][1] <= 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)

"""Words in quotation marks, and the text with its longer quotations taken out.

A quotation of several sentences breaks the parse of the sentence that brings it.  It is therefore parsed by
itself, and a short sentence stands in for it in the surrounding text; offsets are led back to the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Two straight or curly single marks are a typewriter's double mark; both forms keep the length of the text.
_DOUBLED_OPEN = re.compile(r"(?:^|(?<=[\s(\[—-]))(?:''|``|‘‘)(?=\S)")
_DOUBLED_CLOSE = re.compile(r"''|’’")
_MARKS = re.compile(r'[“”"«»„]')
_STAND_IN = "It works"
_STOPS = ",.?!;"
LEAST_WORDS = 3  # shorter quotations are left in the sentence, which can parse them


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation, its marks included; ``open`` where the paragraph ends before it is closed."""

    start: int
    end: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A text for the parser and the way back from its offsets.

    ``starts`` are offsets in ``text`` at which a new piece begins, ``origins`` where each piece stands in the
    file, ``quotes`` the number of the quotation that a piece stands for (or null).
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    quotes: tuple[Quote | None, ...]

    def quote_at(self, offset: int) -> Quote | None:
        """The quotation that an offset of the skeleton stands for, or null."""
        return self.quotes[bisect_right(self.starts, offset) - 1]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the file of a run of the skeleton."""
        piece = bisect_right(self.starts, start) - 1
        quote = self.quotes[piece]
        if quote is not None:
            return quote.start, quote.end
        shift = self.origins[piece] - self.starts[piece]
        return start + shift, end + shift


def even_marks(text: str) -> str:
    """The text with doubled single quotation marks written as double ones, at the same length."""
    if "''" not in text and "‘‘" not in text and "``" not in text:
        return text
    return _DOUBLED_CLOSE.sub(' "', _DOUBLED_OPEN.sub('" ', text))


def find_quotes(text: str, base: int) -> list[Quote]:
    """The quotations of one paragraph, from its double marks; offsets are moved by ``base``."""
    found: list[Quote] = []
    begun: int | None = None
    for match in _MARKS.finditer(text):
        mark, at = match.group(), match.start()
        opens = mark in "“„«" or (mark == '"' and begun is None)
        if opens and (begun is None or mark in "“„"):
            begun = at if begun is None else begun
        elif begun is not None:
            found.append(Quote(base + begun, base + at + 1))
            begun = None
    if begun is not None and begun < len(text) - 1:
        found.append(Quote(base + begun, base + len(text.rstrip()), open=True))
    return found


def stands_alone(text: str, quote: Quote, base: int) -> bool:
    """True for a quotation that is a sentence (or more, or the rest of one) rather than some words of one."""
    start, end = quote.start - base, quote.end - base
    inner = text[start + 1 : end].strip('”"» ')
    if len(inner.split()) < LEAST_WORDS:
        return inner.endswith(tuple(",?!.")) and (not text[:start].strip() or text[:start].rstrip()[-1] in ',:.?!”"')
    before = text[:start].rstrip()
    first = next((c for c in inner if c.isalnum()), "")
    if re.search(r"[.?!][”’'\")]*\s+[“‘\"'(]?[A-Z]", inner):
        return True
    if not before or before[-1] in ',:—-–.?!;”"':
        return first.isupper() or first.isdigit() or inner[:1] in "[(." or inner[-1] in _STOPS
    return first.isupper() and inner[-1] in _STOPS


def take_out(text: str, base: int, quotes: Sequence[Quote]) -> Skeleton:
    """The paragraph with a short sentence in place of each of the given quotations."""
    words, starts, origins, stand_ins = [], [], [], []
    length = at = 0
    for piece, origin, quote in _pieces(text, base, quotes, at):
        if not piece:
            continue
        starts.append(length)
        origins.append(origin)
        stand_ins.append(quote)
        words.append(piece)
        length += len(piece)
    return Skeleton("".join(words), tuple(starts), tuple(origins), tuple(stand_ins))


def _pieces(text: str, base: int, quotes: Sequence[Quote], at: int) -> Iterator[tuple[str, int, Quote | None]]:
    for quote in quotes:
        yield text[at : quote.start - base], base + at, None
        at = quote.end - base
        inner = text[quote.start - base + 1 : at].rstrip('”"» ')
        follows = text[at:].lstrip()
        stop = inner[-1:] if inner[-1:] in _STOPS else ""
        if not stop and (not follows or follows[0].isupper()):
            stop = "."
        yield f'"{_STAND_IN}{stop}"', quote.start, quote
    yield text[at:], base + at, None

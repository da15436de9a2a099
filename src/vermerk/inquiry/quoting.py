"""Checking a manuscript: do its quotations stand in the corpus, word for word, and its citations lead to a record?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import msgspec
from rapidfuzz import fuzz

from vermerk.corpus import Corpus
from vermerk.inquiry.manuscript import WORD, line_of, manuscript, quotations
from vermerk.inquiry.shelfmarks import Finding, citations, differences
from vermerk.model import BadRequest, Record

ELLIPSIS = re.compile(r"\s*(?:\[\s*)?(?:…|\. ?\. ?\.(?: ?\.)?)(?:\s*\])?\s*")
BRACKET = re.compile(r"\[([^\]]{0,60})\]")
LEAST = 4  # words of a quotation that is looked up
NEAR = 80.0  # likeness (0-100) from which a passage is shown as a near miss
LOOKED_AT = 40  # passages compared with a quotation that does not stand word for word
QUOTES, APOSTROPHES = '“”„«»"', "’‘‚'`´"
DASHES = "–—‐‑−"


class _Found(msgspec.Struct, frozen=True):
    """Where a piece of a quotation stands; ``stands`` is null where it stands so, word for word."""

    likeness: float
    record: str | None = None
    start: int | None = None
    end: int | None = None
    stands: str | None = None
    title: bool = False


def check(corpus: Corpus, path: Path) -> list[Finding]:
    """Look up every quotation, shelfmark and address of a manuscript (.md, .txt, .docx).

    Raises:
        BadRequest: the file cannot be read as text.
    """
    text = manuscript(path)
    found = [_quotation(corpus, line_of(text, start), words) for start, words in quotations(text)]
    found += list(citations(corpus, text))
    return sorted(found, key=lambda f: (f.line, f.sort))


def _quotation(corpus: Corpus, line: int, words: str) -> Finding:
    shown = " ".join(words.split())
    pieces = [piece for piece in ELLIPSIS.split(words) if len(WORD.findall(piece)) >= LEAST]
    if not pieces:
        return Finding("quotation", line, shown, "too short", 0.0)
    findings = [_piece(corpus, piece) for piece in pieces]
    worst = min(findings, key=lambda f: f.likeness)
    if worst.likeness >= 1.0:
        short = [piece for piece in ELLIPSIS.split(words) if 0 < len(WORD.findall(piece)) < LEAST]
        missing = _missing(corpus, findings[0].record, short)
        if missing is not None:
            return Finding(
                "quotation", line, shown, "near", 0.9, findings[0].record, findings[0].start, findings[-1].end,
                differences=(f"“{missing}” is not in the record",),
            )  # fmt: skip
        return _word_for_word(line, shown, findings)
    if worst.record is None:
        return Finding("quotation", line, shown, "not found", round(worst.likeness, 3))
    piece = " ".join(pieces[findings.index(worst)].split())
    return Finding(
        "quotation", line, shown, "near", round(worst.likeness, 3), worst.record, worst.start, worst.end, worst.stands,
        differences(piece, worst.stands or ""),
    )  # fmt: skip


def _missing(corpus: Corpus, name: str | None, pieces: Sequence[str]) -> str | None:
    """The first of some words between ellipses that a record does not hold; too few to be looked up by themselves."""
    record = corpus.record(name) if name and pieces else None
    if record is None:
        return None
    text = folded(record.text)[0]
    return next((" ".join(piece.split()) for piece in pieces if not _pattern(piece).search(text)), None)


def _word_for_word(line: int, shown: str, findings: Sequence[_Found]) -> Finding:
    """All pieces stand somewhere; together they are a quotation where they stand in one record and in this order."""
    first = findings[0]
    sort = "citation" if all(found.title for found in findings) else "quotation"
    if len({found.record for found in findings}) > 1:
        others = ", ".join(dict.fromkeys(str(found.record) for found in findings))
        return Finding(
            sort, line, shown, "near", 0.9, first.record, first.start, first.end,
            differences=(f"its parts stand in several records: {others}",),
        )  # fmt: skip
    places = [found.start or 0 for found in findings]
    if places != sorted(places):
        return Finding(
            sort, line, shown, "near", 0.9, first.record, first.start, first.end,
            differences=("its parts stand in another order in the record",),
        )  # fmt: skip
    return Finding(sort, line, shown, "word for word", 1.0, first.record, first.start, findings[-1].end)


def _piece(corpus: Corpus, words: str) -> _Found:
    tokens = WORD.findall(BRACKET.sub(" ", words))
    exact = _among(corpus, '"' + " ".join(tokens[:12]) + '"', words, LOOKED_AT) if tokens else None
    if exact is not None and exact.likeness >= 1.0:
        return exact
    rare = sorted(dict.fromkeys(t for t in tokens if len(t) > 3), key=len, reverse=True)[:10]
    near = _among(corpus, " OR ".join(f'"{t}"' for t in rare), words, LOOKED_AT) if rare else None
    best = max((f for f in (exact, near) if f is not None), key=lambda f: f.likeness, default=None)
    if best is None or best.likeness * 100 < NEAR:
        return _Found(best.likeness if best else 0.0)
    return best


def _among(corpus: Corpus, query: str, words: str, most: int) -> _Found | None:
    """The best passage for a quotation among those that a query finds."""
    try:
        _, hits = corpus.search(query, most)
    except BadRequest:
        return None
    best: _Found | None = None
    for hit in sorted(hits, key=lambda hit: hit.start < 0):
        record = corpus.record(hit.record)
        if record is None:
            continue
        found = _in_title(record, words) if hit.start < 0 else _in_passage(record, hit.start, hit.end, words)
        if best is None or found.likeness > best.likeness:
            best = found
        if best.likeness >= 1.0:
            break
    return best


def _in_title(record: Record, words: str) -> _Found:
    """A record's title in quotation marks is a citation of it."""
    title = record.description.title or ""
    if _pattern(words).search(folded(title)[0]):
        return _Found(1.0, record.id, title=True)
    return _Found(
        min(fuzz.partial_ratio(folded(words)[0], folded(title)[0]) / 100, 0.999), record.id, None, None, title
    )


def _in_passage(record: Record, start: int, end: int, words: str) -> _Found:
    passage, places = folded(record.text[start:end])
    at = _pattern(words).search(passage)
    if at is not None and places:
        return _Found(1.0, record.id, start + places[at.start()], start + places[at.end() - 1] + 1)
    silent = _without_brackets(record, start, end, words)
    if silent is not None:
        return silent
    aligned = fuzz.partial_ratio_alignment(folded(words)[0], passage)
    if aligned is None or not places:
        return _Found(0.0, record.id, start, end)
    first, last = _whole_words(passage, aligned.dest_start, aligned.dest_end)
    first, last = start + places[min(first, len(places) - 1)], start + places[max(min(last, len(places)) - 1, 0)] + 1
    return _Found(min(aligned.score / 100, 0.999), record.id, first, last, " ".join(record.text[first:last].split()))


def _without_brackets(record: Record, start: int, end: int, words: str) -> _Found | None:
    """A quotation that leaves out, without a mark, what an editor put in brackets: near, and not word for word."""
    passage, places = folded(record.text[start:end], without_brackets=True)
    at = _pattern(words).search(passage)
    if at is None or not places or at.end() == at.start():
        return None
    first, last = start + places[at.start()], start + places[at.end() - 1] + 1
    return _Found(0.99, record.id, first, last, " ".join(record.text[first:last].split()))


def _whole_words(passage: str, first: int, last: int) -> tuple[int, int]:
    """A stretch of a passage made longer to the ends of the words that it cuts."""
    while 0 < first < len(passage) and passage[first - 1].isalnum() and passage[first].isalnum():
        first -= 1
    while 0 < last < len(passage) and passage[last - 1].isalnum() and passage[last].isalnum():
        last += 1
    return first, last


def _pattern(words: str) -> re.Pattern[str]:
    """What a quotation asks of a passage: every word and sign, but for what its author put in brackets.

    "[T]he" stands for "The" or "the"; other words in brackets may stand in the record as they are, stand there without
    the brackets, stand for a few others, or be the quoting author's own. The stop before a closing mark is his as well
    (Chicago Manual of Style, 17th ed., 6.9 and 13.7).
    """
    plain = folded(words)[0].strip().rstrip(".,;:!?").rstrip()
    parts: list[str] = []
    at = 0
    for found in BRACKET.finditer(plain):
        parts.append(re.escape(plain[at : found.start()].rstrip()))
        parts.append(_bracketed(found.group(1), plain[: found.start()], plain[found.end() :]))
        at = found.end()
        if plain[at : at + 1] == " ":
            at += 1
    parts.append(re.escape(plain[at:]))
    return re.compile("".join(parts))


def _bracketed(own: str, before: str, after: str) -> str:
    lead = r"\s*" if before and before[-1:].isspace() else ""
    if len(own) == 1 and after[:1].isalpha():
        return lead + f"(?:\\[{re.escape(own)}\\]|[{own.lower()}{own.upper()}])"
    return rf"(?:\s*\[?{re.escape(own)}\]?\s*|\s*.{{0,40}}?\s*)"


def folded(text: str, *, without_brackets: bool = False) -> tuple[str, list[int]]:
    """A text with quotation marks, dashes and white space made alike, and for each character where it came from.

    Words, their spelling and their case stay: a quotation is right word for word or it is not. An inner quotation in
    single marks is one in double marks; an apostrophe stays.
    """
    out: list[str] = []
    places: list[int] = []
    skipped = [found.span() for found in BRACKET.finditer(text)] if without_brackets else []
    within = False
    for place, sign in enumerate(text):
        if any(first <= place < last for first, last in skipped):
            continue
        for letter in unicodedata.normalize("NFKC", sign):
            plain, within = _alike(letter, text, place, within)
            if plain == " " and (not out or out[-1] == " "):
                continue
            out.append(plain)
            places.append(place)
    while out and out[-1] == " ":
        out.pop()
        places.pop()
    return "".join(out), places


def _alike(letter: str, text: str, place: int, within: bool) -> tuple[str, bool]:
    """A sign as it is compared, and whether an inner quotation in single marks is open behind it."""
    if letter.isspace():
        return " ", within
    if letter in QUOTES:
        return '"', within
    if letter in DASHES:
        return "-", within
    if letter not in APOSTROPHES:
        return letter, within
    before = place > 0 and text[place - 1].isalnum()
    after = place + 1 < len(text) and text[place + 1].isalnum()
    if not before:
        return '"', True
    return ('"', False) if within and not after else ("'", within)

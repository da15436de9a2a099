"""Citations of a manuscript: the shelfmarks and addresses that it names, and whether they lead to a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec
from rapidfuzz import fuzz, process

from vermerk.corpus import Corpus, fetched
from vermerk.inquiry.manuscript import line_of

ADDRESS = re.compile(r"https?://[^\s<>)\]]+")
# A shelfmark: an abbreviation or numeral of an archive with figures behind it, as archives write them.
SHELFMARK = re.compile(
    r"\b(?:[A-Z]{1,5}(?:[ -][A-Z]{1,3})?[ :]{0,2}\d+[A-Z]?|[IVX]{1,5} ?[A-Z]? ?\d+)"
    r"(?:[,/. -]+(?:(?:[Bb]ox|[Ff]ile|[Ff]older|[Ii]tem|[Vv]ol|[Nn]r|[Nn]o|[Bb]d|[Ll]ot|[Ee]ntry|[Pp]iece)\.? ?)?"
    r"(?:[A-Z]{0,3} ?\d[\w/.-]*|[IVX]{1,4}\b))+"
)
MARK_NEAR = 88.0  # likeness from which another shelfmark is shown as a near miss


class Finding(msgspec.Struct, frozen=True):
    """What became of a quotation or citation.

    Attributes:
        sort: ``quotation`` or ``citation``. line: its line in the manuscript, from 1.
        words: as the manuscript has it.
        verdict: ``word for word``, ``near``, ``not found``, or ``too short`` (fewer than four words).
        likeness: 0 to 1. record, start, end: where it stands, or the nearest passage.
        stands: the words of that passage where they differ.
        differences: what differs, "manuscript → record".
    """

    sort: str
    line: int
    words: str
    verdict: str
    likeness: float
    record: str | None = None
    start: int | None = None
    end: int | None = None
    stands: str | None = None
    differences: tuple[str, ...] = ()


def differences(words: str, stands: str) -> tuple[str, ...]:
    """What differs between the words of a manuscript and those of a record, "manuscript → record"."""
    from difflib import SequenceMatcher

    one, other = words.split(), stands.split()
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            found.append(f"{' '.join(one[a:b]) or '–'} → {' '.join(other[c:d]) or '–'}")
    return tuple(found[:12])


def citations(corpus: Corpus, text: str) -> Iterator[Finding]:
    """Shelfmarks and addresses of records that a manuscript names."""
    rows = fetched(corpus.records.select("record", "shelfmark", "archive_reference", "fonds", "url")).to_pylist()
    urls = {row["url"].rstrip("/."): row["record"] for row in rows if row["url"]}
    behind = ADDRESS.sub(lambda found: " " * len(found.group()), text)
    for found in ADDRESS.finditer(text):
        yield _address(line_of(text, found.start()), found.group().rstrip("/.,;"), urls)
    marks = {_mark(words): (words, row["record"]) for row in rows for words in _marks(row)}
    for found in SHELFMARK.finditer(behind):
        words = found.group().rstrip(" ,.;-")
        if len(_mark(words)) > 4:
            yield _shelfmark(line_of(text, found.start()), words, marks)


def _marks(row: Mapping[str, str | None]) -> Iterator[str]:
    """The ways of writing where a record lies: shelfmark alone, with its fonds, and the whole reference."""
    if row["shelfmark"]:
        yield row["shelfmark"]
        yield f"{row['fonds'] or ''} {row['shelfmark']}"
    if row["archive_reference"]:
        yield row["archive_reference"]


def _mark(words: str) -> str:
    return re.sub(r"[\s,.:;-]+", "", words).lower()


def _address(line: int, words: str, known: Mapping[str, str]) -> Finding:
    """An address leads to a record or it does not; one that is almost right leads elsewhere."""
    return _cited(line, words, words, {address: (address, record) for address, record in known.items()})


def _shelfmark(line: int, words: str, known: Mapping[str, tuple[str, str]]) -> Finding:
    """A shelfmark, written in full or in part."""
    wanted = _mark(words)
    part = next(((told, record) for mark, (told, record) in known.items() if wanted in mark), None)
    return _cited(line, words, wanted, {wanted: part} if part is not None else known)


def _cited(line: int, words: str, wanted: str, known: Mapping[str, tuple[str, str]]) -> Finding:
    if wanted in known:
        return Finding("citation", line, words, "word for word", 1.0, known[wanted][1])
    near = process.extractOne(wanted, list(known), scorer=fuzz.ratio, score_cutoff=MARK_NEAR) if known else None
    if near is None:
        return Finding("citation", line, words, "not found", 0.0)
    stands, record = known[near[0]]
    likeness = round(near[1] / 100, 3)
    return Finding(
        "citation", line, words, "near", likeness, record, stands=stands, differences=differences(words, stands)
    )

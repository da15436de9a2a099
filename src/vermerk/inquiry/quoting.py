"""Checking a manuscript: do its quotations stand in the corpus, word for word, and its citations lead to a record?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from rapidfuzz import fuzz

from vermerk.corpus import Corpus
from vermerk.model import BadRequest, Record

QUOTED = re.compile(r"“([^“”]{12,1200})”|„([^„“”]{12,1200})[“”]|«([^«»]{12,1200})»|\"([^\"]{12,1200})\"", re.S)
BLOCK = re.compile(r"(?:^>[^\n]*\n?)+", re.M)
ELLIPSIS = re.compile(r"\s*(?:\[\s*)?(?:…|\. ?\. ?\.(?: ?\.)?)(?:\s*\])?\s*")
OWN = re.compile(r"\[[^\]]{0,60}\]")
WORD = re.compile(r"\w+")
LEAST = 4  # words of a quotation that is looked up
NEAR = 80.0  # likeness (0-100) from which a passage is shown as a near miss
LOOKED_AT = 40  # passages compared with a quotation that does not stand word for word
SHELFMARK = re.compile(
    r"\b(?:DY ?\d+|RG ?\d+|NAA:? ?A ?\d+|FO ?\d+|CAB ?\d+|PREM ?\d+|[IVX]{1,4} ?[A-Z]? ?\d+/\d+(?:/\d+)*)(?:[,/. ]+(?:[A-Z]{0,3}\d[\w/.-]*))*"
)


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


def check(corpus: Corpus, path: Path) -> list[Finding]:
    """Look up every quotation and shelfmark of a manuscript (.md, .txt, .docx).

    Raises:
        BadRequest: the file cannot be read as text.
    """
    text = manuscript(path)
    found = [_quotation(corpus, text, start, words) for start, words in quotations(text)]
    found += list(_citations(corpus, text))
    return sorted(found, key=lambda f: (f.line, f.sort))


def manuscript(path: Path) -> str:
    """The text of a manuscript, notes included.

    Raises:
        BadRequest: it is missing, of another form, or no text.
    """
    if not path.is_file():
        raise BadRequest(str(path), "no such file", "name a .md, .txt or .docx file")
    if path.suffix.lower() == ".docx":
        return _docx(path)
    if path.suffix.lower() not in {".md", ".txt", ".markdown", ".text"}:
        raise BadRequest(str(path), "is of a form that cannot be checked", "save it as .docx, .md or .txt")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return path.read_text(encoding="cp1252", errors="replace")


def _docx(path: Path) -> str:
    """Paragraphs and notes of a Word file, notes behind the text."""
    from vermerk.reading import read

    records = list(read(path))
    return "\n".join(
        [record.text for record in records] + [n.text for r in records for n in r.notes if n.passage is None]
    )


def quotations(text: str) -> Iterator[tuple[int, str]]:
    """Quotations of a text: between quotation marks, and Markdown's block quotations."""
    taken: list[tuple[int, int]] = []
    for found in BLOCK.finditer(text):
        words = re.sub(r"^> ?", "", found.group(), flags=re.M).strip()
        taken.append(found.span())
        if words:
            yield found.start(), words.strip('“”"„«» \n')
    for found in QUOTED.finditer(text):
        if not any(first <= found.start() < last for first, last in taken):
            words = next(group for group in found.groups() if group is not None)
            if len(WORD.findall(words)) >= 2:
                yield found.start(), words


def _quotation(corpus: Corpus, text: str, start: int, words: str) -> Finding:
    line = text.count("\n", 0, start) + 1
    shown = " ".join(words.split())
    pieces = [piece for piece in ELLIPSIS.split(words) if len(WORD.findall(piece)) >= LEAST]
    if not pieces:
        return Finding("quotation", line, shown, "too short", 0.0)
    findings = [_piece(corpus, piece) for piece in pieces]
    worst = min(findings, key=lambda f: f[1])
    verdict, likeness, record, first, last, stands = worst
    differences = _differences(shown, stands) if stands else ()
    return Finding("quotation", line, shown, verdict, round(likeness, 3), record, first, last, stands, differences)


_Found = tuple[str, float, str | None, int | None, int | None, str | None]


def _piece(corpus: Corpus, words: str) -> _Found:
    plain = OWN.sub(" ", words)
    tokens = WORD.findall(plain)
    query = '"' + " ".join(tokens[:12]) + '"'
    exact = _among(corpus, query, words, 12)
    if exact is not None and exact[1] >= 1.0:
        return exact
    rare = sorted(dict.fromkeys(t for t in tokens if len(t) > 3), key=len, reverse=True)[:10]
    near = _among(corpus, " OR ".join(f'"{t}"' for t in rare), words, LOOKED_AT) if rare else None
    best = max((f for f in (exact, near) if f is not None), key=lambda f: f[1], default=None)
    if best is None or best[1] * 100 < NEAR:
        return ("not found", best[1] if best else 0.0, None, None, None, None)
    return best


def _among(corpus: Corpus, query: str, words: str, most: int) -> _Found | None:
    """The best passage for a quotation among those that a query finds."""
    try:
        _, hits = corpus.search(query, most)
    except BadRequest:
        return None
    best: _Found | None = None
    for hit in hits:
        record = corpus.record(hit.record)
        if record is None or hit.start < 0:
            continue
        found = _in_passage(record, hit.start, hit.end, words)
        if best is None or found[1] > best[1]:
            best = found
        if best[1] >= 1.0:
            break
    return best


def _in_passage(record: Record, start: int, end: int, words: str) -> _Found:
    passage, places = folded(record.text[start:end])
    wanted, _ = folded(words)
    at = passage.find(wanted)
    if at >= 0:
        first, last = start + places[at], start + places[at + len(wanted) - 1] + 1
        return ("word for word", 1.0, record.id, first, last, None)
    aligned = fuzz.partial_ratio_alignment(wanted, passage)
    if aligned is None or not places:
        return ("near", 0.0, record.id, start, end, None)
    first = start + places[min(aligned.dest_start, len(places) - 1)]
    last = start + places[max(min(aligned.dest_end, len(places)) - 1, 0)] + 1
    return ("near", min(aligned.score / 100, 0.999), record.id, first, last, " ".join(record.text[first:last].split()))


def folded(text: str) -> tuple[str, list[int]]:
    """A text with quotation marks, dashes and white space made alike, and for each character where it came from.

    Words, their spelling and their case stay: a quotation is right word for word or it is not.
    """
    out: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for letter in unicodedata.normalize("NFKC", sign):
            plain = " " if letter.isspace() else ALIKE.get(letter, letter)
            if plain == " " and (not out or out[-1] == " "):
                continue
            out.append(plain)
            places.append(place)
    while out and out[-1] == " ":
        out.pop()
        places.pop()
    return "".join(out), places


ALIKE = {
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "’": "'",
    "‘": "'",
    "‚": "'",
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
}


def _differences(words: str, stands: str) -> tuple[str, ...]:
    from difflib import SequenceMatcher

    one, other = words.split(), stands.split()
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            found.append(f"{' '.join(one[a:b]) or '–'} → {' '.join(other[c:d]) or '–'}")
    return tuple(found[:12])


def _citations(corpus: Corpus, text: str) -> Iterator[Finding]:
    """Shelfmarks and addresses of records that a manuscript names, each looked up once a line."""
    rows = corpus.records.select("record", "shelfmark", "archive_reference", "fonds", "url").to_pyarrow().to_pylist()
    marks = [
        (_mark(" ".join(str(row[n] or "") for n in ("fonds", "shelfmark", "archive_reference"))), row["record"])
        for row in rows
    ]
    urls = {row["url"].rstrip("/."): row["record"] for row in rows if row["url"]}
    for found in re.finditer(r"https?://[^\s<>)\]]+", text):
        address = found.group().rstrip("/.,;")
        yield _citation(text, found.start(), address, urls.get(address))
    for found in SHELFMARK.finditer(text):
        words = found.group().rstrip(" ,.;")
        if re.search(r"\d", words) and len(words) > 4:
            wanted = _mark(words)
            yield _citation(
                text, found.start(), words, next((record for mark, record in marks if wanted in mark), None)
            )


def _mark(words: str) -> str:
    return re.sub(r"[\s,.:;]+", "", words).lower()


def _citation(text: str, start: int, words: str, record: str | None) -> Finding:
    line = text.count("\n", 0, start) + 1
    verdict: Sequence[str] = ("word for word", "not found")
    return Finding("citation", line, words, verdict[0] if record else verdict[1], 1.0 if record else 0.0, record)

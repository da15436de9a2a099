"""One document inside a text: where its head ends, where its running text is, and what stands at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from vermerk.model import Note, Part, PartKind, Passage
from vermerk.reading.archive import Reference, find_reference, is_reference_line
from vermerk.reading.conversation import ITEM, PRESENCE
from vermerk.reading.head import BODY_WORDS, DateLine, classification, date_line
from vermerk.reading.paragraphs import folded, lines_of, paragraphs_of
from vermerk.reading.people import OFFICE

RULE = re.compile(r"^[_*\-=\s\\]{1,12}$")
NOTE_START = re.compile(r"^\s*_?\s*(?:\*\s+)?\[?(?P<mark>\d{1,3})\]?[.)]?(?:\s+|(?=[A-Z]))(?=\S)")
SIGNED = re.compile(r"^\W*\[?(?:signed|sgd\.?|/s/|signature)\b", re.IGNORECASE)
COPIES = re.compile(
    r"^\W*(?:cc|c\.c\.|copies(?: to)?|copy to|distribution(?: list)?|distribution:|verteiler|repeated to)\s*[:.]", re.I
)
SALUTATION = re.compile(
    r"^\W*(?:my )?dear\b.{2,60}$|^\W*(?:sir|excellency|your excellency|gentlemen|comrades?)[,:!.]?$", re.I
)
SENTENCE_END = re.compile(r"[.?!][\"'”’)\]]*\s?(?:\[\d+\](?:\(#\w+\))?|\d{1,2})?$")
RUNNING = re.compile(r"[a-z]{2}\. [A-Z]|\b(?:I|we|he|she|they|has|have|had|was|were|said|told)\b")
SIGNATURE_NAME = re.compile(r"^(?:[A-Z]\.?\s?){0,4}[A-Z][A-Z'’-]{2,}(?: [A-Z][A-Z'’.-]+){0,3}$")
# A note whose fellows are lost: a number without a stop and a short remark.
LONE_NOTE = re.compile(r"^\s*\d{1,2}\s{1,3}[A-Z(‘'“\"][^\n]{3,300}$")
HEAD_LIMIT = 18


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """The structure of one document of a text.

    Attributes:
        title: words of headings above the text, folded; subject: the line that says what it is about.
        lines: everything of the head that is not read otherwise (letterhead, addressees).
        dated: the line that dates it; secrecy: its classification.
        reference: archive reference at its head or end.
        body: paragraphs of the running text.
        signed, copies: paragraphs of the signature and the distribution list.
        presence: paragraphs that list who was present.
        notes: notes at its end; parts: head, signature, distribution, notes as parts.
    """

    title: str | None = None
    titles: tuple[Passage, ...] = ()
    subject: str | None = None
    lines: tuple[str, ...] = ()
    dated: DateLine | None = None
    secrecy: str | None = None
    reference: Reference | None = None
    body: tuple[Passage, ...] = ()
    signed: tuple[Passage, ...] = ()
    copies: tuple[Passage, ...] = ()
    presence: tuple[Passage, ...] = ()
    notes: tuple[Note, ...] = ()
    parts: tuple[Part, ...] = ()


def read_document(text: str, start: int = 0, end: int | None = None) -> Document:
    """Tell head, running text and end of a document apart."""
    paragraphs = paragraphs_of(text, start, end)
    notes_at = _notes_start(text, paragraphs)
    main, tail = paragraphs[:notes_at], paragraphs[notes_at:]
    main, closing = _closing(text, main)
    head = _Head(text)
    consumed = head.read(main)
    rest = main[consumed:]
    reference = _reference(text, [*closing, *tail]) or head.reference or _reference(text, paragraphs[:6])
    signed = [p for p in closing if _is_signature(text, p)]
    copies = _copies(text, closing)
    presence = [p for p in rest if PRESENCE.match(p.of(text)) and ":" in p.of(text)[:40]]
    body = [p for p in rest if p not in presence and not _aside(p.of(text))]
    notes = tuple(_notes(text, tail))
    return Document(
        title=head.title,
        titles=tuple(head.titles),
        subject=head.subject,
        lines=tuple(head.lines),
        dated=head.dated,
        secrecy=head.secrecy,
        reference=reference,
        body=tuple(body),
        signed=tuple(signed),
        copies=tuple(copies),
        presence=tuple(presence),
        notes=notes,
        parts=tuple(_parts(main[:consumed], presence, signed, copies, tail)),
    )


def _aside(words: str) -> bool:
    """True for paragraphs that are no running text: rules, references, remarks on what is left out."""
    if RULE.match(words) or is_reference_line(words):
        return True
    return re.fullmatch(r"[\s*_]*\[[^\[\]]{1,200}\](?:\s*\[\d+\])?[\s*_.]*", words) is not None and not words.rstrip(
        "_* ]"
    ).endswith(":")


def _parts(
    head: Sequence[Passage],
    presence: Sequence[Passage],
    signed: Sequence[Passage],
    copies: Sequence[Passage],
    tail: Sequence[Passage],
) -> list[Part]:
    parts = [Part(PartKind.HEAD, Passage(head[0].start, head[-1].end))] if head else []
    parts += [Part(PartKind.PRESENCE, passage) for passage in presence]
    parts += [Part(PartKind.SIGNATURE, passage) for passage in signed]
    parts += [Part(PartKind.DISTRIBUTION, passage) for passage in copies]
    parts += [Part(PartKind.NOTES, Passage(tail[0].start, tail[-1].end))] if tail else []
    return parts


class _Head:
    """Reads the head of a document paragraph by paragraph until the running text begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.title: str | None = None
        self.titles: list[Passage] = []
        self.subject: str | None = None
        self.lines: list[str] = []
        self.dated: DateLine | None = None
        self.secrecy: str | None = None
        self.reference: Reference | None = None

    def read(self, paragraphs: Sequence[Passage]) -> int:
        """Return how many of the paragraphs belong to the head."""
        for at, passage in enumerate(paragraphs[:HEAD_LIMIT]):
            if not self._take(passage, at, paragraphs):
                return at
        return min(len(paragraphs), HEAD_LIMIT)

    def _take(self, passage: Passage, at: int, paragraphs: Sequence[Passage]) -> bool:
        words = passage.of(self.text)
        if RULE.match(words):
            return True
        if words.lstrip().startswith("#") or self._of_title(passage, at, paragraphs):
            return self._title(passage)
        lines = [line.of(self.text) for line in lines_of(self.text, passage)]
        if PRESENCE.match(words) or ITEM.match(words):
            return False
        if all(self._line(line) for line in lines):
            return True
        plain = folded(words)
        if SALUTATION.match(plain):
            return True
        if self._is_subject(words, plain, at, paragraphs):
            self.subject = self.subject or re.sub(r"\[\d+\]|(?<=[a-zA-Z])\d{1,2}$", "", plain).strip()
            return True
        return False

    def _of_title(self, passage: Passage, at: int, paragraphs: Sequence[Passage]) -> bool:
        """True for lines that go on with a title above ("Note" / "about a Conversation between …")."""
        if not self.titles or at == 0 or self.titles[-1] != paragraphs[at - 1]:
            return False
        words = folded(passage.of(self.text))
        return (words[:1].islower() and len(words) < 400 and not SENTENCE_END.search(words)) and date_line(
            words
        ) is None

    def _title(self, passage: Passage) -> bool:
        plain = folded(passage.of(self.text))
        found = date_line(plain)
        if found is not None and self.titles:
            self.dated = self.dated or found
            return True
        joined = re.sub(r"(?<=\b\w) (?=\w\b)", "", plain) if re.fullmatch(r"(?:\w )+\w", plain) else plain
        if self.title is None or self.titles[-1].end >= passage.start - 4:
            self.title = f"{self.title} {joined}" if self.title else joined
            self.titles.append(passage)
        else:
            self.subject = self.subject or joined
        return True

    def _line(self, line: str) -> bool:
        """Take one line of the head; false where it belongs to none of its kinds."""
        secrecy = classification(line)
        if secrecy is not None:
            self.secrecy = self.secrecy or secrecy
            return True
        found = date_line(line)
        if found is not None and self.dated is None:
            self.dated = found
            return True
        if is_reference_line(line):
            hit = find_reference(line)
            self.reference = self.reference or (hit[0] if hit else None)
            return True
        plain = folded(line)
        if (BODY_WORDS.search(plain) or OFFICE.search(plain)) and len(plain) < 90 and not SENTENCE_END.search(plain):
            if re.search(r"\b(?:has|have|had|was|were|is|are|said|will|would|called|saw|told)\b", plain):
                return False
            self.lines.append(plain)
            return True
        if re.match(r"^(?:[A-Z]{2,}[-, ].{0,40}\d|No\.|Nr\.|Reg\.|File|Ref)", plain) and len(plain) < 70:
            self.lines.append(plain)
            return True
        return re.fullmatch(r"[\w./\[\]-]{1,16}\.?", plain) is not None and any(c.isdigit() for c in plain)

    def _is_subject(self, words: str, plain: str, at: int, paragraphs: Sequence[Passage]) -> bool:
        """A short line without a stop, set off or followed by a longer paragraph."""
        if RUNNING.search(plain) and not plain.isupper():
            return False
        if not plain or len(plain) > 260 or SENTENCE_END.search(plain) or plain.endswith(":"):
            return False
        if re.match(r"^\W*\[?_?matter omitted", plain, re.I):
            return False
        marked = bool(re.fullmatch(r"\s*[*_]{1,3}[^*_]+[*_]{1,3}\s*(?:\[\d+\])?", words)) or plain.isupper()
        if marked:
            return self.dated is not None and self.subject is None
        following = paragraphs[at + 1].of(self.text) if at + 1 < len(paragraphs) else ""
        known = self.dated is not None or self.title is not None
        return (
            known and self.subject is None and len(plain) < 140 and len(following) > len(plain) and plain[:1].isupper()
        )


def _notes_start(text: str, paragraphs: Sequence[Passage]) -> int:
    """Index of the first paragraph of the notes at the end, or how many paragraphs there are."""
    for at in range(len(paragraphs) // 4, len(paragraphs)):
        words = paragraphs[at].of(text)
        if at > 0 and words.strip() in {"_", "__"}:
            following = paragraphs[at + 1 : at + 2]
            opens = bool(following) and (m := NOTE_START.match(following[0].of(text))) is not None and m["mark"] == "1"
            if opens or _all_notes(text, paragraphs[at + 1 :]):
                return at
        match = NOTE_START.match(words)
        if match and at > 0 and match["mark"] == "1" and not re.match(r"^\s*1\s*(?:\\\.|[.)])", words):
            rest = paragraphs[at:]
            if len(rest) <= 3 or _all_notes(text, rest):
                return at
    at = len(paragraphs)
    while at > 1 and LONE_NOTE.match(paragraphs[at - 1].of(text)):
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


def _notes(text: str, tail: Sequence[Passage]) -> list[Note]:
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


def _closing(text: str, main: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """Part the end (signature, distribution list, reference) from the text before it."""
    at = len(main)
    while at > 0:
        passage = main[at - 1]
        words = passage.of(text)
        ends = RULE.match(words) or is_reference_line(words) or COPIES.match(words) or _is_signature(text, passage)
        listed = len(words) < 300 and any(COPIES.match(p.of(text)) for p in main[max(0, at - 3) : at])
        if not ends and not listed:
            break
        at -= 1
    return list(main[:at]), list(main[at:])


def _is_signature(text: str, passage: Passage) -> bool:
    words = passage.of(text)
    if SIGNED.match(words):
        return len(words) < 200
    lines = [re.sub(r"[\[\]]", "", folded(line.of(text))) for line in lines_of(text, passage)]
    return len(lines) <= 3 and bool(lines) and bool(SIGNATURE_NAME.match(lines[0])) and len(lines[0]) > 3


def _copies(text: str, closing: Sequence[Passage]) -> list[Passage]:
    for at, passage in enumerate(closing):
        if COPIES.match(passage.of(text)):
            return list(closing[at:])
    return []


def _reference(text: str, paragraphs: Sequence[Passage]) -> Reference | None:
    """The last reference that is a line of its own; one cut short gives way to its whole."""
    found: list[Reference] = []
    for passage in paragraphs:
        for line in lines_of(text, passage):
            hit = find_reference(line.of(text)) if is_reference_line(line.of(text)) else None
            if hit is not None:
                found.append(hit[0])
    if not found:
        return None
    last = found[-1]
    return next(
        (one for one in found if one.whole.startswith(last.whole[:-1]) and len(one.whole) > len(last.whole)), last
    )


def listed(text: str, passages: Sequence[Passage]) -> tuple[str, ...]:
    """The entries of a distribution list, without its heading and leading counts."""
    entries: list[str] = []
    for passage in passages:
        for line in lines_of(text, passage):
            words = COPIES.sub("", folded(line.of(text))).strip(" :.")
            words = re.sub(r"^\d+\s?[x×]\s+", "", words)
            if words and not is_reference_line(words):
                entries.append(words)
    return tuple(entries)


def signatories(text: str, passages: Sequence[Passage]) -> tuple[str, ...]:
    """Who signed: the name under "[signed]", or the one that explains initials in brackets."""
    names: list[str] = []
    for passage in passages:
        lines = [folded(line.of(text)) for line in lines_of(text, passage)]
        first = SIGNED.sub("", lines[0]).strip(" :]")
        wanted = [first, *lines[1:]] if first else lines[1:]
        explained = next((m for line in wanted if (m := re.match(r"^\[\s*([A-Z][\w'’-]+)", line))), None)
        if explained:
            names.append(explained[1])
        elif wanted:
            name = re.split(r"[,(]", re.sub(r"[\[\]]", "", wanted[0]))[0].strip()
            names.append(name.title() if name.isupper() and len(name) > 3 else name)
    return tuple(name for name in names if name)

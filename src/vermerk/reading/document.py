"""One document inside a text: where its head ends, where its running text is, and what stands at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from vermerk.model import Note, Part, PartKind, Passage
from vermerk.reading.archive import Reference, find_reference, is_reference_line
from vermerk.reading.closing import RULE, Closing, part_closing
from vermerk.reading.conversation import PRESENCE
from vermerk.reading.endnotes import notes_of, notes_start
from vermerk.reading.head import DateLine
from vermerk.reading.labelled import Labelled
from vermerk.reading.opening import Opening
from vermerk.reading.paragraphs import folded, lines_of, paragraphs_of
from vermerk.reading.signing import is_capital_signature

ATTACHED = re.compile(r"^\W*(?:attachment|annex|annexure|enclosure|appendix)\b.{0,40}$", re.IGNORECASE)


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """The structure of one document of a text.

    Attributes:
        title: words of headings above the text, folded; titles: where they stand.
        subject: the line that says what it is about.
        letterhead: the bodies named above the date, a tuple of lines for each paragraph.
        labels: labelled lines of the head ("From:", "Time:").
        talked: the line of its title that says where and when a talk took place.
        dated: the line that dates it; place: a place that stands alone; secrecy: its classification.
        reference: archive reference at its head or end.
        body: paragraphs of the running text.
        signed, copies: paragraphs of the signature and the distribution list.
        presence: paragraphs that list who was present.
        closed_by: the body named under the text.
        notes: notes at its end; parts: head, signature, distribution, notes as parts.
    """

    title: str | None = None
    titles: tuple[Passage, ...] = ()
    subject: str | None = None
    letterhead: tuple[tuple[str, ...], ...] = ()
    labels: tuple[Labelled, ...] = ()
    talked: DateLine | None = None
    dated: DateLine | None = None
    place: str | None = None
    secrecy: str | None = None
    reference: Reference | None = None
    body: tuple[Passage, ...] = ()
    signed: tuple[Passage, ...] = ()
    copies: tuple[Passage, ...] = ()
    presence: tuple[Passage, ...] = ()
    closed_by: str | None = None
    notes: tuple[Note, ...] = ()
    parts: tuple[Part, ...] = ()

    def told(self, meaning: str) -> str | None:
        """The words of the first labelled line of that meaning, or null."""
        return next((one.value for one in self.labels if one.meaning == meaning and one.value), None)


def read_document(text: str, start: int = 0, end: int | None = None, *, known: Sequence[str] = ()) -> Document:
    """Tell head, running text and end of a document apart; ``known`` are titles told outside of it."""
    paragraphs = paragraphs_of(text, start, end)
    notes_at = notes_start(text, paragraphs)
    tail = paragraphs[notes_at:]
    main, closing = part_closing(text, paragraphs[:notes_at])
    head = Opening(text, known)
    consumed = head.read(main)
    rest = main[consumed:]
    signed = _signed_before_attachment(text, rest) or closing.signed
    presence = [*head.presence, *(p for p in rest if PRESENCE.match(p.of(text)) and ":" in p.of(text)[:40])]
    aside = {*presence, *signed}
    body = [p for p in rest if p not in aside and not _aside(p.of(text))]
    return Document(
        title=head.title,
        titles=tuple(head.titles),
        subject=head.subject,
        letterhead=tuple(head.letterhead),
        labels=(*head.labels, *closing.labels),
        talked=head.talked,
        dated=head.dated or closing.dated,
        place=head.place or (closing.dated.place if closing.dated is not None else None),
        secrecy=head.secrecy,
        reference=_reference(text, [*closing.paragraphs, *tail]) or head.reference or _reference(text, paragraphs[:6]),
        body=tuple(body),
        signed=tuple(signed),
        copies=closing.copies,
        presence=tuple(presence),
        closed_by=closing.body,
        notes=tuple(notes_of(text, tail)),
        parts=tuple(_parts(text, main[:consumed], presence, signed, closing, tail)),
    )


def _signed_before_attachment(text: str, rest: Sequence[Passage]) -> tuple[Passage, ...]:
    """A signature inside the text, where an attachment follows it: the document itself ends there."""
    attached = next((i for i, p in enumerate(rest) if ATTACHED.match(folded(p.of(text)))), None)
    if not attached:
        return ()
    return tuple(p for p in rest[max(0, attached - 4) : attached] if is_capital_signature(text, p))[:1]


def _aside(words: str) -> bool:
    """True for paragraphs that are no running text: rules, references, remarks on what is left out."""
    if RULE.match(words) or is_reference_line(words):
        return True
    return re.fullmatch(
        r"[\s*_]*\[[^\[\]]{1,200}\](?:\s*\[\d+\])?[\s*_.]*\d{0,2}", words
    ) is not None and not words.rstrip("_* ]0123456789").endswith(":")


def _parts(
    text: str,
    head: Sequence[Passage],
    presence: Sequence[Passage],
    signed: Sequence[Passage],
    closing: Closing,
    tail: Sequence[Passage],
) -> list[Part]:
    parts = [Part(PartKind.HEAD, Passage(head[0].start, head[-1].end))] if head else []
    parts += [Part(PartKind.PRESENCE, passage) for passage in presence]
    under = (p for p in closing.paragraphs if p not in closing.copies and not RULE.match(p.of(text)))
    unsigned = (p for p in under if p not in signed and not is_reference_line(p.of(text)))
    parts += [Part(PartKind.SIGNATURE, passage) for passage in (*signed, *unsigned)]
    if closing.copies:
        parts.append(Part(PartKind.DISTRIBUTION, Passage(closing.copies[0].start, closing.copies[-1].end)))
    parts += [Part(PartKind.NOTES, Passage(tail[0].start, tail[-1].end))] if tail else []
    return parts


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

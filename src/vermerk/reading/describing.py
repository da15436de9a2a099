"""The archival description of a document, from its structure and its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vermerk.model import Description, Passage
from vermerk.reading.archive import Reference
from vermerk.reading.authors import CONVERSATION, author_of, body_of, sender_of, writer_of
from vermerk.reading.closing import listed
from vermerk.reading.dates import day_in_year, find_date
from vermerk.reading.document import Document
from vermerk.reading.head import is_post
from vermerk.reading.paragraphs import folded
from vermerk.reading.participants import participants_of
from vermerk.reading.signing import signatories
from vermerk.reading.speeches import find_speeches

#: A stay of several days, whose event is no one of them.
SPAN = re.compile(r"\bfrom (?:the )?\d{1,2}(?:st|nd|rd|th)?(?: [A-Z][a-z]+)? (?:to|until|through) \d{1,2}\b")
MESSAGE = re.compile(
    r"^(?:Draft |Extracts? from )?(?:Cablegram|Telegram|Ciphergram|Telex|Savingram|Letter|Message|Submission|Brief|Despatch|Dispatch|Airgram)\b",
    re.IGNORECASE,
)
SAME_DAY = re.compile(r"\b(?:this (?:morning|afternoon|evening)|to-?day|tonight)\b", re.IGNORECASE)
VISITED = re.compile(r"\b(?:visit(?:ed)?|talks?|meetings?|discussions)\b", re.IGNORECASE)
FILED = re.compile(
    r"\b(?:filed|probably|presumably|apparently|about|approximate|undated|exact date|date of)\b", re.IGNORECASE
)
NUMBER = re.compile(r"^\s*(?P<number>\d{1,4}[A-Za-z]?)\s*[.:]?\s+(?=\S)")
TAIL = re.compile(r"\s+-\s+Historical Documents\s+-.*$|\s+Historical Documents Australian Government.*$", re.IGNORECASE)


def clean_title(title: str | None) -> str | None:
    """A title without its running number (also where that is printed again inside), its site's name and note calls."""
    if not title:
        return None
    plain = TAIL.sub("", folded(title))
    number = NUMBER.match(plain)
    if number:
        plain = re.sub(rf"(?<=, ){re.escape(number['number'])} (?=[A-Z])", "", plain[number.end() :])
    plain = re.sub(r"\s*\[\d{1,2}\]|(?<=[a-zA-Z])\d{1,2}$", "", plain).strip()
    return plain if re.search(r"[^\W\d_]", plain) else None


def describe(
    text: str,
    document: Document,
    *,
    title: str | None,
    fallback_date: str | None = None,
    url: str | None = None,
    reference: Reference | None = None,
) -> Description:
    """Put together the description of a document; what the text does not show stays null."""
    shown = clean_title(title) or clean_title(document.title) or document.subject
    lines = (clean_title(p.of(text)) for p in document.titles)
    about = tuple(dict.fromkeys(filter(None, (shown, document.subject, *lines))))
    written = _written(document) or fallback_date
    kept = document.reference or reference
    told = about if not _is_message(shown) else about[:1]
    talk = any(CONVERSATION.search(words) for words in told) or bool(document.presence)
    signed = signatories(text, document.signed)
    writer = writer_of(document, shown, signed)
    people = participants_of(text, document, about, writer) if talk else ()
    return Description(
        title=shown,
        document_date=written,
        event_date=_event_date(text, document, about, written, talk=talk),
        place=_place(document),
        author_body=body_of(document, shown),
        classification=document.secrecy,
        participants=people,
        archive_reference=kept.whole if kept else None,
        repository=kept.repository if kept else None,
        fonds=kept.fonds if kept else None,
        shelfmark=kept.shelfmark if kept else None,
        url=url or (kept.url if kept else None),
        distribution=listed(text, document.copies),
        signatories=signed,
        author=author_of(
            document,
            shown,
            signed,
            writer,
            people,
            speaks=_speaks(text, document),
            text="\n".join(p.of(text) for p in document.body),
        ),
    )


def _is_message(title: str | None) -> bool:
    """True for titles of papers that go from one to another; a subject that names talks makes no record of a talk of them."""
    return bool(title) and (sender_of(title) is not None or MESSAGE.match(title or "") is not None)


def _speaks(text: str, document: Document) -> bool:
    """True where the text itself says "I", outside of words given to a speaker."""
    spoken = [part.passage for part in find_speeches(text, document.body)]
    own = (p for p in document.body[:6] if not any(one.holds(p) for one in spoken))
    return any(re.search(r"\b(?:I|my)\b", passage.of(text)) for passage in own)


def _written(document: Document) -> str | None:
    """When the document was written: its date line, a labelled date, or what its note on a missing date says."""
    if document.dated is not None and document.dated.date:
        return document.dated.date
    told = find_date(document.told("date") or "")
    if told is not None:
        return told[0]
    first = document.notes[0] if document.notes else None
    if document.dated is not None and first is not None and first.mark == "1" and FILED.search(first.text):
        noted = find_date(first.text)
        return f"{noted[0]}~" if noted is not None and "/" not in noted[0] else None
    return None


def _seat(document: Document) -> str | None:
    """The city of a talk named under the title, of the sending mission in its letterhead, or of the sender's line."""
    if document.talked is not None and document.talked.place:
        return document.talked.place
    sender = document.told("sender")
    if sender and is_post(sender):
        return sender
    heads = (line.rpartition(",")[2].strip() for lines in document.letterhead for line in lines if "," in line)
    return next((city for city in heads if is_post(city)), None)


def _place(document: Document) -> str | None:
    """The place of the date line, else the one before the date in the line that says what it is about."""
    place = document.dated.place if document.dated is not None else None
    if place is None and document.subject:
        found = find_date(document.subject)
        before = document.subject[: found[1].start] if found else ""
        match = re.search(r",\s*([A-Z][a-z]+(?: [A-Z][a-z]+)?),\s*(?:[A-Z][a-z]+day,\s*)?$", before)
        place = match[1] if match else None
    place = place or document.place or document.told("place") or _seat(document)
    return place.title() if place and place.isupper() else place


def _event_date(text: str, document: Document, about: Sequence[str], written: str | None, *, talk: bool) -> str | None:
    """When the talk took place: as a label or the title says, as the opening says, else on the day of the record."""
    opening = Passage(document.body[0].start, document.body[0].end).of(text)[:400] if document.body else ""
    communique = any(re.search(r"\bcommuniqu[ée]\b", words, re.IGNORECASE) for words in about)
    if communique and (visited := _visit_date(text, document)) is not None:
        return visited
    if not talk:
        return None
    shown = (find_date(words) for words in (document.told("time") or "", *about))
    told = next((one for one in shown if one is not None), None)
    if told is not None:
        return told[0]
    if written and len(written) >= 10:
        if SAME_DAY.search(opening):
            return written
        day = day_in_year(opening, written[:4]) if not SPAN.search(opening) else None
        if day is not None and day <= written[:10]:
            return day
    return written


def _visit_date(text: str, document: Document) -> str | None:
    """The days of the visit that a communique closes ("visited Indonesia from 7 to 11 October 1976")."""
    for passage in document.body[:3]:
        words = passage.of(text)
        for sentence in re.split(r"(?<=[a-z\d]\.)\s", words):
            found = find_date(sentence) if VISITED.search(sentence) else None
            if found is not None and "/" in found[0]:
                return found[0]
    return None

"""The archival description of a document, from its structure and its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vermerk.model import Description, Participant, Passage
from vermerk.reading.archive import Reference
from vermerk.reading.closing import listed, signatories
from vermerk.reading.conversation import SPEECH
from vermerk.reading.dates import day_in_year, find_date
from vermerk.reading.document import Document
from vermerk.reading.head import BODY_WORDS
from vermerk.reading.paragraphs import folded
from vermerk.reading.participants import DATED, participants_of
from vermerk.reading.people import cased, names_nobody, surname

CONVERSATION = re.compile(
    r"\b(?:conversation|talks?|meeting|interview|discussions?|audience|reception|visit of|call by|record of)\b",
    re.IGNORECASE,
)
BY = re.compile(
    r"^\W*(?:Draft )?(?:Extracts? from )?(?:File )?(?:Notes?|Memorandum|Minute|Report|Record|Paper|Statement|Submission|Aide[- ]M[ée]moire|"
    r"Broadcast|Speech|Communique|Cabinet Submission|Press Statement|Information)\b.*?\b(?:by|from)\s+(?P<who>.+?)"
    r"(?=\s+(?:of|on|to|for|about|with|upon|regarding)\b|$)",
    re.IGNORECASE,
)
TO = re.compile(r"^(?P<sender>.{3,120}?)\s+to\s+(?P<addressee>.+)$", re.IGNORECASE)
FORM_BEFORE = re.compile(
    r"^(?:Draft |Ciphered |Untitled |Extracts? from )?(?:Cablegram|Telegram|Letter|Minute|Memorandum|Despatch|Dispatch|Savingram|Telex|Message|"
    r"Note Verbale|Note|Submission|Cable|Personal Message|Teleprinter Message|Report|Information|Embassy Report|Aide[- ]M[ée]moire|"
    r"Background Note|Commentary|Brief|Statement|Paper|Record)s?"
    r"(?:\s+(?:No\.?\s*)?[\d./-]+)?,?\s+(?:(?:from|by)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
DIARY = re.compile(
    r"\b(?P<who>[A-Z][\w'’-]+?)['’]s\s+diary\b|\b(?:diary|journal) of\s+(?P<of>.+?)(?=,? (?:for|during|from) |, Record|$)",
    re.IGNORECASE,
)
ISSUED = re.compile(
    r"^(?:Extracts? from )?(?P<body>(?:[A-Z][\w’'-]+ )*(?:Cabinet|Council|Committee|Sub-Committee))\s+"
    r"(?:Minutes?|Agendum|Decision|Conclusions?)\b"
)
PAPER_OF = re.compile(r"^(?:Memorandum|Report|Information|Note|Telegram|Circular),\s+(?P<body>[^,]{4,80})$")
PREPARED = re.compile(
    r"^(?P<who>[A-Z][\w'’-]+) (?:prepared|wrote|drafted|made) (?:the|this) (?:report|record|note|minute|memorandum)\b|"
    r"^(?:The|This) (?:report|record|note|minute|memorandum) was (?:prepared|written|drafted|made) by (?:Mr )?(?P<by>(?:[A-Z]\.\s?)*[A-Z][\w'’-]+)"
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
    talk = any(CONVERSATION.search(words) for words in about) or bool(document.presence)
    signed = signatories(text, document.signed)
    writer = _writer(document, shown, signed)
    people = participants_of(text, document, about, writer) if talk else ()
    return Description(
        title=shown,
        document_date=written,
        event_date=_event_date(text, document, about, written, talk=talk),
        place=_place(document),
        author_body=_body(document, shown),
        classification=document.secrecy,
        participants=people,
        archive_reference=kept.whole if kept else None,
        repository=kept.repository if kept else None,
        fonds=kept.fonds if kept else None,
        shelfmark=kept.shelfmark if kept else None,
        url=url or (kept.url if kept else None),
        distribution=listed(text, document.copies),
        signatories=signed,
        author=_author(shown, signed, writer, people, speaks=_speaks(text, document)),
    )


def _speaks(text: str, document: Document) -> bool:
    """True where the text itself says "I", outside of words given to a speaker."""
    paragraphs = (passage.of(text) for passage in document.body[:6])
    return any(re.search(r"\b(?:I|my)\b", words) and not SPEECH.match(words) for words in paragraphs)


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


def _place(document: Document) -> str | None:
    """The place of the date line, else the one before the date in the line that says what it is about."""
    place = document.dated.place if document.dated is not None else None
    if place is None and document.subject:
        found = find_date(document.subject)
        before = document.subject[: found[1].start] if found else ""
        match = re.search(r",\s*([A-Z][a-z]+(?: [A-Z][a-z]+)?),\s*(?:[A-Z][a-z]+day,\s*)?$", before)
        place = match[1] if match else None
    place = place or document.place or document.told("place")
    return place.title() if place and place.isupper() else place


def _body(document: Document, title: str | None) -> str | None:
    """The issuing body: of the date line, a "From:" line, the last of the letterhead, or the sender of the title."""
    if document.dated is not None and document.dated.body:
        return document.dated.body
    told = document.told("sender")
    if told and BODY_WORDS.search(told):
        return _without_article(told.split(";")[0])
    for lines in reversed(document.letterhead):
        body = next((one for one in lines if BODY_WORDS.search(one) and len(one) < 130 and ":" not in one), None)
        if body:
            return _without_article(body)
    if not title:
        return None
    issued, paper = ISSUED.match(title), PAPER_OF.match(title)
    sender = issued["body"] if issued else _sender(title) or (paper["body"] if paper else None)
    if sender is None and not CONVERSATION.search(title):
        by = re.match(r".*\b(?:[Ff]rom|[Bb]y) (?:the )?(?P<who>[A-Z].{4,70})$", title)
        sender = by["who"] if by else None
    named = re.split(r",", sender)[0] if sender else ""
    if issued or (BODY_WORDS.search(named) and not re.search(r"\bMr\b| [Tt]o ", named)):
        return _without_article(sender or "")
    return None


def _without_article(words: str) -> str:
    return re.sub(r"^[Tt]he\s+", "", folded(words)).strip(" ,")


def _sender(title: str | None) -> str | None:
    """Who sends, in a title of the form "A to B"; null for records of conversation and addresses by place."""
    if not title:
        return None
    plain = FORM_BEFORE.sub("", title)
    if CONVERSATION.search(plain.split(" to ")[0]) or re.match(r"(?:on|by|of|about|for)\b", plain, re.I):
        return None
    match = TO.match(plain)
    if (
        match is None
        or not match["sender"][:1].isupper()
        or re.search(r",\s*(?:SECRET|No\.|Urgent|Regular)", match["addressee"])
    ):
        return None
    return match["sender"].strip(" ,")


def _writer(document: Document, title: str | None, signed: tuple[str, ...]) -> str | None:
    """Whom a label, a signature or the title names as the one who writes."""
    by = BY.match(title or "")
    diary = DIARY.search(title or "")
    told = document.told("author")
    if by and not BODY_WORDS.search(by["who"].split(",")[0]):
        return by["who"]
    if diary:
        return DATED.sub("", diary["who"] or diary["of"])
    if signed or told:
        return signed[0] if signed else told
    noted = next((m for note in document.notes if (m := PREPARED.search(note.text))), None)
    return (noted["who"] or noted["by"]) if noted else None


def _author(
    title: str | None, signed: tuple[str, ...], writer: str | None, people: tuple[Participant, ...], *, speaks: bool
) -> str | None:
    """Surname of whoever writes: who signed first, else whom the title names as author or sender.

    Of a talk between two, the first named is the writer where the text ``speaks`` as "I".
    """
    if signed:
        return surname(signed[0])
    name = writer or _sender(title)
    if name:
        first = re.split(r",|\s+(?:in|at)\s+", name)[0].strip()
        if BODY_WORDS.search(first) or re.search(r"\b(?:Government|Cabinet|Ministers|Parties)\b", first):
            return None
        match = TO.match(FORM_BEFORE.sub("", title or ""))
        short = match is not None and re.fullmatch(r"[A-Z][\w'’-]+", match["addressee"]) is not None
        found = first if short and re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", first) else surname(first)
        found = cased(re.sub(r"(?<=[a-z])\d{1,2}$", "", found).strip("()[]{}"))
        return found if re.search(r"[^\W\d]", found) and not names_nobody(found) else None
    own = speaks and len(people) > 1 and people[0].name
    return surname(people[0].name or "") if own else None


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
        day = day_in_year(opening, written[:4])
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

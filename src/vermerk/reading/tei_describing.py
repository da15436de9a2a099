"""The archival description of a TEI document, from its head, dateline, lists, source note and signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from vermerk.model import BadPeriod, Description, Note, Participant, Passage, Period
from vermerk.reading.authors import CONVERSATION
from vermerk.reading.dates import dates_in, find_date
from vermerk.reading.head import BODY_WORDS, classification, date_line
from vermerk.reading.people import participant, surname
from vermerk.reading.tei_people import participants_of, signatories_of
from vermerk.reading.tei_source import SourceNote, read_source
from vermerk.reading.tei_text import is_note, local, own_elements, words_of

NUMBER = re.compile(r"^\W*(?:(?:No|Document)\.?\s*)?\[?\d+[A-Za-z]?\]?\s*[.:]\s+(?=\S)")
MESSAGE = re.compile(
    r"^(?:Circular |Draft )*(?:Telegram|Letter|Message|Airgram|Despatch|Instruction|Telegraphic|Memorandum From)\b",
    re.IGNORECASE,
)
#: The "to" before the addressee, not the one inside an office ("the Ambassador to France").
TO = (
    r"(?<!Ambassador)(?<!Minister)(?<!Envoy)(?<!Representative)(?<!Mission)(?<!Delegation)(?<!Delegate)(?<!Assistant)(?<!Adviser)"
    r"(?<!Consultant)(?<!Counsel) [Tt]o (?:the )?(?P<addressee>.+)$"
)
FROM_TO = re.compile(rf"\bFrom (?:the )?(?P<sender>.+?){TO}")
PLAIN_TO = re.compile(rf"^(?:The )?(?P<sender>.+?){TO}")
#: Words that make a name that of a body; wider than for letterheads.
BODY = re.compile(
    rf"{BODY_WORDS.pattern}|\b(?:Staff|Agency|Council|Bureau|Joint Chiefs|Government|Board|Working Group|Foreign Ministry)\b"
)
IN_BRACKETS = re.compile(r"\((?P<who>[A-Z][\w’'. -]+?)(?:, (?:Jr|Sr)\.)?\)")
PERSON_OF = re.compile(r"^(?P<who>(?:[A-Z][\w’'.-]+ ){1,3}[A-Z][\w’'-]+(?:, (?:Jr|Sr)\.)?) of the (?P<body>.+)$")
BY = re.compile(
    r"\b(?:[Pp]repared (?:in|by)|, [Bb]y|^(?:Memorandum|Note|Paper|Report|Draft|Statement) [Bb]y) (?:the )?(?P<sender>.+)$"
)
WRITTEN_BY = re.compile(
    r"\b(?:written|prepared|compiled|edited|authored) by (?P<who>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*)"
)
BETWEEN = re.compile(r"\b[Bb]etween (?:the )?(?P<one>.+?) and (?:the )?(?P<two>[^,]+?)(?=,|$)")
MEETING_OF = re.compile(
    r"^(?:Minutes|Notes|Record|Memorandum of Discussion) (?:of|at) (?:a |the )?(?:\d+(?:st|nd|rd|th) )?(?P<body>(?:[A-Z][\w’-]+ )*"
    r"(?:Group|Council|Committee|Board|Panel|Staff))(?:’s)? Meeting\b"
)
LANGUAGES = {
    "ar": "Arabic", "de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "pt": "Portuguese", "ru": "Russian", "vi": "Vietnamese", "zh": "Chinese", "en": "English", "nl": "Dutch", "pl": "Polish",
}  # fmt: skip
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def describe_document(
    document: etree._Element, notes: Sequence[Note], body: Sequence[Passage], text: str
) -> tuple[Description, tuple[str, ...]]:
    """Describe a document of an edited volume; the second value is what the reader should be told."""
    title = _title(document)
    source = next((read for read in _sources(notes)), SourceNote())
    written, meeting, place, remarks = _dates(document)
    talk = bool(CONVERSATION.search(title or "")) and not MESSAGE.match(title or "")
    if written is None and meeting is None and title:
        found = find_date(title)
        written = found[0] if found else None
    signed = signatories_of(document)
    sender, sending = _sender(document, title)
    kept = source.reference
    return Description(
        title=title,
        document_date=written or meeting,
        event_date=meeting or (written if talk else None),
        place=place,
        author_body=sending or source.body or _meeting_of(title),
        classification=source.classification or _printed_secrecy(text, body),
        participants=participants_of(document) or (_in_title(document, title or "") if talk else ()),
        original_language=source.language or _language(document),
        archive_reference=kept.whole if kept else None,
        repository=kept.repository if kept else None,
        fonds=kept.fonds if kept else None,
        shelfmark=kept.shelfmark if kept else None,
        translator=source.translator,
        distribution=source.distribution,
        signatories=signed,
        author=_author(talk, source.drafter, signed, sender),
    ), remarks


def describe_article(element: etree._Element) -> Description:
    """Describe an article by the header of its file: title, author, date, and the body that publishes it."""
    titles = [e for e in element.iter() if local(e) == "title" and local(e.getparent()) == "titleStmt"]
    whole = next((e for e in titles if e.get("type") == "complete"), titles[0] if titles else None)
    imprint = _header(element, "publicationStmt")
    made = _header(element, "sourceDesc")
    named = next((words_of(e) for e in element.iter() if local(e) == "author" and words_of(e)), None)
    by = WRITTEN_BY.search(made)
    years = set(re.findall(r"\b(?:1[5-9]|20)\d\d\b", imprint))
    found = find_date(made) or find_date(imprint)
    date = found[0] if found else years.pop() if len(years) == 1 else None
    author = named or (by["who"] if by else None)
    publisher = re.split(r",\s*\d{4}", imprint)[0].strip(" .")
    return Description(
        title=(words_of(whole) or None) if whole is not None else None,
        document_date=date,
        author_body=publisher if BODY_WORDS.search(publisher) and len(publisher) < 80 else None,
        author=surname(author) if author else None,
        credits=made or None,
    )


def _header(element: etree._Element, name: str) -> str:
    found = next((e for e in element.iter() if local(e) == name), None)
    return words_of(found) if found is not None else ""


def _title(document: etree._Element) -> str | None:
    head = next((child for child in document if local(child) == "head"), None)
    if head is None:
        return None
    words = words_of(head)
    number = document.get("n")
    opening = re.match(rf"^\W*{re.escape(number)}\W+(?=\S)", words) if number else None
    words = words[opening.end() :] if opening else NUMBER.sub("", words)
    return words.strip(" .") or None


def _sources(notes: Sequence[Note]) -> Iterator[SourceNote]:
    """Source notes that tell where the document is kept first, then the others."""
    marked = [note for note in notes if note.kind == "source"]
    printed = [note for note in notes[:2] if note.text.startswith("Source:")]  # older volumes do not mark them
    read = [read_source(note.text) for note in marked or printed]
    yield from sorted(read, key=lambda one: one.reference is None)


def _dates(document: etree._Element) -> tuple[str | None, str | None, str | None, tuple[str, ...]]:
    """Date of the document, date of the talk where the markup tells it, place, and remarks."""
    written = meeting = place = None
    remarks: list[str] = []
    for line in own_elements(document, "dateline"):
        place = place or _place(line)
        for date in (e for e in line.iter() if local(e) == "date"):
            day = _day(date)
            remarks += _doubt(date, day)
            if date.get("type") == "conversation-or-meeting-date":
                meeting = meeting or day
            else:
                written = written or day
        if written is None and meeting is None:
            found = find_date(words_of(line))
            written = found[0] if found else None
    if written is None and meeting is None:
        first, last = (_attribute(document, f"doc-dateTime-{end}") for end in ("min", "max"))
        written = _span(first, last, unsure=True)
        remarks += ["the date is the editors', not printed in the dateline"] if written else []
    return written, meeting, place, tuple(dict.fromkeys(remarks))


def _attribute(element: etree._Element, name: str) -> str | None:
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), None)


def _day(date: etree._Element) -> str | None:
    """The date of a ``date`` element: its attributes, else its words."""
    when = date.get("when")
    if when:
        return _span(when, when)
    if date.get("from") and date.get("to"):
        return _span(date.get("from"), date.get("to"))
    if date.get("notBefore") and date.get("notAfter"):
        return _span(date.get("notBefore"), date.get("notAfter"), unsure=True)
    found = find_date(words_of(date))
    return found[0] if found else None


def _span(first: str | None, last: str | None, *, unsure: bool = False) -> str | None:
    """EDTF of two days: one date, an interval, or one day of several where the editors are not sure."""
    if not first or not last:
        return None
    days = [re.split(r"T", day.strip())[0] for day in (first, last)]
    told = days[0] if days[0] == days[1] else f"[{days[0]}..{days[1]}]" if unsure else f"{days[0]}/{days[1]}"
    try:
        return Period(told).edtf
    except BadPeriod:
        return None


def _doubt(date: etree._Element, day: str | None) -> list[str]:
    """Say so where the printed date and the date of the markup differ by more than a day."""
    printed = [told for told, _ in dates_in(words_of(date)) if len(told) == 10]
    if day is None or len(day) != 10 or len(printed) != 1:
        return []
    apart = abs((Period(printed[0]).earliest_day or 0) - (Period(day).earliest_day or 0))
    return [f"the dateline prints {printed[0]}, its markup says {day}"] if apart > 1 else []


def _place(line: etree._Element) -> str | None:
    named = [words_of(e).strip(" ,.;:[]") for e in line.iter() if local(e) == "placeName"]
    if any(named):
        return next(name for name in named if name)
    read = date_line(words_of(line))
    return read.place if read else None


def _sender(document: etree._Element, title: str | None) -> tuple[str | None, str | None]:
    """The person and the body that send, as the markup or the words of the head tell."""
    head = next((child for child in document if local(child) == "head"), None)
    marked = [e for e in head.iter() if e.get("type") == "from" and not _noted(e)] if head is not None else []
    person = next((words_of(e) for e in marked if local(e) == "persName"), None)
    body = next((words_of(e) for e in marked if local(e) != "persName" and BODY.search(words_of(e))), None)
    match = _sending(title or "")
    if match is None:
        return (surname(person) if person else None), body
    sender = match["sender"]
    named = person or _person(sender)
    of_body = PERSON_OF.match(sender)
    if body is None and named is None and BODY.search(sender) and len(sender) < 90:
        body = sender
    elif body is None and of_body and BODY.search(of_body["body"]):
        body = of_body["body"]
    return (surname(named) if named else None), body


def _sending(title: str) -> re.Match[str] | None:
    """Where a title names the sender: "From … to", "prepared in …", or "… to …" of the older volumes."""
    if CONVERSATION.search(title) and not MESSAGE.match(title):
        return BY.search(title)
    found = FROM_TO.search(title)
    if found is None and not MESSAGE.match(title):
        found = PLAIN_TO.match(title)
    return found or BY.search(title)


def _noted(element: etree._Element) -> bool:
    return any(is_note(above) for above in element.iterancestors())


def _person(sender: str) -> str | None:
    """The person in "the Assistant Secretary … (Talbot)", "Robert W. Komer of the …", "Mr. Seward"."""
    bracketed = IN_BRACKETS.findall(sender)
    if bracketed:
        return str(bracketed[-1])
    of_body = PERSON_OF.match(sender)
    if of_body:
        return of_body["who"]
    titled = re.match(
        r"^(?:Mr|Mrs|Miss|Dr|Sir|Lord|Count|Baron|Prince|General|Señor|Secretary of State|President|Prime Minister|Ambassador|Senator|Chairman)\.? (?P<who>[A-Z][\w’'. -]*)$",
        sender,
    )
    return titled["who"] if titled and not BODY.search(titled["who"]) else None


def _author(talk: bool, drafter: str | None, signed: tuple[str, ...], sender: str | None) -> str | None:
    """Surname of the writer: whoever drafted the record of a talk; elsewhere whoever signs or sends."""
    order = (drafter, sender, *signed[:1]) if talk else (*signed[:1], sender, drafter)
    return next((surname(name) for name in order if name), None)


def _printed_secrecy(text: str, body: Sequence[Passage]) -> str | None:
    """A classification printed by itself above the running text."""
    end = body[0].end if body else len(text)
    for line in text[: min(end, 2000)].split("\n"):
        if found := classification(line):
            return found
    return None


def _language(document: etree._Element) -> str | None:
    code = (document.get(XML_LANG) or "").split("-")[0].lower()
    return LANGUAGES.get(code)


def _meeting_of(title: str | None) -> str | None:
    """The body whose meeting the minutes record, where its name ends in what such bodies are called."""
    match = MEETING_OF.match(title or "")
    return match["body"] if match else None


def _in_title(document: etree._Element, title: str) -> tuple[Participant, ...]:
    """Persons that the head of a talk marks, with the office before the name's brackets as role, or names in words."""
    head = next((child for child in document if local(child) == "head"), None)
    found: list[Participant] = []
    for named in (e for e in head.iter() if local(e) == "persName") if head is not None else ():
        if _noted(named):
            continue
        before = words_of(head).partition(words_of(named))[0] if head is not None else ""
        office = re.search(r"(?:Between|between|and|With|with|,) (?:the )?(?P<role>[A-Z][^()]{3,90}?) \($", before)
        found.append(Participant(words_of(named).strip(" ,."), office["role"] if office else None))
    between = BETWEEN.search(title) if not found else None
    if between is not None:
        read = (participant(between[side]) for side in ("one", "two"))
        found = [one for one in read if one is not None and (one.name or one.role)]
    return tuple(dict.fromkeys(found))

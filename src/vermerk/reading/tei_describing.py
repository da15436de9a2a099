"""The archival description of a TEI document: head, dateline, lists of participants, source note, signatures."""

from __future__ import annotations

import re

from lxml import etree

from vermerk.model import Description, Participant
from vermerk.reading.archive import split_reference
from vermerk.reading.dates import find_date
from vermerk.reading.describing import CONVERSATION
from vermerk.reading.head import CLASSIFIED
from vermerk.reading.people import participant, surname
from vermerk.reading.tei_text import TeiText, local

NUMBERED = re.compile(r"^\s*(?:\[?(?:No\.?|Document)?\s*\d+[A-Za-z]?\]?\.?[\s:]+)(?=\S)")
SECRECY = re.compile(
    r"\.\s+(?P<class>(?:Top Secret|Secret|Confidential|Restricted|Unclassified|Limited Official Use|Official Use Only|Personal|"
    r"No classification marking|Eyes Only)\b[^.]*)\.",
)
SOURCE = re.compile(r"^\s*(?:\[?Source\s*:\s*)(?P<rest>.+)$", re.DOTALL)
DRAFTED = re.compile(r"\b[Dd]rafted(?: \w+ [\d., ]+)? by (?P<who>(?:[A-Z]\.\s?)*[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)")
SENT = re.compile(
    r"(?:[Aa]lso sent|[Rr]epeated(?: for information)?|[Cc]op(?:y|ies)(?: (?:were )?sent)?|[Ss]ent (?:also|for action))\s+to\s+(?P<who>[^.;]+?)(?=\s+and (?:repeated|also sent|pouched)|[.;]|$)"
)
FROM_TO = re.compile(r"\b[Ff]rom\s+(?:the\s+)?(?P<body>.+?)\s+to\s+", re.DOTALL)
BODY = re.compile(
    r"\b(?:Embassy|Legation|Department|Consulate|Mission|Delegation|Office|Ministry|Commission|Staff|Agency|Council)\b"
)
TRANSLATED = re.compile(r"\b[Tt]ranslat(?:ed|ion) by (?P<who>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)*)")


def describe_tei(element: etree._Element, found: TeiText, title: str | None) -> Description:
    """Put together what the document's own markup and its source note show."""
    head = _head(found)
    shown = title or head
    source = next((note.text for note in found.notes if note.kind == "source"), "")
    written, place, meeting = _dateline(element)
    talk = bool(CONVERSATION.search(shown or "")) and not re.match(r"(?:Telegram|Letter)\b", shown or "")
    event = meeting or (written if talk else None)
    reference = split_reference(_reference(source)) if _reference(source) else None
    signed = _signed(element)
    drafted = DRAFTED.search(source)
    author = surname(drafted["who"]) if drafted else surname(signed[0]) if signed else _sender(element, shown)
    translated = TRANSLATED.search(source)
    return Description(
        title=shown,
        document_date=written or meeting,
        event_date=event,
        place=place,
        author_body=_body(element, shown),
        classification=_classification(source),
        participants=_participants(element),
        archive_reference=reference.whole if reference else None,
        repository=reference.repository if reference else None,
        fonds=reference.fonds if reference else None,
        shelfmark=reference.shelfmark if reference else None,
        translator=translated["who"] if translated else None,
        distribution=_distribution(source),
        signatories=tuple(signed),
        author=author,
    )


def _words(element: etree._Element) -> str:
    """Text of an element without its notes, on one line."""
    pieces: list[str] = []

    def gather(inner: etree._Element) -> None:
        if local(inner) not in {"note", "pb"}:
            pieces.append(inner.text or "")
            for child in inner:
                gather(child)
                pieces.append(child.tail or "")

    gather(element)
    return " ".join("".join(pieces).split())


def _head(found: TeiText) -> str | None:
    for block in found.blocks:
        if block.tag == "head":
            return NUMBERED.sub("", block.passage.of(found.text)).strip() or None
    return None


def _dateline(element: etree._Element) -> tuple[str | None, str | None, str | None]:
    """Date of writing, place, and date of the meeting where the markup tells it apart."""
    written = place = meeting = None
    for line in (e for e in element.iter() if local(e) in {"dateline", "opener", "closer"}):
        for inner in line.iter():
            tag = local(inner)
            if tag == "date":
                day = _day(inner)
                if inner.get("type") == "conversation-or-meeting-date":
                    meeting = meeting or day
                written = written or day
            elif tag == "placeName" and place is None:
                place = _words(inner).strip(" ,.") or None
        if written is None and (told := find_date(_words(line))) is not None:
            written = told[0]
        if place is None and local(line) == "dateline":
            before = re.split(r",\s*(?=\d|[A-Z][a-z]+ \d)", _words(line))[0].strip(" ,.")
            place = before if re.fullmatch(r"[A-Z][\w'’. -]{2,40}", before) and not find_date(before) else None
    return written, place, meeting


def _day(date: etree._Element) -> str | None:
    when = date.get("when")
    if when:
        return str(when).split("T")[0]
    first, last = date.get("from") or date.get("notBefore"), date.get("to") or date.get("notAfter")
    if first and last:
        return f"{str(first)[:10]}/{str(last)[:10]}" if str(first)[:10] != str(last)[:10] else str(first)[:10]
    told = find_date(_words(date))
    return told[0] if told else None


def _body(element: etree._Element, title: str | None) -> str | None:
    for gloss in element.iter():
        if local(gloss) == "gloss" and gloss.get("type") == "from":
            return _words(gloss) or None
    match = FROM_TO.search(title or "")
    if match and BODY.search(match["body"]):
        return re.sub(r"^(?:the|an?)\s+", "", match["body"]).strip()
    return None


def _sender(element: etree._Element, title: str | None) -> str | None:
    """Surname of a person the title names as sender ("Mr. Seward to Mr. Adams")."""
    plain = NUMBERED.sub("", title or "")
    match = re.match(
        r"^(?:Letter From |Memorandum From |Memorandum by )?(?P<who>(?:Mr|Mrs|Sir|Lord|Dr)\.? .+?|.+?\((?P<inside>[A-Z]\w+)\).*?) to\b",
        plain,
    )
    if match is None:
        return None
    return match["inside"] or surname(match["who"].split(",")[0])


def _reference(source: str) -> str:
    """Where the document is kept: the source note up to its classification or first full stop."""
    match = SOURCE.match(source)
    if match is None:
        return ""
    rest = match["rest"]
    secrecy = SECRECY.search(rest)
    if secrecy:
        return rest[: secrecy.start()].strip()
    stop = re.search(r"(?<!\b[A-Z])(?<!No)(?<!Nos)(?<!Box)\.\s+(?=[A-Z])|\.?$", rest)
    return rest[: stop.start()].strip() if stop else rest.strip()


def _classification(source: str) -> str | None:
    match = SECRECY.search(source)
    if match is None or match["class"].startswith("No classification"):
        return None
    return match["class"].strip() if CLASSIFIED.search(match["class"]) else None


def _distribution(source: str) -> tuple[str, ...]:
    found: list[str] = []
    for match in SENT.finditer(source):
        words = re.split(r"\s+and (?:repeated|also sent|pouched)", match["who"])[0]
        for piece in re.split(r",\s*(?:and\s+)?|\s+and\s+", words):
            plain = re.sub(r"^the\s+", "", piece.strip())
            if plain and plain[:1].isupper():
                found.append(plain)
    return tuple(dict.fromkeys(found))


def _signed(element: etree._Element) -> list[str]:
    found: list[str] = []
    for signed in (e for e in element.iter() if local(e) == "signed"):
        names = [_words(e) for e in signed.iter() if local(e) == "persName"]
        words = names or [re.split(r"[,(]", _words(signed))[0]]
        found += [w.strip(" .,") for w in words if w.strip(" .,")]
    return found


def _participants(element: etree._Element) -> tuple[Participant, ...]:
    found: list[Participant] = []
    for lists in (e for e in element.iter() if local(e) == "list" and e.get("type") == "participants"):
        for item in (e for e in lists.iter() if local(e) == "item"):
            one = _participant(item)
            if one is not None:
                found.append(one)
    return tuple(found)


def _participant(item: etree._Element) -> Participant | None:
    words = re.sub(r"(?<=\w)[-–—](?=[A-Z][a-z]+ [A-Z])", ", ", _words(item))
    marked = next((e for e in item.iter() if local(e) == "persName"), None)
    read = participant(words)
    if marked is None or read is None:
        return read
    named = _words(marked)
    first = words.split(",")[0]
    if named and named in first and read.name and named in read.name:
        return read
    role = " ".join(words.replace(named, "").split()).strip(" ,-–")
    return Participant(named, role or read.role) if named else read

"""The archival description of a document, from its structure and its title."""

from __future__ import annotations

import re

from vermerk.model import Description, Participant, Passage
from vermerk.reading.archive import Reference
from vermerk.reading.dates import day_in_year, find_date
from vermerk.reading.document import Document, listed, signatories
from vermerk.reading.head import BODY_WORDS
from vermerk.reading.paragraphs import folded
from vermerk.reading.people import OFFICE, participant, surname

CONVERSATION = re.compile(
    r"\b(?:conversation|talks?|meeting|interview|discussions?|audience|reception|visit of|call by|record of)\b",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"\b(?:conversation|talks?|meeting|interview|discussions?)s?\b.*?\bbetween\s+(?P<one>.+?)\s+(?:and|AND|&)\s+(?P<two>.+?)"
    r"(?=\s+(?:on|in|at|during|about|held|regarding|ON|IN|AT)\s+|$)",
    re.IGNORECASE | re.DOTALL,
)
WITH = re.compile(
    r"\b(?:conversation|talks?|meeting|interview|discussions?)s?\b[^,]*?\bwith\s+(?P<two>.+?)"
    r"(?=\s+(?:on|in|at|during|about|held|regarding|ON|IN|AT)\s+\S|$)",
    re.IGNORECASE | re.DOTALL,
)
BY = re.compile(
    r"^\W*(?:Draft )?(?:Extracts? from )?(?:File )?(?:Notes?|Memorandum|Minute|Report|Record|Paper|Statement|Submission|Aide[- ]M[ée]moire|"
    r"Broadcast|Speech|Communique|Cabinet Submission|Press Statement)\b.*?\b(?:by|from)\s+(?P<who>.+?)"
    r"(?=\s+(?:of|on|to|for|about|with|upon|regarding)\b|$)",
    re.IGNORECASE,
)
TO = re.compile(r"^(?P<sender>.{3,120}?)\s+to\s+(?P<addressee>.+)$", re.IGNORECASE)
FORM_BEFORE = re.compile(
    r"^(?:Draft )?(?:Cablegram|Telegram|Letter|Minute|Memorandum|Despatch|Dispatch|Savingram|Telex|Message|Note|Submission|Cable|"
    r"Personal Message|Teleprinter Message)s?,?\s+(?:from\s+)?",
    re.IGNORECASE,
)
DIARY = re.compile(
    r"\b(?P<who>[A-Z][\w'’-]+?)['’]s\s+diary\b|\bdiary of\s+(?P<of>.+)$|\bjournal of\s+(?P<journal>.+)$", re.IGNORECASE
)
SAME_DAY = re.compile(r"\b(?:this (?:morning|afternoon|evening)|to-?day|tonight)\b", re.IGNORECASE)
NUMBER = re.compile(r"^\s*\d{1,4}[A-Za-z]?\s*[.:]?\s+(?=\S)")
TAIL = re.compile(r"\s+-\s+Historical Documents\s+-.*$|\s+Historical Documents Australian Government.*$", re.IGNORECASE)


def clean_title(title: str | None) -> str | None:
    """A title without its running number, its site's name and note calls."""
    if not title:
        return None
    plain = TAIL.sub("", NUMBER.sub("", folded(title)))
    plain = re.sub(r"\s*\[\d{1,2}\]|(?<=[a-zA-Z])\d{1,2}$", "", plain).strip()
    return plain or None


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
    about = " ".join(filter(None, (shown, document.subject)))
    written = document.dated.date if document.dated is not None else None
    written = written or fallback_date
    kept = document.reference or reference
    talk = bool(CONVERSATION.search(about)) or bool(document.presence)
    people = _participants(text, document, shown, about) if talk else ()
    signed = signatories(text, document.signed)
    author = _author(shown, signed, people)
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
        author=author,
    )


def _place(document: Document) -> str | None:
    """The place of the date line, or the one before the date in the line that says what it is about."""
    place = document.dated.place if document.dated is not None else None
    if place is None and document.subject:
        found = find_date(document.subject)
        before = document.subject[: found[1].start] if found else ""
        match = re.search(r",\s*([A-Z][a-z]+(?: [A-Z][a-z]+)?),\s*(?:[A-Z][a-z]+day,\s*)?$", before)
        place = match[1] if match else None
    return place.title() if place and place.isupper() else place


def _body(document: Document, title: str | None) -> str | None:
    """The issuing body: of the date line, the last line of the letterhead, or the sender of the title."""
    if document.dated is not None and document.dated.body:
        return document.dated.body
    for line in reversed(document.lines):
        if BODY_WORDS.search(line) and len(line) < 80:
            return line
    sender = _sender(title)
    if sender and BODY_WORDS.search(sender) and not re.search(r"\bMr\b|,", sender):
        return sender
    return None


def _sender(title: str | None) -> str | None:
    if not title:
        return None
    plain = FORM_BEFORE.sub("", title)
    if BY.match(title) or CONVERSATION.search(title.split(" to ")[0]):
        return None
    match = TO.match(plain)
    return match["sender"].strip(" ,") if match else None


def _author(title: str | None, signed: tuple[str, ...], people: tuple[Participant, ...]) -> str | None:
    """Surname of whoever writes: who signed first, else whom the title names as author or sender."""
    if signed:
        return surname(signed[0])
    if not title:
        return None
    by = BY.match(title)
    diary = DIARY.search(title)
    name = None
    if diary:
        name = diary["who"] or diary["of"] or diary["journal"]
    elif by:
        name = by["who"]
    else:
        name = _sender(title)
    if name:
        name = name.split(",")[0].strip()
        if BODY_WORDS.search(name) or re.search(r"\b(?:Government|Cabinet|Council)\b", name):
            return None
        match = TO.match(FORM_BEFORE.sub("", title))
        short = match is not None and re.fullmatch(r"[A-Z][\w'’-]+", match["addressee"]) is not None
        found = name if short and re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", name) else surname(name)
        return found.title() if found.isupper() and len(found) > 3 else found
    return people[0].name.split()[-1] if people and people[0].name else None


def _participants(text: str, document: Document, title: str | None, about: str) -> tuple[Participant, ...]:
    found: list[Participant] = []
    source = title if title and (BETWEEN.search(title) or WITH.search(title)) else about
    plain = re.sub(r"\bon\s+\d{1,2}\s+[A-Z][a-z]+\s+\d{4}.*$", "", source)
    between = BETWEEN.search(plain)
    if between:
        found += _people(between["one"]) + _people(between["two"])
    else:
        by = BY.match(title or "")
        found += _people(by["who"]) if by else []
        with_ = WITH.search(plain)
        found += _people(with_["two"]) if with_ else []
    for passage in document.presence:
        found += _present(passage.of(text))
    for passage in document.body[:4]:
        found += _attending(passage.of(text))
    opening = " ".join([about, *(folded(p.of(text))[:600] for p in document.body[:2])])
    return tuple(_once([_with_office(one, opening) for one in _titled(found, document, text)]))


OFFICE_BEFORE = (
    r"\b[Tt]he (?P<office>(?:[A-Z][\w'’-]+ |of |for |the |and ){{0,6}}?(?:Minister|President|Secretary|Chancellor|Premier|"
    r"Ambassador|Commissioner|Governor|Consul|King)\b[^,.;]{{0,40}}?),? (?:Mr|Dr|Sir|Lord|Comrade)?\.? ?(?:[A-Z][\w.]* )?{name}\b"
)


def _with_office(one: Participant, opening: str) -> Participant:
    """The office that the opening puts before a participant's name ("the Prime Minister, Mr Fraser")."""
    if one.role or not one.name:
        return one
    found = re.search(OFFICE_BEFORE.format(name=re.escape(surname(one.name))), opening)
    return Participant(one.name, found["office"].strip(), one.state) if found else one


def _people(words: str) -> list[Participant]:
    plain = folded(words)
    pieces = [plain] if "," in plain and OFFICE.search(plain) else re.split(r"\s+and\s+|,\s*|\s+&\s+", plain)
    read = [participant(piece) for piece in pieces]
    return [_cased(p) for p in read if p is not None and (p.name or p.role)]


def _cased(one: Participant) -> Participant:
    """A name printed in capitals, as a name."""
    if one.name and one.name.isupper() and len(one.name) > 3:
        return Participant(one.name.title(), one.role, one.state)
    return one


def _present(words: str) -> list[Participant]:
    """A list of those present, parted by lines, semicolons or the next title."""
    listed = re.sub(r"^\W*(?:also )?present\s*:?|^\W*participants?\s*:?", "", folded(words), flags=re.I)
    pieces = re.split(r";|(?<! to)(?<! of)(?<! for)\s(?=(?:Mr|Sir|Dr|Lord|Mrs|Miss|Senator|Comrade)\.? [A-Z])", listed)
    read = [participant(piece) for piece in pieces if piece.strip()]
    return [p for p in read if p is not None and p.name]


ATTENDING = re.compile(
    r"\b(?:also )?present (?:was|were)\s+(?P<who>[^.]+?)(?:\s+as\s+(?P<role>[a-z][\w ]+))?\.|"
    r"\b(?P<who2>(?:Comrade|Mr|Mrs|Dr) (?:\[[^\]]*\] )?[A-Z][\w-]+)\s+(?:acted|served)\s+as\s+(?P<role2>interpreter)",
    re.IGNORECASE,
)


def _attending(words: str) -> list[Participant]:
    """Who a sentence says was present ("Also present was Comrade Jarck as interpreter")."""
    match = ATTENDING.search(folded(words))
    if match is None:
        return []
    people = _people(match["who"] or match["who2"])
    role = match["role"] or match["role2"]
    return [Participant(p.name, p.role or role, p.state) for p in people]


def _titled(found: list[Participant], document: Document, text: str) -> list[Participant]:
    """Give a participant who signs the office under his signature."""
    offices: dict[str, str] = {}
    for passage in document.signed:
        lines = [folded(line) for line in passage.of(text).splitlines() if line.strip()]
        names = signatories(text, [passage])
        office = next((line for line in lines[1:] if OFFICE.search(line) and not line.startswith("[")), None)
        if names and office:
            offices[surname(names[0])] = office
    return [Participant(p.name, p.role or (offices.get(surname(p.name)) if p.name else None), p.state) for p in found]


def _once(found: list[Participant]) -> list[Participant]:
    kept: dict[str, Participant] = {}
    for one in found:
        key = surname(one.name) if one.name else one.role or ""
        if key not in kept or (one.role and not kept[key].role):
            kept[key] = one
    return list(kept.values())


def _event_date(text: str, document: Document, about: str, written: str | None, *, talk: bool) -> str | None:
    """When the talk took place: as the title says, as the opening says, else on the day of the record."""
    if not talk:
        return None
    found = find_date(about)
    if found is not None:
        return found[0]
    opening = Passage(document.body[0].start, document.body[0].end).of(text)[:400] if document.body else ""
    if written:
        if SAME_DAY.search(opening):
            return written
        day = day_in_year(opening, written[:4])
        if day is not None and day <= written[:10]:
            return day
    return written

"""Who wrote a document: the person and the body, by signature, label, letterhead and title."""

from __future__ import annotations

import re

from vermerk.model import Participant
from vermerk.reading.document import Document
from vermerk.reading.head import BODY_WORDS, OF_TALK, is_body_line, is_post
from vermerk.reading.paragraphs import folded
from vermerk.reading.participants import DATED
from vermerk.reading.people import OFFICE, cased, family_first, is_office, names_nobody, participant, surname

CONVERSATION = re.compile(
    r"\b(?:conversation|talks?|meeting|interview|discussions?|audience|reception|visit of|call by|record of)\b",
    re.IGNORECASE,
)
BY = re.compile(
    r"^\W*(?:Draft )?(?:Extracts? from )?(?:(?:File|Joint|Ministerial|Cabinet|War Cabinet|Working|Background|Parliamentary) )?(?:Notes?|Communication|Appreciation|Brief|Memorandum|Minute|Report|Record|Paper|Statement|Submission|Aide[- ]M[ée]moire|"
    r"Broadcast|Speech|Communique|Cabinet Submission|Press Statement|Information)\b.*?\b(?:by|from)\s+(?P<who>.+?)"
    r"(?=\s+(?:of|on|to|for|about|with|upon|regarding|at|before)\b|$)",
    re.IGNORECASE,
)
#: "Mackay: Note of Conversation with Nehru".
OPENS = re.compile(r"^(?P<who>[A-Z][\w'’-]+): (?:Note|Record|Memorandum|Minute|Report)s?\b")
#: "Memorandum, Douglas-Home for Cabinet Committee".
FOR = re.compile(r"^(?:Memorandum|Minute|Note|Paper|Brief), (?P<who>[A-Z][\w'’-]+) for ", re.IGNORECASE)
TO = re.compile(r"^(?P<sender>.{3,120}?)\s+to\s+(?P<addressee>.+)$", re.IGNORECASE)
FORM_BEFORE = re.compile(
    r"^(?:Draft |Ciphered |Untitled |Extracts? from )?(?:Cablegram|Telegram|Letter|Minute|Memorandum|Despatch|Dispatch|Savingram|Telex|Message|"
    r"Note Verbale|Note|Submission|Cable|Personal Message|Teleprinter Message|Report|Information|Embassy Report|Aide[- ]M[ée]moire|"
    r"Background Note|Commentary|Brief|Statement|Paper|Record)s?"
    r"(?:\s+(?:No\.?\s*)?[\d./-]+)?,?\s+(?:(?:from|by)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
DIARY = re.compile(
    r"\b(?P<who>[A-Z][\w'’-]+?)['’]s\s+(?:diary|journal)\b|^(?P<whose>[A-Z][\w'’-]+?)['’]s\s+(?:brief|notes?|record|report|memorandum)\b|\b(?:diary|journal) of\s+(?P<of>.+?)(?=,? (?:for|during|from) |, Record|$)",
    re.IGNORECASE,
)
ISSUED = re.compile(
    r"^(?:Extracts? from )?(?P<body>(?:[A-Z][\w’'-]+ (?:of (?:the )?|and )?)*(?:Cabinet|CABINET|Council|COUNCIL|Committee|COMMITTEE|Sub-Committee)"
    r"(?: (?:on|for|of) (?:(?:[A-Z][\w’'-]+|and|of|the) )*?(?:[A-Z][\w’'-]+))??)(?: ?\[\d+\])?\s+"
    r"(?:(?i:Minutes?|Agendum|Decision|Conclusions?|Memorandum|Paper|Appreciation|Report))\b"
)
#: "Ministry of Foreign Affairs Internal Note", "Australian Government to Addison": the body opens the title.
OPENING_BODY = re.compile(
    r"^(?P<body>(?:Ministry|Department|Office|Committee|Embassy|Legation) (?:of|for|in) (?:(?:the|and|of|[A-Z][\w’'-]+) )+?)"
    r"(?:Internal |Background |Briefing |Information )?(?:Note|Memorandum|Report|Paper|Brief|Minute|Circular)s?\b|"
    r"^(?P<sender>(?:[A-Z][\w’'.-]+ ){1,3}Government) [Tt]o "
)
PAPER_OF = re.compile(r"^(?:Memorandum|Report|Information|Note|Telegram|Circular),\s+(?P<body>[^,]{4,80})$")
#: The body in a title that sends, issues or keeps the paper: "Cable from the Chinese Embassy in Albania, "On …"".
_CAPITAL = r"(?!(?:To|From|By|On|With|About|Regarding|Concerning|Dated)\b)[^\W\d_a-z][\w’'.-]*"
_NAMED = rf"(?:(?:{_CAPITAL}|and|of|the|for|&) ){{0,6}}?"
BODY_IN_TITLE = re.compile(
    r"^(?:(?:Draft|Ciphered|Coded|Untitled|Verbal|Information|Background|Circular|Secret|Extracts? from|Excerpts? from|Special|Monthly|Annual) )*"
    r"(?:Ciphergram|Cipher|Cablegram|Telegram|TELEGRAM|Cable|Letter|Memorandum|Memo|Minutes?|Note Verbale|Notes?|Report|Information|Circular|"
    r"Aide[- ]M[ée]moire|Despatch|Dispatch|Savingram|Telex|Message|Airgram|Resolution|Decision|Decree|Directive|Instruction|Order|Record|"
    r"Protocol|Statement|Declaration|Paper|Analysis|Assessment|Study|Overview|Brief|Summary|Transcript|Plan|Proposal|Commentary|Submission|Appreciation|Conclusions?)s?"
    r"(?: (?:No\.?|Nr\.?|Number)? ?[\w./-]*\d[\w./-]*)?(?:,| [Ff]rom| [Oo]f| [Bb]y| [Pp]repared [Bb]y| [Ii]ssued [Bb]y) (?:the )?"
    rf"(?P<body>{_NAMED}(?:Embassy|Legation|Ministry|Department|Committee|Mission|Commission|Consulate(?: General)?|Directorate|"
    r"Politburo|Presidium|Secretariat|Council|Representation|Bureau|Delegation|Government|Division|Institute|Group)\b"
    rf"(?: (?:of|in|at) (?:the )?{_CAPITAL}(?:(?: (?:and|of|the|de))* {_CAPITAL})*|"
    rf"(?:(?<=Ministry) for|(?<=Committee) on|(?<=Department) Of|(?<=Ministry) Of) (?:the )?{_CAPITAL}(?:(?: (?:and|of|the))* {_CAPITAL})*)*)"
)
#: What follows the body in "Polish Embassy in Hanoi, Cipher Telegram No. 1234".
OPENED_FORM = re.compile(
    r"^[\"“'‘]|^(?:\w+ )?(?:Ciphergram|Telegram|Cable|Memorandum|Notes?|Report|Information|Letter|Circular|Record|Minutes|Aide|Despatch|"
    r"Dispatch|Airgram|Message)\b"
)
#: Lines that tell who received, not who wrote.
RECEIVING = re.compile(r"^\W*(?:Received|Sent to|Copied|Copies|Copy to|To|For|Attention)\b", re.IGNORECASE)
OFFICE_OF_BODY = re.compile(
    r"\b(?:Embassy|Legation|Ministry|Department|Office|Affairs|Staff|Delegation|Trade Representation|Representation)\b.*$"
)
#: An office by which a person is told, where a body or a name is looked for.
PERSON_OFFICE = re.compile(
    r"\b(?:Ambassador|Minister|Secretary|Counsell?or|Consul|Attach[ée]|President|Premier|Chancellor|Chairman|Director|Chief|"
    r"Charg[ée]|Head|Advis[eo]r|Representative|Governor|Delegate|Affaires)\b(?!['’]s)"
)
PREPARED = re.compile(
    r"^(?P<who>[A-Z][\w'’-]+) (?:prepared|wrote|drafted|made) (?:the|this) (?:report|record|note|minute|memorandum)\b|"
    r"^(?:The|This) (?:report|record|note|minute|memorandum) was (?:prepared|written|drafted|made) by (?:Mr )?(?P<by>(?:[A-Z]\.\s?)*[A-Z][\w'’-]+)"
)


BODY_WITH_PERSON = re.compile(r"(?P<body>[^()]{6,}?)\s*\((?P<who>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)\)$")


def body_of(document: Document, title: str | None) -> str | None:
    """The issuing body: of the date line, a "From:" line, the last of the letterhead, or the sender of the title."""
    if document.dated is not None and document.dated.body:
        return document.dated.body
    told = document.told("sender")
    if told and BODY_WORDS.search(told) and not is_office(re.split(r"[,;]", told)[0]):
        return _without_article(told.split(";")[0])
    for lines in reversed(document.letterhead):
        named = (one for one in lines if BODY_WORDS.search(one) and len(one) < 130 and ":" not in one)
        body = next((one for one in named if not OF_TALK.search(one) and not RECEIVING.match(one)), None)
        if body:
            return _without_article(body)
    of_person = _person_of_body(title)
    return (of_person[0] if of_person else _body_in_title(title) if title else None) or document.closed_by


def _person_of_body(title: str | None) -> tuple[str, str] | None:
    """Body and person where a title names the sender as "Attorney-General's Department (Hook)"; null elsewhere."""
    found = BODY_WITH_PERSON.match(sender_of(title) or "")
    if found is None or not BODY_WORDS.search(found["body"]) or is_post(found["who"]) or names_nobody(found["who"]):
        return None
    return _without_article(found["body"]), found["who"]


def _body_in_title(title: str) -> str | None:
    """The body that a title names as the one that sends or issues the paper."""
    issued, paper, named = ISSUED.match(title), PAPER_OF.match(title), BODY_IN_TITLE.match(_mixed(title))
    if issued is None and named is not None and not is_office(OFFICE_OF_BODY.sub("", named["body"])):
        return _without_article(title[named.start("body") : named.end("body")])
    first, _, rest = title.partition(", ")
    if is_body_line(first) and not PERSON_OFFICE.search(first) and OPENED_FORM.match(rest):
        return _without_article(first)
    opens = OPENING_BODY.match(title)
    if opens is not None:
        return _without_article(opens["body"] or opens["sender"])
    sender = issued["body"] if issued else sender_of(title) or (paper["body"] if paper else None)
    if sender is None and not CONVERSATION.search(title):
        by = re.match(r".*\b(?:[Ff]rom|[Bb]y) (?:the )?(?P<who>[A-Z].{4,70})$", title)
        sender = by["who"] if by else None
    first = re.split(r",", sender)[0] if sender else ""
    plain = (
        BODY_WORDS.search(first)
        and not re.search(r"\bMr\b| [Tt]o ", first)
        and not PERSON_OFFICE.search(first[: _body_at(first)])
    )
    return _without_article(sender or "") if issued or plain else None


def _mixed(title: str) -> str:
    """A title printed in capitals, with its small words in small letters; others as they are."""
    if not title.isupper():
        return title
    return re.sub(r"\b(?:By|Of|To|From|The|And|For|On|In|With|At)\b", lambda m: m[0].lower(), title.title())


def _body_at(words: str) -> int:
    """Where the word stands that makes some words the name of a body; their end where none does."""
    found = BODY_WORDS.search(words)
    return found.start() if found else len(words)


def _without_article(words: str) -> str:
    return re.sub(r"^[Tt]he\s+", "", folded(words)).strip(" ,")


def sender_of(title: str | None) -> str | None:
    """Who sends, in a title of the form "A to B"; null for records of conversation and addresses by place."""
    if not title:
        return None
    plain = re.sub(r"^\[([^\]]+)\]", r"\1", FORM_BEFORE.sub("", title))
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


def writer_of(document: Document, title: str | None, signed: tuple[str, ...]) -> str | None:
    """Whom the title, a signature, a label or a note names as the one who writes."""
    by = BY.match(title or "") or OPENS.match(title or "") or FOR.match(title or "")
    diary = DIARY.search(title or "")
    if by and not BODY_WORDS.search(by["who"].split(",")[0]):
        return by["who"]
    if diary:
        return DATED.sub("", diary["who"] or diary["whose"] or diary["of"])
    if signed:
        return signed[0]
    noted = next((m for note in document.notes if (m := PREPARED.search(note.text))), None)
    return _labelled(document, "author") or ((noted["who"] or noted["by"]) if noted else None)


def _labelled(document: Document, meaning: str) -> str | None:
    """The person a labelled line names; null where it names an office alone ("Author: Ambassador")."""
    told = document.told(meaning)
    named = participant(told) if told else None
    if named is None or named.name is None or named.name.islower() or OFFICE.fullmatch(named.name):
        return None
    return named.name


def _as_in_title(name: str, title: str | None) -> str:
    """A name signed in capitals, as the title spells it ("MacDonald")."""
    words = re.findall(r"[^\W\d_][\w'’-]*", title or "")
    return next((word for word in words if word.casefold() == name.casefold() and not word.isupper()), name)


def _other_sender(title: str | None, signature: str) -> bool:
    """True where one word signs that is no part of the title ("SECDO"), and the title names a person as the sender."""
    sender = sender_of(title)
    if sender is None or " " in signature.strip() or BODY_WORDS.search(sender) or is_post(sender):
        return False
    titled = re.search(r"\b(?:Mr|Sir|Lord|Dr|Viscount|Mrs|General)\b", sender)
    if titled is None and not re.fullmatch(r"(?:[^\W\d_a-z][\w.’'-]*\s?){1,3}", sender):
        return False
    return signature.casefold() not in (title or "").casefold()


def _told(one: Participant, text: str) -> bool:
    """True where a text names a person by his family name."""
    short = surname(one.name or "")
    short = short.split()[0] if family_first(short) else short
    return re.search(rf"(?<![^\W_]){re.escape(short)}(?![^\W_])", text, re.IGNORECASE) is not None


def _untold(people: tuple[Participant, ...], text: str) -> str | None:
    """Of a talk between two the one whom the text never names, where it names the first; else the first."""
    first, other = people
    return other.name if other.name and not _told(other, text) else first.name


def author_of(
    document: Document,
    title: str | None,
    signed: tuple[str, ...],
    writer: str | None,
    people: tuple[Participant, ...],
    *,
    speaks: bool,
    text: str = "",
) -> str | None:
    """Surname of whoever writes: who signed first, else whom a label or the title names as author, recorder or sender.

    Of a talk between two, the first named is the writer where the running ``text`` ``speaks`` as "I"; the other one
    where it tells of the first by name and never of him.
    """
    if signed and not _other_sender(title, signed[0]):
        return _as_in_title(surname(signed[0]), title)
    of_body = _person_of_body(title)
    if of_body is not None and not signed:
        return surname(of_body[1])
    name = (writer if not signed else None) or _labelled(document, "recorder") or sender_of(title)
    if name:
        first = re.split(r",|\s+(?:in|at|and|&)\s+", name)[0].strip()
        if BODY_WORDS.search(first) or re.search(r"\b(?:Government|Cabinet|Ministers|Parties)\b", first):
            return None
        match = TO.match(FORM_BEFORE.sub("", title or ""))
        short = match is not None and re.fullmatch(r"[A-Z][\w'’-]+", match["addressee"]) is not None
        found = first if short and re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", first) else surname(first)
        found = cased(re.sub(r"(?<=[a-z])\d{1,2}$", "", found).strip("()[]{}"))
        nobody = names_nobody(found) or PERSON_OFFICE.search(found) or not found[:1].isupper()
        return found if re.search(r"[^\W\d]", found) and not nobody else None
    talking = tuple(one for one in people if "interpret" not in (one.role or "").lower())
    own = speaks and len(talking) == 2 and talking[0].name
    first_named = surname((_untold(talking, text) if _told(talking[0], text) else talking[0].name) or "") if own else ""
    return first_named if len(first_named) > 2 or first_named.istitle() else None

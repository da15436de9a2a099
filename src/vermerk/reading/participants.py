"""Who took part in a talk: by the record's title, its lists of those present, and its own sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vermerk.model import Participant
from vermerk.reading.conversation import PRESENCE
from vermerk.reading.dates import MONTH
from vermerk.reading.document import Document
from vermerk.reading.head import date_line, is_post
from vermerk.reading.labelled import PEOPLE, labelled
from vermerk.reading.offices import sender_office, with_name
from vermerk.reading.paragraphs import folded, lines_of
from vermerk.reading.people import HONORIFICS, OFFICE, cased, holds_office, names_nobody, participant, surname
from vermerk.reading.signing import names_in
from vermerk.reading.speeches import find_speeches

_TALK = r"(?:conversation|talk|meeting|interview|discussion|audience|reception)s?"
_STOP = r"(?=\s+(?:on|in|at|during|about|held|regarding|concerning|ON|IN|AT)\s+\S|$)"
BETWEEN = re.compile(rf"\b{_TALK}\b.*?\bbetween\s+(?P<one>.+?)\s+(?:and|&)\s+(?P<two>.+?){_STOP}", re.I | re.S)
POSSESSIVE = re.compile(
    rf"(?P<one>[A-Z][\w.-]*(?: [A-Z][\w.-]*){{0,3}})['’]s?\s+(?:\w+\s+)?{_TALK}\s+(?:with|of)\s+(?P<two>.+?){_STOP}",
    re.I | re.S,
)
PAIR = re.compile(
    rf"\b(?:{_TALK}\s*,\s*|(?:visit|call|conversation|talk|meeting)s? (?:of|by)\s+(?:(?i:comrades?)\s+)?)(?P<one>[^,]+(?:, [^,]+)?),?\s+with\s+(?P<two>.+?){_STOP}",
    re.I | re.S,
)
GRANTED = re.compile(
    rf"\b(?:audience|reception|interview)s? (?:granted|given) by\s+(?P<one>.+?)\s+to\s+(?P<two>.+?){_STOP}", re.I | re.S
)
BOTH = (GRANTED, BETWEEN, POSSESSIVE, PAIR)
WITH = re.compile(rf"\b{_TALK}\b[^,]*?\bwith\s+(?P<two>.+?){_STOP}", re.I | re.S)
DATED = re.compile(
    rf",?\s*(?:held\s+)?(?:on\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTH})\s+\d{{4}}|(?:{MONTH})\s+\d{{1,2}},?\s+\d{{4}}).*$",
    re.I | re.S,
)
BY_ONE = re.compile(
    r"\b(?:conversation|talks?|interview|meeting)\b.*\bby\b|\bby\b.*\b(?:conversation|talks?|interview|meeting)\b", re.I
)
SELF = re.compile(r"\b(?:I|me|my|we|We|us|our)\b")
ATTENDING = re.compile(
    r"\b(?:also )?present(?: at the (?:conversation|talks?|meeting))? (?:was|were)\s+(?P<who>[^.]+?)(?:\s+as\s+(?P<role>[a-z][\w ]+))?\.|"
    r"\b(?P<who2>(?:Comrade|Mr|Mrs|Dr) (?:\[[^\]]*\] )?[A-Z][\w-]+)\s+(?:acted|served)\s+as\s+(?P<role2>interpreter)",
    re.IGNORECASE,
)
ATTENDED = re.compile(
    r",?\s+(?:(?:was|were) (?:also )?present\b|also (?:participated|took part|attended)\b|"
    r"(?:took part|participated|sat in|assisted) (?:in|on|at) (?:it|the (?:conversation|talks?|meeting|discussion))\b)"
)
COMPANY = re.compile(r"\bI was accompanied by (?P<who>[^.;]{4,160})[.;]")
LED = re.compile(
    r"\b[Dd]elegation of the (?P<side>[A-Z][\w'’]+(?: [A-Z][\w'’]+)*)[^.;]{0,60}?,? (?:headed|led) by (?P<who>(?:[Cc]omrade |[Cc]de\.? |Mr\.? )?[^\W\d_a-z][^.;,]{3,40}"
    r"(?:, [^.;,]{3,80}?)?)(?=,? and (?:the|a) |[.;,]|$)"
)
THERE = re.compile(
    r"\bthere (?:also )?(?:participated|took part|were (?:also )?present)(?: also)? (?:the )?(?:comrades? )?(?P<who>[A-Z][^.;]{4,160})[.;]?"
)
FOLLOWING = re.compile(
    r"^The following (?:comrades |persons |people )?(?:participated|took part|were present|attended)\b[^:]{0,40}:\s*(?P<who>[^.]{4,300})\.?$"
)
ON_SIDE = re.compile(r"^[OF][nr](?:om)? the (?P<side>[A-Z]\w+(?: [A-Z]\w+)?) side,?\s+")
OFFICE_BEFORE = (
    r"\b[Tt]he (?P<office>(?:[A-Z][\w'’-]+ |of |for |the |and ){{0,6}}?(?:Minister|President|Secretary|Chancellor|Premier|"
    r"Ambassador|Commissioner|Governor|Consul|King)\b(?: (?:of|for|to|in|at) (?:the )?[A-Z][\w.'’-]*(?: (?:(?:of|for|and|the) )*[A-Z][\w.'’-]*){{0,5}}?)?)"
    r",? (?:Mr|Dr|Sir|Lord|Comrade)?\.? ?(?:[A-Z][\w.]* )?{name}\b"
)


# Where the next entry of a list begins without a sign: at initials or a title, or at two names behind a country.
NEXT_NAMED = re.compile(
    r"(?<=[a-z])\s(?=(?:(?:[A-Z]\.\s?){1,3}|(?:Mr|Dr|Sir|Lord|Viscount|Senator|The Duke of)\.?\s)"
    r"(?:[A-Z]\.\s?)*(?:te |van |de )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?,)"
)
NEXT_PLAIN = re.compile(
    r"(?P<office>, [^,;]*\b(?:for|of|in|to) (?:(?:South|North|New|West|East|Great|United) )?[A-Z][a-z]+) "
    r"(?P<name>[A-Z][a-z]+ [A-Z][a-z]+),"
)


def participants_of(text: str, document: Document, about: Sequence[str], writer: str | None) -> tuple[Participant, ...]:
    """Everyone said to have taken part.

    ``about`` are the lines that say what the record is (title, subject), ``writer`` is the author whom the title or a
    signature names.
    """
    plain = [DATED.sub("", words) for words in about]
    naming = [words for words in plain if any(p.search(words) for p in BOTH)]
    naming += [words for words in plain if WITH.search(words)]
    found = _of_title(naming[0] if naming else " ".join(plain[:1]), text, document, writer)
    found = [with_name(one, text, document) for one in found]
    for one in document.labels:
        if one.meaning in PEOPLE:
            found += _listed(one.value, one.meaning if one.meaning != "present" else None, one.side)
    for passage in document.presence:
        words = passage.of(text)
        if PRESENCE.match(words) and not document.told("present"):
            found += _present(words)
        elif not PRESENCE.match(words) and labelled(words) is None:
            found += _run_on(words) or _listed(words, None)
    for passage in [*document.body[:4], *document.body[4:][-3:]]:
        for sentence in re.split(r"(?<=[\w)]{2}\.)\s+(?=[A-Z])", folded(passage.of(text))):
            found += _attending(sentence)
    if sum(one.name is not None and one.role not in PEOPLE for one in _once(found)) < 2:
        titles = (line.of(text) for p in document.titles for line in lines_of(text, p))
        undated = (folded(line) for line in titles if date_line(line) is None)
        opening = "; ".join([" ".join(undated), *(folded(p.of(text)) for p in document.body[:2])])
        found = [*_leading(opening), *_speaking(text, document), *found]
    opening = " ".join([*about, *(folded(p.of(text))[:600] for p in document.body[:2])])
    offices = dict(_offices(text, document))
    sending = sender_office(about, writer)
    return tuple(_once([_with_office(_signing(one, offices | sending), opening) for one in found]))


def _of_title(plain: str, text: str, document: Document, writer: str | None) -> list[Participant]:
    """Both sides of the talk that a title names; where it names one, the writer is the other if he says "I"."""
    for pattern in BOTH:
        match = pattern.search(plain)
        if match:
            one = re.sub(
                r"^(?:.*\b(?:record|conversation|minutes|notes?|memorandum|talk|brief|report)s? (?:of|from|on|for) )",
                "",
                match["one"],
                flags=re.I,
            )
            return [*_people(one), *_people(match["two"])]
    match = WITH.search(plain)
    if match is None:
        return _people(writer) if writer and BY_ONE.search(plain) else []
    own = any(SELF.search(p.of(text)) for p in document.body[:8])
    others = [one for one in _people(match["two"]) if one.name is None or not names_nobody(one.name)]
    return [*(_people(writer) if others and writer and (own or BY_ONE.search(plain)) else []), *others]


def _people(words: str) -> list[Participant]:
    plain = folded(words).strip(" ,")
    pieces = [plain] if "," in plain and OFFICE.search(plain) else re.split(r"\s+(?:and|AND)\s+|,\s*|\s+&\s+", plain)
    read = [participant(piece) for piece in pieces]
    return [_cased(p) for p in read if p is not None and (p.name or p.role)]


def _cased(one: Participant) -> Participant:
    """A name printed in capitals, as a name."""
    return Participant(cased(one.name), one.role, one.state) if one.name else one


def _listed(words: str, role: str | None, side: str | None = None) -> list[Participant]:
    """A labelled list: groups parted by semicolons or lines, names by commas, an office after a name or after all.

    ``side`` is the state, or its adjective, whose people the list names.
    """
    found: list[Participant] = []
    for group in re.split(r"[;\n]", words):
        split = re.split(r",\s+(?:and\s+)?|\s+and\s+(?=[A-Z]|an? |[Cc]omrade |[Cc]de\.? )", group)
        pieces = _joined([piece.strip(" .–—-") for piece in split if piece.strip(" .–—-")])
        offices = [holds_office(piece) for piece in pieces]
        if len(pieces) == 2 and offices == [False, True]:
            pieces = [group]
        shared = pieces.pop() if len(pieces) > 2 and offices[-1] and not any(offices[:-1]) else None
        for piece in pieces:
            one = participant(piece)
            if one is not None and one.name:
                found.append(_cased(Participant(one.name, one.role or role or shared, one.state or side)))
    return found


def _joined(pieces: Sequence[str]) -> list[str]:
    """Pieces of a list, an office that stands before the one who holds it ("the third secretary", "comrade Estévez") in one."""
    joined: list[str] = []
    for piece in pieces:
        if joined and re.fullmatch(r"[A-Z]{1,5}(?:/[A-Z]{1,5})?", piece):  # the sign of the office where he serves
            joined[-1] = f"{joined[-1]}, {piece}"
            continue
        titled = HONORIFICS.match(piece) is not None and not holds_office(piece)
        if joined and titled and holds_office(joined[-1]) and HONORIFICS.sub("", joined[-1]) == joined[-1]:
            before = participant(joined[-1])
            if before is None or before.name is None:
                joined[-1] = f"{joined[-1]}, {piece}"
                continue
        joined.append(piece)
    return joined


def told_present(lists: Sequence[str]) -> tuple[Participant, ...]:
    """Those whom lists of the form "Present: The President, Secretary Rusk, …" name, each once."""
    found: list[Participant] = []
    for words in lists:
        _, _, names = words.partition(":")
        lines = "\n".join(
            re.sub(r"^([A-Z]{1,6}(?:/[A-Z]+)?)—(.+)$", r"\2, \1", folded(line)) for line in names.splitlines()
        )
        found += _listed(lines, None) or _present(words)
    return tuple(_once(found))


def _present(words: str) -> list[Participant]:
    """A list of those present, parted by lines, semicolons or the next title."""
    listed = re.sub(r"^\W*(?:also )?present\s*:?|^\W*participants?\s*:?", "", folded(words), flags=re.I)
    pieces = re.split(
        r";|(?<! to)(?<! of)(?<! for)\s(?=(?:The Hon|Viscount|Mr|Sir|Dr|Lord|Mrs|Miss|Senator|Comrade|Professor|Major|Colonel|General|Captain)\.? [A-Z])",
        listed,
    )
    read = [participant(piece) for piece in pieces if piece.strip()]
    return [p for p in read if p is not None and p.name]


def _run_on(words: str) -> list[Participant]:
    """A list whose entries, each a name with an office, follow one another without a sign between; else none."""
    plain = re.sub(r"\s+", " ", folded(words))
    if ";" in plain or plain.count(",") < 3:
        return []
    entries = [
        entry
        for piece in NEXT_NAMED.split(plain)
        for entry in NEXT_PLAIN.sub(r"\g<office>;\g<name>,", piece).split(";")
    ]
    halves = [entry.partition(",") for entry in entries]
    if len(entries) < 3 or not all(office and holds_office(office) for _, _, office in halves[:-1]):
        return []
    read = [participant(entry.strip()) for entry in entries]
    return [one for one in read if one is not None and one.name]


def _attending(words: str) -> list[Participant]:
    """Who a sentence says was present ("Also present was Comrade Jarck as interpreter")."""
    match = ATTENDING.search(words)
    if match is not None:
        role = match["role"] or match["role2"]
        return [Participant(p.name, p.role or role, p.state) for p in _people(match["who"] or match["who2"])]
    company = COMPANY.search(words) or FOLLOWING.match(words) or THERE.search(words)
    if company is not None:
        return [p for p in _listed(company["who"], None) if p.name]
    attended = ATTENDED.search(words)
    if attended is None:
        return []
    who = re.split(r"(?<=[\w)]{2}[.:])\s+", words[: attended.start()])[-1]
    beside = ON_SIDE.match(who)
    if beside is not None and who[beside.end() :].startswith("there "):
        return []
    side = beside["side"] if beside else None
    who = who[beside.end() :] if beside else who
    who = who[:1].upper() + who[1:]
    if (
        len(who) > 160
        or not who[:1].isupper()
        or (beside is None and re.match(r"(?:There|It|They|We|I|He|She|The|No|All|Both|Who)\b", who))
    ):
        return []
    return [p for p in _listed(who, None, side) if p.name and not re.search(r"\b[a-z]{3,}\b", p.name)]


def _leading(words: str) -> list[Participant]:
    """Who leads the delegations of a talk ("headed by comrade Ilie Dumitrache, secretary of the CC")."""
    found: list[Participant] = []
    for match in LED.finditer(words):
        one = participant(re.split(r",? and (?:the|a) ", match["who"])[0])
        if one is not None and one.name and not names_nobody(one.name):
            found.append(Participant(one.name, one.role, match["side"]))
    return found


def _speaking(text: str, document: Document) -> list[Participant]:
    """Those whose words the record gives under their names, two at least."""
    spoken = [part.speaker for part in find_speeches(text, document.body) if part.speaker]
    names = list(dict.fromkeys(spoken)) if len(spoken) > 2 else []
    read = (participant(name.title() if name.isupper() else name) for name in names)
    people = [_cased(one) for one in read if one is not None and one.name]
    return people if len(people) > 1 else []


def _offices(text: str, document: Document) -> Iterator[tuple[str, str]]:
    """Surnames of those who signed, with the office that stands with each signature."""
    for passage in document.signed:
        lines = [folded(line) for line in passage.of(text).splitlines() if line.strip()]
        names = names_in(text, passage)
        office = next((line for line in lines[1:] if OFFICE.search(line) and not line.startswith("[")), None)
        if names and office:
            yield surname(names[0]), office


def _signing(one: Participant, offices: dict[str, str]) -> Participant:
    """Give a participant who signs the office under his signature."""
    office = offices.get(surname(one.name)) if one.name and not one.role else None
    return Participant(one.name, office, one.state) if office else one


def _with_office(one: Participant, opening: str) -> Participant:
    """The office that the opening puts before a participant's name ("the Prime Minister, Mr Fraser")."""
    if one.role or not one.name:
        return one
    found = re.search(OFFICE_BEFORE.format(name=re.escape(surname(one.name))), opening)
    return Participant(one.name, found["office"].strip(), one.state) if found else one


def _once(found: list[Participant]) -> list[Participant]:
    kept: dict[str, Participant] = {}
    for one in found:
        if one.name and (names_nobody(one.name) or is_post(one.name)):
            continue
        key = surname(one.name) if one.name else one.role or ""
        known = kept.get(key)
        if known is None:
            kept[key] = one
        else:
            better = one if one.role and not known.role else known
            kept[key] = Participant(better.name, better.role, known.state or one.state)
    return list(kept.values())

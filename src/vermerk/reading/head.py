"""The head of a document: place, date, classification, number, subject, read line by line."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import msgspec

from vermerk.reading.dates import day_in_year, find_date
from vermerk.reading.paragraphs import folded

LEVEL = (
    r"(?:Most Secret|Top Secret|Strictly Secret|Strictly Confidential|Secret|Confidential|Restricted|Unclassified|"
    r"Limited Official Use|Official Use Only|Eyes Only)"
)
CAVEAT = r"(?:,?;?-? ?(?:and )?(?:Guard|AUSTEO|Exdis|Nodis|Limdis|Noforn|Eyes Only|No Foreign Dissem|Sensitive|Not for publication))*"
CLASSIFIED = re.compile(rf"\b(?P<level>{LEVEL}{CAVEAT})\b", re.IGNORECASE)
PRIORITY = (
    r"(?:Most Immediate|Immediate|Important|Priority|Routine|Flash|Personal|Urgent|Official|Clear the Line|Night Action|Private|"
    r"For Prime Minister|FOR THE PRIME MINISTER|Strictly|Rush|Very Urgent|Extremely Urgent|Express|By Courier)"
)
_NUMBERED = (
    r"(?:(?:Number|No\.?|Nº|Nr\.?|Stamped:|Stamp:|Classification:)\s+)?"
    r"(?:[\w./\[\]-]{1,14}\.?\s+|(?:(?-i:[A-Z]{1,4})\.?\s+|[\w./()\[\]-]{0,9}\d[\w./()\[\]-]*\s+){0,4})?"
)
_KEPT = r"(?:\s+(?:Copy|File|Matter|Document|Material|Incoming|Outgoing)\b.{0,24})?"
_ADDRESSED = r"(?:(?:personal |only |following )*for (?:the )?(?-i:[A-Z])[\w.]*(?: (?-i:[A-Z])[\w.]*){0,3}[ ,]*)?"
CLASS_LINE = re.compile(
    rf"^{_NUMBERED}{_ADDRESSED}(?:{PRIORITY}[ ,]*(?:and |& )?)*{LEVEL}{CAVEAT}(?:[ ,]*(?:and |& )?{PRIORITY})*[ ,]*{_ADDRESSED}[.!]*{_KEPT}\s*(?:\[\d+\])?$"
    rf"|^(?:[A-Z]\w+ ){{1,3}}{LEVEL} File$",
    re.IGNORECASE,
)
PRIORITY_LINE = re.compile(rf"^(?:{PRIORITY}[ ,]*(?:and |& )?)+[!.]*$", re.IGNORECASE)
URGENT = re.compile(rf"(?:(?:{LEVEL}|{PRIORITY}|[IVX]+)(?=\s|$)\s*)+", re.IGNORECASE)
FORM = re.compile(
    r"^(?:Extract from |Draft )?(?P<form>Cablegram|Telegram|Letter|Note|Minutes?|Memorandum|Dispatch|Despatch|Savingram|"
    r"Aide[- ]M[ée]moire|Submission|Agendum|Teleprinter message|Telex|Extract|Record|Message|Report|Paper|Statement|Circular|"
    r"Broadcast|Speech|Press statement|Personal)\b",
    re.IGNORECASE,
)
PLACE_WORDS = r"[A-Z][A-Za-z'’.-]+(?: (?:[A-Z][A-Za-z'’.-]+|de|of|la|am)){0,3}"
# "Cairo, sent 9 August 1956, 22.15; received …", "Sent from Beijing on 2 July, received on 3 July 1963".
SENT = re.compile(
    rf"^(?:(?:from )?(?P<place>(?-i:(?!From\b){PLACE_WORDS})),?\s+)?(?:telegram |cable |cipher )?(?:sent|dispatched|despatched|transmitted)\b"
    rf"(?: (?:from|in) (?:the )?(?P<source>(?-i:{PLACE_WORDS})))?[:,]?(?: on)?\s+(?P<when>.*\d.*)$",
    re.IGNORECASE,
)
#: A line that counts a paper: "Str. pov. no. 212/61", "Ciphergram No. 7718", "Outgoing No. 41".
COUNTED = re.compile(
    r"^(?:[^\W\d_][\w.-]* ){1,4}(?:No|Nr|N)\.?\s?:?\s?[A-Z]{0,4}[\d/.-]+\w*$|^(?:incoming|outgoing)\b.{0,40}$|"
    r"^(?:ciphered|coded|cipher) (?:telegram|cable)\b.{0,20}$",
    re.IGNORECASE,
)
UNDATED = re.compile(r"^(?P<before>.{0,90}?),?\s*(?:\[?n\.d\.\]?|undated\b)", re.IGNORECASE)
BODY_WORDS = re.compile(
    r"\b(?:Embassy|EMBASSY|Legation|LEGATION|Commission|COMMISSION|Department|DEPARTMENT|Ministry|MINISTRY|Mission|MISSION|"
    r"Office|OFFICE|Committee|COMMITTEE|Consulate|CONSULATE|Delegation|DELEGATION|Directorate|Bureau|BUREAU|Politburo|POLITBURO|"
    r"Presidium|Secretariat|SECRETARIAT|Council|COUNCIL|Representation of|REPRESENTATION OF)\b"
)


class DateLine(msgspec.Struct, frozen=True):
    """What a line that dates a document tells."""

    date: str | None
    place: str | None
    form: str | None
    body: str | None


def date_line(line: str) -> DateLine | None:
    """Read "Cablegram 85 WASHINGTON, 16 January 1942, 1.55 a.m." or "Pyongyang, 23 December 1968".

    Returns null where the line is not one that dates a document: it holds more than place, date and form.
    """
    plain = re.sub(r"\b((?:19|20)\d\d)\d(?=\W*$)", r"\1", folded(line))  # the call of a note stuck to the year
    plain = re.sub(r"(?<=\])\[\d{1,2}\]", "", plain)
    if len(plain) > 130:
        return None
    undated = UNDATED.match(plain)
    found = find_date(plain)
    if undated is not None and (found is None or found[1].start > undated.end()):
        if len(plain) - undated.end() > 40:
            return None
        return _line(None, undated["before"])
    if found is None:
        return None
    after = re.sub(
        r"^[\s,.\])]*(?:\d{1,2}[.:]\s?\d{1,2}(?:\s?\d)?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?|noon|12 noon|midnight)?",
        "",
        plain[found[1].end :],
        flags=re.I,
    )
    if len(re.sub(r"\[\d+\]|\W", "", after)) > 14:
        return None
    before = plain[: found[1].start]
    if re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}|[.;:] ", before) and not FORM.match(before):
        return None
    return _line(found[0], before)


def sent_line(line: str) -> DateLine | None:
    """Read a line that tells when and whence a message was sent; the year may stand with its receipt only."""
    plain = folded(line)
    match = SENT.match(plain) if len(plain) < 130 else None
    if match is None:
        return None
    sending = re.split(r"[;,]?\s+received\b", match["when"])[0]
    found, whole = find_date(sending), find_date(match["when"])
    date = found[0] if found else day_in_year(sending, whole[0][:4]) if whole else None
    return DateLine(date, match["place"] or match["source"], None, None) if date else None


def _line(date: str | None, before: str) -> DateLine | None:
    before = re.sub(r"\[\d{1,2}\]", " ", before)
    before = re.sub(r",?\s*\[?n\.d\.\]?\s*\[?$", "", before)
    before = re.sub(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s*$", "", before.strip(" ,[")).strip(" ,[]")
    form = FORM.match(before)
    before = re.sub(r",\s+on$", "", before)
    capitals = re.search(r"(?:^|[\s\[])((?:[A-Z][A-Z.'’-]+)(?: [A-Z][A-Z.'’-]+){0,3})\]?$", before)
    if capitals and URGENT.match(capitals[1]):
        return DateLine(date, URGENT.sub("", capitals[1]).strip() or None, form["form"] if form else None, None)
    if capitals and not CLASSIFIED.fullmatch(capitals[1]) and len(capitals[1]) > 2:
        return DateLine(date, capitals[1].strip("[] "), form["form"] if form else None, None)
    if form:
        rest = before[form.end() :].strip(" ,")
        rest = re.sub(r"^(?:unnumbered|No\.?|\(?extract\)?|[A-Z]{0,4}[\d./-]+[A-Z]?|,|\s)+", "", rest).strip(" ,[]()")
        return DateLine(date, rest if re.fullmatch(PLACE_WORDS, rest) else None, form["form"], None)
    pieces = [piece.strip(" []") for piece in before.split(",") if piece.strip(" []")]
    if not pieces:
        return DateLine(date, None, None, None)
    place = pieces[-1]
    if not re.fullmatch(PLACE_WORDS, place) or len(pieces) > 3 or place.endswith("-"):
        return None
    body = next((piece for piece in pieces[:-1] if BODY_WORDS.search(piece)), None)
    if BODY_WORDS.search(place):
        return DateLine(date, None, None, place)
    return DateLine(date, place, None, body)


@cache
def _posts() -> frozenset[str]:
    table = files("vermerk.reading").joinpath("tables/posts.tsv").read_text(encoding="utf-8")
    return frozenset(line.strip().casefold() for line in table.splitlines() if line.strip() and line[0] != "#")


def is_post(line: str) -> bool:
    """True for a line that is nothing but a city from which papers are dated."""
    plain = re.sub(r"^(?:City of )?(.+?)(?: [Cc]ity)?$", r"\1", line.strip(" .,[]"))
    return plain.casefold() in _posts() or line.strip(" .,[]").casefold() in _posts()


#: Words of titles, which no name of a body holds.
OF_TALK = re.compile(
    r"\b(?:conversations?|talks?|meetings?|minutes|record|visit|interview|report|journal|memorandum)\b", re.IGNORECASE
)


def is_body_line(line: str) -> bool:
    """True for a line that is the name of an embassy, a ministry or another body and nothing else."""
    plain = folded(line).strip("[]() ")
    if re.match(
        r"(?:Received|Sent|Copy|Copied|Copies|To|For|From|Attention)\b", plain, re.IGNORECASE
    ) or OF_TALK.search(plain):
        return False
    named = BODY_WORDS.search(plain) is not None and len(plain) < 90 and plain[:1].isupper()
    return named and not re.search(r"[.;?!]$|\b(?:has|have|had|was|were|is|are|said|will|would|to)\b", plain)


def letter_joined(words: str) -> str:
    """Letter-spaced words joined again: "N o t e" is "Note"; others as they are."""
    return words.replace(" ", "") if re.fullmatch(r"(?:[^\W\d_] ){2,}[^\W\d_]", words) else words


def classification(line: str) -> str | None:
    """The degree of secrecy a line gives and nothing else but numbers and urgency; null elsewhere."""
    plain = folded(line).strip(" .!")
    if plain.startswith("[") and plain.endswith("]"):
        plain = plain.strip("[]")
    if len(plain) > 70 or not CLASS_LINE.match(plain):
        return None
    match = CLASSIFIED.search(plain)
    return match["level"].strip() if match else None

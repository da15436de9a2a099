"""The head of a document: place, date, classification, number, subject, read line by line."""

from __future__ import annotations

import re

import msgspec

from vermerk.reading.dates import find_date
from vermerk.reading.paragraphs import folded

LEVEL = (
    r"(?:Most Secret|Top Secret|Strictly Secret|Strictly Confidential|Secret|Confidential|Restricted|Unclassified|"
    r"Limited Official Use|Official Use Only|Eyes Only)"
)
CAVEAT = r"(?:,?;? ?(?:and )?(?:Guard|AUSTEO|Exdis|Nodis|Limdis|Noforn|Eyes Only|No Foreign Dissem|Sensitive))*"
CLASSIFIED = re.compile(rf"\b(?P<level>{LEVEL}{CAVEAT})\b", re.IGNORECASE)
PRIORITY = (
    r"(?:Most Immediate|Immediate|Important|Priority|Routine|Flash|Personal|Urgent|Official|Clear the Line|Night Action|"
    r"For Prime Minister|FOR THE PRIME MINISTER|Strictly)"
)
CLASS_LINE = re.compile(
    rf"^(?:[\w./\[\]-]{{1,14}}\.?\s+)?(?:{PRIORITY}[ ,]*(?:and )?)*{LEVEL}{CAVEAT}(?:[ ,]*(?:and )?{PRIORITY})*[.!]?\s*(?:\[\d+\])?$",
    re.IGNORECASE,
)
PRIORITY_LINE = re.compile(rf"^(?:{PRIORITY}[ ,]*(?:and )?)+$", re.IGNORECASE)
FORM = re.compile(
    r"^(?:Extract from |Draft )?(?P<form>Cablegram|Telegram|Letter|Note|Minutes?|Memorandum|Dispatch|Despatch|Savingram|"
    r"Aide[- ]M[ée]moire|Submission|Agendum|Teleprinter message|Telex|Extract|Record|Message|Report|Paper|Statement|Circular|"
    r"Broadcast|Speech|Press statement|Personal)\b",
    re.IGNORECASE,
)
PLACE_WORDS = r"[A-Z][A-Za-z'’.-]+(?: (?:[A-Z][A-Za-z'’.-]+|de|of|la|am)){0,3}"
LINE_HEAD = re.compile(r"^(?P<before>.*?)[\s,]*$", re.DOTALL)
UNDATED = re.compile(r"^(?P<before>.{0,90}?),?\s*(?:\[?n\.d\.\]?|undated\b)", re.IGNORECASE)
BODY_WORDS = re.compile(
    r"\b(?:Embassy|Legation|Commission|Department|Ministry|Mission|Office|Committee|Consulate|Delegation)\b"
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
    plain = folded(line)
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


def _line(date: str | None, before: str) -> DateLine | None:
    before = re.sub(r"\[\d{1,2}\]", " ", before)
    before = re.sub(r",?\s*\[?n\.d\.\]?\s*\[?$", "", before)
    before = re.sub(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s*$", "", before.strip(" ,[")).strip(" ,[]")
    form = FORM.match(before)
    capitals = re.search(r"(?:^|[\s\[])((?:[A-Z][A-Z.'’-]+)(?: [A-Z][A-Z.'’-]+){0,3})\]?$", before)
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
    if not re.fullmatch(PLACE_WORDS, place) or len(pieces) > 3:
        return None
    body = next((piece for piece in pieces[:-1] if BODY_WORDS.search(piece)), None)
    if BODY_WORDS.search(place):
        return DateLine(date, None, None, place)
    return DateLine(date, place, None, body)


def classification(line: str) -> str | None:
    """The degree of secrecy a line gives and nothing else but numbers and urgency; null elsewhere."""
    plain = folded(line).strip(" .!")
    if len(plain) > 70 or not CLASS_LINE.match(plain):
        return None
    match = CLASSIFIED.search(plain)
    return match["level"].strip() if match else None

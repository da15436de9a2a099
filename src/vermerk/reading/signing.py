"""Signatures: the lines under a document that name who signed, and the names they give."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vermerk.model import Passage
from vermerk.reading.head import BODY_WORDS, date_line, is_post
from vermerk.reading.paragraphs import folded, lines_of
from vermerk.reading.people import OFFICE, OFFICE_ALONE, cased, is_office, names_nobody, without_honorifics

# "[signed]", "/s/", and the signs of other offices: "(–)", "(ss)", "gez.", "p.p.".
_SIGN = r"(?:signed|sgd\.?|ss|signature|gez\.?|podp\.?|[-–—])"
SIGNED = re.compile(
    rf"^\W*?(?:[\[(/]\s?{_SIGN}\s?[\])/]|(?:signed|sgd\.?|/s/|sd\s?/\s?[-–]|signature|gez\.|podp\.)(?=\W|$))",
    re.IGNORECASE,
)
SIGNED_WITHIN = re.compile(rf"[\[(]{_SIGN}[\])]\s*:?\s*(?P<name>\S.*)?$", re.IGNORECASE)
#: On whose behalf somebody signs: a line of its own above the name.
ON_BEHALF = re.compile(r"^(?:p\.\s?p\.|i\.\s?A\.|i\.\s?V\.|per pro\.?|for and on behalf of)\s*$", re.IGNORECASE)
SIGNED_AFTER_GREETING = re.compile(
    r"^(?:I am|I remain|Yours|With|Believe me)\b.{0,80}?[,\s]\s*(?P<name>(?:[A-Z]\.\s?)*[A-Z][A-Z'’-]+)\W*$"
)
_NAME = r"(?:[^\W\d_a-z][\w'’.-]*\s?|(?:de|van|von|der|den|al|el|bin|ibn|da|di|la)\s){1,5}"
NAME_LINE = re.compile(rf"^\W*{_NAME}\W*$")
NAME_IN_SLASHES = re.compile(rf"(?:/|\()\s*(?P<name>{_NAME})\s*(?:/|\))\s*$")
CAPITAL_NAME = re.compile(r"^(?:[A-Z]\.?\s?){0,4}(?:Ma?c)?[A-Z][A-Z'’-]{2,}(?: [A-Z][A-Z'’.-]+){0,3}$")
CAPITAL_RUN = re.compile(r"((?:[A-Z]\.?\s?)+(?:Ma?c)?[A-Z][A-Z'’-]{2,})\s+(?=[A-Z][a-z])")
ENDS = re.compile(r"[\s.]*\b(?:message )?ends\W*$|\W+$", re.IGNORECASE)
GREETING = re.compile(
    r"^(?:(?:with|yours?|very|most|i have the honou?r|respectfully|by order|on behalf|for the)\b|i (?:am|remain)(?=\W*$|,| ?sir\b| with\b| ?dear\b| yours?\b| etc)).{0,80}$",
    re.IGNORECASE,
)
#: A surname that stands alone, with initials, a rank or the number of the cable at most: "Zelinka 318".
LONE_NAME = re.compile(
    r"^\W*(?:(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w]{0,2}\.)\s?)*(?P<name>[^\W\d_a-z][\w'’-]{2,})(?:\s+(?:No\.? ?)?\d{1,5})?\W*$"
)
OFFICE_COLON = re.compile(r"^(?P<office>[^:]{4,60}):\s*(?P<name>[^:]{3,50})$")


def is_name(line: str) -> bool:
    """True for a line that is one person's name of two words at least and nothing else."""
    plain = line.strip(" ()/[],*_")
    words = [word for word in re.split(r"[\s.]+", plain) if word]
    if not 2 <= len(words) <= 5 or BODY_WORDS.search(plain) or not NAME_LINE.match(plain) or ":" in plain:
        return False
    return not names_nobody(plain) and any(len(word) > 2 for word in words)


def is_signature(text: str, passage: Passage) -> bool:
    """True for a paragraph whose form alone shows that it is signed: "[signed]", a name in capitals, "I am, … NAME"."""
    words = passage.of(text)
    if SIGNED.match(words):
        return len(words) < 200
    if len(words) < 200 and (SIGNED_WITHIN.search(folded(words)) or SIGNED_AFTER_GREETING.match(folded(words))):
        return True
    line = folded(words)
    named = NAME_IN_SLASHES.search(line) if len(line) < 120 else None  # "Counselor of the USSR Embassy (V. RYZHKOV)"
    if named is not None and is_office(line[: named.start()]) and not re.search(r"\b(?:was|were|is|has|said)\b", line):
        return True
    return is_capital_signature(text, passage)


def is_capital_signature(text: str, passage: Passage) -> bool:
    """True for a paragraph that opens with a name in capitals, letters in brackets included ("S. M. B[RUCE]")."""
    glossed = (re.sub(r"(?<=\w)\s+\[[^\[\]]{2,40}\]$", "", folded(line.of(text))) for line in lines_of(text, passage))
    lines = [re.sub(r"[\[\]]", "", line) for line in glossed]
    if not lines or len(lines) > 3 or len(lines[0]) <= 3:
        return False
    run_on = CAPITAL_RUN.match(lines[0])  # "J.T. McDOUGALL General Secretary"
    if run_on is not None and len(lines[0]) < 80 and OFFICE_ALONE.match(lines[0][run_on.end() :]):
        return not names_nobody(run_on[1])
    name = ENDS.sub("", lines[0])
    return CAPITAL_NAME.match(name) is not None and not names_nobody(name)


def is_lone_name(line: str) -> bool:
    """True for a line that is one surname, as it closes a cable ("Zelinka 318"), and no city or other word."""
    match = LONE_NAME.match(line)
    return match is not None and not (names_nobody(line) or is_post(match["name"]) or OFFICE.search(match["name"]))


def names_in(text: str, passage: Passage) -> tuple[str, ...]:
    """The name a signature gives: the one that explains initials in brackets, else the one signed."""
    lines = [folded(line.of(text)) for line in lines_of(text, passage)]
    after = lines[1:] if SIGNED.match(lines[0]) or len(lines[0]) < 5 else []
    explained = next((m for line in after if (m := re.match(r"^\[\s*([A-Z][\w'’-]+)", line))), None)
    if explained:
        return (explained[1],)
    for line in lines:
        name = _signed_name(ENDS.sub("", line) if CAPITAL_NAME.match(ENDS.sub("", line)) else line)
        if name:
            return (cased(name),)
    return ()


def _signed_name(line: str) -> str | None:
    """The name of one line of a signature, without "[signed]", the office and the number of the paper."""
    line = re.sub(r"(?<=[A-Z]{3})\s+\[[A-Z][^\[\]]{2,40}\]$", "", line)  # "FILIPPOV [Stalin]"
    greeted = SIGNED_AFTER_GREETING.match(line)
    if greeted:
        return greeted["name"]
    within = SIGNED_WITHIN.search(line)
    opened = SIGNED.match(line)
    rest = line[opened.end() :] if opened else (within["name"] or "") if within else line
    office = OFFICE_COLON.match(rest)
    if office and is_office(office["office"]):
        rest = office["name"]
    slashes = NAME_IN_SLASHES.search(rest)
    if slashes:
        rest = slashes["name"]
    capitals = CAPITAL_RUN.match(rest.strip(" :/()*_."))
    if capitals:
        return capitals[1]
    plain = _without_office(re.split(r",|\s\(", re.sub(r"[\[\]]", "", rest))[0].strip(" :/()*_"))
    if not plain or not plain[:1].isalpha() or (GREETING.match(plain) and not CAPITAL_NAME.match(plain)):
        return None
    plain = without_honorifics(re.sub(r"\s+(?:No\.? ?)?\d{1,5}$", "", plain))
    return plain if NAME_LINE.match(plain) and len(plain) > 1 and date_line(line) is None else None


def _without_office(plain: str) -> str:
    """A signed line without the office before the name; empty where it is an office alone."""
    if not is_office(plain):
        return plain
    after = re.match(
        r"^(?:(?:Acting |First |Deputy )?(?:Ambassador|Minister|Consul|Secretary|Counsell?or|Chairman|Director|President))\s+(?P<name>.+)$",
        plain,
        re.IGNORECASE,
    )
    return after["name"] if after and NAME_LINE.match(after["name"]) and not is_office(after["name"]) else ""


def signatories(text: str, passages: Sequence[Passage]) -> tuple[str, ...]:
    """Who signed, in order, each once."""
    return tuple(dict.fromkeys(name for passage in passages for name in names_in(text, passage)))

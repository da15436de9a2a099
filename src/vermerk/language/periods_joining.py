"""What stands before and between time expressions: since, until, between … and, early, end of, about."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from vermerk.language.periods_atoms import Atom
from vermerk.language.periods_previous import step_from
from vermerk.model import BadPeriod
from vermerk.model.period import Period

_PART = (
    r"(?:early|mid|late|later|middle|beginning|start|opening|end|close|latter\spart|first\spart|early\spart|"
    r"first\shalf|second\shalf|latter\shalf|first\squarter|second\squarter|third\squarter|(?:fourth|last)\squarter|"
    r"first\sdays|last\sdays|course)"
)
_PARTED = rf"(?<!\w)(?P<part>{_PART})(?:\s(?:of|in|part\sof)\b|\sof\sthe)?[\s-]+(?:the\s)?"

_LEAD = re.compile(
    r"(?:(?<!\w)(?P<op>not\suntil|not\sbefore|as\sof|ever\ssince|since|up\suntil|up\sto|until|till|no\slater\sthan|not\slater\sthan|by|"
    r"prior\sto|before|after|following|between|(?:with\s)?effect(?:ive)?\sfrom|as\sfrom|from|beginning(?:\sin|\son|\swith)?|"
    r"starting(?:\sin|\son|\swith)?|(?:half[\s-]?way|mid-?way)\sthrough|through|throughout|during|in|on|of|for|as\searly\sas|as\slate\sas|dated|to|over|within|covering|spanning|at)\s+)?"
    r"(?:(?P<about>about|around|circa|ca\.|c\.|approximately|roughly)\s?)?"
    r"(?:(?:in|at|toward|towards)\s)?(?P<the>the\s)?"
    rf"(?:{_PARTED})?(?:in\s(?=\S))?"
    r"(?:(?:the\s)?(?P<noun>years?|months?|night|evening|morning|afternoon|day|week|period|calendar\syear)\s+"
    r"(?:of\s|ending\s)?(?:the\s)?)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?:the\s)?)?$",
    re.IGNORECASE,
)

_GAP = re.compile(
    r"\s?(?P<link>,\s?(?:and|or)?|and|or|to|until|till|through|up\sto|&|/|–|-|—)\s?"
    rf"(?:(?:again\s)?(?:in|on|at|of)\s)?(?:the\s)?(?:{_PARTED})?(?:in\s)?",
    re.IGNORECASE,
)

_NEXT = re.compile(r",\s?and\s(?:in|on)\s", re.IGNORECASE)

TEMPORAL = {
    "in", "during", "since", "ever since", "until", "till", "not until", "by", "before", "prior to", "after", "from",
    "between", "through", "throughout", "of", "for", "up to", "up until", "no later than", "not later than",
    "as early as", "as late as", "as of", "not before", "as from", "effective from", "with effect from",
    "effect from", "dated", "beginning", "beginning in", "beginning on", "beginning with", "starting",
    "starting in", "starting on", "to", "over", "within", "covering", "spanning",
    "following",
}  # fmt: skip
BEARING = TEMPORAL - {
    "in",
    "as of",
    "during",
    "of",
    "for",
    "dated",
    "to",
    "over",
    "within",
    "throughout",
    "from",
    "between",
    "covering",
    "spanning",
}

_OPENING = re.compile(r"since|not before|effect|as from|beginning|starting")
_CLOSING = re.compile(r"until|till|up to|up until|by|later than|through$")


class Lead(msgspec.Struct, frozen=True):
    """The words before a time expression that bear on it.

    Attributes:
        start: offset of the first of them that changes what the date means ("since", "early", "about"), or of the
            date itself.
        operator_start: offset of the preposition, or -1.
        operator: preposition in lower case ("since", "between", "in"), or null.
        part: which part of the period is meant ("early", "end"), or null.
        about: true where the date is said to be an estimate.
        the: true where an article stands before the expression.
        noun: "year", "period" and the like between preposition and date, or null.
    """

    start: int
    operator_start: int = -1
    operator: str | None = None
    part: str | None = None
    about: bool = False
    the: bool = False
    noun: str | None = None


def lead_of(text: str, atom: Atom) -> Lead:
    """Read the words before an expression."""
    begin = max(0, atom.start - 60)
    found = _LEAD.search(text[begin : atom.start])
    if found is None:
        return Lead(atom.start)
    operator = " ".join(found["op"].lower().split()) if found["op"] else None
    part = found["part"].lower() if found["part"] else None
    if operator and operator.endswith("way through"):
        operator, part = "in", "middle"
    if operator is None and part in ("beginning", "start") and not found["the"]:
        operator, part = "beginning", None
    noun = found["noun"].lower() if found["noun"] else None
    places = [found.start("part"), found.start("about")]
    if operator in BEARING:
        places.append(found.start("op"))
    start = begin + min([place for place in places if place >= 0], default=atom.start - begin)
    operator_start = begin + found.start("op") if found["op"] else -1
    return Lead(start, operator_start, operator, part, found["about"] is not None, found["the"] is not None, noun)


def link_between(text: str, first: Atom, second: Atom) -> tuple[str, str | None] | None:
    """Return how two neighbouring expressions are tied (to, and, or, a comma) and the second's part; or null."""
    found = _GAP.fullmatch(text, first.end, second.start)
    if found is None:
        return None
    if first.year and second.year and _NEXT.match(text, first.end) and text.startswith(", ", second.end):
        return None  # "on 9 September 1989, and on 27 June 1990, he was …": the second date opens a clause of its own
    link = found["link"].lower().strip(", ")
    link = {"": ",", "&": "and", "/": "or", "or": "or", "and": "and"}.get(link, "to")
    return link, (found["part"].lower() if found["part"] else None)


_BORROWERS = {"dmy", "mdy", "day_word", "word_day", "month", "season", "nth"}
_LENDERS = _BORROWERS | {"month_year", "season_year", "year"}


def share_parts(first: Atom, second: Atom, link: str) -> tuple[Atom, Atom]:
    """Give each of two joined dates the year or month that only the other names ("September and October 1968")."""
    if first.sort == "nth" and second.day and second.month and second.sort != "iso":
        first = msgspec.structs.replace(first, sort="dmy", month=second.month, year=second.year)
    same_sort = first.sort in _BORROWERS and second.sort in _LENDERS - {"year"}
    if same_sort and first.month and second.month and first.year is None and second.year:
        turn = (first.month, first.day or 0) > (second.month, second.day or 0)
        first = msgspec.structs.replace(first, year=second.year - turn)
    alike = (first.day is None) == (second.day is None) and second.sort in _BORROWERS
    if first.year and second.year is None and first.month and second.month and alike:
        turn = (first.month, first.day or 0) > (second.month, second.day or 0)
        if link == "to" or not turn:
            second = msgspec.structs.replace(second, year=first.year + turn)
    return first, second


def join(dates: list[str], link: str) -> str | None:
    """Return one EDTF for dates tied by to, and, or; null where they are of unlike precision or order.

    Neighbours ("1966 and 1967", "end of June or early July") make an interval, dates apart a set ``{}`` (all)
    or ``[]`` (one of them).
    """
    try:
        periods = [Period.parse(date) for date in dates]
        if link == "to":
            return Period.parse(f"{_end(dates[0], 0)}/{_end(dates[-1], 1)}").edtf
        if len({len(date) for date in dates}) > 1 or any("/" in date for date in dates):
            return None
        pairs = list(pairwise(periods))
        if all((b.earliest_day or 0) == (a.latest_day or 0) + 1 for a, b in pairs):
            return f"{dates[0]}/{dates[-1]}"
        if any((b.earliest_day or 0) <= (a.latest_day or 0) for a, b in pairs):
            return None
        members = ",".join(dates)
        return Period.parse(f"[{members}]" if link == "or" else f"{{{members}}}").edtf
    except BadPeriod:
        return None


def _end(edtf: str, which: int) -> str:
    """One end of a date for an interval; a decade or century gives the year, marked as an estimate."""
    ends = edtf.strip("[]{}").replace(",", "/").split("/")
    end = ends[0 if which == 0 else -1]
    return end.replace("X", "90"[1 - which]) + "~" if "X" in end else end


def apply_operator(edtf: str, lead: Lead, *, named: bool = False) -> str | None:
    """Return the period that a preposition makes of a date: "since 1964" is ``1964/..``.

    "before 1968" ends with 1967 and "after 1968" begins with 1969, each in the precision of the date given;
    "before the end of 1968" may still lie in 1968. Where the date names a thing ("before the 1968 elections",
    "by the 1815 treaty"), the thing lies somewhere in it, and "by" is no preposition of time. What came "after last
    night's meeting" came on that day.
    """
    operator = lead.operator or ""
    if named and operator in ("before", "prior to", "after", "by"):
        to_the_day = re.fullmatch(r"\d{4}-\d\d-\d\d", edtf)
        operator = {"by": "", "after": "" if to_the_day else "since"}.get(operator, "until")
    if operator == "not until":
        return edtf
    try:
        if _OPENING.search(operator):
            return Period.parse(f"{_end(edtf, 0)}/..").edtf
        if _CLOSING.match(operator) or (operator in ("before", "prior to") and lead.part == "end"):
            return Period.parse(f"../{_end(edtf, 1)}").edtf
        if operator in ("before", "prior to"):
            return Period.parse(f"../{_beyond(edtf, -1)}").edtf
        if operator == "after":
            early = lead.part in ("early", "beginning", "start", "mid", "middle")
            return Period.parse(f"{_end(edtf, 0) if early else _beyond(edtf, 1)}/..").edtf
        return Period.parse(edtf).edtf
    except BadPeriod:
        return None


def _beyond(edtf: str, step: int) -> str:
    end = _end(edtf, 0 if step < 0 else 1)
    estimate = end.endswith("~")
    return step_from(end.rstrip("~"), step) + ("~" if estimate else "")


_HALVES = {"first half": ("01", "06"), "second half": ("07", "12"), "latter half": ("07", "12")}
_QUARTERS = {"first": 33, "second": 34, "third": 35, "fourth": 36, "last": 36}


def narrow(edtf: str, part: str | None) -> str:
    """Return the half or quarter of a year, or about the middle year of a decade, where one is named.

    Other parts ("early 1968") leave the date as coarse as it is: EDTF has no word for them.
    """
    if part in ("mid", "middle") and re.fullmatch(r"\d{3}X", edtf):
        return f"{edtf[:3]}5~"
    if part is None or not re.fullmatch(r"\d{4}", edtf):
        return edtf
    words = " ".join(part.split())
    if words in _HALVES:
        first, last = _HALVES[words]
        return f"{edtf}-{first}/{edtf}-{last}"
    if words.endswith("quarter"):
        return f"{edtf}-{_QUARTERS[words.split()[0]]}"
    return edtf

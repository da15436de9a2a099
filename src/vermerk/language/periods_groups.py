"""Time expressions that belong together, and whether a doubtful one is a date at all."""

from __future__ import annotations

import re

import msgspec

from vermerk.language.calendars import calendar_words
from vermerk.language.periods_atoms import Atom
from vermerk.language.periods_joining import TEMPORAL, Lead, lead_of, link_between, share_parts

_SHELF = re.compile(
    r"(?:Files?|Relations,?|\bRG|Group|Box|Lot|[Vv]ol(?:ume|\.)?|Doc(?:ument|s)?\.?|No\.?|[Nn]umbers?|[Tt]el(?:egram)?\.?|"
    r"Deptel|Embtel|Resolution|Law|Order|Circular|[Aa]irgram|[Pp]aras?(?:graphs?)?|pp?\.|[Pp]ages?|Cmd\.?|series|Series)"
    r",?\s*(?:of\s)?[(]?$"
)
#: Kinds of expression that may stand without a year and have it behind them ("May of this year").
YEARLESS = ("dmy", "mdy", "day_word", "word_day", "month", "season", "nth")
_TAIL = re.compile(
    r",?\s(?:of\s)?(?P<word>this|last|next|that|the\s(?:same|following|previous|preceding))\s"
    r"(?P<unit>year|month)\b"
    r"|,?\s(?P<alone>last|next)\b(?!\s(?:week|night|evening|time|day)|[-’'])"
)
_WEEKDAY_GAP = re.compile(r"(?:\s(?:morning|afternoon|evening|night))?,?\s\(?(?:on\s)?(?:the\s)?")
_BEHIND_NAME = re.compile(r"\b[A-Z][a-z]+\s\($")
_NAMED = re.compile(r"\s[A-Za-z]{3,}")
_NOT_NAMED = re.compile(
    r"\s(?:and|but|was|were|had|has|have|the|that|which|when|where|with|within|would|will|for|from|this|there|"
    r"after|before|until|under|onwards?|between|through|while|because|are|could|should|may|might|did|does|can|"
    r"into|upon|about|they|our|his|her|their|its|not|who|than|then|also)\b"
)


class Member(msgspec.Struct, frozen=True):
    """An expression of a group ("September and October"), with what stands before it."""

    atom: Atom
    lead: Lead
    link: str | None = None  # how it is tied to the one before


def group_atoms(text: str, row: list[Atom]) -> list[list[Member]]:
    """Sort expressions into groups tied by to, and, or, commas; doubtful ones outside any group are dropped."""
    groups: list[list[Member]] = []
    taken = 0
    for place, atom in enumerate(row):
        if atom.start < taken:
            continue
        following = row[place + 1] if place + 1 < len(row) else None
        if following and atom.sort == "weekday" and _WEEKDAY_GAP.fullmatch(text, atom.end, following.start):
            continue
        last = groups[-1][-1] if groups else None
        tie = _tie(text, last.atom, atom) if last else None
        if last and tie:
            first, second = share_parts(last.atom, _with_tail(text, atom), tie[0])
            if second.unit == "year" and first.year is None and first.unit is None:
                first = msgspec.structs.replace(first, word=second.word, unit="year")
            taken = second.end
            groups[-1][-1] = msgspec.structs.replace(last, atom=first)
            groups[-1].append(Member(second, Lead(atom.start, part=tie[1]), tie[0]))
            continue
        atom = _with_tail(text, atom)
        lead = lead_of(text, atom)
        lone = not (following and _tie(text, atom, following))
        if _dated(text, atom, lead, lone=lone):
            groups.append([Member(atom, lead)])
            taken = atom.end
    return groups


_ALIKE = {
    "dmy": "day", "mdy": "day", "day_word": "day", "word_day": "day", "iso": "day", "nth": "day", "numeric": "day",
    "month": "month", "month_year": "month", "season": "season", "season_year": "season", "year": "year",
    "years": "year", "decade": "decade", "fiscal": "fiscal",
}  # fmt: skip


def _tie(text: str, first: Atom, second: Atom) -> tuple[str, str | None] | None:
    """How two expressions are tied, where they are of a kind; a comma alone ties only like to like."""
    sorts = _ALIKE.get(first.sort), _ALIKE.get(second.sort)
    if None in sorts or not (sorts[0] == sorts[1] or set(sorts) <= {"day", "month"}):
        return None
    tie = link_between(text, first, second)
    if tie and tie[0] == "," and (sorts[0] != sorts[1] or second.start - first.end > 2):
        return None
    return tie


def _with_tail(text: str, atom: Atom) -> Atom:
    """Take in "of this year", "last" and the like behind a date without a year."""
    if atom.year is not None or atom.sort not in (*YEARLESS, "weekday"):
        return atom
    tail = _TAIL.match(text, atom.end)
    if tail is None or (atom.sort == "weekday" and not tail["alone"]):
        return atom
    if atom.sort == "weekday":
        word = tail["alone"].lower()
        return msgspec.structs.replace(
            atom, end=tail.end(), sort="beside", word=word, unit="weekday", month=atom.day, day=None
        )
    word = (tail["alone"] or tail["word"].split()[-1]).lower()
    return msgspec.structs.replace(atom, end=tail.end(), word=word, unit=tail["unit"] or "ever")


def _dated(text: str, atom: Atom, lead: Lead, *, lone: bool) -> bool:
    """Whether the words around a doubtful expression show that it is a date."""
    if atom.sort in ("year", "years") and _SHELF.search(text[max(0, atom.start - 25) : atom.start]):
        return False
    before, operator = lead.operator, lead.operator in TEMPORAL
    match atom.sort:
        case "year":
            named = lead.the and _named(text, atom)
            return bool(operator or lead.part or lead.about or lead.noun or named or _bracketed(text, atom))
        case "years":
            return bool(atom.word == "/" or operator or lead.part or lead.noun or (lead.the and _named(text, atom)))
        case "month":
            sure = not _doubtful(text, atom)
            return bool(
                operator or lead.part or atom.unit or (sure and (not lone or (lead.the and _named(text, atom))))
            )
        case "season":
            return bool((operator and (lead.the or before not in ("in", "of", "for"))) or lead.part or atom.unit) and (
                not text.startswith(" of", atom.end)
            )
        case "weekday":
            return before in ("on", "since", "until", "by", "before", "after", "of", "till", "from") or bool(
                re.match(r"\s(?:morning|night|evening|afternoon)\b", text[atom.end : atom.end + 12])
            )
        case "nth":
            return bool(operator or before in ("on", "at") or atom.unit)
        case "whole":
            return lead.part is not None
        case "lately":
            return lead.the and before in ("in", "for", "over", "during", "within")
        case _:
            return True


def _bracketed(text: str, atom: Atom) -> bool:
    """Whether a year stands alone in brackets behind a name ("Kuala Lumpur (1948)")."""
    return bool(_BEHIND_NAME.search(text, max(0, atom.start - 30), atom.start)) and text.startswith(")", atom.end)


def _doubtful(text: str, atom: Atom) -> bool:
    return calendar_words()[text[atom.start : atom.end].split(maxsplit=1)[0].rstrip(".,").lower()].doubtful


def _named(text: str, atom: Atom) -> bool:
    """Whether a noun follows directly, so that the date names a thing."""
    return bool(_NAMED.match(text, atom.end)) and not _NOT_NAMED.match(text, atom.end)


def names_thing(text: str, group: list[Member], lead: Lead) -> bool:
    """Whether a date stands before the noun of a thing: "the 1961 agreement", "last night's Cabinet"."""
    last = group[-1].atom
    if text.startswith(("'s ", "’s "), last.end):
        return True
    return last.sort in ("year", "years", "month") and lead.the and not (lead.part or lead.noun) and _named(text, last)

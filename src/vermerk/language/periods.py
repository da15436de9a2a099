"""Time expressions of English diplomatic prose, as EDTF.

    find_periods("relations since 1964", None)  ->  1964/..

Where the words are ambiguous ("12/9/1968") or vague ("in recent years", "a few days ago"), nothing is found.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from vermerk.language.calendars import fiscal_year
from vermerk.language.periods_atoms import Atom, atoms
from vermerk.language.periods_dating import Setting, date_atom, read_told
from vermerk.language.periods_groups import YEARLESS, Member, group_atoms, names_thing
from vermerk.language.periods_joining import apply_operator, join, narrow
from vermerk.language.periods_patterns import GATE
from vermerk.model.period import Period

Anchor = Literal["absolute", "relative", "anaphoric"]


class FoundPeriod(msgspec.Struct, frozen=True):
    """A period found in a text.

    Attributes:
        start: offset of its first character, with a preposition that bears on it ("since", "until").
        end: offset after its last character.
        edtf: the period as EDTF.
        anchor: ``absolute``: the words alone date it; ``relative``: the day told was needed, if only for the
            year; ``anaphoric``: the period named before was.
        part: which part of the period is meant ("early", "end"), or null; EDTF has no word for it.
        fiscal: the days of a fiscal year as EDTF, where the state's calendar is known; else null.
        attributive: true where the date names a thing ("the 1961 agreement") and says no more of the time.
    """

    start: int
    end: int
    edtf: str
    anchor: Anchor
    part: str | None = None
    fiscal: str | None = None
    attributive: bool = False

    @property
    def period(self) -> Period:
        """The period itself, with its days."""
        return Period.parse(self.edtf)

    @property
    def is_open(self) -> bool:
        """True where one end is open."""
        return ".." in self.edtf


_AHEAD = re.compile(
    r"\b(?:will|shall|would|should|may|might|next|coming|forthcoming|scheduled|expect(?:s|ed|ing)?|plan(?:s|ned|ning)?|"
    r"hop(?:es?|ed|ing) to|(?:is|are|was|were) to|intend(?:s|ed)?|propos(?:e|es|ed|ing)|due (?:to|in|on))\b|['’]ll\b"
)
_PAST = re.compile(r"\b(?:was|were|had|did|said|told|met|made|left|held|went|came|[a-z]{3,}ed)\b")
_SENTENCE_END = re.compile(r"[.!?;]\s+(?=[A-Z\[(])")

_ONWARD = re.compile(r"\s(?:onwards?|on|and\s(?:after|beyond))\b(?!\s(?:the|a|an|to|which|whether|this|his))")


def find_periods(
    text: str,
    told: str | None,
    *,
    state: str | None = None,
    previous: str | None = None,
    future: bool | None = None,
) -> list[FoundPeriod]:
    """Find the time expressions of a sentence or paragraph.

    Args:
        text: clean reading text; offsets count in it.
        told: EDTF date of the talk, or else of the document, from which relative words count.
        state: whose fiscal years are meant, by its usual short English name, where known.
        previous: EDTF of the period named before the text, for "since that time".
        future: whether the text looks ahead; null lets words like "will" and "next" decide for each date.

    Returns:
        The periods in order of their start, not overlapping; expressions that cannot be dated are left out.
    """
    if not GATE.search(text):
        return []
    day = read_told(told)
    found: list[FoundPeriod] = []
    for group in group_atoms(text, list(atoms(text))):
        setting = Setting(day, _ahead(text, group[0], future), previous, _dates_paper(group[0]))
        for period in _date_group(text, group, setting, state):
            found.append(period)
            previous = period.edtf
    return found


def _dates_paper(member: Member) -> bool:
    """Whether a day is that of a letter or the like ("your letter of 5 March")."""
    return member.atom.day is not None and member.lead.operator in ("of", "dated")


def _ahead(text: str, member: Member, future: bool | None) -> bool | None:
    """True where a date lies ahead of the day told, as the caller or the sentence says; null where neither does.

    The sentence says nothing of a paper's own date; and a verb of the past close before a date counts for more
    than a "will" elsewhere.
    """
    atom = member.atom
    if future is not None or atom.year is not None:
        return future
    if _dates_paper(member):
        return None
    starts = [m.end() for m in _SENTENCE_END.finditer(text, 0, atom.start)]
    stop = _SENTENCE_END.search(text, atom.end)
    within = text[starts[-1] if starts else 0 : stop.start() if stop else len(text)]
    near = text[max(starts[-1] if starts else 0, atom.start - 60) : atom.start]
    told_as_past = _PAST.search(near) and not _AHEAD.search(near)
    return True if _AHEAD.search(within) and not told_as_past else None


def _date_group(text: str, group: list[Member], setting: Setting, state: str | None) -> list[FoundPeriod]:
    dated = [_date_member(group[0], setting)]
    for member in group[1:]:
        date = _date_member(_same_year(group[0], member, dated[0]), setting)
        dated.append((date[0], dated[0][1]) if date and dated[0] and not member.atom.year else date)
    known = [(member, date) for member, date in zip(group, dated, strict=True) if date is not None]
    if len(group) > 1 and len(known) == len(group):
        links = {member.link for member in group[1:]} - {","}
        link = links.pop() if len(links) == 1 else None
        link = "to" if link == "and" and group[0].lead.operator == "between" else link
        whole = join([date[0] for date in dated if date], link) if link else None
        if whole and (link != "to" or len(group) == 2):
            return _finish(text, group, whole, known[0][1][1], state)
    return [period for member, date in known for period in _finish(text, [member], date[0], date[1], state)]


def _same_year(first: Member, member: Member, date: tuple[str, str] | None) -> Member:
    """Give a date that is joined to another ("June or early July") the year found for the first, or the next."""
    one, other = first.atom, member.atom
    if date is None or one.year or other.year or other.unit or not (one.month and other.month):
        return member
    turn = (other.month, other.day or 31) < (one.month, one.day or 1)
    year = int(date[0].lstrip("{[")[:4]) + turn
    return msgspec.structs.replace(member, atom=msgspec.structs.replace(other, year=year))


def _date_member(member: Member, setting: Setting) -> tuple[str, str] | None:
    """Date one expression, by its own words or by "of last year" behind it."""
    atom = member.atom
    if atom.unit in ("year", "month", "ever") and atom.sort in YEARLESS:
        base_sort = "same" if atom.word in ("that", "same", "following", "previous", "preceding") else "beside"
        if atom.unit == "ever":
            setting = msgspec.structs.replace(setting, future=atom.word == "next")
            plain = msgspec.structs.replace(atom, unit=None, word=None)
            if atom.word == "last" and setting.told and (atom.month, atom.day or 1) == (setting.told.month, 1):
                return None
            return date_atom(plain, setting)
        base = date_atom(Atom(start=0, end=0, sort=base_sort, word=atom.word, unit=atom.unit), setting)
        return _within(atom, base)
    date = date_atom(atom, setting)
    return (narrow(date[0], member.lead.part), date[1]) if date else None


def _within(atom: Atom, base: tuple[str, str] | None) -> tuple[str, str] | None:
    """The day or month that an expression names within the year or month behind it."""
    if base is None:
        return None
    year, _, month = base[0].partition("-")
    if atom.unit == "month" and atom.sort == "nth" and month:
        return f"{base[0]}-{atom.day:02d}", base[1]
    if atom.unit == "year" and atom.month and not month:
        full = msgspec.structs.replace(atom, year=int(year), unit=None, sort="dmy" if atom.day else "month")
        dated = date_atom(full, Setting())
        return (dated[0], base[1]) if dated else None
    return None


def _finish(text: str, group: list[Member], edtf: str, anchor: str, state: str | None) -> list[FoundPeriod]:
    """Apply what stands before and behind, and give the period its place; nothing where no date comes of it."""
    first, lead, end = group[0].atom, group[0].lead, group[-1].atom.end
    onward = _ONWARD.match(text, end) if lead.operator in ("from", "as from") and len(group) == 1 else None
    if onward:
        lead, end = msgspec.structs.replace(lead, operator="since"), onward.end()
    named = names_thing(text, group, lead)
    if edtf[0] == "{" and lead.operator == "between":
        edtf = edtf.strip("{}").replace(",", "/")
    whole = apply_operator(edtf, lead, named=named)
    if whole is None:
        return []
    if lead.about and "/" not in whole and whole[-1] not in "~]}":
        whole = f"{whole}~" if "X" not in whole else whole
    fiscal = fiscal_year(state, first.year or 0, first.second_year) if state and first.sort == "fiscal" else None
    part = group[0].lead.part
    of_thing = lead.operator in ("of", "dated") and not (lead.part or lead.noun)
    start = lead.operator_start if len(group) > 1 and lead.operator in ("between", "from") else lead.start
    return [FoundPeriod(start, end, whole, anchor, part, fiscal, bool(named or of_thing))]  # type: ignore[arg-type]

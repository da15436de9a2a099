"""When a statement holds: which of the dates in its words, or near them, is its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Token

from vermerk.extraction.draft import Draft
from vermerk.language.periods import FoundPeriod
from vermerk.model import BadPeriod, Kind, Period

PAST = frozenset({"VBD", "VBN"})
CLAUSES = frozenset({"advcl", "ccomp", "relcl", "acl", "xcomp", "conj", "parataxis"})
# Kinds that tell single events, which a clause beside them can date; a state of affairs is not dated by another's day.
DATED_BY_ANOTHER = frozenset(
    {Kind.REPRESENTATION, Kind.RECOGNITION, Kind.OFFICE, Kind.AGREEMENT, Kind.VISIT, Kind.CONTACT, Kind.FORCE}
)
# Prepositions by which a paper is the means of what is told ("by the protocol of 9 February"): its day is the deed's too.
MEANS = frozenset({"in", "by", "under"})


def period_of(draft: Draft) -> FoundPeriod | None:
    """The period inside the clause's own words, nearest to its predicate; null where a date is only that of a thing."""
    inside = [p for p in draft.periods if draft.start <= p.start and p.end <= draft.end and p.edtf]
    inside = [p for p in inside if not p.attributive or _tells_when(draft, p)]
    head = draft.candidate.clause.head
    bracketed = [p for p in inside if _in_brackets(draft, p)]
    if len(bracketed) > 1 and len(bracketed) == len(inside):
        return _all_of(bracketed)
    if not inside and draft.kind in DATED_BY_ANOTHER:
        inside = list(_shared_periods(draft, head))
    return min(inside, key=lambda p: abs(p.start - head.idx)) if inside else None


def _tells_when(draft: Draft, period: FoundPeriod) -> bool:
    """True where the date of a thing ("the treaty of 1960", "your letter of 4 May") is that of the statement as well.

    It is where the statement is about the agreement or the letter itself, or has come about by the paper; not where a
    paper or a meeting is only spoken of ("we keep to the 1943 understanding").
    """
    if draft.kind is Kind.AGREEMENT:
        return True
    to_the_day = len(period.edtf) == len("2000-01-01")
    return to_the_day and (draft.kind is Kind.CONTACT or _by_means(draft, period))


def _by_means(draft: Draft, period: FoundPeriod) -> bool:
    span = draft.paragraph.doc.char_span(period.start, period.end, alignment_mode="expand")
    if span is None:
        return False
    noun = span.root.head
    if noun.pos_ in {"ADP", "SCONJ"}:
        noun = noun.head
    return noun.dep_ == "pobj" and noun.head.lower_ in MEANS and noun.head.head.i == draft.candidate.clause.head.i


def _in_brackets(draft: Draft, period: FoundPeriod) -> bool:
    text = draft.paragraph.reading.text
    return text[period.start - 1 : period.start] == "(" and text[period.end : period.end + 1] == ")"


def _all_of(periods: Sequence[FoundPeriod]) -> FoundPeriod:
    """All the dates that stand in brackets behind places joined to each other ("Penang (1918) and Ipoh (1920)").

    EDTF allows no seasons and intervals in a set; of those the first alone is told.
    """
    dates = sorted({p.edtf for p in periods})
    if len(dates) == 1:
        return msgspec.structs.replace(periods[0], end=periods[-1].end)
    try:
        edtf = Period.parse(f"{{{','.join(dates)}}}").edtf
    except BadPeriod:
        return periods[0]
    return msgspec.structs.replace(periods[0], end=periods[-1].end, edtf=edtf)


def _shared_periods(draft: Draft, head: Token) -> Iterator[FoundPeriod]:
    """Dates of a clause that "when" ties to this one: both happened on the one day ("it opened when he arrived on …")."""
    tied: list[Token] = []
    if head.dep_ == "advcl" and _when(head) and head.tag_ in PAST:
        tied.append(head.head)
    if head.dep_ == "relcl" and _when(head) and head.tag_ in PAST:
        yield from (p for p in draft.periods if p.edtf and p.start <= head.head.idx < p.end)
    tied += [child for child in head.children if child.dep_ == "advcl" and _when(child) and child.tag_ in PAST]
    for other in tied:
        for period in draft.periods:
            if period.edtf and "/" not in period.edtf and _dates(period, other, head):
                yield period


def _when(head: Token) -> bool:
    return any(child.lower_ in {"when", "as"} and child.dep_ in {"advmod", "mark"} for child in head.children)


def _dates(period: FoundPeriod, other: Token, head: Token) -> bool:
    """True where a date hangs on the other clause's predicate, and not on a clause below it or on this one."""
    token = other.doc.char_span(period.start, period.end, alignment_mode="expand")
    if token is None:
        return False
    climbing: Token = token.root
    while climbing.i != other.i:
        if climbing.head.i == climbing.i or climbing.i == head.i or climbing.dep_ in CLAUSES:
            return False
        climbing = climbing.head
    return True

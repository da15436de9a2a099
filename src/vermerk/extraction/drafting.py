"""Which of a sentence's candidates become drafts of statements, in which words, and of which kinds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from spacy.tokens import Token

from vermerk.extraction.candidate import Candidate
from vermerk.extraction.clauses import own_span, with_list
from vermerk.extraction.deeds import roles_of_deed
from vermerk.extraction.parties import PartyReader
from vermerk.extraction.posting import deeds_of, office_of
from vermerk.extraction.roles import Roles, phrase_of
from vermerk.extraction.selecting import written
from vermerk.model import Kind

LEAST_WORDS = 3  # fewer words than these are no quotation


def drafted(
    candidates: Sequence[Candidate], least: float, reader: PartyReader
) -> Iterator[tuple[Candidate, Kind, tuple[Token, Token]]]:
    """The candidates of a sentence that are worth ``least`` or more, each kind of each with the words it is quoted in."""
    taken = written(candidates, least)
    for candidate in candidates:
        if candidate.clause.head.i not in taken or candidate.kind is None:
            continue
        ends = _quoted(candidate, taken)
        if ends is None:
            continue
        shown, (last, ends) = candidate.roles, (ends[1], with_list(ends))
        if ends[1].i > last.i and shown.what is None:  # what the colon opens is what the clause is about
            shown = replace(shown, what=(last.doc[last.i + 2], ends[1]))
        for kind, roles in _by_kind(candidate, candidate.kind, shown, reader):
            yield replace(candidate, roles=roles), kind, ends


def _quoted(candidate: Candidate, taken: Set[int]) -> tuple[Token, Token] | None:
    """First and last of the words a candidate is quoted in, those of other statements left out; null where none is left."""
    ends = own_span(candidate.clause, frozenset(taken) - {candidate.clause.head.i})
    if ends is None or ends[1].i - ends[0].i >= LEAST_WORDS:
        return _with_object(ends)
    ends = own_span(candidate.clause, frozenset()) or ends  # what is left beside others says nothing by itself
    return None if ends[0].i == ends[1].i else ends  # a single word is no evidence of anything


def _with_object(ends: tuple[Token, Token] | None) -> tuple[Token, Token] | None:
    """The words with what a preposition at their end leads to, though it be another statement ("agreed to requests")."""
    if ends is None or ends[1].dep_ != "prep":
        return ends
    led = next((c for c in ends[1].children if c.dep_ == "pobj" and c.i > ends[1].i), None)
    return ends if led is None else (ends[0], phrase_of(led)[1])


def _by_kind(candidate: Candidate, likeliest: Kind, shown: Roles, reader: PartyReader) -> Iterator[tuple[Kind, Roles]]:
    """The kinds of statement a candidate makes, with the parties of each: its likeliest, and every deed it tells."""
    clause = candidate.clause
    deeds = deeds_of(clause, reader)
    for kind in dict.fromkeys([likeliest, *deeds]):
        roles = roles_of_deed(kind, clause, shown, reader) if kind in deeds else shown
        if kind is Kind.OFFICE and kind in deeds:
            held = office_of(clause, roles, reader)
            if held is None and kind is not likeliest:
                continue
            roles = held or roles
        yield kind, roles

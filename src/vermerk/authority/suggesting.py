"""Who may be the same person: pairs of names to be judged, with what speaks for and against, and the passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from vermerk.authority.identity import Identities
from vermerk.authority.persons import PersonName
from vermerk.authority.spelling import Match, compare, keys

LIFETIME = 60  # years between two appearances after which they are hardly one official's
LARGEST_BLOCK = 200  # names that share a key beyond which the key tells nothing


class Appearance(msgspec.Struct, frozen=True):
    """One person in one record: how he is named, when, and where it stands."""

    person: PersonName
    record: str
    on: str | None
    start: int
    end: int
    quote: str


class Suggestion(msgspec.Struct, frozen=True):
    """Two names that may be one person's.

    Attributes:
        one, other: their keys.
        score: 0 to 1, how likely they are one; never a decision.
        reasons: what speaks for it; doubts: what speaks against it.
        passages_one, passages_other: where they stand, earliest first.
    """

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]
    passages_one: tuple[Appearance, ...]
    passages_other: tuple[Appearance, ...]


def suggest(appearances: Iterable[Appearance], identities: Identities, *, least: float = 0.5) -> list[Suggestion]:
    """Pairs of names that nobody has judged yet and that may be one person's, likeliest first."""
    by_key: dict[str, list[Appearance]] = defaultdict(list)
    for appearance in appearances:
        by_key[appearance.person.key].append(appearance)
    blocks: dict[str, set[str]] = defaultdict(set)
    for key, known in by_key.items():
        for block in keys(known[0].person.full or known[0].person.surname):
            blocks[block].add(key)
    pairs = {
        (one, other)
        for members in blocks.values()
        if len(members) <= LARGEST_BLOCK
        for one in members
        for other in members
        if one < other
    }
    found = []
    for one, other in sorted(pairs):
        if identities.held(one, other) is None and identities.canonical(one) != identities.canonical(other):
            suggestion = weigh(by_key[one], by_key[other])
            if suggestion is not None and suggestion.score >= least:
                found.append(suggestion)
    return sorted(found, key=lambda s: (-s.score, s.one, s.other))


def weigh(first: Sequence[Appearance], second: Sequence[Appearance]) -> Suggestion | None:
    """What speaks for and against two names being one person; null where the names cannot be."""
    one, other = first[0].person, second[0].person
    match = compare(one.full or one.surname, other.full or other.surname)
    if match.verdict == "different":
        return None
    reasons, doubts = [match.reason], list[str]()
    score = match.score * (0.9 if match.verdict == "same" else 0.7)
    score += _states(first, second, reasons, doubts) + _offices(first, second, reasons, doubts)
    score += _years(first, second, reasons, doubts) + _together(first, second, match, doubts)
    return Suggestion(
        one.key,
        other.key,
        round(min(max(score, 0.0), 1.0), 3),
        tuple(reasons),
        tuple(doubts),
        _few(first),
        _few(second),
    )


def _few(appearances: Sequence[Appearance]) -> tuple[Appearance, ...]:
    return tuple(sorted(appearances, key=lambda a: (a.on or "", a.record, a.start))[:3])


def _states(first: Sequence[Appearance], second: Sequence[Appearance], reasons: list[str], doubts: list[str]) -> float:
    one = {a.person.state for a in first} - {None}
    other = {a.person.state for a in second} - {None}
    if not one or not other:
        return 0.0
    if one & other:
        reasons.append(f"both serve {', '.join(sorted(s for s in one & other if s))}")
        return 0.1
    doubts.append(
        f"one serves {', '.join(sorted(s for s in one if s))}, the other {', '.join(sorted(s for s in other if s))}"
    )
    return -0.5


def _offices(first: Sequence[Appearance], second: Sequence[Appearance], reasons: list[str], doubts: list[str]) -> float:
    one = {a.person.office.lower() for a in first if a.person.office}
    other = {a.person.office.lower() for a in second if a.person.office}
    if one & other:
        reasons.append(f"both bear the office {sorted(one & other)[0]!r}")
        return 0.1
    if one and other:
        doubts.append(f"offices differ: {sorted(one)[0]!r} and {sorted(other)[0]!r}")
    return 0.0


def _years(first: Sequence[Appearance], second: Sequence[Appearance], reasons: list[str], doubts: list[str]) -> float:
    one = sorted(int(a.on[:4]) for a in first if a.on and a.on[:4].isdigit())
    other = sorted(int(a.on[:4]) for a in second if a.on and a.on[:4].isdigit())
    if not one or not other:
        return 0.0
    apart = max(one[0], other[0]) - min(one[-1], other[-1])
    if apart > LIFETIME:
        doubts.append(f"{apart} years lie between them")
        return -0.5
    if apart <= 5:
        reasons.append("named in the same years" if apart <= 0 else f"named within {apart} years of each other")
    return 0.0


def _together(first: Sequence[Appearance], second: Sequence[Appearance], match: Match, doubts: list[str]) -> float:
    """A record that spells one person in two ways is rare; one that gives his full name once is not."""
    shared = {a.record for a in first} & {a.record for a in second}
    fuller = any(a.person.given is None for a in (first[0], second[0]))
    if not shared or fuller or match.score == 1.0:
        return 0.0
    doubts.append(f"one record names both ({sorted(shared)[0]})")
    return -0.05


__all__ = ["Appearance", "Match", "Suggestion", "suggest", "weigh"]

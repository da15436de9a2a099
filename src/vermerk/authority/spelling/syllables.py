"""Reading names of the Chinese and Korean kind by syllables: what each spelling may stand for in each system.

A system gives for each spelling the syllables that it may mean, with weights that sum to one. Two spellings are one
name's where, syllable by syllable, what one may mean lies within what the other may mean, so that one is only the less
exact of the two; where each may mean something that the other may not, the spellings leave it open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import sqrt

import msgspec

from vermerk.authority.spelling.match import Match, best

Sounds = Mapping[str, float]  # what a spelling may stand for, with weights that sum to one
Spellings = Mapping[str, Sounds]
LONGEST = 7  # letters of the longest syllable
# How likely the common reading must be for "same", by the syllables of the given name: the more of them agree, the
# less it can be chance. Korean names have fewer syllables to choose from than Chinese ones.
SURE = {"Korean": (0.3, 0.2, 0.1), "Chinese": (0.25, 0.2, 0.03)}


class Reading(msgspec.Struct, frozen=True):
    """A name as one system reads it.

    Attributes:
        system: which spelling it is taken for.
        family: what the family name may be; empty where there is none.
        given: what each syllable of the given name may be.
        weight: 0 to 1, how well the spelling looks like one of that system.
    """

    system: str
    family: Sounds
    given: tuple[Sounds, ...]
    weight: float


def weighed(meant: Iterable[tuple[str, float]]) -> Sounds:
    """Syllables with weights brought to a sum of one; the greatest weight of each counts."""
    greatest: dict[str, float] = {}
    for syllable, weight in meant:
        greatest[syllable] = max(weight, greatest.get(syllable, 0.0))
    whole = sum(greatest.values())
    return {syllable: weight / whole for syllable, weight in greatest.items()}


def split(word: str, spellings: Spellings, most: int) -> list[tuple[str, ...]]:
    """Every way of parting a word into at most so many syllables that a system knows."""
    if not word:
        return [()]
    if most == 0:
        return []
    return [
        (word[:end], *rest)
        for end in range(1, min(len(word), LONGEST) + 1)
        if word[:end] in spellings
        for rest in split(word[end:].removeprefix("'"), spellings, most - 1)
    ]


def split_all(words: Sequence[str], spellings: Spellings, most: int) -> list[tuple[str, ...]]:
    """Every way of reading words, parted by spaces or hyphens, as at most so many syllables in all."""
    ways = [split(word, spellings, most) for word in words]
    return [joined for way in product(*ways) if len(joined := tuple(s for part in way for s in part)) <= most]


def agreement(one: Sounds, other: Sounds) -> tuple[float, bool]:
    """How far two spellings mean the same, 0 to 1, and whether what one may mean lies within the other."""
    shared = one.keys() & other.keys()
    if not shared:
        return 0.0, False
    if len(shared) == min(len(one), len(other)):
        return min(sum(one[s] for s in shared), sum(other[s] for s in shared)), True
    return sum(sqrt(one[s] * other[s]) for s in shared), False


def match_readings(language: str, first: Sequence[Reading], second: Sequence[Reading]) -> Match:
    """The best of all ways of reading two names in one language."""
    found = [_match(language, one, other) for one in first for other in second]
    return best(found) if found else Match(0.0, "different", f"not both readable as {language}")


def _match(language: str, one: Reading, other: Reading) -> Match:
    alone = bool(one.given) != bool(other.given)
    if len(one.given) != len(other.given) and not alone:
        told = f"given names of {len(one.given)} and {len(other.given)} syllables"
        return Match(0.1 * one.weight * other.weight, "different", f"as {language} names: {told}")
    pairs = [(one.family, other.family), *([] if alone else zip(one.given, other.given, strict=True))]
    likelihood, within, agreed = one.weight * other.weight, True, 0
    for mine, yours in pairs:
        near, inside = agreement(mine, yours)
        if near == 0.0:
            told = f"{_told(mine)} is not {_told(yours)}"
            score = 0.4 * one.weight * other.weight * agreed / len(pairs)
            return Match(round(score, 4), "different", f"as {language} names {told}")
        likelihood, within, agreed = likelihood * near, within and inside, agreed + 1
    systems = f"{one.system} and {other.system}" if one.system != other.system else one.system
    shared = " ".join(_told({s: w for s, w in mine.items() if s in yours}) for mine, yours in pairs)
    reason = f"both can be read as {language} {shared} ({systems})"
    if within and likelihood >= SURE[language][len(one.given) if not alone else 0]:
        match = Match(round(0.85 + 0.14 * min(likelihood, 1.0), 4), "same", reason)
        return match.at_most_unsure("a family name alone tells little") if alone else match
    return Match(round(0.5 + 0.3 * min(likelihood, 1.0), 4), "unsure", f"{reason}, but also otherwise")


def _told(sounds: Sounds) -> str:
    return "/".join(sorted(sounds, key=lambda s: (-sounds[s], s))[:3])

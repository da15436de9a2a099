"""Names whose family name stands last: Slavic, German and all others, by family name and given names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from jellyfish import soundex
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from vermerk.authority.spelling.cologne import cologne
from vermerk.authority.spelling.folding import CYRILLIC, FOLDER, UMLAUTS, bare, even, latin
from vermerk.authority.spelling.german import written_as
from vermerk.authority.spelling.match import Match
from vermerk.authority.spelling.slavic import near_sound, one_sound, slavic
from vermerk.authority.tables import rows

PARTICLES = frozenset(
    "van von de der den des del della al el bin ibn ben da dos di la le du zu zum zur ter vom y af фон graf freiherr".split()
)
NEAR = 0.9  # likeness of letters (Jaro-Winkler) from which two words may be one misspelt
JOINED = re.compile(r"(?<!\w)([A-Z])([A-Z])(?=\s+[A-Z][a-z])")  # initials without full stops: "RG Casey"
SAME, LIKE, INITIAL, OTHER = 1.0, 0.7, 0.6, 0.0


class Likeness(msgspec.Struct, frozen=True):
    """How near two words are: 1 for one word, 0 for two, between where it stays open; and why."""

    degree: float
    why: str


class Parted(msgspec.Struct, frozen=True):
    """Family name and given names of a name, particles left out; ``turned`` where the family name stood first."""

    family: str
    given: tuple[str, ...]
    turned: bool = False


def part(name: str) -> list[Parted]:
    """The ways of parting a name: family name last, or before its comma; a name of two words also the other way."""
    before, comma, behind = even(JOINED.sub(r"\1 \2", name)).partition(",")
    words = _words(f"{behind} {before}") if comma else _words(name)
    if not words:
        return []
    ways = [Parted(words[-1], tuple(words[:-1]))]
    if len(words) == 2 and not comma and not any(len(word) == 1 for word in words):
        ways.append(Parted(words[0], tuple(words[1:]), turned=True))
    return ways


def _words(name: str) -> list[str]:
    words = [word.strip("'-") for word in re.split(r"[\s.,]+", even(name))]
    words = [word for word in words if word]
    return [word for word in words if word not in PARTICLES] or words


@lru_cache(maxsize=1)
def _given() -> dict[str, frozenset[int]]:
    """For each form of a given name the lines of the table that have it."""
    lines: dict[str, set[int]] = {}
    for row in rows(FOLDER / "given_names.tsv", 1):
        for form in row.cells[0].split(","):
            lines.setdefault(form.strip(), set()).add(row.line)
    return {form: frozenset(found) for form, found in lines.items()}


def forms(word: str) -> frozenset[str]:
    """A word without marks, and with its umlauts written out."""
    return frozenset({_letters(bare(word)), _letters(bare(word.translate(UMLAUTS)))})


def _letters(word: str) -> str:
    return re.sub(r"['\-]", "", word)


@lru_cache(maxsize=32768)
def alike(one: str, other: str, *, as_family: bool) -> Likeness:
    """How near two words of names are."""
    if one == other:
        return Likeness(SAME, f"{one} in both")
    first, second = forms(latin(one)), forms(latin(other))
    if first & second:
        if _clashing(one, other):
            return Likeness(LIKE, f"{one} and {other} differ in their marks")
        return Likeness(SAME, f"{one} and {other} are one but for marks")
    if not as_family and _given().get(min(first), frozenset()) & _given().get(min(second), frozenset()):
        return Likeness(SAME, f"{one} and {other} are forms of one given name")
    if written_as(one, other):
        return Likeness(SAME, f"{one} and {other} are one German name, in Latin letters and in Russian ones")
    systems = one_sound(one, other)
    if systems is not None:
        why = f"{one} ({systems[0]}) and {other} ({systems[1]}) sound the same"
        certain = not as_family or systems[0] != systems[1] or slavic(one) or slavic(other)
        return Likeness(SAME if certain else LIKE, why)
    return _near(min(first), min(second), one, other)


def _clashing(one: str, other: str) -> bool:
    """True where both words bear marks on one letter, and other ones."""
    if len(one) != len(other) or CYRILLIC.search(one + other):
        return False
    return any(a != b and a != bare(a) and b != bare(b) for a, b in zip(one, other, strict=True))


def _near(first: str, second: str, one: str, other: str) -> Likeness:
    """Words that are not one by any rule: may they be one misspelt, or written by ear?"""
    shortest = min(len(first), len(second))
    if shortest >= 4 and near_sound(one, other):
        return Likeness(LIKE, f"{one} and {other} sound nearly the same")
    if shortest >= 4 and cologne(first) == cologne(second) and first[:1] == second[:1]:
        return Likeness(LIKE, f"{one} and {other} sound alike in German")
    steps = DamerauLevenshtein.distance(first, second)
    near = JaroWinkler.normalized_similarity(first, second)
    if shortest >= 5 and steps <= 2 and near >= NEAR and soundex(first)[0] == soundex(second)[0]:
        return Likeness(LIKE, f"{one} and {other} differ in {steps} letter{'s' if steps > 1 else ''}")
    return Likeness(OTHER, f"{one} is not {other}")


def match_western(first: Parted, second: Parted) -> Match:
    """Two parted names: family names must agree, and given names as far as both have them."""
    family = alike(first.family, second.family, as_family=True)
    if family.degree == OTHER:
        return Match(0.1, "different", family.why)
    if not first.given and not second.given:
        return _judged(family.degree, family.why)
    if not first.given or not second.given:
        return _judged(family.degree, family.why).at_most_unsure("a family name alone tells little")
    given = _given_names(first.given, second.given, sure=not (first.turned or second.turned))
    if given.degree == OTHER:
        return Match(0.2, "different", f"{family.why}, but {given.why}")
    return _judged(min(family.degree, given.degree), f"{family.why}; {given.why}")


def _judged(degree: float, why: str) -> Match:
    return Match(0.96, "same", why) if degree == SAME else Match(0.5 + 0.3 * degree, "unsure", why)


def _given_names(one: Sequence[str], other: Sequence[str], *, sure: bool) -> Likeness:
    """Given names in their order; initials agree with what they begin, and the longer list may go on.

    Where it is not sure that they are given names, they are compared as strictly as family names.
    """
    found = [_given_name(a, b, sure=sure) for a, b in zip(one, other, strict=False)]
    refused = next((likeness for likeness in found if likeness.degree == OTHER), None)
    if refused is not None:
        return refused
    if found[0].degree == SAME or (len(found) > 1 and all(likeness.degree >= INITIAL for likeness in found)):
        weakest = min(found, key=lambda likeness: likeness.degree)
        return Likeness(SAME if weakest.degree in {SAME, INITIAL} else weakest.degree, found[0].why)
    return found[0]


def _given_name(one: str, other: str, *, sure: bool) -> Likeness:
    if len(one) == 1 or len(other) == 1:
        fits = _initial(one) & _initial(other)
        return Likeness(INITIAL if fits else OTHER, f"initial {one} and {other} {'agree' if fits else 'differ'}")
    return alike(one, other, as_family=not sure)


def _initial(word: str) -> frozenset[str]:
    """First letters that a given name may be shortened to in other letters."""
    letter = latin(word)[:1]
    same = {"w": "v", "j": "yi", "y": "ji", "c": "k"}
    return frozenset({bare(letter), *same.get(letter, "")})

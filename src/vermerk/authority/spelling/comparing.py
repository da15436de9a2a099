"""Whether two spellings are of one name, and the keys under which spellings of one name are found."""

from __future__ import annotations

import re
from functools import lru_cache

from vermerk.authority.spelling.chinese import read_chinese
from vermerk.authority.spelling.folding import FOLDER, bare, even, latin
from vermerk.authority.spelling.german import skeletons
from vermerk.authority.spelling.korean import read_korean
from vermerk.authority.spelling.match import Match, best
from vermerk.authority.spelling.slavic import skeleton, sounds_of
from vermerk.authority.spelling.syllables import match_readings
from vermerk.authority.spelling.vietnamese import match_vietnamese, read_vietnamese
from vermerk.authority.spelling.western import forms, match_western, part
from vermerk.authority.tables import rows

READERS = {"Korean": read_korean, "Chinese": read_chinese}


@lru_cache(maxsize=65536)
def compare(a: str, b: str) -> Match:
    """Compare two persons' names over the spellings of diplomatic records.

    Args:
        a, b: names without titles and offices: a family name alone, or with given names, the family name first where
            the language has it so. The order of the two does not matter.

    Returns:
        "same" where both are spellings of one name, which several persons may bear; "different" where they cannot be;
        "unsure" where the spelling systems leave it open or one of the two is a family name alone.
    """
    if a > b:
        return compare(b, a)
    if _simplest(a) == _simplest(b):
        return Match(1.0, "same", "written alike")
    one, other = customary(a), customary(b)
    if one == other and one != even(one):
        return Match(0.98, "same", f"both are customary spellings of {one}")
    matches = _by_syllables(one, other)
    if matches:
        return best(matches)
    eastern = [any(read(name) for read in READERS.values()) or bool(read_vietnamese(name)) for name in (one, other)]
    ways = [match_western(first, second) for first in part(one) for second in part(other)]
    if not ways:
        return Match(0.0, "different", "no letters to compare")
    found = best(ways)
    if any(eastern) and bare(_simplest(a)) != bare(_simplest(b)):
        return found.at_most_unsure("one of them is read by syllables, the other is not")
    return found


def _by_syllables(one: str, other: str) -> list[Match]:
    """The matches in each language in which both can be read."""
    matches = []
    for language, read in READERS.items():
        first, second = read(one), read(other)
        if first and second:
            matches.append(match_readings(language, first, second))
    first_words, second_words = read_vietnamese(one), read_vietnamese(other)
    if first_words and second_words and not matches:
        matches.append(match_vietnamese(first_words, second_words))
    return matches


def _simplest(name: str) -> str:
    return re.sub(r"[\s.,-]+", " ", even(name)).strip()


@lru_cache(maxsize=1)
def _customary() -> dict[str, str]:
    found = {}
    for row in rows(FOLDER / "customary.tsv", 1):
        spellings = [spelling.strip() for spelling in row.cells[0].split(";")]
        for spelling in spellings:
            found[_simplest(spelling)] = spellings[0]
    return found


def customary(name: str) -> str:
    """The form that a system gives where a person's customary spelling follows none; else the name itself."""
    table = _customary()
    return table.get(_simplest(name)) or table.get(_simplest(latin(even(name)))) or name


@lru_cache(maxsize=16384)
def keys(name: str) -> frozenset[str]:
    """Keys for finding candidates: two spellings that :func:`compare` calls the same share at least one."""
    plain = customary(name)
    found = {f"as:{_simplest(name)}", f"as:{bare(_simplest(plain))}"}
    for language, read in READERS.items():
        for reading in read(plain):
            families = {f"{language}:{family}" for family in reading.family}
            found |= families if not reading.given else {f"{f}:{len(reading.given)}" for f in families}
    for way in part(plain):
        found |= {f"as:{form}" for form in forms(latin(way.family))}
        found |= {f"sounds:{skeleton(sounds)}" for sounds in sounds_of(way.family)}
        found |= {f"german:{consonants}" for consonants in skeletons(way.family)}
    return frozenset(found)

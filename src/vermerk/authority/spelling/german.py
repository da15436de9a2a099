"""German names in Cyrillic: what Russian papers make of a German spelling."""

from __future__ import annotations

import re
from functools import lru_cache

from vermerk.authority.spelling.folding import CYRILLIC, FOLDER
from vermerk.authority.tables import rows

MOST = 64  # ways of writing one word beyond which no more are followed
VOWELS = "aeiouyäöü"
FOLDED = str.maketrans({"э": "е", "ё": "е", "й": "и", "ь": None, "ъ": None})
SLAVIC = re.compile(r"(?:[oe][vw]a?|(?<!e)in|[sc]k[iy]j?|enko|(?:i|[oe]w?)tsch|i[cć]z?)$")

Rule = tuple[str, tuple[str, ...]]  # place and what is written there


@lru_cache(maxsize=1)
def _letters() -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = {}
    for row in rows(FOLDER / "german_cyrillic.tsv", 3):
        written = tuple(spelling.strip("-") for spelling in row.cells[2].split(","))
        found.setdefault(row.cells[0], []).append((row.cells[1], written))
    return found


def folded(word: str) -> str:
    """A Cyrillic word in small letters as the table writes it: е for э and ё, и for й, no signs, no doubled letters."""
    return re.sub(r"(.)\1+", r"\1", word.translate(FOLDED))


@lru_cache(maxsize=16384)
def in_cyrillic(word: str) -> frozenset[str]:
    """Every way in which a German name may stand in Cyrillic, folded; none for a word that is no German one.

    Names with a Slavic ending have a reading of their own and are left out here.
    """
    if CYRILLIC.search(word) or SLAVIC.search(word):
        return frozenset()
    letters, ways, at = _letters(), [""], 0
    while at < len(word):
        taken = next((word[at : at + n] for n in range(7, 0, -1) if word[at : at + n] in letters), None)
        if taken is None:
            return frozenset()
        written = next((cyr for place, cyr in letters[taken] if _fits(place, word, at, at + len(taken))), ())
        ways = [way + more for way in ways for more in written][:MOST]
        at += len(taken)
    return frozenset(folded(way) for way in ways)


def _fits(place: str, word: str, start: int, end: int) -> bool:
    before, behind = word[start - 1 : start] if start else "", word[end : end + 1]
    vowel_before, vowel_behind = before != "" and before in VOWELS, behind != "" and behind in VOWELS
    return {
        "": True,
        "begin": start == 0,
        "open": vowel_behind,
        "closed": vowel_before and not vowel_behind,
        "end": behind == "",
    }[place]


def written_as(one: str, other: str) -> bool:
    """True where one of two words is a Cyrillic spelling of the other, read as a German name."""
    if (CYRILLIC.search(one) is None) == (CYRILLIC.search(other) is None):
        return False
    cyrillic, german = (one, other) if CYRILLIC.search(one) else (other, one)
    return folded(cyrillic) in in_cyrillic(german)


def skeletons(word: str) -> frozenset[str]:
    """The consonants of a word's Cyrillic spellings: what a German name and its Russian spelling share."""
    spelled = {folded(word)} if CYRILLIC.search(word) else in_cyrillic(word)
    return frozenset(re.sub("[аеиоуыюя]", "", spelling) for spelling in spelled)

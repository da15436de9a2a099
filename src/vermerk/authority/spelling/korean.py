"""Korean names: McCune-Reischauer with and without marks, Revised, northern, newspaper, Russian and German spellings."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import product

from vermerk.authority.spelling.folding import CYRILLIC, FOLDER, bare, even, latin, words_of
from vermerk.authority.spelling.syllables import Reading, Sounds, Spellings, split_all, weighed
from vermerk.authority.tables import rows

SYSTEMS = ("mccune", "revised", "north", "press", "russian", "german")
BREVES = str.maketrans({"ô": "ŏ", "ǒ": "ŏ", "õ": "ŏ", "û": "ŭ", "ǔ": "ŭ", "ũ": "ŭ"})
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
HANGUL = 0xAC00
COMMON = {"3": 9.0, "2": 3.0, "1": 1.0}
LONGEST_GIVEN = 2  # syllables of a given name; longer ones are too rare to weigh against misreadings
LIKELY = {"mccune": 1.0, "revised": 1.0, "north": 1.0, "press": 0.9, "russian": 0.7, "german": 0.7}
# Letters that a Latin spelling made from a Russian one shows; without them n is hardly ever written for ng.
FROM_RUSSIAN = re.compile(r"[^\W\d_]r(?:\b|-)|ts|kh|dzh|[^\W\d_]v|[^aoyiu]e[nr]\b|\be[nr]\b")
DOUBTFUL = 0.05
BEFORE_I = frozenset("ㅑㅕㅖㅛㅠㅣ")


def _parts(syllable: str) -> tuple[str, str, str]:
    """Initial, vowel and final of a Hangul syllable (Unicode 3.12, conjoining jamo)."""
    number = ord(syllable) - HANGUL
    return INITIALS[number // 588], VOWELS[number % 588 // 28], FINALS[number % 28] or "-"


@lru_cache(maxsize=1)
def _sounds() -> dict[tuple[str, str], list[list[str]]]:
    """Spellings of each sound at its place, by system."""
    return {
        (row.cells[0], row.cells[1]): [[s.replace("-", "") for s in cell.split(",")] for cell in row.cells[2:]]
        for row in rows(FOLDER / "korean_sounds.tsv", 8)
        if row.cells[0] != "place"
    }


@lru_cache(maxsize=1)
def _syllables() -> dict[str, float]:
    """Syllables of given names with their weights; the first line that has a syllable counts."""
    found: dict[str, float] = {}
    for row in rows(FOLDER / "korean_syllables.tsv", 2):
        for syllable in row.cells[1].split():
            found.setdefault(syllable, COMMON[row.cells[0]])
    return found


def _plainer(spelling: str, marks: str) -> str:
    """A spelling as a record writes it that drops breves ("o"), apostrophes ("a") or both."""
    spelling = spelling.replace("'", "") if "a" in marks else spelling
    return bare(spelling) if "o" in marks else spelling


@lru_cache(maxsize=32)
def _spellings(system: str, marks: str) -> Spellings:
    """What each spelling of a system may stand for, with some marks dropped."""
    column, sounds = SYSTEMS.index(system), _sounds()
    meant: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for syllable, weight in _syllables().items():
        initial, vowel, final = _parts(syllable)
        for begin in (initial, _southern(vowel)) if initial == "ㄹ" else (initial,):
            cells = (sounds["initial", begin], sounds["vowel", vowel], sounds["final", final])
            for parts in product(*(cell[column] for cell in cells)):
                meant[_plainer("".join(parts), marks)].append((syllable, weight))
    return {spelling: weighed(syllables) for spelling, syllables in meant.items() if spelling}


def _southern(vowel: str) -> str:
    """The initial that the South has where the North has ㄹ at the beginning of a word: none before i and y, else ㄴ."""
    return "ㅇ" if vowel in BEFORE_I else "ㄴ"


@lru_cache(maxsize=4)
def _families(marks: str) -> Spellings:
    """What each spelling of a family name may stand for."""
    meant: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for row in rows(FOLDER / "korean_families.tsv", 3):
        for spelling in row.cells[2].split(","):
            meant[_plainer(spelling, marks)].append((row.cells[0], COMMON[row.cells[1]]))
    return {spelling: weighed(families) for spelling, families in meant.items()}


@lru_cache(maxsize=8192)
def read_korean(name: str) -> tuple[Reading, ...]:
    """Every way of reading a name as a Korean one, family name first or last; none where it cannot be one."""
    cyrillic = CYRILLIC.search(name) is not None
    plain = latin(even(name)).translate(BREVES)
    words = [part for word in words_of(plain) for part in word.split("-") if part]
    if not 1 <= len(words) <= 4:
        return ()
    breve, aspirated = bool(re.search("[ŏŭ]", plain)), "'" in plain
    marks = "" if breve else "o" if aspirated else "oa"
    found = []
    for family, given, order in ((words[0], words[1:], 1.0), (words[-1], words[:-1], 0.6)):
        families = _families(marks).get(family)
        if families is None or (order < 1.0 and len(words) == 1):
            continue
        for system in SYSTEMS:
            if cyrillic and system != "russian":
                continue
            likely = LIKELY[system] * order
            if system == "russian" and not cyrillic and not FROM_RUSSIAN.search(plain):
                likely = DOUBTFUL
            found += _readings(system, families, given, marks, likely)
    return tuple(found)


def _readings(system: str, families: Sounds, given: list[str], marks: str, likely: float) -> list[Reading]:
    dropped = marks if system == "mccune" else ""
    spellings = _spellings(system, dropped)
    return [
        Reading(system, families, tuple(spellings[s] for s in way), likely)
        for way in split_all(given, spellings, LONGEST_GIVEN)
    ]

"""Russian and other Slavic names: what sounds a spelling gives in each country's letters, and whether they are one."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from vermerk.authority.spelling.folding import CYRILLIC, FOLDER, even
from vermerk.authority.tables import rows

LONGEST = 7  # letters of the longest spelling of one sound
MOST = 64  # ways of reading one word beyond which no more are followed
CLASSES = str.maketrans("wZzCcQXgbdf", "ssssssggptv")  # sounds that letters without marks do not tell apart
SILENT = re.compile("[ьъ'\"]")
# Endings of Russian, Ukrainian, Belarusian, Polish, Armenian and Georgian family names, in the sounds of the table.
ENDING = re.compile(
    r"(?:[oe]va?|in|sk[iao]|Ck[iao]|skaia|ko|[oe][cC]|i[cC]|uk|ian|adze|wvili|[iua]k|ni|oi|ica|iC[aei])$"
)


class Letters(msgspec.Struct, frozen=True):
    """One country's letters: what each spelling sounds like, and those that show the country."""

    sounds: dict[str, tuple[str, ...]]
    marks: frozenset[str]


@lru_cache(maxsize=1)
def _tables() -> dict[str, Letters]:
    table = list(rows(FOLDER / "slavic_letters.tsv", 12))
    found = {}
    for column, system in enumerate(table[0].cells[1:], start=1):
        sounds: dict[str, tuple[str, ...]] = {}
        marks = set()
        for row in table[1:]:
            for spelling in row.cells[column].split(","):
                plain = spelling.rstrip("!")
                sounds[plain] = (*sounds.get(plain, ()), row.cells[0])
                marks |= {plain} if spelling.endswith("!") else set()
        found[system] = Letters(sounds, frozenset(marks))
    return found


@lru_cache(maxsize=16384)
def sounds_of(word: str) -> dict[str, str]:
    """What a word may sound like, each with the country whose letters it is read in, the plainest first."""
    found: dict[str, str] = {}
    word = SILENT.sub("", even(word)).replace("-", "")
    for system, letters in _tables().items():
        if (system == "cyrillic") != (CYRILLIC.search(word) is not None):
            continue
        for sounds in _read(word, letters, needs_mark=system not in {"cyrillic", "english"}):
            plain = _evened(sounds, french=system == "french")
            found.setdefault(plain, system)
    return found


def _read(word: str, letters: Letters, *, needs_mark: bool) -> list[str]:
    """Every way of reading a word in one country's letters, the longest spelling first at each place."""
    ways, at, marked = [""], 0, not needs_mark
    while at < len(word):
        for length in range(min(LONGEST, len(word) - at), 0, -1):
            spelling = word[at : at + length]
            if spelling in letters.sounds:
                break
        else:
            return []
        marked = marked or spelling in letters.marks
        ways = [way + sound for way in ways for sound in letters.sounds[spelling]][:MOST]
        at += length
    return ways if marked else []


def _evened(sounds: str, *, french: bool) -> str:
    """Sounds without what the systems write differently for one letter (е and ё, й and ы, doubled letters)."""
    sounds = sounds.replace("J", "ia").replace("U", "iu")
    sounds = re.sub(r"i+", "i", re.sub(r"i[eo]|e", "e", re.sub(r"i+", "i", sounds)))
    sounds = re.sub(r"([wcQZ])o", r"\1e", sounds)
    sounds = re.sub(r"(.)\1+", r"\1", sounds)
    return re.sub(r"(?<=[nvfk])e$", "", sounds) if french else sounds


def slavic(word: str) -> bool:
    """True where a word can be a Russian or other Slavic family name by its ending."""
    return CYRILLIC.search(word) is not None or any(ENDING.search(sounds) for sounds in sounds_of(word))


def one_sound(word: str, other: str) -> tuple[str, str] | None:
    """The systems in which two spellings sound the same, or null where they do in none."""
    first, second = sounds_of(word), sounds_of(other)
    shared = sorted(first.keys() & second.keys())
    return (first[shared[0]], second[shared[0]]) if shared else None


def near_sound(word: str, other: str) -> bool:
    """True where two spellings sound the same but for sibilants and voice, which letters without marks do not tell."""
    first, second = ({sounds.translate(CLASSES) for sounds in sounds_of(w)} for w in (word, other))
    return bool(first & second)


def skeleton(sounds: str) -> str:
    """The consonants of a reading with those that systems mix up brought together, for finding candidates."""
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiou]", "", sounds.translate(CLASSES)))

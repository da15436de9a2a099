"""Chinese names: pinyin, Wade-Giles with and without marks, old forms, and the transcriptions of other languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from vermerk.authority.spelling.folding import CYRILLIC, FOLDER, bare, even, latin, words_of
from vermerk.authority.spelling.syllables import Reading, Sounds, Spellings, split_all, weighed
from vermerk.authority.tables import rows

SYSTEMS = ("pinyin", "wade", "old", "german", "french", "cyrillic", "hungarian", "czech", "polish", "russian")
LIKELY = {"pinyin": 1.0, "wade": 1.0, "old": 0.8}
OTHER = 0.8
DROPPED = 0.6  # that a spelling without apostrophe stands for one with it, against one without
COMMONEST = 100  # family names at the head of the table that weigh three times the others
UNLIKE = 0.5  # a spelling joined or hyphenated as the system does not
LONGEST_GIVEN = 2
KEPT = frozenset("üöčšžťäř")


def _marked(name: str) -> str:
    """A name without those marks that no system of spelling has (tones, ê, é)."""
    return "".join(sign if sign in KEPT else bare(sign) for sign in name)


@lru_cache(maxsize=1)
def _table() -> list[tuple[str, ...]]:
    return [row.cells for row in rows(FOLDER / "chinese_syllables.tsv", 9) if row.cells[0] != "pinyin"]


def _spelled(cells: tuple[str, ...], system: str) -> list[str]:
    if system == "russian":
        return [latin(spelling) for spelling in cells[5].split(",")]
    column = cells[SYSTEMS.index(system)]
    spelled = [spelling for spelling in column.split(",") if spelling]
    if system == "old":  # mixed with Wade-Giles, whose letters without marks the post used
        spelled += cells[1].split(",")
    return spelled


@lru_cache(maxsize=64)
def _spellings(system: str, marks: str) -> Spellings:
    """What each spelling of a system may stand for; with "a" apostrophes are dropped, with "u" marks of letters."""
    meant: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for cells in _table():
        for spelling in _spelled(cells, system):
            plain = spelling.replace("'", "") if "a" in marks else spelling
            likely = 1.0 if plain == spelling else DROPPED
            plain = bare(plain) if "u" in marks and system != "cyrillic" else plain
            meant[plain].append((cells[0], likely))
    return {spelling: weighed(syllables) for spelling, syllables in meant.items()}


@lru_cache(maxsize=1)
def _families() -> tuple[dict[str, float], dict[str, list[str]]]:
    """Family names in pinyin with their weights, and spellings of their own."""
    names: dict[str, float] = {}
    own: dict[str, list[str]] = defaultdict(list)
    for row in rows(FOLDER / "chinese_families.tsv", 2):
        names[row.cells[0]] = 3.0 if len(names) < COMMONEST else 1.0
        for spelling in row.cells[1].split(","):
            if spelling:
                own[spelling].append(row.cells[0])
    return names, own


@lru_cache(maxsize=8192)
def read_chinese(name: str) -> tuple[Reading, ...]:
    """Every way of reading a name as a Chinese one, family name first or last; none where it cannot be one."""
    plain = even(name) if CYRILLIC.search(name) else _marked(even(name))
    words = words_of(plain)
    if not 1 <= len(words) <= 3:
        return ()
    marks = ("" if "'" in plain else "a") + ("" if re.search("[üöčšžť]", plain) else "u")
    systems = ("cyrillic",) if CYRILLIC.search(plain) else SYSTEMS
    return tuple(
        reading
        for system in systems
        for first in (True, False)
        if first or len(words) > 1
        for reading in _readings(system, words if first else [*words[-1:], *words[:-1]], marks, first)
    )


def _readings(system: str, words: list[str], marks: str, first: bool) -> list[Reading]:
    spellings = _spellings(system, marks)
    names, own = _families()
    syllables = split_all([words[0]], spellings, 2)
    meant = [(s, w) for way in syllables if len(way) == 1 for s, w in _of(spellings[way[0]], names)]
    if not meant:
        meant = [
            (joined, names[joined])
            for way in syllables
            if len(way) == 2
            for joined in {a + b for a in spellings[way[0]] for b in spellings[way[1]]}
            if joined in names
        ]
    meant += [(s, names[s]) for s in own.get(words[0], ())]
    if not meant:
        return []
    given = [part for word in words[1:] for part in word.split("-") if part]
    weight = LIKELY.get(system, OTHER) * (1.0 if first else 0.6)
    hyphened, joined = any("-" in word for word in words[1:]), len(words) == 2 and "-" not in words[1]
    pinyin = bool(_spellings("pinyin", "au").keys() >= set(words)) if joined else False
    found = []
    for way in split_all(given, spellings, LONGEST_GIVEN):
        unlike = (system == "pinyin" and hyphened) or (system != "pinyin" and joined and pinyin)
        likely = weight * (UNLIKE if unlike else 1.0)
        found.append(Reading(system, weighed(meant), tuple(spellings[s] for s in way), likely))
    return found


def _of(syllables: Sounds, names: Mapping[str, float]) -> list[tuple[str, float]]:
    """Those syllables that are family names, weighed by how common they are as such."""
    return [(syllable, weight * names[syllable]) for syllable, weight in syllables.items() if syllable in names]

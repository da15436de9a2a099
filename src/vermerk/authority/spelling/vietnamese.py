"""Vietnamese names, with their marks or without: the family name first, then what tells persons apart."""

from __future__ import annotations

import re
from functools import lru_cache

from vermerk.authority.spelling.folding import FOLDER, bare, even
from vermerk.authority.spelling.match import Match
from vermerk.authority.tables import rows


@lru_cache(maxsize=1)
def _families() -> frozenset[str]:
    return frozenset(row.cells[0] for row in rows(FOLDER / "vietnamese_families.tsv", 1))


def read_vietnamese(name: str) -> tuple[str, ...]:
    """The words of a Vietnamese name with their marks; none where it cannot be one."""
    words = tuple(word for word in re.split(r"[\s-]+", even(name)) if word)
    if not 2 <= len(words) <= 5 or bare(words[0]) not in _families() or any(len(word) > 6 for word in words):
        return ()
    return words


def match_vietnamese(first: tuple[str, ...], second: tuple[str, ...]) -> Match:
    """Two Vietnamese names: one where all their words are, as far as both show marks."""
    if [bare(word) for word in first] != [bare(word) for word in second]:
        spoken = [[_spoken(bare(word)) for word in words] for words in (first, second)]
        if spoken[0] == spoken[1]:
            return Match(0.7, "unsure", "the Vietnamese names are spoken nearly alike")
        return Match(0.2, "different", "other words in the Vietnamese names")
    marked = [any(word != bare(word) for word in words) for words in (first, second)]
    if first != second and all(marked):
        return Match(0.6, "unsure", "the Vietnamese names differ in their marks alone")
    return Match(0.97, "same", "one Vietnamese name, with and without its marks")


def _spoken(word: str) -> str:
    """A word as other countries' papers write it by ear (Pham Wan Dong, Vo Nguyen Ziap)."""
    return re.sub("^ph", "f", re.sub("^w", "v", re.sub("^(?:gi|z)", "d", word))).replace("k", "c").replace("y", "i")

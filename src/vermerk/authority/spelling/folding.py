"""Letters before anything is read: case, apostrophes, marks, Cyrillic into Latin, words of a name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from vermerk.authority.tables import rows

FOLDER = Path(str(files("vermerk.authority.spelling") / "tables"))
APOSTROPHES = re.compile("[’‘ʼʻ`´′ʹ]")
HYPHENS = re.compile("[‐‑‒–—−]")
PLAIN = str.maketrans(
    {"ß": "ss", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ħ": "h", "ŧ": "t"}
)
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ß": "ss"})
CYRILLIC = re.compile("[Ѐ-ӿ]")
SIGNS = re.compile("[ьъ]")


@lru_cache(maxsize=16384)
def even(name: str) -> str:
    """A name in small letters, with one kind of apostrophe, hyphen and space, its marks kept."""
    name = unicodedata.normalize("NFC", name).lower()
    name = HYPHENS.sub("-", APOSTROPHES.sub("'", name))
    return " ".join(unicodedata.normalize("NFC", name).split())


def bare(word: str) -> str:
    """Letters without marks: "ŏ" is o, "ł" is l, "ß" is ss."""
    plain = unicodedata.normalize("NFKD", word.translate(PLAIN))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def words_of(name: str) -> list[str]:
    """The words of an evened name, hyphens kept inside them, a family name behind a comma put last.

    "Kim, Il-sŏng" is given as it stands, since its order is settled by the reader of each language.
    """
    return [word for word in re.split(r"[\s,.]+", name) if word.strip("-'")]


@lru_cache(maxsize=1)
def _latin() -> dict[int, str]:
    letters: dict[int, str] = {}
    for row in rows(FOLDER / "slavic_letters.tsv", 12):
        if row.cells[0] in {"sound", "ks"}:
            continue
        for letter in row.cells[1].split(","):
            letters.setdefault(ord(letter), row.cells[2].split(",")[0].rstrip("!"))
    return letters


def latin(name: str) -> str:
    """Cyrillic letters as the English press writes them, signs of softness left out; others as they are."""
    return SIGNS.sub("", name).translate(_latin()) if CYRILLIC.search(name) else name

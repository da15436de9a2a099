"""Levels of representation and what is told of a mission beside them, read from the words of a passage."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import msgspec

from vermerk.authority.tables import rows
from vermerk.model import Mission

QUOTED = re.compile(r"[\"“„«](?P<style>[^\"“”»]{2,120})[\"”»]")
NAMING = re.compile(
    r"\b(?:title|term|name[sd]?|style[sd]?|called|designat\w+|sign|known as|under the name|nameplate|plate)\b", re.I
)
REFUSING = re.compile(
    r"\b(?:not (?:want to )?(?:accept|allow|permit|recogni[sz]e|agree)|refus\w+|reject\w+|object\w* to|forbid\w*|forbade)\b",
    re.I,
)
SEATED = re.compile(
    r"\b(?:embassy|legation|ambassador|minister|resident|residing|accredited from|mission)\b(?: \w+){0,2}? (?:in|at|from) "
    r"(?P<seat>(?:[A-Z][\w'’-]+)(?: [A-Z][\w'’-]+)?)"
)
RAISED_TO = re.compile(
    r"\b(?:rais|elevat|upgrad|promot|lower|downgrad|reduc|chang|convert|transform)\w*\b.{0,60}?\b(?:in)?to\b(?P<rest>.{3,60})",
    re.I | re.S,
)


class Level(msgspec.Struct, frozen=True):
    """A level with its rank, 0 (none) to 9 (embassy), and the words that show it."""

    rank: int
    name: str
    words: tuple[str, ...]


@lru_cache(maxsize=1)
def levels() -> tuple[Level, ...]:
    """The levels of the package's table, lowest first.

    Raises:
        BadTable: a rank is no number.
    """
    found = []
    for row in rows(_table("levels.tsv"), 3):
        rank = row.number(0)
        words = tuple(w.strip() for w in row.cells[2].split(";") if w.strip())
        found.append(Level(rank or 0, row.cells[1], words))
    return tuple(sorted(found, key=lambda level: level.rank))


def rank_of(level: str | None) -> int | None:
    """The rank of a level by its name, or null for one that is not in the table."""
    return next((one.rank for one in levels() if one.name == level), None)


def level_of(words: str) -> str | None:
    """The level that words show: of a change its end ("raised from legation to embassy"), else the one named first."""
    changed = RAISED_TO.search(words)
    if changed is not None:
        end = _first_level(changed["rest"])
        if end is not None:
            return end
    return _first_level(words)


def mission_of(words: str) -> Mission | None:
    """All that a passage tells of a mission; null where it tells nothing."""
    plain = re.sub(r"[\[\]]", "", " ".join(words.split()))
    facets: dict[str, str] = {}
    for pattern, meanings in _facets():
        for found in pattern.finditer(plain.lower()):
            facet, value = meanings[found.group().replace("’", "'")]
            facets.setdefault(facet, value)
    style, refused = _style(plain)
    seated = SEATED.search(plain) if facets.get("route") or facets.get("residence") == "non-resident" else None
    mission = Mission(
        level=level_of(plain),
        head=facets.get("head"),
        residence=facets.get("residence"),
        seat=seated["seat"] if seated else None,
        route=facets.get("route"),
        operation=facets.get("operation"),
        character=facets.get("character"),
        style=style,
        refused=refused,
    )
    return None if mission == Mission() else mission


def _style(plain: str) -> tuple[str | None, bool]:
    """The name in quotation marks that a mission bears or is refused."""
    quoted = QUOTED.search(plain)
    if quoted is None or NAMING.search(plain) is None:
        return None, False
    return quoted["style"], REFUSING.search(plain) is not None


def _first_level(words: str) -> str | None:
    pattern, meanings = _level_words()
    found = pattern.search(words.lower().replace("’", "'"))
    return meanings[_singular(found.group())] if found else None


def _singular(words: str) -> str:
    """Plurals as their singular: "embassies", "consulates general", "trade representations"."""
    pattern = re.sub(r"ies$", "y", words)
    pattern = re.sub(r"^(consulate|minister|envoy|consul)s ", r"\1 ", pattern)
    return re.sub(r"(?<=[a-z])s$", "", pattern) if not pattern.endswith("affaires") else pattern


@lru_cache(maxsize=1)
def _level_words() -> tuple[re.Pattern[str], Mapping[str, str]]:
    meanings = {_singular(word): level.name for level in levels() for word in level.words}
    forms = {word for level in levels() for word in level.words} | set(meanings)
    plural = {re.sub(r"y$", "ies", w) if w.endswith("y") and not w.endswith("ey") else w + "s" for w in forms}
    longest = sorted(forms | plural, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b"), meanings


@lru_cache(maxsize=1)
def _facets() -> tuple[tuple[re.Pattern[str], Mapping[str, tuple[str, str]]], ...]:
    """For each facet a pattern of its words, longest first, and what each means."""
    by_facet: dict[str, dict[str, tuple[str, str]]] = {}
    for row in rows(_table("missions.tsv"), 3):
        facet, value, words = row.cells
        for word in (w.strip() for w in words.split(";") if w.strip()):
            by_facet.setdefault(facet, {})[word.replace("’", "'")] = (facet, value)
    return tuple(
        (re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(m, key=len, reverse=True)))})\b"), m)
        for m in by_facet.values()
    )


def _table(name: str) -> Path:
    return Path(str(files("vermerk.authority") / "tables" / name))

"""Longer names that hold the name of a state or a city and mean something else: a newspaper, a sea, a treaty."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from vermerk.authority.entry import Entry, Form, Mention
from vermerk.authority.tables import rows

SIDES = ("after", "before")
MEANINGS = ("body", "place", "drop")
FORMS: Mapping[str, frozenset[Form]] = {
    "any": frozenset({"name", "capital", "place", "adjective"}),
    "called": frozenset({"name", "capital", "place"}),
    "city": frozenset({"capital", "place"}),
}
SMALL = frozenset({"sea", "ocean", "strait", "straits", "canal", "river"})  # written in small letters too
LONGEST = 24  # characters of the longest words of the table, and some


def longer(text: str, mention: Mention, behind: int) -> Mention | None:
    """The longer name that a mention of a state or city stands in, as a mention of its own; else the mention itself.

    Null where the city is not meant by itself and the longer name is left to whoever reads names without a table.
    ``behind`` is the end of the name before, which a longer name does not reach into.
    """
    if mention.entries[0].kind not in {"state", "place"}:
        return mention
    after = _after().match(text, mention.end)
    before = _before().search(text, max(behind, mention.start - LONGEST), mention.start)
    for found, side in ((after, "after"), (before, "before")):
        if found is None:
            continue
        what, forms = _meanings()[side, _plain(found["words"])]
        if mention.form not in FORMS[forms]:
            continue
        if what == "drop":
            return None
        start, end = min(mention.start, found.start("words")), max(mention.end, found.end("words"))
        words = " ".join(text[start:end].split())
        if what == "body":
            return Mention(start, end, words, "name", (Entry(f"body:{words}", words, "body"),))
        return Mention(start, end, words, "place", (Entry(f"place:{words}", words, "place"),))
    return mention


def _plain(words: str) -> str:
    return words.capitalize() if words in SMALL else words


@lru_cache(maxsize=1)
def _meanings() -> Mapping[tuple[str, str], tuple[str, str]]:
    """What each of the words makes of a name, and of names in which forms, by side and words.

    Raises:
        BadTable: a side, a meaning or a form that is none of those known.
    """
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for row in rows(Path(str(files("vermerk.authority") / "tables" / "longer_names.tsv")), 4):
        words, side, what, forms = row.cells
        for cell, allowed in ((side, SIDES), (what, MEANINGS), (forms, tuple(FORMS))):
            if cell not in allowed:
                raise row.mistake(f"{cell!r} is not known", f"write one of: {', '.join(allowed)}")
        found[side, words] = what, forms
    return found


def _words(side: str) -> str:
    listed = sorted((words for at, words in _meanings() if at == side), key=len, reverse=True)
    return "|".join(re.escape(words).replace(r"\ ", r"\s") for words in listed)


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    small = "|".join(sorted(SMALL, key=len, reverse=True))
    return re.compile(rf"\s(?P<words>{_words('after')}|{small})(?![\w-])(?! Office\b)")


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<words>{_words('before')})\s(?:the\s)?$")

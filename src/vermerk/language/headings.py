"""Headings printed in capitals on the first line of a paragraph ("DEFENCE OF INDIA The Government has …").

They are no part of the sentence that follows, and the parser would take them for its subject.
"""

from __future__ import annotations

import re
from collections.abc import Set

from vermerk.language.reading_text import NUMBERING
from vermerk.model import Passage

CAPITALS = re.compile(
    r"(?P<heading>(?:[A-Z0-9][A-Z0-9'’.,&/()-]*[ \t\n]+)+?)(?=(?:[\"'‘“]?[A-Z](?:[a-z]|['’][a-z])|(?:I|A)\s+[a-z]))"
)
LITTLE = frozenset("the of and in on for to by with from at a an as or".split())
TITLES = frozenset("mr mrs miss dr sir lord lady messrs".split())  # who speaks is printed in capitals too
# Words that open a sentence: behind a single word in capitals, or short ones, they tell a heading from a name.
OPENING = frozenset(
    "the a an i we you he she it they this that these those there in on at as after before with for from if when while "
    "since although my our your his her its their".split()
)
LONGEST = 120  # characters of a heading


def without_heading(text: str, passage: Passage, known: Set[str]) -> Passage:
    """The passage without the heading that it begins with; most words of a heading are in a dictionary.

    ``known`` holds the dictionary's words. Abbreviations and names in capitals ("NATO Ministers") are no heading.
    """
    words = passage.of(text)
    numbering = NUMBERING.match(words)
    found = CAPITALS.match(words, numbering.end() if numbering else 0)
    if found is None or len(found["heading"]) > LONGEST:
        return passage
    told = [word.lower() for word in re.findall(r"[A-Z][A-Z'’]+", found["heading"])]
    content = [word for word in told if word not in LITTLE]
    following = re.match(r"\W*(\w+)", words[found.end() :])
    opens = following is not None and following[1].lower() in OPENING
    if not content or TITLES & set(told) or not any(len(word) > 3 for word in content):
        return passage
    if not opens and (len(content) < 2 or not any(len(word) > 5 for word in content)):
        return passage
    if 2 * sum(_is_known(word, known) for word in content) <= len(content):
        return passage
    return Passage(passage.start + found.end(), passage.end)


def _is_known(word: str, known: Set[str]) -> bool:
    return any(form in known for form in (word, word.removesuffix("s"), re.sub(r"ies$", "y", word)))

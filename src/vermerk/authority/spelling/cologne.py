"""Kölner Phonetik: German words that are spoken alike (Hans Joachim Postel, IBM-Nachrichten 19, 1969)."""

from __future__ import annotations

import re

PLAIN = {
    **dict.fromkeys("aeijouy", "0"), "b": "1", **dict.fromkeys("fvw", "3"), **dict.fromkeys("gkq", "4"), "l": "5",
    **dict.fromkeys("mn", "6"), "r": "7", **dict.fromkeys("sz", "8"),
}  # fmt: skip


def cologne(word: str) -> str:
    """The code of a word in letters a to z; vowels count at its beginning alone."""
    code = "".join(_digit(word, at) for at in range(len(word)))
    code = re.sub(r"(\d)\1+", r"\1", code)
    return code[:1] + code[1:].replace("0", "")


def _digit(word: str, at: int) -> str:
    sign, before, behind = word[at], word[at - 1 : at] if at else "", word[at + 1 : at + 2]
    if sign == "p":
        return "3" if behind == "h" else "1"
    if sign in "dt":
        return "8" if behind and behind in "csz" else "2"
    if sign == "x":
        return "8" if before and before in "ckq" else "48"
    if sign == "c":
        return _of_c(before, behind)
    return PLAIN.get(sign, "")


def _of_c(before: str, behind: str) -> str:
    if before and before in "sz":
        return "8"
    follows = "ahkloqrux" if not before else "ahkoqux"
    return "4" if behind and behind in follows else "8"

"""Numbers as English prose writes them: figures, words, and both together ("2.5 million")."""

from __future__ import annotations

import re

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

SMALL: dict[str, int] = {
    **{word: value for value, word in enumerate(_ONES)},
    **{word: 20 + 10 * i for i, word in enumerate(_TENS)},
}
SCALES: dict[str, int] = {
    "hundred": 100, "thousand": 1000, "lakh": 10**5, "lac": 10**5, "million": 10**6, "mln": 10**6, "mn": 10**6,
    "m": 10**6, "crore": 10**7, "billion": 10**9, "bn": 10**9, "milliard": 10**9, "trillion": 10**12,
}  # fmt: skip
FRACTIONS: dict[str, float] = {
    "half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1, "eighth": 0.125, "sixth": 1 / 6,
}  # fmt: skip

_WORD = "|".join(sorted((word for word in SMALL if word != "zero"), key=len, reverse=True))
_TENS_WORD = "|".join(_TENS)

#: Names of powers of ten after a number, longest first; the one-letter form only directly behind a figure.
SCALE = r"(?:hundred|thousand|lakhs?|lacs?|millions?|mln|mn|crores?|billions?|bn|milliards?|trillions?)"

#: Digits: "600,000", "2.5", "1.700.000", "1 700 000" is left out, as two numbers may stand side by side.
FIGURE = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:\.\d+)?(?:[ -]\d/\d(?!\d))?|[1-9]/\d(?!\d))"

#: Written-out numbers up to a hundred and their sums ("three hundred and fifty", "a hundred", "half a").
WORDS = (
    rf"(?:(?:(?:{_TENS_WORD})[- ](?:{_WORD})|{_WORD}|(?:half )?an?(?= (?:hundred|thousand|million|billion)\b))"
    rf"(?: ?(?:hundred|thousand)(?: and)?(?: (?:(?:{_TENS_WORD})[- ](?:{_WORD})|{_WORD})\b)?)*"
    rf"(?: and a (?:half|quarter))?)"
)


def read_number(words: str) -> float | int | None:
    """Return the value of a number in figures or words, with or without a scale; null where it is none.

    ``"600,000"`` is 600000, ``"2.5 million"`` 2500000, ``"three hundred and fifty"`` 350, ``"2 1/2"`` 2.5.
    """
    total: float = 0
    current: float | None = None
    pieces = re.findall(r"[\d.,/]*\d|[a-z]+", words.lower().replace("-", " "))
    for place, piece in enumerate(pieces):
        value = _small(piece)
        scale = SCALES.get(piece) or SCALES.get(piece.rstrip("s"))
        if piece in ("and", "of"):
            continue
        if piece in ("a", "an"):
            current = (1 if current is None else current) if pieces[place + 1 : place + 2] else current
            if pieces[place + 1 : place + 2] and pieces[place + 1] in FRACTIONS:
                current = current if place else None
        elif piece in FRACTIONS:
            current = (current or 0) + FRACTIONS[piece]
        elif value is not None:
            current = (current or 0) + value
        elif scale == 100:
            current = (1 if current is None else current) * scale
        elif scale:
            total, current = total + (1 if current is None else current) * scale, None
        else:
            return None
    return None if current is None and total == 0 else _whole(total + (current or 0))


def _small(piece: str) -> float | None:
    if piece in SMALL:
        return SMALL[piece]
    if not piece[0].isdigit():
        return None
    if "/" in piece:
        above, _, below = piece.partition("/")
        return int(above) / int(below) if above.isdigit() and below.isdigit() and int(below) else None
    plain = piece.replace(".", "") if re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", piece) else piece.replace(",", "")
    try:
        return float(plain) if "." in plain else int(plain)
    except ValueError:
        return None


def _whole(value: float) -> float | int:
    """Return a float without a fraction as a whole number, others rounded to what prose can mean."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded

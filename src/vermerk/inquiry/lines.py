"""Statements on one object put together over the records: a project, an agreement, a delivery as one line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import msgspec

from vermerk.inquiry.comparing import apart, figures, relative, stems
from vermerk.inquiry.dating import same_time

Row = Mapping[str, Any]
ALIKE = 0.5  # likeness of two objects from which they are one
COMPARED = 40  # lines that share a word with which a statement is compared, the latest
TOLD = 12  # words on a line that are compared, the latest
BREATH = 40  # characters between a talk and what it led to ("…, which resulted in …")


class Word(msgspec.Struct, frozen=True, eq=False):
    """A word on some object: a statement, with what of it is compared with others.

    Attributes:
        said: the telling words of its quote. thing: those of its object, or of the quote where it names none.
        by: both together, by which it is found again. kind: of the statement.
    """

    row: Row
    said: frozenset[str]
    thing: frozenset[str]
    by: frozenset[str]
    kind: str

    @classmethod
    def of(cls, row: Row) -> Word:
        """The word of a statement."""
        what, said = row["what"], stems(row["quote"])
        thing = stems(what) if what else said
        return cls(row, said, thing, thing | said, row["kind"])


def lines_of(rows: Iterable[Row]) -> list[list[Row]]:
    """Lines of statements, each of one object between the same parties, in the order in which they were told.

    What is told of one party alone ("the plant in Pyongyang is completed") belongs to the line of that object between
    it and another, where there is one, and is a line of its own where there is none.
    """
    by_pair: dict[tuple[str, ...], list[Word]] = defaultdict(list)
    for row in rows:
        by_pair[tuple(sorted({*row["actor_states"], *row["toward_states"]}))].append(Word.of(row))
    held: dict[str, Lines] = defaultdict(Lines)
    found: list[list[Word]] = []
    for parties, own in sorted(by_pair.items(), key=lambda item: -len(item[0])):
        own.sort(key=_told)
        if len(parties) == 1 and parties[0] in held:
            own = [word for word in own if not held[parties[0]].take(word)]
        lines = Lines()
        for word in own:
            lines.put(word)
        found += lines.all
        for name in parties if len(parties) > 1 else ():
            held[name].hold(lines.all)
    return [[word.row for word in sorted(line, key=_told)] for line in found]


def _told(word: Word) -> tuple[str, int]:
    """The order in which statements were told."""
    return word.row["heard"] or "", word.row["row"]


class Lines:
    """Lines that grow, found again by the words that they share with a statement."""

    def __init__(self) -> None:
        self.all: list[list[Word]] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)

    def put(self, word: Word) -> None:
        """Add a statement to the line that it is most like, or begin one with it."""
        if not self.take(word):
            self._begin([word])

    def take(self, word: Word) -> bool:
        """Add a statement to the line that it is most like; false where it is like none."""
        known = self._by_word
        counted = Counter(chain.from_iterable(known[sign][-COMPARED:] for sign in word.by if sign in known))
        # Among lines that share as many words the later go first, so that the same rows always give the same lines.
        ranked = sorted(((count << 32) + place for place, count in counted.items()), reverse=True)[:COMPARED]
        near = [rank & 0xFFFFFFFF for rank in ranked]
        if self.all and len(self.all) - 1 not in counted:
            near.append(len(self.all) - 1)
        best, most = None, 0.0
        for place in near:
            likeness = _likeness(self.all[place], word, most)
            if likeness > most:
                best, most = place, likeness
                if most == 1.0:
                    break  # none can be more alike
        if best is None:
            return False
        self.all[best].append(word)
        self._know(best, word)
        return True

    def hold(self, lines: Iterable[list[Word]]) -> None:
        """Know further lines, which stay those of their own parties."""
        for line in lines:
            self._begin(line)

    def _begin(self, line: list[Word]) -> None:
        self.all.append(line)
        for word in line:
            self._know(len(self.all) - 1, word)

    def _know(self, place: int, word: Word) -> None:
        for sign in word.by:
            held = self._by_word[sign]
            if not held or held[-1] != place:
                held.append(place)


def _likeness(line: Sequence[Word], word: Word, most: float) -> float:
    """How sure it is that a word belongs to a line; 0 where that is no surer than what was found before, or too little."""
    found, least = 0.0, max(most, ALIKE)
    thing, size, kind = word.thing, len(word.thing), word.kind
    for known in line[-TOLD:]:
        other = known.thing
        same, its = len(thing & other), len(other)
        fewest = size if size < its else its
        led = kind == "agreement" and _led_to(known, word)
        if led:
            likeness = 1.0
        elif fewest < 2 or known.kind != kind:
            said = _shared(known.said, word.said, least)
            likeness = max(said, same / (size + its - same)) if fewest > 1 else said
        else:
            likeness = max(same / (size + its - same), 0.9 * (same / fewest))
        if likeness >= least and likeness > max(most, found) and (led or not _of_two(known.row, word.row)):
            found = least = likeness
    return found


def _shared(one: frozenset[str], other: frozenset[str], least: float) -> float:
    """How far two sets of words are the same, 0 to 1; 0 where by their sizes alone it is less than asked for."""
    first, second = len(one), len(other)
    if first < least * second or second < least * first:
        return 0.0
    same = len(one & other)
    return same / (first + second - same) if same else 0.0


def _of_two(one: Row, other: Row) -> bool:
    """True where names, times or figures show that two words are of two objects, however alike they sound.

    A plant of 400,000 kilowatt is not the one of 600,000.
    """
    if apart(one, other):
        return True
    first, second = _measures(one), _measures(other)
    if first and second and first.isdisjoint(second):
        return True
    return bool(one["time"] and other["time"] and not same_time(one["time"], other["time"]))


def _led_to(one: Word, other: Word) -> bool:
    """True for a talk and an agreement, the other, that is told in the same breath as its result."""
    if one.kind != "contact" or one.row["record"] != other.row["record"]:
        return False
    between: int = other.row["start"] - one.row["end"]
    return 0 <= between <= BREATH


def _measures(row: Row) -> frozenset[tuple[str | None, float]]:
    """The figures of a work."""
    return frozenset((figure.unit, figure.low) for figure in figures(row["quantities"]) if not relative(figure))

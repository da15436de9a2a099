"""Statements on one object put together over the records: a project, an agreement, a delivery as one line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vermerk.inquiry.comparing import apart, covered, figures, relative, shared, stems
from vermerk.inquiry.dating import same_time

Row = Mapping[str, Any]
ALIKE = 0.5  # likeness of two objects from which they are one
COMPARED = 40  # lines that share a word with which a statement is compared, the latest
TOLD = 12  # words on a line that are compared, the latest
BREATH = 40  # characters between a talk and what it led to ("…, which resulted in …")


def lines_of(rows: Iterable[Row]) -> list[list[Row]]:
    """Lines of statements, each of one object between the same parties, in the order in which they were told.

    What is told of one party alone ("the plant in Pyongyang is completed") belongs to the line of that object between
    it and another, where there is one, and is a line of its own where there is none.
    """
    by_pair: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        by_pair[tuple(sorted({*row["actor_states"], *row["toward_states"]}))].append(row)
    held: dict[str, Lines] = defaultdict(Lines)
    found: list[list[Row]] = []
    for parties, own in sorted(by_pair.items(), key=lambda item: -len(item[0])):
        if len(parties) == 1 and parties[0] in held:
            own = [row for row in in_order(own) if not held[parties[0]].take(row)]
        lines = Lines()
        for row in in_order(own):
            lines.put(row)
        found += lines.all
        for name in parties if len(parties) > 1 else ():
            held[name].hold(lines.all)
    return [in_order(line) for line in found]


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Statements in the order in which they were told."""
    return sorted(rows, key=lambda r: (r["heard"] or "", r["row"]))


class Lines:
    """Lines that grow, found again by the words that they share with a statement."""

    def __init__(self) -> None:
        self.all: list[list[Row]] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)

    def put(self, row: Row) -> None:
        """Add a statement to the line that it is most like, or begin one with it."""
        if not self.take(row):
            self._begin([row])

    def take(self, row: Row) -> bool:
        """Add a statement to the line that it is most like; false where it is like none."""
        words = _words(row)
        counted = Counter(place for word in words for place in self._by_word[word][-COMPARED:])
        # Among lines that share as many words the later go first, so that the same rows always give the same lines.
        near = sorted(counted, key=lambda place: (-counted[place], -place))[:COMPARED]
        near += [len(self.all) - 1] if self.all and len(self.all) - 1 not in counted else []
        best = max(near, key=lambda place: _likeness(self.all[place], row), default=None)
        if best is None or _likeness(self.all[best], row) < ALIKE:
            return False
        self.all[best].append(row)
        self._know(best, words)
        return True

    def hold(self, lines: Iterable[list[Row]]) -> None:
        """Know further lines, which stay those of their own parties."""
        for line in lines:
            self._begin(line)

    def _begin(self, line: list[Row]) -> None:
        self.all.append(line)
        for row in line:
            self._know(len(self.all) - 1, _words(row))

    def _know(self, place: int, words: Iterable[str]) -> None:
        for word in words:
            if not self._by_word[word] or self._by_word[word][-1] != place:
                self._by_word[word].append(place)


def _words(row: Row) -> frozenset[str]:
    return stems(row["what"] or "") | stems(row["quote"])


def _likeness(line: Sequence[Row], row: Row) -> float:
    """How sure it is that a word belongs to a line: the object's words, and no name that the other lacks."""
    return max(_alike(known, row) for known in line[-TOLD:])


def _alike(one: Row, other: Row) -> float:
    if _led_to(one, other):
        return 1.0
    if apart(one, other) or (one["time"] and other["time"] and not same_time(one["time"], other["time"])):
        return 0.0
    if _measures(one) and _measures(other) and not _measures(one) & _measures(other):
        return 0.0
    first, second = one["what"] or one["quote"], other["what"] or other["quote"]
    fewest = min(len(stems(first)), len(stems(second)))
    if fewest < 2 or one["kind"] != other["kind"]:
        return max(shared(one["quote"], other["quote"]), shared(first, second) if fewest > 1 else 0.0)
    return max(shared(first, second), 0.9 * covered(first, second))


def _led_to(one: Row, other: Row) -> bool:
    """True for a talk and the agreement that is told in the same breath as its result."""
    if one["kind"] != "contact" or other["kind"] != "agreement" or one["record"] != other["record"]:
        return False
    between: int = other["start"] - one["end"]
    return 0 <= between <= BREATH


def _measures(row: Row) -> frozenset[tuple[str | None, float]]:
    """The figures of a work: a plant of 400,000 kilowatt is not the one of 600,000."""
    return frozenset((figure.unit, figure.low) for figure in figures(row["quantities"]) if not relative(figure))

"""Which of many statements are held against each other: those that share a telling word, and neighbours in time.

Comparing all with all grows with the square; a pair of states may have tens of thousands of statements. So statements
are put into blocks, and within a block only such are compared as can conflict at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import Any

from vermerk.inquiry.comparing import stems

Row = Mapping[str, Any]
Sorting = Callable[[Row], Hashable | None]
MOST = 60  # statements of one block that are compared with each other
FEW = 12  # statements of one kind that are all compared, whatever words they share


def by(rows: Iterable[Row], key: Sorting) -> Iterator[list[Row]]:
    """Blocks of the rows that have the same key; rows without one are left out."""
    blocks: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        name = key(row)
        if name is not None:
            blocks[name].append(row)
    yield from blocks.values()


def nearest(blocks: Iterable[Sequence[Row]]) -> Iterator[tuple[Row, Row]]:
    """Pairs of each block in the order of time; in a large one each with its neighbours only."""
    for block in blocks:
        ordered = sorted(block, key=_moment)
        if len(ordered) <= MOST:
            yield from combinations(ordered, 2)
            continue
        for n, row in enumerate(ordered):
            for other in ordered[n + 1 : n + 1 + MOST // 4]:
                yield row, other


class Alike:
    """Statements of one kind that share a telling word; a word that many of them share tells nothing."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._kinds = list(by(rows, lambda r: r["kind"]))
        self._counts: dict[int, Counter[str]] = {}

    def pairs(self, sort: Sorting, within: Sorting) -> Iterator[tuple[Row, Row]]:
        """Pairs that share such a word, of different sorts within the same group, each once, the earlier first.

        Rows for which ``sort`` gives null are in no pair.
        """
        for number, own in enumerate(self._kinds):
            groups: dict[Hashable, list[_Sorted]] = defaultdict(list)
            for row in own:
                name = sort(row)
                if name is not None:
                    groups[within(row)].append((row, name))
            for group in groups.values():
                sorts = Counter(name for _, name in group)
                if len(sorts) < 2:
                    continue
                if len(own) <= FEW:
                    yield from _across([group])
                    continue
                common = sorts.most_common(1)[0][0]
                telling = self._telling(number, (row for row, name in group if name != common))
                yield from _across(_sharing(group, telling))

    def _telling(self, number: int, rows: Iterable[Row]) -> frozenset[str]:
        """The words of some rows of a kind by which rows are put together."""
        own = self._kinds[number]
        if number not in self._counts:
            self._counts[number] = Counter(chain.from_iterable(stems(row["quote"]) for row in own))
        counts, most = self._counts[number], min(MOST, len(own) // 2)
        words = set(chain.from_iterable(stems(row["quote"]) for row in rows))
        return frozenset(word for word in words if 2 <= counts[word] <= most)


_Sorted = tuple[Row, Hashable]


def _sharing(rows: Iterable[_Sorted], words: frozenset[str]) -> Iterable[list[_Sorted]]:
    blocks: dict[str, list[_Sorted]] = defaultdict(list)
    for row in rows:
        for word in words & stems(row[0]["quote"]):
            blocks[word].append(row)
    return blocks.values()


def _across(blocks: Iterable[list[_Sorted]]) -> Iterator[tuple[Row, Row]]:
    """Pairs of different sorts in the same block, each once."""
    seen: set[tuple[int, int]] = set()
    for block in blocks:
        for one, other in combinations(block, 2):
            if one[1] == other[1]:
                continue
            early, late = sorted((one[0], other[0]), key=_moment)
            pair = (early["row"], late["row"])
            if pair not in seen:
                seen.add(pair)
                yield early, late


def _moment(row: Row) -> tuple[str, int]:
    return row["day"] or "", row["row"]

"""Which of many statements are held against each other: those that share a telling word, and neighbours in time.

Comparing all with all grows with the square; a pair of states may have tens of thousands of statements. So statements
are put into blocks, and within a block only such are compared as can conflict at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from operator import itemgetter
from typing import Any

from vermerk.inquiry.comparing import reach, stems

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

    def pairs(
        self, kinds: Callable[[str], bool], sort: Sorting, within: Sorting, slack: int | None = None
    ) -> Iterator[tuple[Row, Row]]:
        """Pairs that share such a word, of different sorts within the same group, each once, the earlier first.

        Args:
            kinds: whether statements of a kind are looked at.
            sort: of a row; rows for which it gives null are in no pair.
            within: the group of a row.
            slack: days; only pairs that can speak of the same days, give or take so many. Null for any pairs.
        """
        for number, own in enumerate(self._kinds):
            if not kinds(own[0]["kind"]):
                continue
            groups: dict[Hashable, dict[Hashable, list[Row]]] = defaultdict(lambda: defaultdict(list))
            for row in own:
                name = sort(row)
                if name is not None:
                    groups[within(row)][name].append(row)
            for group in groups.values():
                if len(group) < 2:
                    continue
                common = max(group, key=lambda name: len(group[name]))
                rare = chain.from_iterable(rows for name, rows in group.items() if name != common)
                telling = self._telling(number, rare) if len(own) > FEW else None
                in_time = sorted(
                    ((_moment(row), row, name) for name, rows in group.items() for row in rows), key=_first
                )
                if telling is None:
                    yield from _across([[_Sorted(*one, slack) for one in in_time]])
                else:
                    yield from _across(_sharing(in_time, telling, slack))

    def _telling(self, number: int, rows: Iterable[Row]) -> frozenset[str]:
        """The words of some rows of a kind by which rows are put together."""
        own = self._kinds[number]
        if number not in self._counts:
            self._counts[number] = Counter(chain.from_iterable(stems(row["quote"]) for row in own))
        counts, most = self._counts[number], min(MOST, len(own) // 2)
        words = set(chain.from_iterable(stems(row["quote"]) for row in rows))
        return frozenset(word for word in words if 2 <= counts[word] <= most)


_Timed = tuple[tuple[str, int], Row, Hashable]
_first = itemgetter(0)


class _Sorted:
    """A row with its sort, its moment in the order of time, and the days that it can speak of."""

    __slots__ = ("first", "last", "moment", "name", "row")

    def __init__(self, moment: tuple[str, int], row: Row, name: Hashable, slack: int | None) -> None:
        self.row, self.name, self.moment = row, name, moment
        self.first, self.last = ("0", "9") if slack is None else reach(row, slack)


def _sharing(rows: Iterable[_Timed], words: frozenset[str], slack: int | None) -> Iterable[list[_Sorted]]:
    blocks: dict[str, list[_Sorted]] = defaultdict(list)
    for row in rows:
        shared = words & stems(row[1]["quote"])
        if shared:
            known = _Sorted(*row, slack)
            for word in shared:
                blocks[word].append(known)
    return blocks.values()


def _across(blocks: Iterable[list[_Sorted]]) -> Iterator[tuple[Row, Row]]:
    """Pairs of different sorts in the same block that can be of the same days, each once; blocks are in order of time."""
    seen: set[tuple[int, int]] = set()
    for block in blocks:
        for one, other in combinations(block, 2):
            if one.name == other.name or one.first > other.last or other.first > one.last:
                continue
            pair = (one.moment[1], other.moment[1])
            if pair not in seen:
                seen.add(pair)
                yield one.row, other.row


def _moment(row: Row) -> tuple[str, int]:
    return row["day"] or "", row["row"]

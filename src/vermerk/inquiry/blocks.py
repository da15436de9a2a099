"""Which of many statements are held against each other: those that share a telling word, and neighbours in time.

Comparing all with all grows with the square; a pair of states may have tens of thousands of statements. So statements
are put into blocks, and within a block only such are compared as can conflict at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from operator import attrgetter, itemgetter
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
        kinds: dict[str, list[_Told]] = defaultdict(list)
        for row in rows:
            kinds[row["kind"]].append(_Told(row))
        for own in kinds.values():
            own.sort(key=_in_time)
        self._kinds = kinds
        self._counts: dict[str, Counter[str]] = {}

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
        for kind, own in self._kinds.items():
            if not kinds(kind):
                continue
            groups: dict[Hashable, list[_Sorted]] = defaultdict(list)
            for told in own:
                name = sort(told.row)
                if name is not None:
                    groups[within(told.row)].append((name, told))
            for group in groups.values():
                sorts = Counter(map(_first, group))
                if len(sorts) < 2:
                    continue
                (common, _), *_ = sorts.most_common(1)
                rare = [told for name, told in group if name != common]
                telling = self._telling(kind, rare) if len(own) > FEW else None
                blocks = [group] if telling is None else _sharing(group, telling)
                yield from _across(blocks, slack)

    def _telling(self, kind: str, some: Iterable[_Told]) -> frozenset[str]:
        """The words of some statements of a kind by which statements are put together."""
        own = self._kinds[kind]
        if kind not in self._counts:
            self._counts[kind] = Counter(chain.from_iterable(told.words for told in own))
        counts, most = self._counts[kind], min(MOST, len(own) // 2)
        words = set(chain.from_iterable(told.words for told in some))
        return frozenset(word for word in words if 2 <= counts[word] <= most)


class _Told:
    """A statement with its telling words and its place in the order of time."""

    __slots__ = ("_days", "_slack", "moment", "row", "words")

    def __init__(self, row: Row) -> None:
        self.row, self.words, self.moment = row, stems(row["quote"]), _moment(row)
        self._slack: int | None = None
        self._days = ("0", "9")

    def days(self, slack: int | None) -> tuple[str, str]:
        """The days that it can speak of, give or take so many; any days where that is null."""
        if slack != self._slack:
            self._slack, self._days = slack, ("0", "9") if slack is None else reach(self.row, slack)
        return self._days


_Sorted = tuple[Hashable, _Told]
_first = itemgetter(0)
_in_time = attrgetter("moment")


def _sharing(group: Iterable[_Sorted], words: frozenset[str]) -> Iterable[list[_Sorted]]:
    blocks: dict[str, list[_Sorted]] = defaultdict(list)
    for one in group:
        for word in words & one[1].words:
            blocks[word].append(one)
    return blocks.values()


def _across(blocks: Iterable[list[_Sorted]], slack: int | None) -> Iterator[tuple[Row, Row]]:
    """Pairs of different sorts in the same block that can be of the same days, each once; blocks are in order of time."""
    seen: set[tuple[int, int]] = set()
    for block in blocks:
        if len(set(map(_first, block))) < 2:
            continue
        for (name, told), (its_name, other) in combinations(block, 2):
            if name == its_name or (pair := (told.moment[1], other.moment[1])) in seen:
                continue
            seen.add(pair)
            mine, its = told.days(slack), other.days(slack)
            if mine[0] <= its[1] and its[0] <= mine[1]:
                yield told.row, other.row


def _moment(row: Row) -> tuple[str, int]:
    return row["day"] or "", row["row"]

"""What follows from an agreement told of right before holds for its term, where a sentence has no time of its own.

"A long-term agreement for 1966-70 was signed. Accordingly, trade is to double": it is to double in these years.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from vermerk.extraction.discourse import Memory
from vermerk.extraction.lexicon import read_rows
from vermerk.model import Kind, Status

SORTS = ("plain", "thing")
AGREED = r"(?: (?:it|this|that|these|them|the (?:said |above |same |new |latter )?(?:agreements?|treaty|protocol|plan|contract|accord|convention|arrangement)|(?:this|that|its) (?:agreement|treaty|protocol|plan|contract|accord|convention|arrangement)))\b"
DUE = frozenset({Status.PLANNED, Status.ONGOING})
BOUND = frozenset({Kind.TRADE, Kind.ASSISTANCE})  # kinds of what agreements bind their parties to for a term
NEAR = 1  # sentences after the agreement's own


@lru_cache(maxsize=1)
def _beginning() -> re.Pattern[str]:
    table = Path(str(files("vermerk.extraction") / "tables" / "following.tsv"))
    by_sort: dict[str, list[str]] = {sort: [] for sort in SORTS}
    for row in read_rows(table, 2):
        by_sort[row.one_of(0, SORTS)].append(row.cells[1])
    ways = [*by_sort["plain"], *(f"{one}{AGREED}" for one in by_sort["thing"])]
    return re.compile(rf"^\W*(?:and |but |thus |for instance,? )?(?:{'|'.join(ways)})", re.IGNORECASE)


def follows(words: str) -> bool:
    """True for words that begin with what they follow from."""
    return _beginning().match(words) is not None


def note_term(memory: Memory, periods: Iterable[str]) -> None:
    """Keep the term of the agreement told of last; one without a term takes the place of an earlier one."""
    memory.term = next((edtf for edtf in periods if "/" in edtf and ".." not in edtf), None)
    memory.term_at = memory.clock


def term_of(words: str, kind: Kind, status: Status, memory: Memory) -> str | None:
    """The term that what follows from an agreement takes from it (EDTF), or null."""
    if memory.term is None or kind not in BOUND or status not in DUE or memory.clock - memory.term_at > NEAR:
        return None
    return memory.term if follows(words) else None

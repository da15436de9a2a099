"""Who stood in relation with whom: the pairs of a corpus with what was told of each, and who stood between."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from vermerk.corpus import Corpus, fetched
from vermerk.inquiry.scope import Scope, held_statements

if TYPE_CHECKING:
    import ibis.expr.types as ir

Row = Mapping[str, Any]


class Tie(msgspec.Struct, frozen=True):
    """What was told of a pair in one kind.

    Attributes:
        a, b: the pair, in the order of the alphabet. kind: of the statements.
        statements, records: how many there are, and in how many records they stand.
        first, last: the first and last day that they speak of. doubtful: how many are less than certain.
        negated: how many deny. via: who stood between in any of them.
    """

    a: str
    b: str
    kind: str
    statements: int
    records: int
    first: str | None
    last: str | None
    doubtful: int
    negated: int
    via: tuple[str, ...]


def network_table(corpus: Corpus, scope: Scope, least: int = 1) -> ir.Table:
    """The ties of a corpus as an Ibis expression; pairs with fewer statements of a kind than ``least`` are left out.

    A person or body that serves a state stands for it, so that nobody is tied to his own state; who only stands between
    two others is no end of a tie.
    """
    pairs = held_statements(corpus, corpus.pairs, scope)
    for end in (pairs.a, pairs.b):
        pairs = pairs.filter(pairs.actor_states.contains(end) | pairs.toward_states.contains(end))
    grouped = pairs.group_by("a", "b", "kind").aggregate(
        statements=pairs.id.nunique(),
        records=pairs.record.nunique(),
        first=pairs.day.min(),
        last=pairs.day.max(),
        doubtful=(pairs.certainty != "certain").sum(),
        negated=(pairs.polarity == "negated").sum(),
        via=pairs.via.collect(),
    )
    return grouped.filter(grouped.statements >= least).order_by(["a", "b", "kind"])


def network(corpus: Corpus, scope: Scope, least: int = 1) -> list[Tie]:
    """The ties of a corpus, with those who stood between."""
    found = []
    for row in fetched(network_table(corpus, scope, least)).to_pylist():
        between = tuple(sorted({name for names in row.pop("via") or [] for name in names or []} - {row["a"], row["b"]}))
        found.append(Tie(**row, via=between))
    return found

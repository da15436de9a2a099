"""Statements that cannot both hold: found, explained, ranked by weight, and never settled.

Before two statements are held against each other their scope is compared: the same direction of the same pair, the
same thing, times that overlap, figures in one unit. What is claimed of both sides at once is read as two claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import msgspec

from vermerk.corpus import Corpus
from vermerk.inquiry.comparing import (
    overlap,
)
from vermerk.inquiry.contradictions import findings
from vermerk.inquiry.evidence import directions, rows_of, uncollected
from vermerk.inquiry.finding import Finding
from vermerk.inquiry.headings import Heading, contradicted, dated_headings
from vermerk.inquiry.relation import COLUMNS
from vermerk.inquiry.scope import Scope, check_scope, held_statements, party
from vermerk.model import BadRequest, Certainty

Row = Mapping[str, Any]
MOST_PARTIES = 6  # of one statement whose pairs are looked at
DOUBT = {"certain": 1.0, "probable": 0.7, "possible": 0.4, "unknown": 0.1}


class Conflict(msgspec.Struct, frozen=True):
    """Two statements that cannot both hold.

    Attributes:
        sort: polarity, level, date, figure, party, status, route, or heading (a heading against its paragraph).
        a, b: the pair; holder_party, other_party: the direction in which they disagree.
        one, other: identifiers of the statements; ``heading:START`` for a heading. one_record, other_record: where they stand.
        one_says, other_says: what each says, in a few words. one_holder, other_holder: on whose word.
        explanation: why they cannot both hold, with the times and units compared.
        weight: 0 to 1; how firm the weaker of the two is, how like their subject, how near their time.
    """

    sort: str
    a: str
    b: str
    holder_party: str
    other_party: str
    one: str
    other: str
    one_record: str
    other_record: str
    one_says: str
    other_says: str
    one_holder: str | None
    other_holder: str | None
    explanation: str
    weight: float


def conflicts(corpus: Corpus, a: str | None, b: str | None, scope: Scope) -> list[Conflict]:
    """The conflicts of a pair, of one party with all, or of the whole corpus; the weightiest first.

    Raises:
        BadRequest: a date or a party's name cannot be understood.
    """
    table = corpus.pairs
    check_scope(corpus, scope)
    names = sorted(party(corpus, name, scope.on) for name in (a, b) if name is not None)
    if len(names) == 2 and names[0] == names[1]:
        raise BadRequest(f"{a} and {b}", f"are one party, {names[0]}", "name two")
    if len(names) == 2:
        table = table.filter(table.a == names[0], table.b == names[1])
    elif names:
        table = table.filter((table.a == names[0]) | (table.b == names[0]))
    table = held_statements(corpus, table, scope)
    rows = rows_of(table.select("a", "b", *(c for c in COLUMNS if c in table.columns)))
    dated = sorted({row["record"] for row in rows if row["event"] and row["time"]})
    headings = dated_headings(corpus, dated) if dated else {}
    with uncollected():
        return rank(rows, headings)


def rank(rows: Iterable[Row], headings: Mapping[str, Sequence[Heading]] | None = None) -> list[Conflict]:
    """The conflicts among rows of the table of pairs, the weightiest first.

    Args:
        rows: statements, each with the pair ``a`` and ``b`` that it is held to be about.
        headings: the dated headings of their records, which may contradict what stands under them.
    """
    best: dict[tuple[str, str, str], Conflict] = {}
    for (a, b, holder, other), own in _by_direction((row["a"], row["b"], row) for row in rows).items():
        under = contradicted(own, headings) if headings else ()
        for finding in (*findings(own), *(Finding("heading", one, two, why, 0.9) for one, two, why in under)):
            conflict = _told(finding, a, b, holder, other)
            low, high = sorted((conflict.one, conflict.other))
            known = best.get((conflict.sort, low, high))
            if known is None or known.weight < conflict.weight:
                best[conflict.sort, low, high] = conflict
    return sorted(best.values(), key=lambda c: (-c.weight, c.sort, c.one, c.other))


def found_among(rows: Sequence[Row]) -> list[Finding]:
    """What cannot both hold among statements, whatever parties they are about; each two once."""
    among = (
        (a, b, row)
        for row in rows
        for a, b in combinations(sorted({*row["actor_states"], *row["toward_states"]})[:MOST_PARTIES], 2)
    )
    found: dict[tuple[str, str], Finding] = {}
    for own in _by_direction(among).values():
        for finding in findings(own):
            one, other = sorted((finding.one["id"], finding.other["id"]))
            found.setdefault((one, other), finding)
    return list(found.values())


_Direction = tuple[str, str, str, str]


def _by_direction(rows: Iterable[tuple[str, str, Row]]) -> dict[_Direction, list[Row]]:
    """Statements by pair and by who acts towards whom; what is claimed of both sides stands in both directions."""
    found: dict[_Direction, list[Row]] = defaultdict(list)
    for a, b, row in rows:
        if row["certainty"] == "unknown" or row["status"] == "hypothetical":
            continue
        for holder, other in directions(row, a, b):
            found[a, b, holder, other].append(row)
    return found


def _told(finding: Finding, a: str, b: str, holder: str, other: str) -> Conflict:
    one, second = finding.one, finding.other
    firm = min(DOUBT[str(Certainty(row["certainty"]))] * (row["score"] or 0.5) for row in (one, second))
    near = 1.0 if finding.sort in {"date", "heading"} or overlap(one, second) else 0.7
    return Conflict(
        sort=finding.sort,
        a=a,
        b=b,
        holder_party=holder,
        other_party=other,
        one=one["id"],
        other=second["id"],
        one_record=one["record"],
        other_record=second["record"],
        one_says=_short(one["quote"]),
        other_says=_short(second["quote"]),
        one_holder=_holder(one),
        other_holder=_holder(second),
        explanation=finding.explanation,
        weight=round(min(1.0, finding.likeness) * near * (0.4 + 0.6 * firm), 3),
    )


def _holder(row: Row) -> str | None:
    return row["chain"][-1]["holder"] if row["chain"] else None


def _short(words: str, most: int = 160) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"

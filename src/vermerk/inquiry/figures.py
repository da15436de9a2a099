"""Figures that follow from those stated, each with its sum shown; they are derived, and never stored as stated.

A record gives a figure for one year and a change for the next: "1,700,000 rupees in 1966/67", "decreased by 600,000",
"supposed to be doubled". Where the words leave open what a change starts from, every reading is computed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from vermerk.corpus import Corpus
from vermerk.inquiry.comparing import Figure, figures, relative, stems
from vermerk.inquiry.dating import in_words
from vermerk.inquiry.events import asked
from vermerk.inquiry.evidence import rows_of
from vermerk.inquiry.fiscal import fiscal_words
from vermerk.inquiry.relation import COLUMNS
from vermerk.inquiry.scope import Scope

Row = Mapping[str, Any]
FACTORS = frozenset({"times"})
PERCENT = frozenset({"percent", "per cent", "%"})


class Derived(msgspec.Struct, frozen=True):
    """A figure that was computed from stated ones.

    Attributes:
        of: what it measures. a, b: the pair. time: the period that it is for.
        low, high, unit: the figure.
        reading: which reading of the words it is ("of the year before", "of the last figure stated").
        sum: how it was computed, in figures.
        status, certainty: of the change; doubt is that of the more doubtful part.
        statements: the base and the changes that it rests on.
        derived: always true.
    """

    of: str
    a: str
    b: str
    time: str | None
    low: float
    high: float
    unit: str | None
    reading: str
    sum: str
    status: str
    certainty: str
    statements: tuple[str, ...]
    derived: bool = True


class _Base(msgspec.Struct, frozen=True):
    """A figure to start from: stated, or computed before."""

    row: Row
    low: float
    high: float
    unit: str | None
    stated: bool
    sum: str
    statements: tuple[str, ...]
    doubt: int


def derived(corpus: Corpus, a: str | None, b: str | None, scope: Scope) -> list[Derived]:
    """Figures that follow from those stated of a pair, a party or a corpus, in the order of their periods.

    Raises:
        BadRequest: a date or a party's name cannot be understood.
    """
    table = asked(corpus, a, b, scope)
    table = table.filter(table.quantities != "[]")
    return compute(rows_of(table.select(*(c for c in COLUMNS if c in table.columns))))


def compute(rows: Iterable[Row]) -> list[Derived]:
    """Derive what follows among rows that carry figures."""
    series: dict[tuple[str, tuple[str, ...]], list[Row]] = defaultdict(list)
    for row in rows:
        if row["polarity"] == "affirmed" and row["time"]:
            series[row["kind"], tuple(sorted({*row["actor_states"], *row["toward_states"]}))].append(row)
    found = [one for (_, pair), own in sorted(series.items()) for one in _derive(own, pair)]
    return sorted(found, key=lambda d: (d.time or "", d.of, d.low))


def _derive(rows: Sequence[Row], pair: tuple[str, ...]) -> Iterator[Derived]:
    stated = [(row, figure) for row in rows for figure in figures(row["quantities"])]
    bases = [
        _Base(row, f.low, f.high, f.unit, True, f"{f.words} ({_period(row, days=False)})", (row["id"],), _doubt(row))
        for row, f in stated
        if not relative(f)
    ]
    for row, figure in sorted(
        (s for s in stated if relative(s[1])), key=lambda s: (s[0]["earliest"] or s[0]["latest"] or "", s[0]["row"])
    ):
        before = [base for base in bases if _before(base.row, row) and _fits(figure, base, row)]
        for base, reading in _readings(before):
            low, high, words = _apply(base, figure)
            made = _Base(
                row, low, high, base.unit, False, f"{base.sum} {words} = {_number(low, high)}", (*base.statements, row["id"]),
                max(base.doubt, _doubt(row)),
            )  # fmt: skip
            bases.append(made)
            yield _told(made, reading, pair, figure)


def _period(row: Row, *, days: bool = True) -> str:
    return fiscal_words(row, days=days) or in_words(row["time"])


def _before(one: Row, other: Row) -> bool:
    """True where one period lies before another; fiscal years overlap by the year that both names share."""
    begins, ends = one["earliest"] or one["latest"] or "", one["latest"] or one["earliest"] or ""
    its_begin, its_end = other["earliest"] or other["latest"] or "", other["latest"] or other["earliest"] or ""
    return begins < its_begin and ends < its_end


def _fits(figure: Figure, base: _Base, row: Row) -> bool:
    """A change starts from a figure in its own unit, a factor from any; both must measure the same thing."""
    if figure.unit not in FACTORS | PERCENT and figure.unit != base.unit:
        return False
    of = next((f.of for f in figures(base.row["quantities"])), frozenset[str]())
    return not (of and figure.of) or bool(of & figure.of) or bool(_things(base.row) & _things(row))


def _things(row: Row) -> frozenset[str]:
    """The words for what is measured, without those of the parties."""
    parties = {
        word for side in ("actor", "toward", "actor_states", "toward_states") for p in row[side] for word in stems(p)
    }
    units = {word for figure in figures(row["quantities"]) for word in stems(figure.unit or "")}
    return frozenset(word for word in stems(row["what"] or "") if word not in parties | units and not word.isdigit())


def _readings(before: Sequence[_Base]) -> list[tuple[_Base, str]]:
    """What a change may start from: the figures of the period before, and the last figure stated in so many words."""
    if not before:
        return []
    last = max(base.row["latest"] or base.row["earliest"] for base in before)
    of_last = [base for base in before if (base.row["latest"] or base.row["earliest"]) == last]
    found = [(base, f"of the period before, {_period(base.row)}") for base in of_last]
    stated = [base for base in before if base.stated]
    if stated and not any(base.stated for base in of_last):
        base = max(stated, key=lambda s: s.row["latest"] or s.row["earliest"])
        found.append((base, f"of the last figure stated, {_period(base.row)}"))
    return found


def _apply(base: _Base, figure: Figure) -> tuple[float, float, str]:
    if figure.unit in FACTORS:
        return base.low * figure.low, base.high * figure.high, f"× {_number(figure.low, figure.high)}"
    if figure.unit in PERCENT:
        low, high = base.low * (1 + figure.low / 100), base.high * (1 + figure.high / 100)
        return low, high, f"{_signed(figure.low)} %"
    return base.low + figure.low, base.high + figure.high, _signed(figure.low)


def _signed(value: float) -> str:
    return f"− {abs(value):,.10g}" if value < 0 else f"+ {value:,.10g}"


def _number(low: float, high: float) -> str:
    one = f"{low:,.10g}" if not float(low).is_integer() else f"{int(low):,}"
    if low == high:
        return one
    return f"{one} to " + (f"{high:,.10g}" if not float(high).is_integer() else f"{int(high):,}")


def _doubt(row: Row) -> int:
    return ("certain", "probable", "possible", "unknown").index(row["certainty"])


def _told(made: _Base, reading: str, pair: tuple[str, ...], figure: Figure) -> Derived:
    row = made.row
    of = (
        next((q.get("of") for q in msgspec.json.decode(row["quantities"]) if q.get("of")), None)
        or row["what"]
        or row["kind"]
    )
    a, b = (*pair, "", "")[:2]
    unit = f" {made.unit}" if made.unit else ""
    return Derived(
        of=str(of),
        a=a,
        b=b,
        time=row["time"],
        low=made.low,
        high=made.high,
        unit=made.unit,
        reading=reading,
        sum=made.sum + unit,
        status=row["status"],
        certainty=("certain", "probable", "possible", "unknown")[made.doubt],
        statements=made.statements,
    )

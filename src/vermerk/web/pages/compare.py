"""Two reviewers side by side: where they agree, field by field, and each statement on which they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec

from vermerk.corpus.standing import Review
from vermerk.web.holdings import Holdings
from vermerk.web.page import Asked, Leaf, Page, Query
from vermerk.web.pages.review import verdicts

FIELDS = (
    "kind",
    "actor",
    "toward",
    "via",
    "what",
    "time",
    "status",
    "polarity",
    "chain",
    "certainty",
    "quantities",
    "editorial",
)
SIZE = 25


class Agreement(msgspec.Struct, frozen=True):
    """How far two reviewers agree on a field: of ``both`` statements ``agree`` alike; Cohen's kappa (1960), or null."""

    field: str
    both: int
    agree: int
    kappa: float | None


class Differing(msgspec.Struct, frozen=True):
    """A statement on which two reviewers differ, with the values of each by field."""

    statement: str
    record: str
    quote: str
    verdicts: tuple[str, str]
    values: dict[str, tuple[str, str]]


class CompareView(msgspec.Struct, frozen=True, kw_only=True):
    """Two reviewers compared over the statements that both decided on."""

    reviewers: tuple[str, ...]
    a: str | None
    b: str | None
    both: int
    agreement: tuple[Agreement, ...]
    differing: tuple[Differing, ...]
    leaf: Leaf


def compare_view(asked: Asked) -> CompareView:
    """The two reviewers that the address names, or the first two."""
    held = asked.holdings
    names = held.keep("reviewers", lambda: tuple(sorted({d.who for d in held.decisions()})))
    a = asked.one("a") or next(iter(names), None)
    b = asked.one("b") or next((name for name in names if name != a), None)
    if a is None or b is None:
        return CompareView(reviewers=names, a=a, b=b, both=0, agreement=(), differing=(), leaf=Leaf(1, SIZE, 0))
    both, agreement, differing = held.keep(("compare", a, b), lambda: _compared(held, a, b))
    leaf = Leaf(asked.whole("leaf", 1, 1, max(1, -(-len(differing) // SIZE))), SIZE, len(differing))
    return CompareView(
        reviewers=names,
        a=a,
        b=b,
        both=both,
        agreement=agreement,
        differing=differing[leaf.offset : leaf.offset + SIZE],
        leaf=leaf,
    )


def _compared(held: Holdings, a: str, b: str) -> tuple[int, tuple[Agreement, ...], tuple[Differing, ...]]:
    one, other = verdicts(held, a), verdicts(held, b)
    shared = sorted(set(one) & set(other), key=lambda s: (one[s].anchor.record, one[s].anchor.start))
    pairs = [(one[s], other[s]) for s in shared]
    agreement = [_agreement("verdict", [(_kept(x), _kept(y)) for x, y in pairs])]
    kept = [(x, y) for x, y in pairs if x.verdict != "rejected" and y.verdict != "rejected"]
    agreement += [_agreement(field, [(value_of(x, field), value_of(y, field)) for x, y in kept]) for field in FIELDS]
    differing = [d for x, y in pairs if (d := _differing(x, y)) is not None]
    return len(pairs), tuple(agreement), tuple(differing)


def _kept(review: Review) -> str:
    return "rejected" if review.verdict == "rejected" else "kept"


def value_of(review: Review, field: str) -> str:
    """A field of a statement as a reviewer holds it, in words."""
    value: Any = {**(review.machine or {}), **review.fields}.get(field)
    if field == "chain":
        return " > ".join(f"{link['holder']} {link['mode']}" for link in value or [])
    if field == "quantities":
        return "; ".join(f"{q['value']} {q.get('unit') or ''} {q.get('of') or ''}".strip() for q in value or [])
    if isinstance(value, list | tuple):
        return "; ".join(sorted(str(one) for one in value))
    return "" if value is None else str(value)


def _agreement(field: str, pairs: Sequence[tuple[str, str]]) -> Agreement:
    agree = sum(x == y for x, y in pairs)
    return Agreement(field, len(pairs), agree, kappa(pairs))


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Agreement beyond chance (Cohen 1960); null where there is nothing to compare or chance alone agrees always."""
    whole = len(pairs)
    if not whole:
        return None
    first, second = Counter(x for x, _ in pairs), Counter(y for _, y in pairs)
    chance = sum(first[value] * second[value] for value in first) / whole**2
    if chance >= 1:
        return None
    return round((sum(x == y for x, y in pairs) / whole - chance) / (1 - chance), 3)


def _differing(x: Review, y: Review) -> Differing | None:
    if _kept(x) != _kept(y):
        values: dict[str, tuple[str, str]] = {}
    elif _kept(x) == "rejected":
        return None
    else:
        values = {f: pair for f in FIELDS if (pair := (value_of(x, f), value_of(y, f)))[0] != pair[1]}
        if not values:
            return None
    return Differing(x.statement, x.anchor.record, x.anchor.quote, (x.verdict, y.verdict), values)


PAGES = (
    Page(
        "compare",
        "/review/compare",
        CompareView,
        compare_view,
        "Two reviewers side by side, with their agreement per field.",
        (Query("a", "a reviewer"), Query("b", "another"), Query("leaf", "number of the leaf", whole=True)),
    ),
)

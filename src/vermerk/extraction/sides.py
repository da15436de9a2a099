"""Who acts in a statement and towards whom: a choice among the parties at hand, by a small trained model.

Two conditional logits (McFadden 1974), one for the actor and one for the other party, over the signs by which each
contender is at hand, crossed with the kind of the statement. What the rules of ``roles.py`` choose is a sign among
others. Without weights the rules alone decide.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from vermerk.extraction.candidate import Candidate
from vermerk.extraction.completing import TWO_SIDED
from vermerk.extraction.contenders import Contender
from vermerk.extraction.discourse import Ref
from vermerk.extraction.roles import Roles
from vermerk.model import Kind

# How likely another party must be where the rules see none: two states named are not yet a relation.
SURE_OF_ADDED = 0.6
EITHER_WAY = frozenset({Kind.REPRESENTATION})  # whose mission it is, the order of the words does not tell
AS_ONE = frozenset({Kind.CONTACT, Kind.AGREEMENT, Kind.RECOGNITION})  # both parties are one set (codebook, Kinds)


@dataclass(frozen=True, slots=True)
class SideModel:
    """Weights by feature, for each of the two roles."""

    actor: Mapping[str, float]
    toward: Mapping[str, float]

    def shares(self, contenders: Sequence[Iterable[str]], weights: Mapping[str, float]) -> list[float]:
        """The probability of each contender for the role of some weights, from its features."""
        known = weights.get
        scores = [math.fsum([known(name, 0.0) for name in row]) for row in contenders]  # exact, in whatever order
        top = max(scores)
        raised = [math.exp(score - top) for score in scores]
        return [value / sum(raised) for value in raised]


def choose(
    model: SideModel,
    roles: Roles,
    kind: Kind,
    candidate: Candidate,
    at_hand: Sequence[Contender],
    *,
    ruled_actor: bool = False,
) -> tuple[Roles, float]:
    """The roles the model finds likeliest, and how likely; the actor is that of the rules where ``ruled_actor``."""
    shares = model.shares([actor_row(c, kind, candidate) for c in at_hand], model.actor)
    first = max(range(len(at_hand)), key=lambda n: (ruled_actor and at_hand[n].refs == roles.actor, shares[n]))
    actor = at_hand[first]
    rest = [c for c in at_hand if not set(c.names) & set(actor.names)]
    others = model.shares([toward_row(c, actor, kind, candidate) for c in rest], model.toward)
    meant = _other_by_rule(roles, kind, actor)
    second = next((n for n, c in enumerate(rest) if c.refs == meant), None)
    if second is None:
        second = max(range(len(rest)), key=lambda n: others[n])
        if _added(rest[second], roles, kind) and (kind is Kind.CONDITION or others[second] < SURE_OF_ADDED):
            second = next(n for n, c in enumerate(rest) if not c.refs)
    toward = rest[second]
    turned = actor.refs == roles.toward and toward.refs == roles.actor
    if turned and (kind in AS_ONE or (kind not in EITHER_WAY and roles.grounds == ("words", "words"))):
        return roles, shares[first] * others[second]
    if actor.refs == roles.actor and toward.refs == roles.toward:
        return roles, shares[first] * others[second]
    chosen = replace(roles, actor=actor.refs, toward=toward.refs, inferred=True)
    return chosen, shares[first] * others[second]


def _other_by_rule(roles: Roles, kind: Kind, actor: Contender) -> tuple[Ref, ...] | None:
    """The other party where, beside the actor chosen, the rules leave no choice; null where they do.

    What is said behind "with" or "towards" is the other party of the ruled actor; of what is mutual, the two of the pair
    in question are the parties, whichever of them acts.
    """
    if roles.grounds[1] == "facing" and actor.refs == roles.actor:
        return roles.toward
    if roles.grounds == ("mutual", "mutual") and kind in TWO_SIDED and actor.refs in (roles.actor, roles.toward):
        return roles.toward if actor.refs == roles.actor else roles.actor
    return None


def _added(contender: Contender, roles: Roles, kind: Kind) -> bool:
    """True for another party that nothing in the words asks for: the rules see none, or a country's state needs none."""
    if not contender.refs:
        return False
    return not roles.toward or (kind is Kind.CONDITION and not _in_clause(contender))


def _in_clause(contender: Contender) -> bool:
    return any(s.startswith(("own", "inherited", "near", "far", "agent", "named")) for s in contender.signs)


def actor_row(contender: Contender, kind: Kind, candidate: Candidate) -> frozenset[str]:
    """Features of a contender for the actor, by name."""
    return frozenset(_crossed(contender, kind, candidate))


def toward_row(contender: Contender, actor: Contender, kind: Kind, candidate: Candidate) -> frozenset[str]:
    """Features of a contender for the other party, by name, beside the actor chosen."""
    return frozenset((*_crossed(contender, kind, candidate), *_beside(contender, actor, kind)))


def _beside(contender: Contender, actor: Contender, kind: Kind) -> Iterator[str]:
    own = actor.refs[0].kind if actor.refs else "nobody"
    yield f"beside {own}: {_sort(contender)}"
    yield f"beside {own}: {_sort(contender)} & {kind}"
    if "ruled actor" in contender.signs:
        yield "was the ruled actor"
    if actor.refs and contender.refs and actor.refs[0].state == contender.refs[0].name:
        yield "the actor's own state"
    if "home" in contender.signs and "home" in actor.signs:
        yield "both of home"
    for name in ("pair", "about", "talker"):
        if any(s.startswith(name) for s in contender.signs) and any(s.startswith(name) for s in actor.signs):
            yield f"{name} of the actor"
            yield f"{name} of the actor & {kind}"


def _crossed(contender: Contender, kind: Kind, candidate: Candidate) -> Iterator[str]:
    sort, head = _sort(contender), candidate.clause.head.lemma_.lower()
    depth = min(len(candidate.chain), 3)
    form, mode = candidate.clause.form, candidate.chain[-1].mode
    yield sort
    yield f"{sort} & {kind}"
    yield f"{sort} & {mode}"
    inside = _in_clause(contender)
    yield "in the clause" if inside else "out of the clause"
    yield f"{'in' if inside else 'out'} & {kind}"
    for sign in contender.signs:
        yield sign
        yield f"{sign} & {kind}"
        yield f"{sign} & {form}"
        yield f"{sign} & {sort}"
        yield f"{sign} & depth {depth}"
        if sign.startswith(("own subject", "near", "far", "agent", "nobody")):
            yield f"{sign} & {head}"
        if sign.startswith("ruled"):
            for other in contender.signs:
                if other != sign:
                    yield f"{sign} & {other}"


def _sort(contender: Contender) -> str:
    if not contender.refs:
        return "nobody"
    if len(contender.refs) > 1:
        return "several"
    return contender.refs[0].kind


@lru_cache(maxsize=1)
def shipped_sides() -> SideModel | None:
    """The trained weights of the package, or null where it has none."""
    table = Path(str(files("vermerk.extraction") / "weights" / "sides.npz"))
    return read_sides(table) if table.is_file() else None


def read_sides(table: Path) -> SideModel:
    """Read weights from a file that ``benchmarks/train_sides.py`` wrote."""
    with table.open("rb") as stream:
        arrays = np.load(stream, allow_pickle=False)
        names = json.loads(str(arrays["names"]))
        weights = arrays["weights"].astype(float).tolist()
    return SideModel(*(dict(zip(names, (row[role] for row in weights), strict=True)) for role in (0, 1)))

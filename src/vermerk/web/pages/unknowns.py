"""Who did not know what, which questions were asked, and what an author leaves out."""

from __future__ import annotations

import msgspec

from vermerk.inquiry.unknowns import Unknown
from vermerk.web.page import Asked, Leaf, Page, Query
from vermerk.web.pages.corpus import Count
from vermerk.web.pages.scoping import BOUNDS, LEAF, Question, leaf_of, question_of


class UnknownsView(msgspec.Struct, frozen=True):
    """A leaf of what was not known, asked or left out."""

    question: Question
    who: str | None
    sort: str | None
    sorts: tuple[Count, ...]
    unknowns: tuple[Unknown, ...]
    leaf: Leaf


def unknowns_view(asked: Asked) -> UnknownsView:
    """What the address asks for."""
    every, question = _whole(asked)
    sort = asked.one("sort")
    chosen = [u for u in every if sort is None or u.sort == sort]
    leaf = leaf_of(asked, len(chosen))
    sorts = tuple(Count(name, sum(u.sort == name for u in every)) for name in sorted({u.sort for u in every}))
    return UnknownsView(
        question, asked.one("who"), sort, sorts, tuple(chosen[leaf.offset : leaf.offset + leaf.size]), leaf
    )


def _whole(asked: Asked) -> tuple[list[Unknown], Question]:
    question = question_of(asked)
    held, who = asked.holdings, asked.one("who")
    wide = (
        question.wide
        and held.coverage().statements > max(WIDEST, held.most_compared)
        and who is None
        and not question.scope.since
    )
    if wide:
        return [], question
    question = msgspec.structs.replace(question, wide=False, narrower=(), years=())
    return held.inquire(("unknowns", who, *question.key), lambda: held.gaps(who, question.scope)), question


WIDEST = 40_000


def rows(asked: Asked) -> list[msgspec.Struct]:
    """What was not known, for a table."""
    return list(_whole(asked)[0])


PAGES = (
    Page(
        "unknowns",
        "/unknowns",
        UnknownsView,
        unknowns_view,
        "What was not known, asked, or left out.",
        (Query("who", "who did not know or asked"), Query("sort", "not known, asked or left out"), *BOUNDS, LEAF),
        menu="Unknowns",
        rows=rows,
    ),
)

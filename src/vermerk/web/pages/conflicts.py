"""What cannot both hold, the weightiest first, each explained and none settled."""

from __future__ import annotations

import msgspec

from vermerk.inquiry.conflicts import Conflict
from vermerk.web.page import Asked, Leaf, Page, Query
from vermerk.web.pages.corpus import Count
from vermerk.web.pages.scoping import BOUNDS, LEAF, PARTIES, Question, leaf_of, question_of


class ConflictsView(msgspec.Struct, frozen=True):
    """A leaf of the conflicts; without any where the question is too wide."""

    question: Question
    conflicts: tuple[Conflict, ...]
    sorts: tuple[Count, ...]
    sort: str | None
    leaf: Leaf


def conflicts_view(asked: Asked) -> ConflictsView:
    """The conflicts that the address asks for."""
    every, question = _whole(asked)
    sort = asked.one("sort")
    chosen = [c for c in every if sort is None or c.sort == sort]
    leaf = leaf_of(asked, len(chosen))
    sorts = tuple(Count(name, sum(c.sort == name for c in every)) for name in sorted({c.sort for c in every}))
    return ConflictsView(question, tuple(chosen[leaf.offset : leaf.offset + leaf.size]), sorts, sort, leaf)


def _whole(asked: Asked) -> tuple[list[Conflict], Question]:
    question = question_of(asked)
    if question.wide:
        return [], question
    held = asked.holdings
    return held.inquire(
        ("conflicts", *question.key), lambda: held.disagreements(question.a, question.b, question.scope)
    ), question


def rows(asked: Asked) -> list[msgspec.Struct]:
    """The conflicts for a table."""
    return list(_whole(asked)[0])


PAGES = (
    Page(
        "conflicts",
        "/conflicts",
        ConflictsView,
        conflicts_view,
        "Statements that cannot both hold, with the reason.",
        (*PARTIES, Query("sort", "polarity, level, date, figure, party, status or route"), *BOUNDS, LEAF),
        menu="Conflicts",
        rows=rows,
    ),
)

"""Projects, agreements and deliveries, each as a line through the records."""

from __future__ import annotations

import msgspec

from vermerk.inquiry.promises import Promise
from vermerk.web.page import Asked, Leaf, Page, Query
from vermerk.web.pages.corpus import Count
from vermerk.web.pages.scoping import BOUNDS, LEAF, PARTIES, Question, leaf_of, question_of


class PromisesView(msgspec.Struct, frozen=True):
    """A leaf of the promises; without any where the question is too wide."""

    question: Question
    promises: tuple[Promise, ...]
    stands: str | None
    stages: tuple[Count, ...]
    leaf: Leaf


def promises_view(asked: Asked) -> PromisesView:
    """The promises that the address asks for."""
    every, question = _whole(asked)
    stands = asked.one("stands")
    chosen = [p for p in every if stands is None or p.stands == stands]
    leaf = leaf_of(asked, len(chosen))
    stages = tuple(Count(name, sum(p.stands == name for p in every)) for name in sorted({p.stands for p in every}))
    return PromisesView(question, tuple(chosen[leaf.offset : leaf.offset + leaf.size]), stands, stages, leaf)


def _whole(asked: Asked) -> tuple[list[Promise], Question]:
    question = question_of(asked)
    if question.wide:
        return [], question
    held = asked.holdings
    return held.inquire(
        ("promises", *question.key), lambda: held.undertakings(question.a, question.b, question.scope)
    ), question


def rows(asked: Asked) -> list[msgspec.Struct]:
    """The promises for a table."""
    return list(_whole(asked)[0])


PAGES = (
    Page(
        "promises",
        "/promises",
        PromisesView,
        promises_view,
        "Projects, agreements and deliveries, each with every word on it.",
        (*PARTIES, Query("stands", "only those that stand so: done, under way, agreed …"), *BOUNDS, LEAF),
        menu="Promises",
        rows=rows,
    ),
)

"""The chronology of a pair, a party or the corpus: one line an event, with its footnote."""

from __future__ import annotations

import msgspec

from vermerk.inquiry.chronology import Chronology, Line
from vermerk.inquiry.scope import Searched
from vermerk.web.page import Asked, Leaf, Page, Query
from vermerk.web.pages.scoping import BOUNDS, LEAF, PARTIES, Question, leaf_of, question_of


class ChronologyView(msgspec.Struct, frozen=True):
    """A leaf of a chronology; without lines where the question is too wide."""

    question: Question
    lines: tuple[Line, ...]
    leaf: Leaf
    searched: Searched | None


def chronology_view(asked: Asked) -> ChronologyView:
    """The events that the address asks for."""
    found, question = whole(asked)
    if found is None:
        return ChronologyView(question, (), Leaf(1, 40, 0), None)
    leaf = leaf_of(asked, len(found.lines))
    return ChronologyView(question, found.lines[leaf.offset : leaf.offset + leaf.size], leaf, found.searched)


def whole(asked: Asked) -> tuple[Chronology | None, Question]:
    """The whole chronology, null where the question is too wide."""
    kind = asked.one("kind")
    question = question_of(asked, kinds=(kind,) if kind else ())
    if question.wide:
        return None, question
    held = asked.holdings
    key = ("chronology", *question.key)
    return held.inquire(key, lambda: held.chronicle(question.a, question.b, question.scope)), question


def rows(asked: Asked) -> list[msgspec.Struct]:
    """The lines for a table."""
    found, _ = whole(asked)
    return list(found.lines) if found is not None else []


PAGES = (
    Page(
        "chronology",
        "/chronology",
        ChronologyView,
        chronology_view,
        "Events in the order of time, each with its footnote.",
        (*PARTIES, Query("kind", "only of this kind"), *BOUNDS, LEAF),
        menu="Chronology",
        rows=rows,
    ),
)

"""The pages, one module each; :data:`PAGES` lists them in the order of the menu."""

from __future__ import annotations

from vermerk.web.page import Page
from vermerk.web.pages import (
    chronology,
    compare,
    conflicts,
    corpus,
    map,
    network,
    pair,
    party,
    promises,
    record,
    records,
    review,
    search,
    statement,
    unknowns,
    who,
)

PAGES: tuple[Page, ...] = (
    *corpus.PAGES, *records.PAGES, *search.PAGES, *party.PAGES, *pair.PAGES, *chronology.PAGES, *conflicts.PAGES,
    *unknowns.PAGES, *promises.PAGES, *network.PAGES, *map.PAGES, *compare.PAGES, *review.PAGES, *record.PAGES,
    *statement.PAGES, *who.PAGES,
)  # fmt: skip

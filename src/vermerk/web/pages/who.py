"""What a name means at a date: the authority tables asked, and the names that begin with some words."""

from __future__ import annotations

import msgspec

from vermerk.model import BadPeriod, BadRequest
from vermerk.model.period import Period
from vermerk.web.holdings import Holdings
from vermerk.web.page import Asked, Page, Query

MOST = 12


class Meant(msgspec.Struct, frozen=True):
    """An entry that a name may mean; years or ISO dates of its life, null where open."""

    label: str
    kind: str
    start: str | None
    end: str | None
    wikidata: str | None


class WhoView(msgspec.Struct, frozen=True):
    """What a name means.

    ``status`` is resolved, ambiguous, unresolved or outside lifespan, null where no name was asked for; ``told`` says
    it in words; ``begins`` are the names of parties of the corpus that begin with the words.
    """

    name: str | None
    on: str | None
    status: str | None
    told: str
    meant: tuple[Meant, ...]
    begins: tuple[str, ...]


def who_view(asked: Asked) -> WhoView:
    """What the name in the address means.

    Raises:
        BadRequest: the date is none.
    """
    held, name, on = asked.holdings, asked.one("name"), asked.one("on")
    if name is None:
        return WhoView(None, on, None, "", (), ())
    if on is not None:
        try:
            Period.parse(on)
        except BadPeriod as error:
            raise BadRequest("on", str(error), "or leave it empty") from None
    found = held.authority.resolve(name, on)
    meant = tuple(Meant(e.label, e.kind, e.start, e.end, e.wikidata) for e in dict.fromkeys(found.candidates))
    return WhoView(name, on, found.status, _words(name, found.status, meant), meant, _begins(held, name))


def _words(name: str, status: str, meant: tuple[Meant, ...]) -> str:
    if not meant:
        return f"{name}: in no table"
    lives = " or ".join(f"{m.label} ({m.kind} {m.start or '…'}–{m.end or ''})" for m in meant[:4])
    return f"{name}: {lives}" if status == "resolved" else f"{name}: {status}, {lives}"


def _begins(held: Holdings, words: str) -> tuple[str, ...]:
    rows = held.keep(
        ("names",), lambda: held.ask("SELECT name, count(*) AS count FROM named GROUP BY 1 ORDER BY 2 DESC, 1"), 600
    )
    begun = words.casefold()
    return tuple(row["name"] for row in rows if row["name"].casefold().startswith(begun))[:MOST]


PAGES = (
    Page(
        "who",
        "/who",
        WhoView,
        who_view,
        "What a name means at a date.",
        (Query("name", "as a record writes it"), Query("on", "date (EDTF)")),
    ),
)

"""What is told of a mission of one party with another, beside its level."""

from __future__ import annotations

import msgspec


class Mission(msgspec.Struct, frozen=True, omit_defaults=True):
    """How one party is represented with another; a field is null where the words do not show it.

    Attributes:
        level: from ``none`` to ``embassy``, in the order of the table of levels.
        head: class of its head ("ambassador", "minister", "chargé d'affaires"; Vienna Convention 1961, article 14).
        residence: ``resident`` or ``non-resident``.
        seat: where a non-resident head or the mission that answers sits, as written.
        route: own mission in a third capital, or a protecting power (Vienna Convention 1961, articles 5, 45 and 46).
        operation: planned, open, suspended or closed.
        character: official, unofficial, consular or commercial.
        style: the name that it bears, is allowed or is refused, in the record's words.
        refused: true where the style is one that the other side refuses.
    """

    level: str | None = None
    head: str | None = None
    residence: str | None = None
    seat: str | None = None
    route: str | None = None
    operation: str | None = None
    character: str | None = None
    style: str | None = None
    refused: bool = False

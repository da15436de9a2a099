"""A quantity: a figure with its unit and what it measures."""

from __future__ import annotations

import msgspec

from vermerk.model.passage import Passage


class Quantity(msgspec.Struct, frozen=True, omit_defaults=True):
    """A figure as the record states it.

    Attributes:
        value: the figure written out (600000), negative for a decrease; a pair (low, high) for a range.
        unit: singular name of the unit (``kilowatt``, ``ton/year``, ``rupee``, ``times``), or null.
        of: what is measured, in the record's words, or null.
        approximate: true where the record says "about", "some", "nearly".
        passage: where the figure stands, or null.
    """

    value: float | int | tuple[float | int, float | int]
    unit: str | None = None
    of: str | None = None
    approximate: bool = False
    passage: Passage | None = None

"""Periods counted from the one named before: "since then", "the same day", "the following year"."""

from __future__ import annotations

import re

from vermerk.language.periods_atoms import Atom
from vermerk.model.days import iso_day
from vermerk.model.period import Period

_UNITS = {"day": 10, "month": 7, "year": 4}


def after_previous(atom: Atom, previous: str | None) -> str | None:
    """Read "since then", "the same day", "the following year" from the period named before."""
    lower, _, upper = (previous or "").partition("/")
    if atom.sort == "then":
        if not lower or lower == ".." or lower[0] in "[{":
            return None
        ends = {"since": f"{lower}/..", "from": f"{lower}/..", "at": previous}
        return ends.get(atom.word or "", f"../{upper or lower}" if upper != ".." else None)
    length = _UNITS.get(atom.unit or "", 0)
    if upper or not re.fullmatch(r"\d{4}(-\d\d){0,2}", lower) or len(lower) < length or not length:
        return None
    step = {"following": 1, "next": 1, "previous": -1, "preceding": -1}.get(atom.word or "", 0)
    base = lower[:length]
    return step_from(base, step) if step else base


def step_from(edtf: str, step: int) -> str:
    """Return the day, month, season or year next to a simple EDTF date (step 1 after, -1 before)."""
    period = Period.parse(edtf)
    edge = period.latest_day if step > 0 else period.earliest_day
    neighbour = iso_day((edge or 0) + step)
    if re.fullmatch(r"\d{4}", edtf):
        return neighbour[:4]
    return neighbour[:7] if re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", edtf) else neighbour

"""The sheet of relations for the eye, and in the plain form that goes out as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from vermerk.cli.output import Format, write_rows
from vermerk.inquiry.dating import in_words
from vermerk.inquiry.knowing import Known
from vermerk.inquiry.relation import FIELDS, Cell, Sheet

COLUMNS = ("facet", "who", "how it stands", "time", "certainty", "last heard", "told in these words")
QUOTED = 3  # statements whose words are shown in a cell; the others are counted


def plain_sheet(sheet: Sheet) -> dict[str, Any]:
    """The sheet as JSON has it: what was asked, and the facets with their fields."""
    facets = [{name: msgspec.to_builtins(getattr(cell, name)) for name in FIELDS} for cell in sheet.facets]
    return {
        "a": sheet.a, "b": sheet.b, "on": sheet.on, "as_of": sheet.as_of, "known_by": sheet.known_by, "facets": facets,
    }  # fmt: skip


def show_sheet(sheet: Sheet, known: Sequence[Known]) -> None:
    """Print the sheet with its footnotes, and with the day from which each record could be known."""
    print(_heading(sheet))
    notes: dict[str, int] = {}
    rows = [*_unheard(sheet), *(_row(cell, notes) for cell in sheet.facets)]
    write_rows(sorted(rows, key=_of_representation), Format.TABLE, COLUMNS)
    if not sheet.facets:
        print(f"nothing is told of {sheet.a} and {sheet.b} within these bounds")
    for words, number in notes.items():
        print(f"{number}. {words}")
    for way in known:
        part = f", the passage {way.start}-{way.end}" if way.start is not None else ""
        print(f"{sheet.known_by}: could know {way.record}{part} since {way.since or 'an unknown day'} ({way.how})")


def _heading(sheet: Sheet) -> str:
    parts = [f"{sheet.a} and {sheet.b}"]
    parts += [f"{'on' if sheet.on.count('-') == 2 else 'in'} {in_words(sheet.on)}"] if sheet.on else []
    parts += [f"as known by {sheet.known_by}"] if sheet.known_by else []
    parts += [f"as told up to {in_words(sheet.as_of)}"] if sheet.as_of else []
    return ", ".join(parts)


def _of_representation(row: Mapping[str, Any]) -> bool:
    return bool(row["facet"] != "representation")


def _unheard(sheet: Sheet) -> Iterator[dict[str, str]]:
    """A line for each side of whose representation nothing is told: silence is an answer too."""
    for holder, other in ((sheet.a, sheet.b), (sheet.b, sheet.a)):
        if not any(c.facet == "representation" and c.holder_party == holder for c in sheet.facets):
            yield {"facet": "representation", "who": f"{holder} → {other}", "how it stands": "no report"}


def _row(cell: Cell, notes: dict[str, int]) -> dict[str, str]:
    numbers = [str(notes.setdefault(words, len(notes) + 1)) for words in cell.footnotes]
    told = [f"“{words}” {name}" for name, words in zip(cell.statements, cell.quotes, strict=False)]
    more = [f"and {len(told) - QUOTED} more"] if len(told) > QUOTED else []
    return {
        "facet": cell.facet,
        "who": f"{cell.holder_party} {'–' if cell.facet in MUTUAL else '→'} {cell.other_party}",
        "how it stands": how_it_stands(cell),
        "time": in_words(cell.time) if cell.time else "",
        "certainty": cell.certainty,
        "last heard": cell.silence or cell.last_heard or "",
        "told in these words": "\n".join([*told[:QUOTED], *more]) + "".join(f" [{number}]" for number in numbers),
    }


MUTUAL = frozenset({"contact", "agreement", "recognition"})


def how_it_stands(cell: Cell) -> str:
    """What stands, in a few words: level, name and route of a mission, the object of the rest, and how far it came."""
    what = cell.level if cell.facet == "representation" else cell.what
    if cell.level == "none":
        return f"not represented, {cell.status}"
    words = [
        what or cell.what or ("represented" if cell.facet == "representation" else ""),
        cell.style and f"as “{cell.style}”",
        cell.via and f"via {cell.via}",
        "denied" if cell.polarity == "negated" else "",
        cell.status,
        "disputed" if cell.disputed else "",
    ]
    return ", ".join(" ".join(word.split()) for word in words if word)

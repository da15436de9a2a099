"""The fields of a statement as a form shows them, and what a reviewer changed in them.

Lists stand in one line with semicolons between; the chain and the figures one a line with bars between. A field that
was not touched comes back as it was, so that an untouched form is an acceptance and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any

import msgspec

from vermerk.corpus.reviewed import Held
from vermerk.model import (
    BadPeriod,
    BadRequest,
    Certainty,
    Kind,
    Link,
    Mode,
    Polarity,
    Quantity,
    Record,
    Statement,
    Status,
)
from vermerk.model.period import Period

NEAR = 400  # characters around a passage in which a quote set anew is sought


class Field(msgspec.Struct, frozen=True):
    """A field of the form.

    Attributes:
        name: as in the codebook.
        label: its word on the page.
        value: as shown.
        choices: the closed vocabulary, or empty.
        form: ``line``, ``lines``, ``choice``, ``check`` or ``party``.
        hint: how to write it.
    """

    name: str
    label: str
    value: str
    form: str = "line"
    choices: tuple[str, ...] = ()
    hint: str = ""


def fields_of(statement: Statement) -> tuple[Field, ...]:
    """The fields of a statement, all that a reviewer can change."""
    return (
        Field("kind", "Kind", statement.kind, "choice", tuple(Kind)),
        Field("actor", "Actor", _joined(statement.actor), "party", hint="several with ; between"),
        Field("toward", "Toward", _joined(statement.toward), "party", hint="several with ; between"),
        Field("via", "Via", _joined(statement.via), "party", hint="several with ; between"),
        Field("what", "What", statement.what or ""),
        Field("time", "Time", statement.time or "", hint="EDTF: 1968, 1968-12-09, 1964/.., 1968-21"),
        Field("status", "Status", statement.status, "choice", tuple(Status)),
        Field("polarity", "Polarity", statement.polarity, "choice", tuple(Polarity)),
        Field("certainty", "Certainty", statement.certainty, "choice", tuple(Certainty)),
        Field("chain", "Chain", _chain(statement.chain), "lines", hint="holder | mode, outermost first"),
        Field("quantities", "Figures", _figures(statement.quantities), "lines", hint="value | unit | of what"),
        Field("event", "Event", statement.event or ""),
        Field("level", "Level", statement.level or ""),
        Field("editorial", "Editor", "yes" if statement.editorial else "", "check", hint="hangs on an editor’s words"),
        Field("quote", "Passage", statement.quote, "lines", hint="words exactly as they stand in the text"),
    )


def mark_of(held: Held | Statement) -> str:
    """A mark of a statement as it was shown, by which a decision on anything else is refused."""
    statement = held.statement if isinstance(held, Held) else held
    return blake2b(msgspec.json.encode(statement), digest_size=9).hexdigest()


def _joined(names: tuple[str, ...]) -> str:
    return "; ".join(names)


def _chain(chain: tuple[Link, ...]) -> str:
    return "\n".join(f"{link.holder} | {link.mode}" for link in chain)


def _figures(quantities: tuple[Quantity, ...]) -> str:
    return "\n".join(
        " | ".join((_figure(q.value), ("about " if q.approximate else "") + (q.unit or ""), q.of or ""))
        for q in quantities
    )


def _figure(value: Any) -> str:
    return "-".join(f"{one:.10g}" for one in value) if isinstance(value, tuple | list) else f"{value:.10g}"


def changes(statement: Statement, form: Mapping[str, str], record: Record) -> dict[str, Any]:
    """The fields that a form changes, with values as the codebook has them.

    Raises:
        BadRequest: a value that the codebook does not know, by field and what to write.
    """
    found: dict[str, Any] = {}
    for field in fields_of(statement):
        if field.form != "check" and field.name not in form:
            continue
        given = _folded(form.get(field.name, ""))
        if given == _folded(field.value):
            continue
        if field.name == "quote":
            found |= _passage(form["quote"], statement, record)
        else:
            found[field.name] = READERS[field.name](given)
    return found


def _folded(value: str) -> str:
    return "\n".join(line.strip() for line in value.replace("\r\n", "\n").strip().split("\n"))


def names_in(value: str) -> list[str]:
    """The names of a line with semicolons between."""
    return list(dict.fromkeys(name.strip() for name in value.split(";") if name.strip()))


def _time(value: str) -> str | None:
    if not value:
        return None
    try:
        return Period.parse(value).edtf
    except BadPeriod as error:
        raise BadRequest("time", str(error), "or leave it empty") from None


def _links(value: str) -> list[dict[str, str]]:
    found = []
    for line in filter(None, value.split("\n")):
        holder, bar, mode = (part.strip() for part in line.rpartition("|"))
        if not bar or mode not in set(Mode) or not holder:
            raise BadRequest(f"chain {line!r}", "is no rung", f"write holder | mode, with one of: {', '.join(Mode)}")
        found.append({"holder": holder, "mode": mode})
    return found


def _quantities(value: str) -> list[dict[str, Any]]:
    found = []
    for line in filter(None, value.split("\n")):
        figure, unit, of = (*(part.strip() for part in line.split("|", 2)), "", "")[:3]
        about = unit.startswith("about ")
        quantity: dict[str, Any] = {
            "value": _value(figure, line),
            "unit": unit.removeprefix("about ").strip() or None,
            "of": of or None,
        }
        found.append({**quantity, "approximate": True} if about else quantity)
    return found


def _value(figure: str, line: str) -> Any:
    plain = figure.replace(",", "").replace("–", "-")
    parts = plain.split("-") if "-" in plain[1:] else [plain]
    try:
        values = [float(part) if "." in part or "e" in part.lower() else int(part) for part in parts]
    except ValueError:
        raise BadRequest(f"figures {line!r}", "begin with no number", "write value | unit | of what") from None
    return values[0] if len(values) == 1 else values[:2]


def _passage(words: str, statement: Statement, record: Record) -> dict[str, Any]:
    """The place of a quote set anew: the nearest to the old one at which these words stand exactly."""
    import re

    parts = words.split()
    if not parts:
        raise BadRequest("passage", "is empty", "copy the words from the text")
    first = max(0, statement.start - NEAR)
    pattern = re.compile(r"\s+".join(map(re.escape, parts)))
    places = list(pattern.finditer(record.text, first, min(len(record.text), statement.end + NEAR)))
    if not places:
        raise BadRequest("passage", "does not stand in the text near the old one", "copy its words exactly")
    place = min(places, key=lambda m: abs(m.start() - statement.start))
    return {"start": place.start(), "end": place.end(), "quote": place[0]}


READERS: Mapping[str, Callable[[str], Any]] = {
    "kind": str, "status": str, "polarity": str, "certainty": str, "actor": names_in, "toward": names_in,
    "via": names_in, "what": lambda v: " ".join(v.split()) or None, "time": _time, "chain": _links,
    "quantities": _quantities, "event": lambda v: v or None, "level": lambda v: v or None,
    "editorial": lambda v: v == "yes",
}  # fmt: skip

"""Who else says it, and who is independent of whom.

Two tellings are one witness where they come from the same speaker, the same document read, the same text, or share
their wording: agreement counts only between independent sources (E. Bernheim, Lehrbuch der historischen Methode).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from vermerk.corpus import Corpus
from vermerk.inquiry.comparing import covered, disjoint, names, overlap, shared
from vermerk.inquiry.evidence import rows_of
from vermerk.inquiry.relation import COLUMNS
from vermerk.model import BadRequest, Kind

Row = Mapping[str, Any]
WORDING = 0.75  # shared words from which two passages are one text
ALIKE = 0.34
YEAR = 366
SHARED_WORDS = 8  # words in one sequence from which a passage is held to be copied


class Telling(msgspec.Struct, frozen=True):
    """One statement that tells the thing, with its record and holder."""

    id: str
    record: str
    quote: str
    holder: str | None
    heard: str | None
    polarity: str
    certainty: str


class Witness(msgspec.Struct, frozen=True):
    """An independent source with all tellings that go back to it.

    Attributes:
        name: who or what the source is.
        why: for each further telling, why it is no witness of its own.
        tellings: earliest first.
    """

    name: str
    why: tuple[str, ...]
    tellings: tuple[Telling, ...]


class Witnesses(msgspec.Struct, frozen=True):
    """Who tells a statement: those who affirm it, and those who deny it."""

    statement: str
    quote: str
    affirming: tuple[Witness, ...]
    denying: tuple[Witness, ...]


def witnesses(corpus: Corpus, name: str) -> Witnesses:
    """The independent sources of a statement.

    Raises:
        BadRequest: no statement has that identifier.
    """
    table = corpus.statements
    own = rows_of(table.filter(table.id == name).select(*(c for c in COLUMNS if c in table.columns)))
    if not own:
        raise BadRequest(
            f"statement {name!r}", "is not in the corpus", "take an id that vermerk search or relation shows"
        )
    row = own[0]
    same = [other for other in _about(corpus, row) if other["id"] == name or same_thing(row, other)]
    yes = [other for other in same if other["polarity"] == row["polarity"]]
    no = [other for other in same if other["polarity"] != row["polarity"]]
    return Witnesses(name, " ".join(row["quote"].split()), _independent(yes), _independent(no))


def _about(corpus: Corpus, row: Row) -> list[dict[str, Any]]:
    """Statements of the same kind about the same parties."""
    sides = sorted({*row["actor_states"], *row["toward_states"]})
    if len(sides) >= 2:
        pairs = corpus.pairs
        table = pairs.filter(pairs.a == sides[0], pairs.b == sides[1])
    else:
        table = corpus.statements
        if sides:
            table = table.filter(table.actor_states.contains(sides[0]) | table.toward_states.contains(sides[0]))
    table = table.filter(table.kind == row["kind"])
    return rows_of(table.select(*(c for c in COLUMNS if c in table.columns)))


def same_thing(one: Row, other: Row) -> bool:
    """True where two statements of one kind and pair tell the same thing, be it to affirm or to deny it."""
    if not Kind(one["kind"]).mutual and set(one["actor_states"]).isdisjoint(other["actor_states"]):
        return False
    if one["time"] and other["time"] and disjoint(one["time"], other["time"]):
        return False
    if not overlap(one, other, YEAR):
        return False
    if names(one["quote"]) and names(other["quote"]) and not names(one["quote"]) & names(other["quote"]):
        return False
    if (
        one["event"]
        and one["event"] == other["event"]
        and one["level"] == other["level"]
        and one["time"]
        and other["time"]
    ):
        return True
    if one["event"] != other["event"] and one["event"] and other["event"]:
        return False
    what = bool(one["what"] and other["what"]) and covered(one["what"], other["what"]) >= 0.75
    return (shared(one["quote"], other["quote"]) >= ALIKE and (what or not (one["what"] and other["what"]))) or (
        shared(one["quote"], other["quote"]) >= 0.5
    )


def _independent(rows: Sequence[Row]) -> tuple[Witness, ...]:
    sources: list[tuple[list[Row], list[str]]] = []
    for row in sorted(rows, key=lambda r: (r["heard"] or "", r["row"])):
        for own, why in sources:
            reason = next((r for r in (dependence(known, row) for known in own) if r), None)
            if reason:
                own.append(row)
                why.append(f"{row['id']}: {reason}")
                break
        else:
            sources.append(([row], []))
    return tuple(Witness(_source(own[0]), tuple(why), tuple(_telling(row) for row in own)) for own, why in sources)


def dependence(one: Row, other: Row) -> str | None:
    """Why two tellings are one witness, or null where nothing shows that they are."""
    if one["id"] == other["id"]:
        return "the same statement"
    if one["record"] == other["record"] and _source(one) == _source(other):
        return f"the same record, on the word of {_source(one)}"
    speaker = _source(one)
    if speaker == _source(other) and speaker != "nobody named":
        return f"the same source, {speaker}"
    documents = {_folded(d) for d in _documents(one)} & {_folded(d) for d in _documents(other)}
    if documents:
        return f"both have it from {sorted(documents)[0]}"
    if shared(one["quote"], other["quote"]) >= WORDING and _run(one["quote"], other["quote"]) >= SHARED_WORDS:
        return "the same wording"
    return None


def _source(row: Row) -> str:
    """The innermost holder: he from whom the telling comes."""
    return str(row["chain"][-1]["holder"]) if row["chain"] else "nobody named"


def _documents(row: Row) -> list[str]:
    """What somebody in the chain read or heard it from."""
    chain = row["chain"]
    return [chain[n + 1]["holder"] for n, link in enumerate(chain[:-1]) if link["mode"] in {"reads", "hears"}]


def _folded(name: str) -> str:
    return " ".join(name.lower().split())


def _run(one: str, other: str) -> int:
    """The longest run of words that two passages share."""
    from difflib import SequenceMatcher

    first, second = one.lower().split(), other.lower().split()
    return SequenceMatcher(None, first, second, autojunk=False).find_longest_match().size


def _telling(row: Row) -> Telling:
    return Telling(
        row["id"],
        row["record"],
        " ".join(row["quote"].split()),
        _source(row),
        row["heard"],
        row["polarity"],
        row["certainty"],
    )

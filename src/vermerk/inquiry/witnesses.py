"""Who else says it, and who is independent of whom.

Two tellings are one witness where they come from the same speaker, the same document read, the same text, or share
their wording: agreement counts only between independent sources (E. Bernheim, Lehrbuch der historischen Methode).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from vermerk.corpus import Corpus
from vermerk.inquiry.comparing import apart, covered, overlap, shared
from vermerk.inquiry.conflicts import found_among
from vermerk.inquiry.dating import same_time
from vermerk.inquiry.evidence import directions, rows_of
from vermerk.inquiry.relation import COLUMNS
from vermerk.model import BadRequest, Kind

Row = Mapping[str, Any]
WORDING = 0.75  # shared words from which two passages are one text
ALIKE = 0.34
YEAR = 366
SHARED_WORDS = 10  # words in one sequence, in and around two passages, from which one is held to be copied
AROUND = 160  # characters around a passage that are compared
NOBODY = "nobody named"
PASSED = {
    "says": "passed on by", "thinks": "passed on by", "infers": "passed on by", "reads": "read by", "hears": "heard by",
    "observes": "seen by", "knows": "known to", "ignores": "passed on by", "asks": "asked by", "writes": "written by",
}  # fmt: skip


class Telling(msgspec.Struct, frozen=True):
    """One statement that tells the thing, with its record and holder.

    ``way`` is how it came into the record: "announcement, read by Putivez, written by Herrmann".
    """

    id: str
    record: str
    quote: str
    holder: str | None
    heard: str | None
    polarity: str
    certainty: str
    way: str


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
    """Who tells a statement: those who say the same, and those who deny it or say what cannot hold beside it."""

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
    about = _about(corpus, row)
    same = [other for other in about if other["id"] == name or same_thing(row, other)]
    yes = [other for other in same if other["polarity"] == row["polarity"]]
    own_ids = {other["id"] for other in yes}
    no: dict[str, Row] = {other["id"]: other for other in same if other["id"] not in own_ids}
    for finding in found_among(about):
        for one, other in ((finding.one, finding.other), (finding.other, finding.one)):
            if one["id"] == name and other["id"] not in own_ids:
                no[other["id"]] = other
    context = Contexts(corpus)
    quote = " ".join(row["quote"].split())
    return Witnesses(name, quote, _independent(yes, context), _independent(list(no.values()), context))


class Contexts:
    """The words around passages, for telling whether one text was copied from the other."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._texts: dict[str, str] = {}

    def of(self, row: Row) -> list[str]:
        """The words of a passage and around it, in lower case."""
        name = row["record"]
        if name not in self._texts:
            record = self._corpus.record(name)
            self._texts[name] = record.text if record is not None else ""
        return self._texts[name][max(0, row["start"] - AROUND) : row["end"] + AROUND].lower().split()


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
    if not _same_sides(one, other) or apart(one, other) or not overlap(one, other, YEAR):
        return False
    if one["time"] and other["time"] and not same_time(one["time"], other["time"]):
        return False
    if one["event"] and other["event"] and one["event"] != other["event"]:
        return False
    if one["level"] and other["level"] and one["level"] != other["level"]:
        return False
    if one["event"] and one["event"] == other["event"] and one["level"] and one["level"] == other["level"]:
        return True
    words = shared(one["quote"], other["quote"])
    if one["what"] and other["what"]:
        return words >= ALIKE and (covered(one["what"], other["what"]) >= 0.75 or words >= 0.5)
    return words >= ALIKE


def _same_sides(one: Row, other: Row) -> bool:
    """True where both tell of the same side acting; what is claimed of both sides is told of each."""
    if Kind(one["kind"]).mutual:
        return True
    sides = sorted({*one["actor_states"], *one["toward_states"]} & {*other["actor_states"], *other["toward_states"]})
    if len(sides) < 2:
        return not set(one["actor_states"]).isdisjoint(other["actor_states"])
    return bool(set(directions(one, *sides[:2])) & set(directions(other, *sides[:2])))


def _independent(rows: Sequence[Row], context: Contexts) -> tuple[Witness, ...]:
    """Tellings put together by what they depend on; dependence passes on, so that a chain of copies is one witness."""
    sources: list[tuple[list[Row], list[str]]] = []
    for row in sorted(rows, key=lambda r: (r["heard"] or "", r["row"])):
        joined: tuple[list[Row], list[str]] = ([], [])
        for source in list(sources):
            reason = next((r for r in (dependence(known, row, context) for known in source[0]) if r), None)
            if reason:
                sources.remove(source)
                joined[0].extend(source[0])
                joined[1].extend([*source[1], f"{row['id']}: {reason}"])
        joined[0].append(row)
        sources.append(joined)
    return tuple(Witness(_source(own[0]), tuple(why), tuple(_telling(row) for row in own)) for own, why in sources)


def dependence(one: Row, other: Row, context: Contexts) -> str | None:
    """Why two tellings are one witness, or null where nothing shows that they are."""
    if one["id"] == other["id"]:
        return "the same statement"
    if one["record"] == other["record"] and _source(one) == _source(other):
        return f"the same record, on the word of {_source(one)}"
    speaker = _source(one)
    if speaker == _source(other) and speaker != NOBODY:
        return f"the same source, {speaker}"
    documents = {_folded(d) for d in _documents(one)} & {_folded(d) for d in _documents(other)}
    if documents:
        return f"both have it from {sorted(documents)[0]}"
    if one["record"] == other["record"]:
        return None
    if shared(one["quote"], other["quote"]) >= WORDING and _run(context.of(one), context.of(other)) >= SHARED_WORDS:
        return "the same wording"
    return None


def _source(row: Row) -> str:
    """The innermost holder: he from whom the telling comes."""
    return str(row["chain"][-1]["holder"]) if row["chain"] else NOBODY


def _documents(row: Row) -> list[str]:
    """What somebody in the chain read or heard it from."""
    chain = row["chain"]
    return [chain[n + 1]["holder"] for n, link in enumerate(chain[:-1]) if link["mode"] in {"reads", "hears"}]


def _folded(name: str) -> str:
    return " ".join(name.lower().split())


def _run(one: Sequence[str], other: Sequence[str]) -> int:
    """The longest run of words that two passages share."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size


def _telling(row: Row) -> Telling:
    return Telling(
        row["id"],
        row["record"],
        " ".join(row["quote"].split()),
        _source(row),
        row["heard"],
        row["polarity"],
        row["certainty"],
        way_of(row["chain"]),
    )


def way_of(chain: Sequence[Mapping[str, str]]) -> str:
    """How a telling came into its record, from its source outward: "bulletin, read by Putivez, written by Herrmann"."""
    if not chain:
        return NOBODY
    source = chain[-1]["holder"]
    return ", ".join(
        [source, *(f"{PASSED.get(link['mode'], link['mode'])} {link['holder']}" for link in reversed(chain[:-1]))]
    )

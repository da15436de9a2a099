"""A statement: the smallest thing a record asserts, reports, asks or denies, with everything it hangs on."""

from __future__ import annotations

import msgspec

from vermerk.model.mission import Mission
from vermerk.model.party import Party
from vermerk.model.passage import Passage
from vermerk.model.quantity import Quantity
from vermerk.model.vocabulary import Certainty, Kind, Mode, Polarity, Status


class Link(msgspec.Struct, frozen=True, omit_defaults=True):
    """One rung of the chain of attribution.

    Attributes:
        holder: who stands behind what follows: a person, a body, a state, or a document.
        mode: how he holds it.
        cue: where the record shows it ("has read", "according to"), or null where the account is running on.
    """

    holder: str
    mode: Mode
    cue: Passage | None = None


class Spans(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where in the record the elements of a statement stand."""

    predicate: Passage | None = None
    what: Passage | None = None
    time: Passage | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One statement, in the codebook's fields and those of the design.

    Attributes:
        id: stable identifier; the same record, passage, kind and parties give the same one in the next build.
        record: identifier of the record.
        quote: the evidence, exactly ``text[start:end]`` of the record.
        start, end: offsets of the quote in code points.
        kind: one of the sixteen kinds.
        actor, toward, via: names of the parties; empty where there are none.
        what: the object in the record's words.
        time: when it holds or happened, EDTF (ISO 8601-2), or null where the text gives nothing.
        earliest, latest: first and last day of ``time`` as ISO dates; null where open or not told.
        status, polarity, certainty: as the innermost holder commits to it.
        chain: who stands behind it, outermost first, beginning with the record's author.
        quantities: figures stated.
        editorial: true where it hangs on words that an editor or translator put in brackets.
        event, level: finer than ``kind``, from the vocabularies; null where none applies.
        mission: what is told of a mission beside its level (head, residence, route, style); null elsewhere.
        told: date of the talk in which it was told (EDTF); written: date of the record (EDTF).
        parties: the parties with their entries in the authority tables.
        spans: where its elements stand.
        engine: which engine read it.
        score: how far the engine trusts it, 0 to 1; null where it does not say.
    """

    id: str
    record: str
    quote: str
    start: int
    end: int
    kind: Kind
    actor: tuple[str, ...] = ()
    toward: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    what: str | None = None
    time: str | None = None
    earliest: str | None = None
    latest: str | None = None
    status: Status = Status.DONE
    polarity: Polarity = Polarity.AFFIRMED
    chain: tuple[Link, ...] = ()
    certainty: Certainty = Certainty.CERTAIN
    quantities: tuple[Quantity, ...] = ()
    editorial: bool = False
    event: str | None = None
    level: str | None = None
    mission: Mission | None = None
    told: str | None = None
    written: str | None = None
    parties: tuple[Party, ...] = ()
    spans: Spans = Spans()
    engine: str = "grammar"
    score: float | None = None

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.quote):
            raise ValueError(f"quote of {len(self.quote)} characters cannot span {self.start}-{self.end}")

    @property
    def passage(self) -> Passage:
        """Where the quote stands in the record's text."""
        return Passage(self.start, self.end)

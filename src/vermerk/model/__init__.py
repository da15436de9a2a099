"""The nouns of Vermerk: frozen, typed values that go to JSON and come back unchanged."""

from vermerk.model.errors import BadPeriod, BadRequest, BadTable, UnreadableSource, VermerkError
from vermerk.model.mission import Mission
from vermerk.model.party import Party, PartyKind, PartyRole
from vermerk.model.passage import Passage
from vermerk.model.period import Period
from vermerk.model.quantity import Quantity
from vermerk.model.record import (
    Description,
    Mark,
    MarkKind,
    Note,
    Part,
    Participant,
    PartKind,
    Record,
)
from vermerk.model.statement import Link, Spans, Statement
from vermerk.model.vocabulary import Certainty, Kind, Mode, Polarity, Status

__all__ = [
    "BadPeriod",
    "BadRequest",
    "BadTable",
    "Certainty",
    "Description",
    "Kind",
    "Link",
    "Mark",
    "MarkKind",
    "Mission",
    "Mode",
    "Note",
    "Part",
    "PartKind",
    "Participant",
    "Party",
    "PartyKind",
    "PartyRole",
    "Passage",
    "Period",
    "Polarity",
    "Quantity",
    "Record",
    "Spans",
    "Statement",
    "Status",
    "UnreadableSource",
    "VermerkError",
]

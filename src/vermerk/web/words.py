"""The words in which pages speak of kinds, modes, doubt and marks."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files

import msgspec

from vermerk.model import Certainty, Mode, PartKind, Status

MODES = {
    Mode.WRITES: "writes", Mode.SAYS: "says", Mode.THINKS: "thinks", Mode.INFERS: "concludes", Mode.READS: "has read",
    Mode.HEARS: "has heard", Mode.OBSERVES: "saw", Mode.KNOWS: "knows", Mode.IGNORES: "does not know",
    Mode.ASKS: "asks",
}  # fmt: skip
DOUBT = {
    Certainty.CERTAIN: "stated as certain", Certainty.PROBABLE: "held to be probable",
    Certainty.POSSIBLE: "held to be possible", Certainty.UNKNOWN: "asked, or said not to be known",
}  # fmt: skip
STATUS = {
    Status.DONE: "done", Status.ONGOING: "going on", Status.PLANNED: "agreed or expected",
    Status.WISHED: "wanted or proposed", Status.HYPOTHETICAL: "only imagined",
}  # fmt: skip
REVIEW = {
    "unseen": "not reviewed", "accepted": "accepted", "corrected": "corrected", "added": "added by hand",
    "rejected": "rejected", "disputed": "disputed",
}  # fmt: skip
PARTS = {
    PartKind.DESCRIPTION: "Archive’s description", PartKind.HEAD: "Head", PartKind.HEADING: "Heading",
    PartKind.PRESENCE: "Present", PartKind.QUESTION: "Question", PartKind.ANSWER: "Answer",
    PartKind.SPEECH: "Speech", PartKind.SIGNATURE: "Signed", PartKind.DISTRIBUTION: "Distribution",
    PartKind.NOTES: "Notes",
}  # fmt: skip


class KindWords(msgspec.Struct, frozen=True):
    """How a kind is shown: its group of colour and what it covers."""

    kind: str
    group: str
    covers: str


@lru_cache(maxsize=1)
def kinds() -> dict[str, KindWords]:
    """The kinds in the order of their table."""
    lines = (files("vermerk.web") / "tables" / "kinds.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return {row["kind"]: KindWords(row["kind"], row["group"], row["covers"]) for row in rows}

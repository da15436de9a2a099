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


SORTS = {
    "polarity": "affirmed and denied", "level": "level of a mission", "date": "date", "figure": "figure",
    "party": "who it was", "status": "done or not", "route": "by which way",
}  # fmt: skip
FACETS = {
    "kind": "Kind", "year": "Year", "party": "Of whom", "holder": "Who speaks", "archive": "Archive", "review": "Review",
}  # fmt: skip
#: What a new reader can do, in the order in which he may want to.
WAYS = (
    ("Read a record", "/records", "its text with the passages marked, and the statements beside them"),
    ("Search", "/search", "passages by their words; statements by kind, year, party and speaker"),
    ("Compare two parties", "/pair", "missions, agreements, trade and positions at a date, with the figures"),
    ("Chronology", "/chronology", "events in the order of time, each with its footnote"),
    ("Conflicts", "/conflicts", "what cannot both hold, and why"),
    ("Unknowns", "/unknowns", "what was not known, asked or left out"),
    ("Promises", "/promises", "projects and deliveries from first talk to end"),
    ("Network", "/network", "who is told of together, and who stood between"),
    ("Map", "/map", "where it was told, written, and where things are"),
    ("Review", "/review", "accept, correct or reject what was read; your decisions are kept as files"),
)


SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def when(edtf: str | None) -> str:
    """An EDTF date as a reader says it: "since 1964", "1966–1970", "spring 1968", "about 1968"; days stay as they are."""
    if not edtf:
        return ""
    first, bar, last = edtf.partition("/")
    if not bar:
        return _date(edtf)
    if last in {"..", ""}:
        return f"since {_date(first)}"
    if first in {"..", ""}:
        return f"until {_date(last)}"
    return f"{_date(first)} – {_date(last)}" if len(first + last) > 8 else f"{_date(first)}–{_date(last)}"


def _date(edtf: str) -> str:
    plain = edtf.rstrip("?~%")
    doubt = {"?": " (uncertain)", "~": "", "%": " (uncertain)"}.get(edtf[len(plain) :][:1], "")
    about = "about " if edtf[len(plain) :][:1] in {"~", "%"} else ""
    if plain[-1:] == "X" and plain[:-1].isdigit() and len(plain) == 4:
        plain = f"{plain[:-1]}0s"
    elif plain[4:5] == "-" and plain[5:] in SEASONS:
        plain = f"{SEASONS[plain[5:]]} {plain[:4]}"
    return f"{about}{plain}{doubt}"


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

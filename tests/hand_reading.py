"""The seed record as a careful reader reads it, as a corpus: the questions are tested apart from the engine.

The statements are those of the published hand reading; events are added here by the place of their quote, and levels
and routes are read from the quote by the tables of levels.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from tests.places import seed, shared
from vermerk.authority import Authority, level_of, mission_of
from vermerk.corpus import Folder, add, build
from vermerk.extraction import GrammarEngine
from vermerk.inquiry import OpenCorpus
from vermerk.model import Record, Statement
from vermerk.model.period import Period

EVENTS = {
    2321: "signed", 3375: "signed", 3530: "concluded", 5917: "opened", 5980: "opened", 6941: "opened", 7372: "concluded",
    7948: "opened",
}  # fmt: skip
STATES = {
    "Putivez": "USSR", "Herrmann": "GDR", "Henke": "GDR", "Jarck": "GDR", "Nasser": "United Arab Republic",
    "Krupp": "West Germany",
}  # fmt: skip
ROLES = ("actor", "toward", "via")


@cache
def _gold() -> tuple[dict, ...]:
    lines = shared("truth", "seed.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def statements(record: Record) -> Iterator[Statement]:
    """The hand reading of the seed record."""
    for told in _gold():
        assert record.text[told["start"] : told["start"] + len(told["quote"])] == told["quote"]
        yield _statement(told)


def _statement(told: dict) -> Statement:
    fields = {name: told[name] for name in Statement.__struct_fields__ if name in told}
    mission = mission_of(told["quote"]) if told["kind"] == "representation" else None
    time = Period.parse(told["time"]) if told["time"] else None
    fields |= {
        "id": f"hand{told['start']:05d}",
        "end": told["start"] + len(told["quote"]),
        "event": EVENTS.get(told["start"]),
        "level": level_of(told["quote"]) if told["kind"] == "representation" else None,
        "mission": msgspec.to_builtins(mission) if mission is not None else None,
        "earliest": time.earliest if time else None,
        "latest": time.latest if time else None,
        "told": "1968-12-09",
        "written": "1968-12-23",
        "engine": "hand",
        "score": 1.0,
        "parties": [_party(name, role) for role in ROLES for name in told[role]],
    }
    return msgspec.convert(fields, Statement)


def _party(name: str, role: str) -> dict:
    entry = Authority.shipped().resolve(name, "1968-12-09").entry
    kind = "person" if name in STATES else entry.kind if entry is not None and entry.kind != "place" else "unresolved"
    return {"name": name, "role": role, "kind": kind, "state": STATES.get(name)}


def hand_corpus(folder: Path, patch: object) -> OpenCorpus:
    """A corpus of the seed record with its hand reading; ``patch`` is pytest's monkeypatch."""
    patch.setattr(GrammarEngine, "statements", lambda self, record: list(statements(record)))
    return made(folder)


def made(folder: Path) -> OpenCorpus:
    """A corpus of the seed record as the engine reads it."""
    begun = Folder.begin(folder, "Seed")
    list(add(begun, [seed()]))
    build(begun, processes=1)
    return OpenCorpus(begun)

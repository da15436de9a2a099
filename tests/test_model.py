"""The nouns go to JSON and come back unchanged, and check themselves."""

from __future__ import annotations

import ast
from pathlib import Path

import msgspec
import pytest

from tests.places import EXAMPLES
from vermerk.extraction import GrammarEngine
from vermerk.model import Certainty, Kind, Passage, Polarity, Record, Statement
from vermerk.reading import read

STAGES = ("model", "reading", "language", "authority", "extraction", "corpus", "inquiry", "publishing", "web", "cli")


def test_records_and_statements_go_to_json_and_back() -> None:
    (record,) = read(EXAMPLES / "note-ulan-bator-1971.txt")
    assert msgspec.json.decode(msgspec.json.encode(record), type=Record) == record
    for statement in GrammarEngine().statements(record):
        assert msgspec.json.decode(msgspec.json.encode(statement), type=Statement) == statement


def test_doubt_never_shrinks() -> None:
    for one in Certainty:
        for other in Certainty:
            assert one.weakest(other).doubt == max(one.doubt, other.doubt)
    assert ~Polarity.AFFIRMED is Polarity.NEGATED


def test_a_statement_whose_quote_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot span"):
        Statement(id="1", record="r", quote="four", start=0, end=3, kind=Kind.TRADE)
    with pytest.raises(ValueError, match="run forward"):
        Passage(3, 2)


def test_imports_point_one_way_only() -> None:
    source = Path(__file__).parents[1] / "src" / "vermerk"
    for place, stage in enumerate(STAGES):
        for module in (source / stage).rglob("*.py"):
            for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("vermerk."):
                    imported = node.module.split(".")[1]
                    assert STAGES.index(imported) <= place, f"{module.name} imports {node.module}"

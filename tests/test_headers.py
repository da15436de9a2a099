"""Archival descriptions against the gold of headers, field by field."""

from __future__ import annotations

import json

import pytest
from benchmarks.gold import header_source

from tests.places import EXAMPLES, ROOT, seed
from vermerk.cli.header import FIELDS, header_row
from vermerk.model import PartKind
from vermerk.reading import read

GOLD = [json.loads(line) for line in (ROOT / "benchmarks" / "headers_gold.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("gold", GOLD, ids=lambda row: row["record"].rpartition("/")[2][:40])
def test_the_description_is_what_a_careful_reader_found(gold) -> None:
    path = header_source(gold["record"])
    if path is None:
        pytest.skip(f"the record is not here: {gold['record']}")
    record = read(path)[0]
    said = json.loads(json.dumps(header_row(record)))
    assert record.description.author in [gold.get("author", record.description.author)]
    for field in FIELDS[1:]:
        assert said[field] in [gold[field], *gold.get("alt", {}).get(field, [])], field


def test_the_seed_parts_its_talk_from_its_writing() -> None:
    said = header_row(read(seed())[0])
    assert (said["event_date"], said["document_date"]) == ("1968-12-09", "1968-12-23")
    assert [p["state"] for p in said["participants"]] == ["GDR", "USSR", None]


def test_the_third_question_and_its_answer_differ_and_the_record_says_so() -> None:
    record = read(seed())[0]
    answers = {p.number: p for p in record.parts if p.kind is PartKind.ANSWER}
    assert answers[3].remark is not None
    assert "socialist countries" in answers[3].remark
    assert "capitalist countries" in answers[3].remark
    assert answers[1].remark is None
    assert answers[2].remark is None


def test_an_example_in_each_family_is_described() -> None:
    page = header_row(read(EXAMPLES / "note-ulan-bator-1971.txt")[0])
    assert page["fonds"] == "TO-T 1970-1974"
    assert page["author_body"] == "Czechoslovak Embassy in Mongolia"
    assert page["distribution"] == ("Ministry of Foreign Affairs, 3rd Department", "Embassy, Economic Section")
    cable = header_row(read(EXAMPLES / "cable-suva-1962.md")[0])
    assert (cable["place"], cable["classification"]) == ("Suva", "Confidential")
    memo = header_row(read(EXAMPLES / "memorandum-1963.xml")[0])
    assert [p["name"] for p in memo["participants"]] == ["Ram Thapa", "George Whitcombe"]

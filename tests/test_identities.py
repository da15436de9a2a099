"""Judging identities over a corpus, as a reviewer does it in the terminal."""

import json

import pytest
from typer.testing import CliRunner

from vermerk.authority.identity import FILE, Verdict, read_judgements
from vermerk.cli.main import app
from vermerk.corpus import Corpus, Folder, add, build
from vermerk.corpus.appearing import appearances
from vermerk.model import BadRequest

NOTE = """Embassy of Finland in the DPRK

Pyongyang, {day}

Note

on a Conversation between Comrade {one}, Foreign Minister of the DPRK, and Comrade {other}, 2nd Secretary of the USSR
Embassy, on {day}

Comrade {one} said that the DPRK supports the proposal. Comrade {other} visited Hamhung in May 1968.

Virtanen
2nd Secretary
"""
RECORDS = {
    "one.txt": ("12 June 1968", "Pak Song Chol", "Putivez"),
    "two.txt": ("20 December 1968", "Pak Seong-cheol", "Putivets"),
    "three.txt": ("3 March 1969", "Ho Dam", "Zorin"),
}


@pytest.fixture
def corpus(tmp_path):
    sources = tmp_path / "sources"
    sources.mkdir()
    for name, (day, one, other) in RECORDS.items():
        (sources / name).write_text(NOTE.format(day=day, one=one, other=other), encoding="utf-8")
    folder = Folder.begin(tmp_path / "own", "Talks in Pyongyang")
    list(add(folder, [sources]))
    build(folder, processes=1)
    return folder


def run(folder, *words, given=None):
    return CliRunner().invoke(app, ["identities", "--corpus", str(folder.root), *words], input=given)


def listed(folder, *words):
    return [json.loads(line) for line in run(folder, *words, "--format", "jsonl").stdout.splitlines()]


def made(folder):
    return read_judgements(folder.authority / FILE)


def test_appearances_stand_in_their_records(corpus):
    opened = Corpus(corpus)
    found = list(appearances(opened))
    assert {a.person.full for a in found} >= {"Pak Song Chol", "Pak Seong-cheol", "Ho Dam"}
    for appearance in found:
        record = opened.record(appearance.record)
        assert record is not None
        assert record.text[appearance.start : appearance.end] == appearance.quote
        assert appearance.person.surname.split()[-1] in appearance.quote


def test_suggestions_are_listed_with_reasons_and_passages(corpus):
    rows = listed(corpus, "--list")
    names = [{row["one"].split(":")[1], row["other"].split(":")[1]} for row in rows]
    assert {"pak song chol", "pak seong cheol"} in names
    assert {"putivez", "putivets"} in names
    assert not any("ho dam" in pair for pair in names)
    assert all(row["for"] and row["passages_one"] and row["passages_other"] for row in rows)
    assert not (corpus.authority / FILE).exists()
    assert "two" in run(corpus, "--list").stdout


def test_a_reviewer_judges_takes_back_and_quits(corpus):
    pairs = len(listed(corpus, "--list"))
    done = run(corpus, "--reviewer", "Anna", given="same\nperhaps\nundo\ndifferent\nquit\n")
    assert done.exit_code == 0, done.output
    assert "write one of" in done.output
    assert [j.verdict for j in made(corpus)] == [Verdict.SAME, Verdict.WITHDRAWN, Verdict.DIFFERENT]
    assert {j.who for j in made(corpus)} == {"Anna"}
    assert len(listed(corpus, "--list")) == pairs - 1
    assert [row["verdict"] for row in listed(corpus, "--judgements")] == ["same", "taken back", "different"]


def test_the_last_judgement_is_taken_back_later(corpus):
    pairs = len(listed(corpus, "--list"))
    run(corpus, "--reviewer", "Anna", given="unsure\nq\n")
    run(corpus, "--reviewer", "Bert", given="skip\nq\n")
    assert len(listed(corpus, "--list")) == pairs - 1
    assert run(corpus, "--undo", "--reviewer", "Anna").exit_code == 0
    assert len(listed(corpus, "--list")) == pairs
    again = run(corpus, "--undo", "--reviewer", "Anna")
    assert isinstance(again.exception, BadRequest)


def test_the_end_of_the_input_ends_the_sitting(corpus):
    assert run(corpus, "--reviewer", "Anna", given="").exit_code == 0
    assert made(corpus) == []


def test_who_judges_must_be_named(corpus):
    for words in ((), ("--undo",), ("--list", "--judgements")):
        assert isinstance(run(corpus, *words).exception, BadRequest)

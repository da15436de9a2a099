"""Judging identities over a corpus, as a reviewer does it in the terminal."""

import json

import pytest
from typer.testing import CliRunner

from vermerk.authority.identity import FILE, Identities, Judgement, Verdict, append, read_judgements
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


def test_judgements_go_to_nomenklatura_and_come_back(corpus, tmp_path):
    run(corpus, "--reviewer", "Anna", given="same\nunsure\nq\n")
    run(corpus, "--undo", "--reviewer", "Anna")
    out = tmp_path / "out.ijson"
    assert "1 pairs" in run(corpus, "--export", str(out)).stdout
    (line,) = (json.loads(words) for words in out.read_text(encoding="utf-8").splitlines())
    assert line[2] == "positive"
    assert line[4] == "Anna"
    foreign = tmp_path / "foreign.ijson"
    foreign.write_text(
        json.dumps(["NK-abc", line[1], "positive", None, None, "2026-01-01T00:00:00"]) + "\n", encoding="utf-8"
    )
    assert "say whose" in str(run(corpus, "--import", str(foreign)).exception)
    assert "1 judgements added" in run(corpus, "--import", str(foreign), "--reviewer", "Bert").stdout
    assert "0 judgements added" in run(corpus, "--import", str(foreign), "--reviewer", "Bert").stdout
    assert made(corpus)[-1].who == "Bert"
    assert Identities.of(corpus.root).canonical(line[0]) == "NK-abc"
    assert isinstance(run(corpus, "--import", str(tmp_path / "none.ijson")).exception, BadRequest)


def test_where_two_differ_one_unsure_line_goes_out(corpus, tmp_path):
    (first, *_) = listed(corpus, "--list")
    for who, verdict in (("Anna", Verdict.SAME), ("Bert", Verdict.DIFFERENT)):
        append(corpus.root, Judgement.of(first["one"], first["other"], verdict, who))
    (settled,) = Identities.of(corpus.root).settled()
    assert (settled.verdict, settled.who) == (Verdict.UNSURE, "Anna, Bert")

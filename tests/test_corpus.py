"""A corpus from its folder to its decisions, on records written for the examples."""

from pathlib import Path

import pytest

from tests.places import ROOT
from vermerk.corpus import Corpus, Folder, add, build
from vermerk.model import BadRequest, BadTable


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = Folder.begin(tmp_path_factory.mktemp("corpus") / "own", "Examples")
    assert {what for _, what in add(folder, [ROOT / "examples"])} == {"added"}
    assert build(folder).statements > 0
    return folder


def test_a_second_build_reads_nothing_again_and_is_the_same(corpus):
    again = build(corpus)
    assert again.fresh == 0
    assert again.path == corpus.current()


def test_quotes_stand_in_the_records_of_the_build(corpus):
    opened = Corpus(corpus)
    for statement in opened.fetch(opened.statements):
        record = opened.record(statement.record)
        assert record is not None
        assert record.text[statement.start : statement.end] == statement.quote


def test_reviewers_reject_correct_and_take_back(corpus):
    opened = Corpus(corpus)
    first, second = list(opened.fetch(opened.statements.order_by("row").limit(2)))
    whole = opened.statements.count().execute()
    rejected = opened.decide("Anna", "reject", first.id)
    assert opened.statements.count().execute() == whole - 1
    opened.decide("Bert", "correct", second.id, fields={"certainty": "possible"})
    assert opened.statement(second.id).statement.certainty == "possible"
    assert opened.statement(second.id).review == "corrected"
    opened.undo("Anna", rejected.id)
    assert opened.statements.count().execute() == whole
    assert [d.action for d in opened.history(first.id)] == ["reject", "undo"]


def test_a_decision_is_found_again_after_its_text_moved_and_lost_when_it_is_gone(tmp_path):
    folder = Folder.begin(tmp_path / "moving")
    source = tmp_path / "note.txt"
    words = "Note on a conversation, 3 May 1967\n\nThe Ambassador of Finland visited Moscow in May 1967.\n\nHe met Kosygin.\n"
    source.write_text(words, encoding="utf-8")
    list(add(folder, [source]))
    build(folder)
    opened = Corpus(folder)
    statement = next(s for s in opened.fetch(opened.statements) if "visited" in s.quote)
    opened.decide("Anna", "accept", statement.id)
    source.write_text(
        words.replace("The Ambassador", "A first paragraph stands here.\n\nThe Ambassador"), encoding="utf-8"
    )
    list(add(folder, [source]))
    build(folder)
    (moved,) = Corpus(folder).reviewed.attachments
    assert moved.how == "quote"
    source.write_text("Another text altogether.\n", encoding="utf-8")
    list(add(folder, [source]))
    build(folder)
    (lost,) = Corpus(folder).reviewed.lost
    assert "visited Moscow" in lost.review.anchor.quote


def test_search_finds_words_in_any_form(corpus):
    count, hits = Corpus(corpus).search("embassies")
    assert count >= len(hits) > 0
    with pytest.raises(BadRequest):
        Corpus(corpus).search('"open')


def test_mistakes_are_told_in_one_line(tmp_path):
    with pytest.raises(BadRequest):
        Folder.at(tmp_path)
    folder = Folder.begin(tmp_path / "new")
    with pytest.raises(BadRequest):
        Corpus(folder)
    (folder.root / "vermerk.toml").write_text('engine = "oracle"\n', encoding="utf-8")
    with pytest.raises(BadTable):
        build(Folder(Path(folder.root)))

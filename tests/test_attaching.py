"""Decisions after the sources or the engine changed: real edits of texts, and what becomes of what was decided."""

from __future__ import annotations

import msgspec
import pytest

from tests.places import EXAMPLES
from vermerk.corpus import Corpus, Folder, build
from vermerk.corpus.attaching import attach, locate
from vermerk.corpus.decisions import Action, Anchor, make
from vermerk.corpus.reviewed import review_build
from vermerk.corpus.standing import followed, standing
from vermerk.model import Kind, Polarity

NAME = "note-ulan-bator-1971.txt"
TEXT = (EXAMPLES / NAME).read_text(encoding="utf-8")


class Edited:
    """A corpus of one record whose text is edited and built again."""

    def __init__(self, root, text=TEXT):
        self.folder = Folder.begin(root)
        self.source = self.folder.records / NAME
        self.write(text)

    def write(self, text):
        self.source.write_text(text, encoding="utf-8")
        return self.build()

    def build(self):
        build(self.folder, processes=1)
        return Corpus(self.folder)


@pytest.fixture
def edited(tmp_path):
    return Edited(tmp_path / "corpus")


def some(corpus, count=4):
    """Statements spread over the record, of passages that stand once in it."""
    found = [s for s in corpus.fetch(corpus.statements.order_by("row")) if TEXT.count(s.quote) == 1]
    return found[:: max(1, len(found) // count)][:count]


def test_all_decisions_go_with_a_text_that_only_moved(edited):
    corpus = Corpus(edited.folder)
    statements = some(corpus)
    corpus.decide("Anna", "accept", statements[0].id)
    corpus.decide("Anna", "correct", statements[1].id, fields={"certainty": "possible"})
    corpus.decide("Bert", "reject", statements[2].id)
    added = TEXT.index("Ulan")
    corpus.add_statement("Bert", statements[0].record, added, added + 4, {"kind": "assessment", "actor": ["Mongolia"]})
    at = TEXT.index("\n\n", len(TEXT) // 4)
    after = edited.write(TEXT[:at] + "\n\nA paragraph that was left out stands here again." + TEXT[at:])
    assert not after.reviewed.lost
    held = {h.review: h.statement for h in after.reviewed.held}
    assert held["accepted"].quote == statements[0].quote
    assert held["corrected"].certainty == "possible"
    assert held["corrected"].quote == statements[1].quote
    text = after.record(statements[0].record).text
    assert all(text[s.start : s.end] == s.quote for s in held.values())
    assert not [
        s for s in after.fetch(after.statements) if s.quote == statements[2].quote and s.kind == statements[2].kind
    ]


@pytest.mark.parametrize(
    "edit",
    [
        lambda quote: quote.replace("e", "c", 1),  # a slip of the scanner put right or made
        lambda quote: quote.replace(" ", "  \n", 1),
        lambda quote: quote + " [sic]",
        lambda quote: " ".join(quote.split()[:-1]),
    ],
)
def test_decisions_hold_to_a_passage_whose_words_were_corrected(edited, edit):
    corpus = Corpus(edited.folder)
    statement = max(some(corpus, 8), key=lambda s: len(s.quote))
    corpus.decide("Anna", "accept", statement.id, comment="so it is")
    after = edited.write(TEXT.replace(statement.quote, edit(statement.quote), 1))
    (attachment,) = after.reviewed.attachments
    assert attachment.how in {"identifier", "quote", "context", "alone"}
    (held,) = after.reviewed.held
    assert held.statement.kind == statement.kind
    assert held.statement.actor == statement.actor
    text = after.record(statement.record).text
    assert text[held.statement.start : held.statement.end] == held.statement.quote
    assert held.statement.quote.split()[0][:3] == statement.quote.split()[0][:3]


def test_what_is_gone_is_lost_with_its_old_words(edited):
    corpus = Corpus(edited.folder)
    statement = some(corpus)[1]
    corpus.decide("Anna", "accept", statement.id, comment="seen in the original")
    start = TEXT.rindex("\n\n", 0, statement.start)
    end = TEXT.find("\n\n", statement.end)
    after = edited.write(TEXT[:start] + (TEXT[end:] if end >= 0 else ""))
    (lost,) = after.reviewed.lost
    assert lost.review.anchor.quote == statement.quote
    assert lost.review.anchor.before
    assert lost.review.comments == ("seen in the original",)
    assert lost.review.machine["kind"] == statement.kind
    back = edited.write(TEXT)
    assert not back.reviewed.lost
    assert [h.review for h in back.reviewed.held] == ["accepted"]


def test_a_record_under_another_name_keeps_its_decisions(edited, tmp_path):
    corpus = Corpus(edited.folder)
    statement = max(some(corpus, 8), key=lambda s: len(s.quote))
    corpus.decide("Anna", "accept", statement.id)
    edited.source.rename(edited.folder.records / "renamed.txt")
    after = edited.build()
    (attachment,) = after.reviewed.attachments
    assert attachment.how == "record"
    assert [h.statement.record for h in after.reviewed.held] == ["renamed.txt"]
    # Where two records hold the words nothing tells which of them was meant.
    (edited.folder.records / "again.txt").write_text(TEXT, encoding="utf-8")
    assert len(edited.build().reviewed.lost) == 1


def test_a_reading_that_changed_leaves_what_was_accepted_and_is_not_rejected(edited):
    """The engine of another day reads another actor in the same words."""
    corpus = Corpus(edited.folder)
    statement = next(s for s in some(corpus, 20) if s.actor)
    other = msgspec.structs.replace(statement, id="other", actor=("Finland",), parties=())
    record = corpus.record(statement.record)
    anchor = Anchor.of(record, statement.start, statement.end)

    def after(action, **more):
        reviews = standing([make(action, "Anna", anchor, statement.id, machine=statement, **more)]).values()
        return review_build(reviews, lambda name: [other], lambda name: record)

    accepted = after(Action.ACCEPT)
    assert [(h.statement.id, h.statement.actor) for h in accepted.held] == [("other", statement.actor)]
    assert accepted.touched == {"other"}
    corrected = after(Action.CORRECT, fields={"polarity": "negated"})
    assert [(h.statement.actor, h.statement.polarity) for h in corrected.held] == [(statement.actor, Polarity.NEGATED)]
    rejected = after(Action.REJECT)
    assert "other" not in rejected.touched
    assert not rejected.lost


def test_another_kind_in_the_same_words_is_another_statement(edited):
    corpus = Corpus(edited.folder)
    statement = some(corpus)[0]
    record = corpus.record(statement.record)
    kind = Kind.TRADE if statement.kind is not Kind.TRADE else Kind.VISIT
    other = msgspec.structs.replace(statement, id="other", kind=kind)
    decision = make(
        Action.ACCEPT, "Anna", Anchor.of(record, statement.start, statement.end), statement.id, machine=statement
    )
    (review,) = standing([decision]).values()
    found = attach(review, [other], record.text)
    assert (found.how, found.statement) == ("alone", None)


def test_a_reviewer_goes_on_under_the_new_name_of_a_statement(edited):
    corpus = Corpus(edited.folder)
    statement = some(corpus)[1]
    corpus.decide("Anna", "correct", statement.id, fields={"certainty": "possible"})
    after = edited.write("A first line that was missing.\n\n" + TEXT)
    (held,) = after.reviewed.held
    assert held.statement.id != statement.id
    after.decide("Anna", "correct", held.statement.id, fields={"polarity": "negated"})
    (both,) = Corpus(edited.folder).reviewed.held
    assert (both.review, both.statement.certainty, both.statement.polarity) == ("corrected", "possible", "negated")
    assert len(Corpus(edited.folder).history(both.statement.id)) == 2
    Corpus(edited.folder).decide("Anna", "reject", both.statement.id)
    assert not Corpus(edited.folder).reviewed.held


def test_of_equal_passages_the_context_decides_and_where_it_cannot_nothing_does():
    anchor = Anchor("r", 10, 14, "word", before="one ", after=" two")
    assert locate(anchor, "three word four; one word two")[0].start == 21
    assert locate(anchor, "word and word")[1] == "lost"
    assert locate(anchor, "an altogether other word than that")[1] == "lost"


def test_an_accepted_correction_stays_and_a_comment_changes_nothing(edited):
    corpus = Corpus(edited.folder)
    statement = some(corpus)[0]
    record = corpus.record(statement.record)
    anchor = Anchor.of(record, statement.start, statement.end)
    lines = [
        make(Action.CORRECT, "Anna", anchor, statement.id, machine=statement, fields={"certainty": "possible"}),
        make(Action.COMMENT, "Anna", anchor, statement.id, comment="so the copy says"),
        make(Action.ACCEPT, "Anna", anchor, statement.id),
    ]
    (review,) = standing(lines).values()
    assert (review.verdict, review.fields, review.comments) == (
        "corrected",
        {"certainty": "possible"},
        ("so the copy says",),
    )
    assert followed(None, review) is review

"""Footnotes that are kept once they were written: they are those that the CSL processor writes anew, each in its style."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.places import ROOT
from vermerk.corpus import Folder, add, build
from vermerk.inquiry import OpenCorpus
from vermerk.inquiry.citing import NAMES, item_of, note, short_note
from vermerk.inquiry.style import SHIPPED, NoteStyle

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note" default-locale="{locale}">
  <info><title>Other</title><id>other</id><updated>2026-11-01T00:00:00+00:00</updated></info>
  <citation><layout suffix="."><group delimiter="; ">
    <date variable="issued"><date-part name="day" suffix=". "/><date-part name="month" suffix=" "/><date-part name="year"/></date>
    <text variable="title" text-case="uppercase"/>
  </group></layout></citation>
</style>
"""
RECORD = {"record": "r", "title": "Note on a talk", "author": "Herrmann", "written": "1968-12-23", "shelfmark": "A 12"}
WORDS = st.text(st.sampled_from("abcXYZ äß<>&\"“”.,:;?!1-'"), max_size=24)
DATES = st.sampled_from([None, "1968", "1968-12", "1968-12-09", "196X", "1964/..", "Y-17000", "no date", "1968-21"])


@st.composite
def descriptions(draw: st.DrawFn) -> dict[str, str | None]:
    """Descriptions of records as archives give them, with any of the fields absent."""
    row = {name: draw(DATES if name in {"written", "event_date"} else st.none() | WORDS) for name in NAMES}
    return {"record": draw(st.sampled_from(["a.md", "b.md"])), **row}


def written_anew(row: dict[str, str | None]) -> str:
    """What the processor itself writes of an item, with nothing remembered."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    path = str(files("vermerk.inquiry") / "tables" / "note.csl")
    source = CiteProcJSON([{**item_of(row), "id": "record"}])
    made = CitationStylesBibliography(CitationStylesStyle(path, validate=False), source, formatter.plain)
    citation = Citation([CitationItem("record")])
    made.register(citation)
    return str(made.cite(citation, lambda _: None))


@settings(max_examples=40, deadline=None)
@given(descriptions())
@pytest.mark.filterwarnings("ignore")
def test_a_remembered_footnote_is_the_one_that_the_processor_writes(row: dict[str, str | None]) -> None:
    assert NoteStyle(SHIPPED).footnote(item_of(row)) == written_anew(row)
    assert note(row) == note(dict(row)) == note({**row, "summary": "no part of a citation"})


def test_descriptions_that_differ_in_one_field_have_footnotes_of_their_own() -> None:
    rows = [
        RECORD,
        *({**RECORD, name: "1970-01-02" if name == "written" else "Other"} for name in RECORD if name != "record"),
    ]
    assert len({note(row) for row in rows}) == len(rows)
    untitled = [{"record": name, "author": "A"} for name in ("one.md", "two.md")]
    assert [note(row) for row in untitled] == ["A, “one.md.”", "A, “two.md.”"]


def test_styles_and_their_languages_are_kept_apart(tmp_path: Path) -> None:
    english, german = tmp_path / "english.csl", tmp_path / "german.csl"
    english.write_text(STYLE.format(locale="en-US"), encoding="utf-8")
    german.write_text(STYLE.format(locale="de-DE"), encoding="utf-8")
    shipped = "Herrmann, “Note on a talk,” December 23, 1968, A 12."
    for _ in range(2):  # the second time from memory
        assert note(RECORD) == shipped
        assert note(RECORD, english) == "23. December 1968; NOTE ON A TALK."
        assert note(RECORD, german) == "23. Dezember 1968; NOTE ON A TALK."
        assert short_note(RECORD, german) == "23. Dezember 1968; NOTE ON A TALK."


def corpus_of(place: Path, text: str) -> OpenCorpus:
    """A corpus with one record of that text, always under the same name."""
    (place / "sources").mkdir(parents=True)
    (place / "sources" / "note.txt").write_text(text, encoding="utf-8")
    begun = Folder.begin(place / "corpus", "One")
    list(add(begun, [place / "sources"]))
    build(begun, processes=1)
    return OpenCorpus(begun)


def test_two_corpora_with_a_record_of_the_same_name_cite_each_their_own(tmp_path: Path) -> None:
    text = (ROOT / "examples" / "note-ulan-bator-1971.txt").read_text(encoding="utf-8")
    first = corpus_of(tmp_path / "a", text)
    second = corpus_of(tmp_path / "b", text.replace("TO-T 1970-1974, 7/112", "TO-T 1970-1974, 9/999"))
    for corpus, own, other in ((first, "7/112", "9/999"), (second, "9/999", "7/112"), (first, "7/112", "9/999")):
        notes = [line.note for line in corpus.chronicle().lines]
        notes += [words for cell in corpus.sheet("Mongolia", "Japan").facets for words in cell.footnotes]
        assert notes
        assert all(own in words for words in notes)
        assert not any(other in words for words in notes)

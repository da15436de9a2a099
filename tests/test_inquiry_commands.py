"""The questions as commands: their forms, what they say they searched, and one line for every mistake."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.places import ROOT
from vermerk.cli.main import app, main
from vermerk.corpus import Folder, add, build
from vermerk.inquiry import OpenCorpus

SEARCHED = "searched: 3 records read from 3 of 3 sources, 0 unread; "
FACET = (
    "facet", "holder_party", "other_party", "level", "style", "via", "status", "polarity", "time", "last_heard",
    "certainty", "statements", "footnotes",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    begun = Folder.begin(tmp_path_factory.mktemp("commands") / "examples", "Examples")
    list(add(begun, [ROOT / "examples"]))
    build(begun, processes=1)
    return begun.root


@pytest.fixture(scope="module")
def statement(folder: Path) -> str:
    corpus = OpenCorpus.open(folder)
    return next(s.id for s in corpus.fetch(corpus.statements) if "Japanese trade delegation visited" in s.quote)


def ask(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--corpus", str(folder)], catch_exceptions=False)


COMMANDS = (
    ("relation", "Mongolia", "Japan"),
    ("chronology", "Mongolia"),
    ("conflicts",),
    ("witnesses",),
    ("unknowns",),
    ("promises",),
    ("figures",),
    ("network",),
)


@pytest.mark.parametrize("words", COMMANDS, ids=[c[0] for c in COMMANDS])
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_every_question_in_every_form_says_what_was_searched(
    folder: Path, statement: str, words: tuple[str, ...], form: str
) -> None:
    asked = (*words, statement) if words == ("witnesses",) else words
    found = ask(folder, *asked, "--format", form)
    assert found.exit_code == 0
    assert SEARCHED in found.output
    if form == "table":
        assert SEARCHED in found.stdout, "a table carries its denominator with it"
        return
    assert "searched" not in found.stdout, "rows for another program hold rows only"
    if form == "json":
        json.loads(found.stdout)
    elif form == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in found.stdout.splitlines())
    else:
        head, *rows = csv.reader(io.StringIO(found.stdout))
        assert all(len(row) == len(head) for row in rows)
        assert len(set(head)) == len(head)


def test_a_relation_as_json_has_the_fields_agreed_on_and_no_others(folder: Path) -> None:
    told = json.loads(ask(folder, "relation", "Japan", "Mongolia", "--on", "1971-03", "--format", "json").stdout)
    assert tuple(told) == ("a", "b", "on", "as_of", "known_by", "facets")
    assert (told["a"], told["b"], told["on"], told["as_of"]) == ("Japan", "Mongolia", "1971-03", None)
    assert told["facets"]
    for cell in told["facets"]:
        assert tuple(cell) == FACET
        assert isinstance(cell["statements"], list)
        assert cell["statements"]
        assert cell["footnotes"]
    planned = next(c for c in told["facets"] if c["facet"] == "representation")
    assert (planned["holder_party"], planned["other_party"], planned["level"]) == (
        "Japan",
        "Mongolia",
        "trade representation",
    )
    assert (planned["status"], planned["certainty"], planned["time"]) == ("planned", "possible", "1971")


def test_the_sheet_says_of_each_side_whether_anything_is_told(folder: Path) -> None:
    shown = ask(folder, "relation", "Mongolia", "Japan", "--on", "1975").stdout
    assert "Mongolia → Japan" in shown
    assert "no report" in shown
    assert "no report since" in shown


def test_a_sheet_as_somebody_knew_it_says_since_when(folder: Path) -> None:
    shown = ask(folder, "relation", "Mongolia", "Japan", "--known-by", "Dolezal", "--as-of", "1971-02-24").stdout
    assert "Dolezal: could know note-ulan-bator-1971.txt since 1971-02-24 (interpreter)" in shown
    before = ask(folder, "relation", "Mongolia", "Japan", "--known-by", "Czechoslovakia", "--as-of", "1971-03-02")
    assert "nothing is told of Mongolia and Japan within these bounds" in before.stdout
    assert "0 of 3 records in range" in before.stdout


MISTAKES = (
    (("relation", "Mongolia", "Narnia"), "'Narnia': is no party that the tables or this corpus know"),
    (("relation", "Mongolia", "Jappan"), "did you mean Japan?"),
    (("relation", "Japan", "Japan"), "are one party"),
    (("relation", "Mongolia", "Japan", "--on", "1971-13"), "--on '1971-13': is no date"),
    (("relation", "Mongolia", "Japan", "--as-of", "soon"), "--as-of 'soon': is no date"),
    (("relation", "Mongolia", "Japan", "--known-by", "Nobody"), "'Nobody': is no party"),
    (("chronology", "Mongolia", "--from", "1972", "--to", "1970"), "ends before it begins"),
    (("chronology", "--kind", "gossip"), "is no kind of statement"),
    (("chronology", "--format", "docx"), "name a file with -o FILE"),
    (("witnesses", "nothing"), "is not in the corpus"),
    (("check", "nowhere.md"), "no such file"),
)


@pytest.mark.parametrize(("words", "line"), MISTAKES, ids=[" ".join(w) for w, _ in MISTAKES])
def test_a_mistake_is_one_line_and_exit_code_2(
    folder: Path, words: tuple[str, ...], line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["vermerk", *words, "--corpus", str(folder)])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert line in told
    assert len(told.strip().splitlines()) == 1


def test_an_empty_corpus_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = Folder.begin(tmp_path / "empty")
    build(empty, processes=1)
    for words in (("relation", "Japan", "Mongolia"), ("chronology",), ("conflicts",), ("unknowns",), ("network",)):
        monkeypatch.setattr("sys.argv", ["vermerk", *words, "--corpus", str(empty.root)])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr().err.strip()
        assert ended.value.code == 2
        assert len(told.splitlines()) == 1
        assert "vermerk add" in told


def test_a_chronology_is_written_in_each_form_with_footnotes(folder: Path, tmp_path: Path) -> None:
    for form in ("md", "html", "csv", "docx"):
        place = tmp_path / f"chronology.{form}"
        assert ask(folder, "chronology", "Mongolia", "Japan", "--format", form, "-o", str(place)).exit_code == 0
    text = (tmp_path / "chronology.md").read_text(encoding="utf-8")
    assert text.count("[^1]") == 2, "a call and its note"
    assert "Novotny, “Note on a Conversation between Comrade Novotny and Comrade Szabo" in text
    assert "Novotny, “Note on a Conversation,” March 3, 1971." in text, "cited in short once it was cited in full"
    assert "[planned, possible]" in text
    assert "[hearsay]" in text
    page = (tmp_path / "chronology.html").read_text(encoding="utf-8")
    assert 'href="#n1"' in page
    assert 'id="n1"' in page
    rows = list(csv.DictReader((tmp_path / "chronology.csv").open(encoding="utf-8")))
    assert all("EX-MZV" in row["note"] for row in rows), "each row stands by itself"
    with zipfile.ZipFile(tmp_path / "chronology.docx") as archive:
        notes = archive.read("word/footnotes.xml").decode("utf-8")
        body = archive.read("word/document.xml").decode("utf-8")
    assert body.count("footnoteReference") == len(rows)
    assert "TO-T 1970-1974, 7/112" in notes
    from docx import Document

    assert len(Document(str(tmp_path / "chronology.docx")).paragraphs) >= len(rows)


def test_every_inquiry_of_the_python_api_is_a_table(folder: Path, statement: str, tmp_path: Path) -> None:
    import vermerk

    corpus = vermerk.open(folder)
    manuscript = tmp_path / "m.md"
    manuscript.write_text("“trained workers are lacking”\n", encoding="utf-8")
    tables = {
        "relation": corpus.relation("Mongolia", "Japan", on="1971"),
        "chronology": corpus.chronology("Mongolia", since="1970"),
        "conflicts": corpus.conflicts(),
        "witnesses": corpus.witnesses(statement),
        "unknowns": corpus.unknowns("Szabo"),
        "promises": corpus.promises("Hungary", "Mongolia"),
        "figures": corpus.figures(),
        "network": corpus.network(),
        "known": corpus.known("Dolezal"),
        "check": corpus.check(manuscript),
        "passages": corpus.passages("cashmere"),
    }
    for name, table in tables.items():
        assert len(table.to_pandas()) == table.to_polars().height == table.count().execute(), name
    assert tables["check"].to_pandas()["verdict"].tolist() == ["word for word"]

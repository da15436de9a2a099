"""What the commands make of their options, and the copy of a site as plain files."""

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.places import ROOT
from vermerk.corpus import Folder, add, build
from vermerk.model import BadRequest

pytest.importorskip("starlette")
from vermerk.cli.gathering import corpus_of
from vermerk.cli.serve import access_of, listen
from vermerk.web import Holdings
from vermerk.web.copying import copy_site
from vermerk.web.relinking import file_of


def test_whoever_reaches_this_machine_alone_decides_and_nobody_does_on_other_addresses():
    assert access_of("127.0.0.1", "Anna", None, None, [], False).way == "alone"
    assert access_of("::1", "Anna", None, None, [], False).name == "Anna"
    open_to_all = access_of("0.0.0.0", "Anna", None, None, [], False)
    assert (open_to_all.way, open_to_all.guests) == ("guests", True)
    assert access_of("archive.example", None, None, "X-User", ["10.0.0.1"], True).proxies == frozenset({"10.0.0.1"})
    with pytest.raises(BadRequest):
        access_of("127.0.0.1", None, Path("users"), "X-User", [], False)
    with pytest.raises(BadRequest):
        access_of("127.0.0.1", "../Anna", None, None, [], False)


def test_files_become_a_corpus_that_is_kept_and_takes_them_anew(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "kept"))
    source = tmp_path / "notes" / "a.txt"
    source.parent.mkdir()
    source.write_text("Moscow, 3 May 1967\n\nFinland opened an embassy in Hanoi.\n")
    made = corpus_of([source.parent])
    assert made.sources() == ["notes/a.txt"]
    (made.decisions / "Anna.jsonl").write_text("")
    source.rename(source.with_name("b.txt"))
    again = corpus_of([source.parent])
    assert again.root == made.root
    assert again.sources() == ["notes/b.txt"]
    assert (again.decisions / "Anna.jsonl").exists()
    assert corpus_of([source.with_name("b.txt")]).root != made.root


def test_a_port_that_is_taken_is_told_and_a_free_one_is_found():
    first = listen("127.0.0.1", None)
    first.listen()
    port = first.getsockname()[1]
    second = listen("127.0.0.1", None)
    assert second.getsockname()[1] != port
    with pytest.raises(BadRequest, match="--port"):
        listen("127.0.0.1", port)
    first.close()
    second.close()


def test_a_folder_that_is_a_corpus_is_taken_and_stands_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "kept"))
    folder = Folder.begin(tmp_path / "own")
    assert corpus_of([folder.root]).root == folder.root
    made = corpus_of([ROOT / "examples"])
    assert len(made.sources()) == 3
    with pytest.raises(BadRequest, match="alone"):
        corpus_of([folder.root, ROOT / "examples"])
    with pytest.raises(BadRequest):
        corpus_of([tmp_path / "none"])


def test_addresses_become_files_that_stay_in_their_folder():
    assert file_of("/records/a.txt") == "records/a.txt.html"
    assert file_of("/parties?leaf=2") == "parties--2.html"
    assert file_of("/pair?a=DPRK&b=USSR") == "pair/DPRK and USSR.html"
    assert file_of("/parties/CON") != "parties/CON.html"
    for hostile in ("/records/..%2F..%2Fetc", "/records/%2e%2e", "/parties/" + "x" * 300, "/parties/CON:%3F"):
        name = file_of(hostile).split("/")
        assert len(name) == 2
        assert ".." not in name[1].removesuffix(".html").strip("_")
        assert len(name[1]) < 160


def test_a_copy_has_every_record_and_party_and_no_broken_link(tmp_path):
    folder = Folder.begin(tmp_path / "corpus")
    list(add(folder, [ROOT / "examples" / "cable-suva-1962.md"]))
    build(folder, processes=1)
    copied = copy_site(Holdings(folder), tmp_path / "out")
    pages = sorted((tmp_path / "out").rglob("*.html"))
    assert copied.files == len(pages) - 1
    assert copied.pages <= copied.files
    assert any(page.parent.name == "pair" for page in pages)
    found = (tmp_path / "out/search/1.js").read_text(encoding="utf-8")
    rows = json.loads(found.removeprefix("vermerkStatements(").rstrip().removesuffix(");"))
    assert {row[0] for row in rows} == {row["id"] for row in Holdings(folder).ask("SELECT id FROM told")}
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert 'href="/' not in text
        assert 'src="/' not in text
        for link in re.findall(r'(?:href|src)="([^"#?]+)', text):
            if not link.startswith("http"):
                assert (page.parent / unquote(unescape(link))).resolve().exists(), (page, link)
    held = Holdings(folder)
    held.most_compared = 1
    copy_site(held, tmp_path / "years", at_once=1)
    assert held.most_compared == 1
    told = {path.stem for path in (tmp_path / "years/chronology").glob("*.html")}
    assert told == {f"{row['year']:04d}" for row in held.ask("SELECT DISTINCT year FROM told WHERE year IS NOT NULL")}
    whole = (tmp_path / "years/chronology.html").read_text(encoding="utf-8")
    assert all(f'href="chronology/{year}.html"' in whole for year in told)
    copy_site(Holdings(folder), tmp_path / "out", statements=False)
    assert not (tmp_path / "out" / "statements").exists()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").write_text("kept")
    with pytest.raises(BadRequest):
        copy_site(Holdings(folder), tmp_path / "other")
    assert (tmp_path / "other" / "mine.txt").read_text() == "kept"

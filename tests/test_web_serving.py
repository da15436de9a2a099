"""What the commands make of their options, and the copy of a site as plain files."""

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
from vermerk.web.copying import copy_site, file_of


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


def test_a_folder_that_is_a_corpus_is_taken_and_files_become_one(tmp_path):
    folder = Folder.begin(tmp_path / "own")
    assert corpus_of([folder.root]).root == folder.root
    made = corpus_of([ROOT / "examples"])
    assert len(made.sources()) == 3
    with pytest.raises(BadRequest):
        corpus_of([tmp_path / "none"])


def test_addresses_become_files_that_stay_in_their_folder():
    assert file_of("/records/a.txt") == "records/a.txt.html"
    assert file_of("/parties?leaf=2") == "parties--2.html"
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
    assert copied.pages <= len(pages)
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert 'href="/' not in text
        assert 'src="/' not in text
        for link in re.findall(r'(?:href|src)="([^"#?]+)', text):
            if not link.startswith("http"):
                assert (page.parent / unquote(unescape(link))).resolve().exists(), (page, link)
    copy_site(Holdings(folder), tmp_path / "out", statements=False)
    assert not (tmp_path / "out" / "statements").exists()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").write_text("kept")
    with pytest.raises(BadRequest):
        copy_site(Holdings(folder), tmp_path / "other")
    assert (tmp_path / "other" / "mine.txt").read_text() == "kept"

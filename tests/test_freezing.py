"""An archive that verifies itself: whole, and with every sort of damage."""

from __future__ import annotations

import subprocess
import sys
import zipfile

import pytest

from tests.places import EXAMPLES
from vermerk.corpus import Corpus, Folder, add, build, freeze, verify
from vermerk.model import BadRequest


@pytest.fixture(scope="module")
def frozen(tmp_path_factory):
    folder = Folder.begin(tmp_path_factory.mktemp("frozen") / "corpus", "To be kept")
    list(add(folder, [EXAMPLES]))
    (folder.records / "100%\nodd.txt").write_text("A note on Finland.\n", encoding="utf-8")
    build(folder, processes=1)
    corpus = Corpus(folder)
    corpus.decide("Anna", "accept", next(iter(corpus.fetch(corpus.statements))).id)
    archive = folder.root.parent / "kept.zip"
    return folder, archive, freeze(folder, archive)


def test_it_holds_sources_tables_decisions_and_versions(frozen):
    _, archive, made = frozen
    found = verify(archive)
    assert (found.files, found.bytes, found.sound, found.mistakes) == (made.files, made.bytes, made.files, ())
    with zipfile.ZipFile(archive) as bag:
        names = bag.namelist()
        told = bag.read("bag-info.txt").decode()
    assert "data/decisions/Anna.jsonl" in names
    assert any(name.endswith("/statements.parquet") for name in names)
    assert "data/records/examples/cable-suva-1962.md" in names
    assert "spacy 3." in told
    assert "vermerk" in told


def test_python_alone_verifies_it(frozen):
    _, archive, made = frozen
    done = subprocess.run([sys.executable, "-I", "-S", str(archive)], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert f"{made.files} of {made.files} files" in done.stdout


@pytest.mark.parametrize("which", ["data/decisions/Anna.jsonl", "bag-info.txt", "manifest-sha256.txt", "__main__.py"])
def test_a_changed_file_is_named(frozen, tmp_path, which):
    _, archive, _ = frozen
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(changed, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info, content.replace(b"a", b"e", 1) if info.filename == which else content)
    assert any(line.startswith(which) for line in verify(changed).mistakes)
    done = subprocess.run([sys.executable, str(changed)], capture_output=True, text=True, check=False)
    assert done.returncode != 0


def test_missing_added_and_damaged_files_are_told(frozen, tmp_path):
    _, archive, _ = frozen
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(other, "w") as new:
        for info in old.infolist():
            if not info.filename.endswith("Anna.jsonl"):
                new.writestr(info, old.read(info))
        new.writestr("data/more.txt", "put in later")
    told = " ".join(verify(other).mistakes)
    assert "Anna.jsonl: missing" in told
    assert "data/more.txt: was not there" in told
    raw = bytearray(archive.read_bytes())
    raw[len(raw) // 2] ^= 255
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(raw)
    assert verify(damaged).mistakes
    cut = tmp_path / "cut.zip"
    cut.write_bytes(raw[: len(raw) // 2])
    with pytest.raises(BadRequest, match="no frozen corpus"):
        verify(cut)


def test_a_corpus_that_changed_since_its_build_is_not_frozen(frozen, tmp_path):
    folder, archive, _ = frozen
    with pytest.raises(BadRequest, match="exists already"):
        freeze(folder, archive)
    new = folder.records / "new.txt"
    new.write_text("Another note.\n", encoding="utf-8")
    with pytest.raises(BadRequest, match="1 sources came"):
        freeze(folder, tmp_path / "again.zip")
    new.unlink()
    assert freeze(folder, tmp_path / "again.zip").files
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()

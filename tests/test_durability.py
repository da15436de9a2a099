"""Whatever is killed, whenever: what was acknowledged is there, and what stood before can still be read."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest

from tests.places import EXAMPLES, ROOT
from vermerk.corpus import Corpus, Folder, add, build, standing_of
from vermerk.corpus.readings import Readings
from vermerk.model import BadRequest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="killing forked processes needs a system that forks")

MOMENTS = 50
NOTE = """Note on a conversation, {day} May 1967

The Ambassador of Finland visited Moscow in May 196{last}. He informed Kosygin that Finland would open an embassy in \
Pyongyang. According to the Ambassador, Sweden had not recognised the DPRK. Trade with Finland amounted to \
{day},000 rubles in 1966.
"""


class Forking:
    """The process that forks, and its children."""

    def __init__(self, root: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.killing", str(root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )
        assert self._answer() == "ready"

    def _answer(self) -> str:
        return self._process.stdout.readline().strip()

    def _ask(self, **request: object) -> int:
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return int(self._answer())

    def begin(self, do: str, root: Path, told: Path) -> int:
        told.unlink(missing_ok=True)
        return self._ask(do=do, root=str(root), told=str(told))

    def wait(self, child: int) -> int:
        return self._ask(wait=child)

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait(timeout=30)


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """A corpus with a build, of which sources were changed, added and taken away since."""
    folder = Folder.begin(tmp_path_factory.mktemp("old") / "corpus", "Killed")
    list(add(folder, [EXAMPLES]))
    for number in range(6):
        (folder.records / f"old{number}.txt").write_text(NOTE.format(day=number + 1, last=7), encoding="utf-8")
    build(folder, processes=1)
    for number in range(3, 12):
        (folder.records / f"old{number}.txt").write_text(NOTE.format(day=number + 1, last=8), encoding="utf-8")
    (folder.records / "old0.txt").unlink()
    (folder.records / "none.bin").write_bytes(bytes(range(256)) * 20)
    return folder


@pytest.fixture(scope="module")
def forking(old):
    process = Forking(old.root)
    yield process
    process.close()


def contents(folder: Folder) -> dict[str, str]:
    """What the build in use holds, by table; the search index by its rows."""
    build_in_use = folder.current()
    assert build_in_use is not None
    found = {
        p.name: sha256(p.read_bytes()).hexdigest() for p in build_in_use.iterdir() if p.suffix in {".parquet", ".log"}
    }
    count, hits = Corpus(folder).search("Finland", 100)
    return found | {"search": repr((build_in_use.name, count, hits))}


def has_words(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


def copied(old: Folder, place: Path) -> Folder:
    shutil.copytree(old.root, place)
    return Folder(place)


def test_a_build_killed_at_fifty_moments_loses_nothing(old, forking, tmp_path):
    whole = copied(old, tmp_path / "whole")
    began = time.monotonic()
    assert forking.wait(forking.begin("build", whole.root, tmp_path / "told")) == 0
    lasting = time.monotonic() - began
    before, after = contents(old), contents(whole)
    assert before != after
    chance = random.Random(1968)
    killed = 0
    for number in range(MOMENTS):
        folder = copied(old, tmp_path / str(number))
        child = forking.begin("build", folder.root, tmp_path / "told")
        # Half of them are killed with all their readers, half leave readers behind that must go by themselves.
        time.sleep(chance.uniform(0, 1.1 * lasting))
        with suppress(ProcessLookupError):
            (os.killpg if number % 2 else os.kill)(child, signal.SIGKILL)
        killed += forking.wait(child) != 0
        assert contents(folder) in (before, after)
        told = (tmp_path / "told").read_text(encoding="utf-8").split("\n") if (tmp_path / "told").exists() else []
        acknowledged = max((int(line) for line in told if line.isdigit()), default=0)
        if "built" not in " ".join(told):
            readings = Readings(folder.built / "readings.sqlite")
            assert len(readings.known() & set(keys(folder))) >= acknowledged
            readings.close()
        build(folder, processes=1)
        assert contents(folder) == after
        assert {p.name for p in (folder.built / "builds").iterdir()} == {old.current().name, whole.current().name}
        shutil.rmtree(folder.root)
    assert killed >= MOMENTS // 2


def keys(folder: Folder) -> list[str]:
    from vermerk.corpus.building import wanted_of

    return [pending.key for pending in wanted_of(folder)]


def test_decisions_killed_while_they_are_written_are_there_when_they_were_acknowledged(old, forking, tmp_path):
    folder = copied(old, tmp_path / "reviewed")
    chance = random.Random(1971)
    acknowledged: set[str] = set()
    torn = 0
    for _ in range(8):
        child = forking.begin("decide", folder.root, tmp_path / "told")
        deadline = time.monotonic() + 30
        while not has_words(tmp_path / "told") and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.1))
        os.killpg(child, signal.SIGKILL)
        assert forking.wait(child) != 0
        lines = (tmp_path / "told").read_text(encoding="utf-8").split("\n")
        acknowledged |= {line for line in lines[:-1] if line}
        decisions = Corpus(folder).decisions()
        assert acknowledged <= {decision.id for decision in decisions}
        torn = len(standing_of(folder).torn)
    assert acknowledged
    # A crash of the machine may leave a line half written: it is told, skipped, and swallows nothing after it.
    file = folder.decisions / "Anna.jsonl"
    file.write_bytes(file.read_bytes() + b'{"id":"torn","who":"Anna","when":"1968-')
    before = len(Corpus(folder).decisions())
    held = standing_of(folder)
    assert len(held.torn) == torn + 1
    assert held.torn[-1].words.startswith('{"id":"torn"')
    corpus = Corpus(folder)
    corpus.decide("Anna", "accept", next(iter(corpus.fetch(corpus.statements))).id)
    assert len(Corpus(folder).decisions()) == before + 1
    assert any("torn" in line for line in standing_of(folder).lines())


def test_two_builds_of_one_corpus_do_not_run_at_once(old, forking, tmp_path):
    folder = copied(old, tmp_path / "twice")
    child = forking.begin("build", folder.root, tmp_path / "told")
    while not has_words(tmp_path / "told"):
        time.sleep(0.005)
    os.kill(child, signal.SIGSTOP)
    with pytest.raises(BadRequest, match="another build"):
        build(folder, processes=1)
    os.kill(child, signal.SIGCONT)
    assert forking.wait(child) == 0


def test_a_source_on_which_the_process_dies_is_told_and_read_again_next_time(old, tmp_path, monkeypatch):
    folder = copied(old, tmp_path / "dying")
    from vermerk.corpus import reading

    plain = reading.read_source

    def deadly(folder, pending, engine):
        if pending.path == "old5.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        return plain(folder, pending, engine)

    monkeypatch.setattr(reading, "read_source", deadly)
    report = build(folder, processes=2)
    assert report.unread == 2
    assert "old5.txt: the process that read it ended (signal 9)" in (folder.built / "unread.log").read_text()
    monkeypatch.undo()
    again = build(folder, processes=2)
    assert (again.fresh, again.unread) == (1, 1)
    whole = copied(old, tmp_path / "whole")
    build(whole, processes=1)
    assert contents(folder) == contents(whole)


def test_damaged_readings_are_read_again(old, tmp_path):
    folder = copied(old, tmp_path / "damaged")
    build(folder, processes=1)
    whole = contents(folder)
    (folder.built / "readings.sqlite").write_bytes(b"no database at all, " * 1000)
    assert build(folder, processes=1).fresh == len(folder.sources())
    assert contents(folder) == whole

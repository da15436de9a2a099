"""A process that has loaded everything and forks: each child builds a corpus or decides, and may be killed at once.

Started by the tests as ``python -m tests.killing``; it reads one JSON request a line and answers with the pid of the
child. What a child was told as done it writes to the file named in the request, so that the tests know what was
acknowledged when it was killed.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path

from vermerk.corpus import Corpus, Folder, Step, build
from vermerk.corpus.building import wanted_of
from vermerk.corpus.decisions import Action, Anchor, append, make
from vermerk.corpus.reading import ReadParcel
from vermerk.corpus.setup import fingerprint


def _build(root: str, told: int) -> None:
    def advance(step: Step) -> None:
        if step.stage == "reading":
            os.write(told, f"{step.done}\n".encode())

    made = build(Folder(Path(root)), processes=2, advance=advance)
    os.write(told, f"built {made.name}\n".encode())


def _decide(root: str, told: int) -> None:
    corpus = Corpus(Folder(Path(root)))
    held = next(iter(corpus.fetch(corpus.statements.limit(1))))
    record = corpus.record(held.record)
    assert record is not None
    for number in range(100_000):
        anchor = Anchor.of(record, held.start, held.end)
        decision = make(Action.COMMENT, "Anna", anchor, held.id, machine=held, comment=f"remark {number} " * 400)
        append(corpus.folder.decisions, decision)
        os.write(told, f"{decision.id}\n".encode())


def main() -> None:
    """Load, then fork for each request."""
    root = sys.argv[1]
    import_module("ibis.backends.duckdb")  # what a child would else load by itself
    ReadParcel(root, fingerprint(Folder(Path(root)))).warm()
    list(wanted_of(Folder(Path(root))))
    print("ready", flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        if request.get("wait"):
            _, status = os.waitpid(request["wait"], 0)
            print(status, flush=True)
            continue
        child = os.fork()
        if child == 0:
            os.setsid()
            told = os.open(request["told"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            try:
                {"build": _build, "decide": _decide}[request["do"]](request["root"], told)
            except BaseException as error:
                print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
                os._exit(1)
            os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    main()

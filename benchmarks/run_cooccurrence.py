"""Statements made up between states that a sentence only names together.

    uv run python -m benchmarks.run_cooccurrence [--show]

``cooccurrence/sentences.tsv`` holds a hundred sentences in which two or more states are named and no relation between
any two of them is stated. Each is read as a record of its own, and the whole once more as one record (a report in a
hundred paragraphs, so that what was named before is at hand). A statement is made up where one of its actors and one of
those it is towards are two of the states that the sentence names, or where it takes in a state named in another one.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from vermerk.authority import Authority
from vermerk.extraction import GrammarEngine
from vermerk.model import Passage, Record, Statement

SENTENCES = Path(__file__).parent / "cooccurrence" / "sentences.tsv"


def sentences() -> list[tuple[str, str]]:
    """The sentences with their sorts."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return [(sort, words) for line in lines if line and line[0] != "#" for sort, words in [line.split("\t")]]


def record_of(paragraphs: Iterable[str]) -> Record:
    """A record whose running text is the given paragraphs."""
    body: list[Passage] = []
    text = ""
    for paragraph in paragraphs:
        body.append(Passage(len(text), len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    return Record(id="cooccurrence", source="-", format="text", text=text, body=tuple(body))


def named(words: str, authority: Authority) -> set[str]:
    """The states that a sentence may name, places in them included."""
    entries = [entry for mention in authority.find(words) for entry in mention.entries]
    return {entry.label for entry in entries if entry.kind == "state"} | {e.parent for e in entries if e.parent}


def made_up(statements: Iterable[Statement], states: set[str], everywhere: set[str]) -> Iterator[Statement]:
    """The statements between two states of which the sentence states nothing between them."""
    for statement in statements:
        actors = set(statement.actor) & everywhere
        towards = set(statement.toward) & everywhere
        if any(a != b and states & {a, b} for a in actors for b in towards):
            yield statement


def measure(engine: GrammarEngine) -> tuple[list[Statement], list[Statement], Counter[str]]:
    """What is made up sentence by sentence, and in one record; and the sorts of the sentences concerned."""
    rows = sentences()
    states = [named(words, engine.authority) for _, words in rows]
    everywhere = set().union(*states)
    alone: list[Statement] = []
    sorts: Counter[str] = Counter()
    for (sort, words), own in zip(rows, states, strict=True):
        found = list(made_up(engine.statements(record_of([words])), own, everywhere))
        alone += found
        sorts[sort] += bool(found)
    record = record_of(words for _, words in rows)
    together: list[Statement] = []
    told = engine.statements(record)
    for passage, own in zip(record.body, states, strict=True):
        inside = [s for s in told if passage.start <= s.start and s.end <= passage.end]
        together += made_up(inside, own, everywhere)
    return alone, together, sorts


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--show", action="store_true", help="list the statements made up")
    args = parser.parse_args()
    rows = sentences()
    alone, together, sorts = measure(GrammarEngine())
    for label, found in (("each a record", alone), ("all one record", together)):
        concerned = len({s.quote for s in found})
        print(f"{label:<16} {len(found)} statements made up in {concerned} of {len(rows)} sentences")
    print("sentences concerned, by sort, each a record: " + ", ".join(f"{s} {n}" for s, n in sorts.items() if n))
    if args.show:
        for label, found in (("alone", alone), ("together", together)):
            for s in found:
                print(f"{label}: {s.kind}/{s.event} {list(s.actor)}>{list(s.toward)} {s.score} {s.quote!r}")


if __name__ == "__main__":
    main()

"""What changed, finer than the kind of a statement: relations severed, a legation raised, a treaty ratified.

The words that tell an event stand in ``events.tsv``; that a word tells one depends on the kind of the statement
("open" tells of an embassy, "establish" of relations as of an embassy).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from vermerk.extraction.change_words import NOUNS, coordinated, is_mission
from vermerk.extraction.clauses import Clause
from vermerk.extraction.lexicon import read_rows
from vermerk.model import Kind

if TYPE_CHECKING:
    from spacy.tokens import Token

Sequences = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
# A word that governs the predicate and tells the event itself ("agreed to open", "decided to close" do not).
AGAIN = frozenset({"opened", "established"})
# Events of a mission itself, not of its head: what they happen to must be a mission.
OF_MISSIONS = frozenset({"opened", "resumed", "closed", "raised", "lowered", "moved", "suspended", "maintained"})
WORD_CLASSES = frozenset({"VERB", "NOUN", "AUX", "ADJ", "PROPN"})


@lru_cache(maxsize=1)
def shipped_events() -> Mapping[Kind, Sequences]:
    """The table that comes with the package."""
    return read_events(Path(str(files("vermerk.extraction") / "tables" / "events.tsv")))


def read_events(table: Path) -> Mapping[Kind, Sequences]:
    """A table of events: for each kind, by first word, the sequences of dictionary forms and the event they tell.

    Raises:
        BadTable: a line has a kind that is not in the codebook, or no words.
    """
    found: dict[Kind, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
    for row in read_rows(table, 3):
        kind = Kind(row.one_of(0, tuple(Kind)))
        for words in (tuple(w.split()) for w in row.cells[2].split(";") if w.strip()):
            found.setdefault(kind, {}).setdefault(words[0], []).append((words, row.cells[1]))
    return {
        kind: {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in table_.items()}
        for kind, table_ in found.items()
    }


def event_of(clause: Clause, words: Sequence[Token], kind: Kind) -> str | None:
    """The event a statement of a kind tells: its predicate's, else that of the word nearest to the predicate."""
    table = shipped_events().get(kind)
    if table is None:
        return None
    told = [pair for pair in _told(words, table) if kind is not Kind.REPRESENTATION or _of_mission(*pair)]
    governor = clause.head.head
    if not told and clause.form in {"nominal", "infinitive", "gerund"} and governor.i != clause.head.i:
        told = list(_told([governor], table))
    if not told:
        return None
    token, event = min(told, key=lambda pair: _distance(pair[0], clause))
    return "resumed" if event in AGAIN and _again(token) else event


def _of_mission(token: Token, event: str) -> bool:
    """True where what opens, closes or moves is a mission, or a pronoun that may stand for one."""
    if event not in OF_MISSIONS:
        return True
    undergoing = [c for c in token.children if c.dep_ in {"dobj", "nsubjpass"}]
    if token.pos_ == "ADJ" and token.dep_ == "acomp":
        undergoing = [c for c in token.head.children if c.dep_ == "nsubj"]
    if token.pos_ in NOUNS:
        undergoing = [c for c in token.children if c.dep_ in {"compound", "poss", "amod"}]
        undergoing += [g for c in token.children if c.dep_ == "prep" and c.lower_ in {"of", "in"} for g in c.children]
    elif not undergoing:
        undergoing = [c for c in token.children if c.dep_ == "nsubj"]
        if token.dep_ in {"acl", "relcl", "amod"}:
            undergoing.append(token.head)
        elif token.dep_ in {"conj", "xcomp", "advcl"} and not undergoing:
            undergoing = [c for c in token.head.children if c.dep_ in {"dobj", "nsubjpass", "nsubj"}]
    named = [noun for one in undergoing for noun in (one, *coordinated(one))]
    return any(noun.pos_ == "PRON" or noun.tag_ in {"WDT", "WP"} or is_mission(noun) for noun in named)


def _told(words: Sequence[Token], table: Sequences) -> Iterator[tuple[Token, str]]:
    for position, token in enumerate(words):
        if token.pos_ not in WORD_CLASSES or (token.pos_ == "NOUN" and token.lower_ == "name"):
            continue  # a name is none given
        for lemma in {token.lemma_.lower(), token.lower_}:
            for sequence, event in table.get(lemma, ()):
                if _follows(words, position, sequence) or _parted(token, sequence):
                    yield token, event
                    break


def _follows(words: Sequence[Token], position: int, sequence: Sequence[str]) -> bool:
    following = words[position : position + len(sequence)]
    return len(following) == len(sequence) and all(
        wanted in {word.lemma_.lower(), word.lower_} for word, wanted in zip(following[1:], sequence[1:], strict=True)
    )


def _again(token: Token) -> bool:
    """True for a word written with a prefix of its own ("re-opened"), or with "again"."""
    if token.i >= 2 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "re":
        return True
    return any(child.lower_ in {"again", "re"} for child in token.children)


def _parted(token: Token, sequence: Sequence[str]) -> bool:
    """True for a verb whose particle stands apart ("broke relations off")."""
    return len(sequence) == 2 and any(c.dep_ == "prt" and c.lower_ == sequence[1] for c in token.children)


def _distance(token: Token, clause: Clause) -> tuple[int, int]:
    """How near a word is to the predicate: steps up the parse, then words between."""
    steps, above = 0, token
    while above.i != clause.head.i and above.head.i != above.i and steps < 9:
        above, steps = above.head, steps + 1
    return steps, abs(token.i - clause.head.i)

"""Whom a question names: the party, person or body that a user means, by any name of it that the corpus knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from vermerk.authority.lookup import fold
from vermerk.corpus import Corpus, fetched
from vermerk.model import BadRequest
from vermerk.reading.people import surname

if TYPE_CHECKING:
    import ibis.expr.types as ir

LIKE = 78.0  # likeness (0-100) from which a name is proposed in place of one that nobody knows
PROPOSED = 3


def party(corpus: Corpus, words: str, on: str | None = None) -> str:
    """The name under which a corpus holds a party.

    A name with several meanings is taken as the one that the corpus speaks of, where there is just one such.

    Raises:
        BadRequest: the words may mean several parties, or neither the tables nor the corpus know them.
    """
    words = words.strip()
    found = corpus.authority.resolve(words, on)
    if found.entry is not None:
        return found.entry.label
    labels = list(dict.fromkeys(entry.label for entry in found.candidates))
    if len(labels) > 1:
        told = [label for label in labels if spoken_of(corpus, [label])]
        labels = told or [label for label in labels if label.lower() == words.lower()] or labels
    if len(labels) == 1:
        return labels[0]
    own = _own(corpus, words)
    if own is not None:
        return own
    if labels:
        raise BadRequest(repr(words), f"may be {', '.join(labels)}", "name one of these, or give a date with --on")
    raise BadRequest(repr(words), "is no party that the tables or this corpus know", _advice(corpus, words))


def spoken_of(corpus: Corpus, names: Sequence[str]) -> bool:
    """True where statements of the corpus name one of the parties just so."""
    pairs = corpus.pairs
    named = pairs.a.isin(list(names)) | pairs.b.isin(list(names))
    if fetched(pairs.filter(named).select("row").limit(1)).num_rows:
        return True
    table = corpus.statements
    alone = table.actor.contains(names[0]) | table.toward.contains(names[0])
    for name in names[1:]:
        alone = alone | table.actor.contains(name) | table.toward.contains(name)
    return bool(fetched(table.filter(alone).select("row").limit(1)).num_rows)


def _own(corpus: Corpus, words: str) -> str | None:
    """The corpus's own spelling of a name: of a party, of somebody in a chain, or of someone who could know."""
    wanted = {fold(words), fold(surname(words))}
    held = corpus_names(corpus)
    return next((name for name in held if fold(name) in wanted), None)


def corpus_names(corpus: Corpus) -> list[str]:
    """All names by which statements and records of a corpus call somebody, those told of most often first."""
    return corpus.keep(("names called",), lambda: _names(corpus), 10.0)


def _names(corpus: Corpus) -> list[str]:
    counted: dict[str, int] = {}
    for table, columns in ((corpus.statements, ("actor", "toward", "via", "actor_states", "toward_states")),):
        for column in columns:
            for name, count in _counts(table, column):
                counted[name] = counted.get(name, 0) + count
    holders = fetched(corpus.statements.holder.name("name").value_counts()).to_pylist()
    knowers = fetched(corpus.knowers.who.name("name").value_counts()).to_pylist()
    for row in (*holders, *knowers):
        if row["name"]:
            counted.setdefault(row["name"], row["name_count"])
    return sorted(counted, key=lambda name: (-counted[name], name))


def _counts(table: ir.Table, column: str) -> Iterable[tuple[str, int]]:
    names = table.select(name=table[column].unnest())
    for row in fetched(names.name.value_counts()).to_pylist():
        if row["name"]:
            yield row["name"], row["name_count"]


def _advice(corpus: Corpus, words: str) -> str:
    """Names like the one asked for, or where names can be looked up."""
    labels = {entry.label for meant in corpus.authority.names().values() for entry in meant if entry.kind != "place"}
    names = list(dict.fromkeys([*corpus_names(corpus), *sorted(labels)]))
    near = process.extract(
        words.lower(), [n.lower() for n in names], scorer=fuzz.ratio, limit=PROPOSED, score_cutoff=LIKE
    )
    if near:
        return f"did you mean {' or '.join(dict.fromkeys(names[place] for _, _, place in near))}?"
    return "look names up with: vermerk who NAME, or list those of the corpus: vermerk network"

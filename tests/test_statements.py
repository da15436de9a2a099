"""The engine on the seed record and the examples: passages exact, chains and ignorance as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import pytest

from tests.places import EXAMPLES, seed
from vermerk.extraction import GrammarEngine
from vermerk.model import Certainty, Kind, Mode, Polarity, Record, Statement
from vermerk.reading import read


@lru_cache(maxsize=1)
def engine() -> GrammarEngine:
    return GrammarEngine()


def read_one(path) -> tuple[Record, Sequence[Statement]]:
    (record,) = read(path)
    return record, engine().statements(record)


def chain(statement: Statement) -> list[tuple[str, str]]:
    return [(link.holder, link.mode.value) for link in statement.chain]


def about(statements: Sequence[Statement], words: str) -> list[Statement]:
    return [s for s in statements if words in " ".join(s.quote.split())]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.*")), ids=lambda p: p.name)
def test_every_quote_stands_where_it_says(path) -> None:
    record, statements = read_one(path)
    assert statements
    for statement in statements:
        assert record.text[statement.start : statement.end] == statement.quote
        assert statement.chain[0].mode is Mode.WRITES
        for party in statement.parties:
            if party.passage is not None:
                assert party.passage.of(record.text)


def test_the_seed_gives_at_least_sixty_statements_with_exact_quotes() -> None:
    record, statements = read_one(seed())
    assert len(statements) >= 60
    assert all(record.text[s.start : s.end] == s.quote for s in statements)


def test_the_pakistan_chain_runs_through_the_announcement() -> None:
    _, statements = read_one(seed())
    (met,) = about(statements, "the DPRK trade representative met")
    assert chain(met) == [("Herrmann", "writes"), ("Putivez", "reads"), ("announcement", "says")]


def test_our_information_is_the_german_side_not_the_soviet_diplomat() -> None:
    _, statements = read_one(seed())
    (krupp,) = about(statements, "the Krupp Company (Siemens) arranged")
    assert chain(krupp) == [("Herrmann", "writes"), ("GDR", "knows")]


def test_what_putivez_does_not_know_is_declared_ignorance() -> None:
    _, statements = read_one(seed())
    for words in ("not informed in detail about relations between the DPRK and India", "not informed about DPRK"):
        (unknown,) = about(statements, words)
        assert unknown.kind is Kind.KNOWLEDGE
        assert unknown.polarity is Polarity.NEGATED
        assert unknown.certainty is Certainty.UNKNOWN
        assert chain(unknown)[-1] == ("Putivez", "ignores")


def test_figures_and_fiscal_years_of_the_seed() -> None:
    _, statements = read_one(seed())
    (volume,) = about(statements, "1,700,000 rupees")
    assert volume.time == "1966/1967"
    assert [(q.value, q.unit) for q in volume.quantities] == [(1_700_000, "rupee")]
    (less,) = about(statements, "decreased by 600,000 rupees")
    assert [q.value for q in less.quantities] == [-600_000]


def test_denials_and_doubt_stay_with_the_statement() -> None:
    _, statements = read_one(seed())
    (steel,) = about(statements, "steel cannot be produced there")
    assert steel.polarity is Polarity.NEGATED
    (maybe,) = about(statements, "Maybe he was also commissioned")
    assert maybe.certainty is Certainty.POSSIBLE


def test_a_statement_on_an_editors_words_is_marked() -> None:
    _, statements = read_one(seed())
    (ignorant,) = about(statements, "is also not informed about DPRK relations")
    assert ignorant.editorial
    assert ignorant.quote.startswith("[Putivez]")


def test_an_example_is_read_with_its_sides() -> None:
    _, statements = read_one(EXAMPLES / "note-ulan-bator-1971.txt")
    (credit,) = about(statements, "did not want to accept a Japanese credit")
    assert chain(credit) == [("Novotny", "writes"), ("Czechoslovakia", "knows")]
    (machines,) = about(statements, "machines worth 2,400,000 rubles")
    assert [q.value for q in machines.quantities] == [2_400_000]
    (unknown,) = about(statements, "he is not informed about the talks")
    assert chain(unknown)[-1] == ("Szabo", "ignores")


def test_the_same_record_gives_the_same_statements() -> None:
    path = EXAMPLES / "note-ulan-bator-1971.txt"
    assert read_one(path)[1] == read_one(path)[1]
    assert len({s.id for s in read_one(path)[1]}) == len(read_one(path)[1])

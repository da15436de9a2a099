"""Figures with their units in diplomatic prose."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vermerk.language.numbers import read_number
from vermerk.language.quantities import find_quantities
from vermerk.language.quantities_units import context_words, money_marks, unit_words

SHARED = Path(__file__).parents[2] / "shared"


def found(text):
    return [(q.value, q.unit) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("600,000", 600000),
        ("1.700.000", 1700000),
        ("2.5 million", 2500000),
        ("2 1/2", 2.5),
        ("three hundred and fifty", 350),
        ("twenty-five thousand", 25000),
        ("one hundred and twenty thousand", 120000),
        ("two and a half million", 2500000),
        ("half a million", 500000),
        ("a hundred", 100),
        ("5 lakhs", 500000),
        ("twelve", 12),
        ("a few", None),
        ("", None),
    ],
)
def test_numbers_in_figures_and_words(words, value):
    assert read_number(words) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a capacity of 600,000 kilowatt", [(600000, "kilowatt")]),
        ("to refine about 2 million tons annually", [(2000000, "ton/year")]),
        ("3,000 metric tons a year", [(3000, "ton/year")]),
        ("100 tons of rice per month", [(100, "ton/month")]),
        ("supposed to increase 2.0 to 2.5 times", [((2.0, 2.5), "times")]),
        ("the trade volume is supposed to be doubled", [(2, "times")]),
        ("exports trebled while imports were halved", [(3, "times"), (0.5, "times")]),
        ("a tenfold increase", [(10, "times")]),
        ("was 1,700,000 rupees", [(1700000, "rupee")]),
        ("decreased by 600,000 rupees", [(-600000, "rupee")]),
        ("a reduction of 5 per cent", [(-5, "per cent")]),
        ("increased by 12 per cent", [(12, "per cent")]),
        ("20-30 per cent", [((20, 30), "per cent")]),
        ("some 15% of the shares", [(15, "per cent")]),
        ("£A.31.25 million", [(31250000, "pound (Australia)")]),
        ("$US 5 million", [(5000000, "dollar (United States)")]),
        ("£8–10 m. in all", [((8000000, 10000000), "pound")]),
        ("between £5.25m. and £7.25m.", [((5250000, 7250000), "pound")]),
        ("five million roubles", [(5000000, "rouble")]),
        ("Rs. 500 lakhs", [(50000000, "rupee")]),
        ("4,000 men and 2,000 non-combat troops", [(4000, "men"), (2000, "troops")]),
        ("Two divisions and three ships", [(2, "division"), (3, "ship")]),
        ("three North Vietnamese infantry divisions", [(3, "division")]),
        ("1,600 British and Allied nationals", [(1600, "person")]),
        ("two aircraft carriers", [(2, "aircraft carrier")]),
        ("between 20 and 30 aircraft", [((20, 30), "aircraft")]),
        ("two or three ships", [((2, 3), "ship")]),
        ("half a million tons", [(500000, "ton")]),
        ("2 to 3 million tons", [((2000000, 3000000), "ton")]),
        ("a third of the votes", [(0.333333, None)]),
        ("half of the exports", [(0.5, None)]),
        ("three times as many aircraft", [(3, "times")]),
        ("seventy miles from the border", [(70, "mile")]),
    ],
)
def test_figures_with_units(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "on 9 December 1968 at 11:00 hours",
        "2. The Ambassador, see paragraph 15 and article 25",
        "(1) telegram 5730, Resolution 242, No. 71",
        "two countries, three points, both sides",
        "in 1968 troops were sent; on May 20 men arrived",
        "two Deputy Ministers and one man",
        "we met three times",
        "dozens of ships, several thousand men, two dozen aircraft",
        "the first half of 1968, a third country, half an hour",
        "two 6-inch guns",
        "the 20th anniversary, the 2nd Secretary",
        "double standards and a threefold task",
        "tel. 22 45 71, DY 30, IV A2/20/253",
        "for five years",
    ],
)
def test_what_is_no_quantity(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("a power plant with a capacity of 600,000 kilowatt", "capacity"),
        ("In 1966/67 the trade volume between both countries was 1,700,000 rupees", "trade volume"),
        ("the trade volume decreased by 600,000 rupees", "trade volume"),
        ("a regimental combat team of perhaps 4,000 men was discussed", "regimental combat team"),
        ("to protect the 2,000 non-combat troops", "non-combat troops"),
        ("10,000 tons of wheat were sold", "wheat"),
        ("It has 20 ships. He sold 30 tons.", None),
    ],
)
def test_what_is_measured(text, of):
    assert find_quantities(text)[-1].of == of


def test_approximate_figures_are_marked():
    text = "about 2 million tons, nearly 50 ships, 30 tanks"
    assert [q.approximate for q in find_quantities(text)] == [True, True, False]


def test_passages_hold_figure_and_unit():
    text = "It is supposed to refine about 2 million tons annually, worth £A.31.25 million."
    assert [q.passage.of(text) for q in find_quantities(text)] == ["2 million tons annually", "£A.31.25 million"]


def test_tables_can_be_read():
    assert unit_words()["kilowatts"].name == "kilowatt"
    assert money_marks()["£A."] == "pound (Australia)"
    assert "team" in context_words("body")


PIECES = [
    "600,000", "2.5 million", "three", "half", "0/0", "of", "the", "a", "tons", "men", "per cent", "£", "$5m",
    "between", "and", "to", "-", "1968", "in", "annually", "doubled", "decreased by", "North", "ships", ",", ".",
    "times", "third", "%",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_whatever_is_found_lies_in_the_text(text):
    for quantity in find_quantities(text):
        assert quantity.passage.of(text)
        if isinstance(quantity.value, tuple):
            assert quantity.value[0] < quantity.value[1]


@given(st.text(max_size=80) | st.text(alphabet="0123456789,./ -£$%mtons", max_size=30))
def test_no_text_is_refused(text):
    for quantity in find_quantities(text):
        assert quantity.passage.end <= len(text)


@given(st.integers(0, 10**12))
def test_figures_with_commas_are_read_back(number):
    assert read_number(f"{number:,}") == number


@pytest.mark.parametrize("name", ["seed.jsonl", "gold_dev.jsonl"])
def test_figures_of_gold_quotes(name):
    path = SHARED / "truth" / name
    if not path.exists():
        pytest.skip(f"{path} is not beside the checkout")
    for line in path.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        values = [q["value"] if isinstance(q["value"], list) else [q["value"]] for q in gold["quantities"]]
        read = [q.value if isinstance(q.value, tuple) else (q.value,) for q in find_quantities(gold["quote"])]
        assert sorted(abs(v) for pair in read for v in pair) == sorted(abs(v) for pair in values for v in pair)

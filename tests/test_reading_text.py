"""The clean reading text stays aligned with the record, whatever is taken out."""

import re

from hypothesis import given
from hypothesis import strategies as st

from vermerk.language.reading_text import read_passages
from vermerk.model import Mark, MarkKind, Passage

signs = st.text(alphabet=st.sampled_from("ab [](){}□-–—.,’ \n\t_*\\1234éÄ字"), min_size=1, max_size=80)


def brackets(text: str) -> list[Mark]:
    return [
        Mark(MarkKind.BRACKET, Passage(m.start(), m.end()), m.group()[1:-1]) for m in re.finditer(r"\[[^\[\]]*\]", text)
    ]


@given(signs)
def test_every_character_knows_where_it_stood(text: str) -> None:
    reading = read_passages(text, [Passage(0, len(text))], brackets(text))
    assert len(reading.text) == len(reading.offsets)
    assert list(reading.offsets) == sorted(set(reading.offsets))
    for sign, at in zip(reading.text, reading.offsets, strict=True):
        if sign.isalnum():
            assert text[at] == sign


@given(signs)
def test_any_run_leads_back_into_its_passage(text: str) -> None:
    reading = read_passages(text, [Passage(0, len(text))], brackets(text))
    if reading.text:
        passage = reading.source(0, len(reading.text))
        assert 0 <= passage.start < passage.end <= len(text)


def read(text: str, *more: Mark) -> str:
    return read_passages(text, [Passage(0, len(text))], [*brackets(text), *more]).text


def test_an_editors_words_stay_without_their_brackets() -> None:
    text = "Comrade [GDR Ambassador] Henke had asked"
    reading = read_passages(text, [Passage(0, len(text))], brackets(text))
    assert reading.text == "Comrade GDR Ambassador Henke had asked"
    start = reading.text.index("GDR")
    assert reading.is_editorial(start, start + 3)
    assert not reading.is_editorial(0, 7)


def test_a_name_behind_a_pronoun_becomes_a_gloss() -> None:
    text = "He [Szabo] has read a report"
    reading = read_passages(text, [Passage(0, len(text))], brackets(text))
    assert reading.text == "He has read a report"
    assert [name for _, name in reading.glosses] == ["Szabo"]


def test_letter_spacing_is_joined() -> None:
    text = "N o t e on a talk"
    assert read(text, Mark(MarkKind.LETTERSPACED, Passage(0, 7), "Note")) == "Note on a talk"


def test_dashes_without_blanks_part_words_before_function_words() -> None:
    assert (
        read("we had an election in May-and that he understood") == "we had an election in May and that he understood"
    )
    assert read("a long-term agreement and a cease-fire") == "a long-term agreement and a cease-fire"


def test_paragraph_numbers_are_left_out_but_not_figures() -> None:
    assert read("2\\. The Minister agreed.") == "The Minister agreed."
    assert read("2.5 million tons were shipped.") == "2.5 million tons were shipped."

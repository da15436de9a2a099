"""Spellings of one person's name, and names of different persons that look alike."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vermerk.authority.spelling import compare, keys
from vermerk.authority.spelling.cologne import cologne
from vermerk.authority.spelling.korean import read_korean
from vermerk.authority.spelling.slavic import sounds_of

SAME = """
Pak Song Chol / Pak Seong-cheol
Pak Song Chol / Pak Sŏng-ch'ŏl
Kim Il Sung / Kim Ir Sen
Kim Il Sung / Ким Ир Сен
Kim Yong Nam / Kim Yŏng-nam
Choe Kwang / Ch'oe Kwang
Choi / Tsoi
Ri / Rhee
Ho Dam / Heo Dam
Park Chung Hee / Pak Chŏng-hŭi
Im Ch'un-ch'u / Rim Chun Chu
Chou En-lai / Zhou Enlai
Tschou En-lai / Zhou Enlai
Csou En-laj / Chou En-lai
Mao Tse-tung / Мао Цзэдун
Teng Hsiao-p'ing / Deng Xiaoping
Ch'iao Kuan-hua / Qiao Guanhua
Breschnew / Brezhnev
Brezsnyev / Brežněv
Chruschtschow / Khrouchtchev
Хрущёв / Chruščov
Gromyko / Gromiko
Andrei Andreevich Gromyko / Andrej Gromyko
Gromyko, Andrei / Andrei Gromyko
Müller / Mueller
Strauß / Strauss
Pham Van Dong / Phạm Văn Đồng
Kádár János / János Kádár
Wilhelm Pieck / Вильгельм Пик
Dieckmann / Дикман
Heinrich Rau / Генрих Рау
Graf von Moltke / Moltke
Günter Mittag / Günther Mittag
Kim Chaek / Ким Чак
"""
UNSURE = """
Pak Song Chol / Pak Sung Chol
Chen Yi / Zhen Yi
Kim / Kim Il Sung
Gromyko / Andrei Gromyko
Ivanov / V. Ivanov
Maier / Meyer
Putivez / Putiwitz
Richard Fischer / Richard Fisher
"""
DIFFERENT = """
Kim Il Sung / Kim Jong Il
Kim Il Sung / Kim Il
Kim Jong Il / Kim Il
Ri Jong Ok / Ri Jong Mok
Gromyko / Gromov
Li Peng / Li Ping
Chen Yi / Chen Yun
Ch'en I / Zhen Yi
Hans Müller / Karl Müller
Pham Van Dong / Pham Hung
Leonid Brezhnev / Yuri Brezhnev
"""


def pairs(lines: str) -> list[list[str]]:
    return [line.split(" / ") for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("one", "other"), pairs(SAME))
def test_spellings_of_one_name(one, other):
    assert compare(one, other).verdict == "same"
    assert keys(one) & keys(other)


@pytest.mark.parametrize(("one", "other"), pairs(UNSURE))
def test_what_spellings_leave_open(one, other):
    match = compare(one, other)
    assert match.verdict == "unsure"
    assert 0.5 <= match.score < 0.9


@pytest.mark.parametrize(("one", "other"), pairs(DIFFERENT))
def test_different_persons_stay_different(one, other):
    assert compare(one, other).verdict == "different"


def test_marks_of_a_record_that_has_them_count():
    assert compare("Kim Chŏl", "Kim Ch'ŏl").verdict == "different"
    assert compare("Kim Chol", "Kim Ch'ŏl").verdict != "different"


def test_a_reason_tells_what_was_read_in_which_system():
    reason = compare("Tschou En-lai", "Zhou Enlai").reason
    assert "zhou en lai" in reason
    assert "german" in reason
    assert compare("Ho Dam", "Heo Dam").reason.startswith("both can be read as Korean 허 담")


def test_what_is_no_name_is_told_and_not_refused():
    assert compare("", "Kim").verdict == "different"
    assert compare("", "").verdict == "same"
    assert compare("?", "!").verdict == "different"


def test_readers_know_what_cannot_be_theirs():
    assert read_korean("Gromyko") == ()
    assert read_korean("Pak Xong") == ()
    assert "breZnev" in sounds_of("breschnew")
    assert set(sounds_of("sokolov").values()) == {"english"}


def test_the_cologne_code_as_its_author_gives_it():
    assert cologne("wikipedia") == "3412"
    assert cologne("mullerludenscheidt") == "65752682"
    assert cologne("meyer") == cologne("maier") == "67"


NAMES = [name for lines in (SAME, UNSURE, DIFFERENT) for pair in pairs(lines) for name in pair]
SYLLABLES = ["Kim", "Ri", "Pak", "Il", "Song", "Sung", "Chŏl", "Ch'ol", "Li", "Chang", "Zhang", "Hsi", "Yong-", "-il"]
spoken = st.one_of(
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=4).map(" ".join),
    st.text(alphabet="abceghijklnostuvwyzäöüŏšчшщя' -.,", max_size=16),
    st.text(max_size=8),
)


@given(spoken, spoken)
@settings(max_examples=200, deadline=None)
def test_the_order_of_the_two_does_not_matter(one, other):
    assert compare(one, other) == compare(other, one)


@given(spoken)
@settings(max_examples=200, deadline=None)
def test_every_name_is_itself(name):
    assert compare(name, name).verdict == "same"
    assert keys(name)


@given(spoken, spoken)
@settings(max_examples=300, deadline=None)
def test_what_is_the_same_shares_a_key_and_scores_are_shares(one, other):
    match = compare(one, other)
    assert 0.0 <= match.score <= 1.0
    if match.verdict == "same":
        assert keys(one) & keys(other)

"""Suggestions of who may be one person, with what speaks for and against."""

import pytest

from vermerk.authority.identity import Identities, Judgement, Verdict
from vermerk.authority.persons import PersonName
from vermerk.authority.suggesting import Appearance, suggest, weigh


def seen(full, state=None, office=None, record="a", on="1968-12-20"):
    family, _, given = full.partition(" ")
    return Appearance(PersonName(family, given or None, None, office, state, full), record, on, 0, len(full), full)


CHOL = seen("Pak Song Chol", "North Korea", "Foreign Minister", "a")
CHEOL = seen("Pak Seong-cheol", "North Korea", "Foreign Minister", "b", "1969")
GROMYKO = seen("Gromyko", "Soviet Union", "Foreign Minister", "c")


def test_two_spellings_are_suggested_with_reasons_and_passages():
    (found,) = suggest([CHOL, CHEOL, GROMYKO], Identities())
    assert {found.one, found.other} == {CHOL.person.key, CHEOL.person.key}
    assert found.score > 0.9
    assert any("North Korea" in reason for reason in found.reasons)
    assert any("foreign minister" in reason for reason in found.reasons)
    assert {a.quote for a in (*found.passages_one, *found.passages_other)} == {"Pak Song Chol", "Pak Seong-cheol"}


def test_what_was_judged_is_not_suggested_again():
    for verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE):
        judged = Identities([Judgement.of(CHOL.person.key, CHEOL.person.key, verdict, "Anna")])
        assert suggest([CHOL, CHEOL], judged) == []
    taken_back = Identities(
        [
            Judgement.of(CHOL.person.key, CHEOL.person.key, Verdict.SAME, "Anna"),
            Judgement.of(CHOL.person.key, CHEOL.person.key, Verdict.WITHDRAWN, "Anna"),
        ]
    )
    assert len(suggest([CHOL, CHEOL], taken_back)) == 1


def test_a_family_name_alone_is_a_weaker_suggestion():
    alone = seen("Pak", "North Korea", None, "d")
    weaker, stronger = weigh([alone], [CHOL]), weigh([CHEOL], [CHOL])
    assert weaker is not None
    assert stronger is not None
    assert weaker.score < stronger.score


@pytest.mark.parametrize(
    ("other", "word"),
    [
        (seen("Pak Seong-cheol", "South Korea", None, "b"), "serves"),
        (seen("Pak Seong-cheol", "North Korea", "Ambassador", "b"), "offices differ"),
        (seen("Pak Seong-cheol", "North Korea", None, "b", "1868"), "100 years"),
        (seen("Pak Seong-cheol", "North Korea", None, "a"), "names both"),
    ],
)
def test_what_speaks_against_is_told(other, word):
    found = weigh([CHOL], [other])
    best = weigh([CHOL], [CHEOL])
    assert found is not None
    assert best is not None
    assert any(word in doubt for doubt in found.doubts)
    assert found.score <= best.score


def test_different_names_are_not_weighed():
    assert weigh([CHOL], [GROMYKO]) is None
    assert weigh([seen("Kim Il")], [seen("Kim Il Sung")]) is None


def test_the_order_of_appearances_does_not_matter():
    assert suggest([CHOL, CHEOL, GROMYKO], Identities()) == suggest([GROMYKO, CHEOL, CHOL], Identities())

"""Names as records write them, at the record's date: resolved rightly, or openly unresolved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.places import shared
from vermerk.authority import Authority, meaning
from vermerk.authority.persons import parse_person
from vermerk.model import BadTable

ROWS = [
    tuple((line + "\t\t").split("\t")[:3])
    for line in (Path(__file__).parent / "names.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("name", "on", "label"), ROWS, ids=lambda word: str(word) or "open")
def test_a_name_means_what_it_meant_then(name: str, on: str, label: str) -> None:
    resolution = Authority.shipped().resolve(name, on)
    if label:
        assert resolution.status == "resolved"
        assert resolution.entry is not None
        assert resolution.entry.label == label
    else:
        assert resolution.status != "resolved"
        assert resolution.entry is None


def test_a_seat_of_government_is_a_place_or_the_state() -> None:
    found = Authority.shipped().find("in Pukchang, Moscow and Karl-Marx-Stadt")
    assert [(m.surface, m.form, m.entries[0].parent or m.entries[0].label) for m in found] == [
        ("Pukchang", "place", "DPRK"),
        ("Moscow", "capital", "USSR"),
        ("Karl-Marx-Stadt", "place", "GDR"),
    ]


def test_a_prefix_that_turns_a_name_round_keeps_it_from_being_found() -> None:
    found = Authority.shipped().find("non-communist countries, the Anti-Comintern Pact and Sino-Soviet relations")
    assert [m.surface for m in found] == ["Soviet"]


def test_a_name_is_found_with_either_apostrophe() -> None:
    text = "Her Majesty’s Government, the Workers' Party of Korea and the Workers’ Party of Korea"
    labels = [m.entries[0].label for m in Authority.shipped().find(text)]
    assert labels == ["United Kingdom", "KWP", "KWP"]


@pytest.mark.parametrize(
    ("name", "on", "status", "label", "kind"),
    [
        ("Comrade Breschnew", "1968-12-20", "resolved", "Brezhnev", "person"),
        ("Premier Kim Il Sung", "1960", "resolved", "Kim Il Sung", "person"),
        ("Wilson", "1918", "resolved", "Wilson", "person"),
        ("Kennedy", "1968", "outside lifespan", None, None),
        ("Robert Kennedy", "1962", "unresolved", None, None),
        ("Putivez", "1968", "unresolved", None, None),
        (
            "all those countries that trade with both Koreas",
            "1968",
            "resolved",
            "countries that trade with both Koreas",
            "group",
        ),
        ("friendly states", "1968", "resolved", "friendly states", "group"),
        ("both countries", "1968", "unresolved", None, None),
        ("countries", "1968", "unresolved", None, None),
        ("the confidential Korean bulletin", "1968", "unresolved", None, None),
    ],
)
def test_a_name_alone_may_be_a_person_or_a_described_group(
    name: str, on: str, status: str, label: str | None, kind: str | None
) -> None:
    found = meaning(Authority.shipped(), name, on)
    assert found.status == status
    assert (found.entry.label if found.entry else None, found.entry.kind if found.entry else None) == (label, kind)


def test_every_party_of_the_seed_is_resolved_or_is_a_person() -> None:
    authority = Authority.shipped()
    for line in shared("truth", "seed.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for party in (*row["actor"], *row["toward"], *row["via"]):
            found = meaning(authority, party, "1968-12-20")
            if found.entry is None:
                assert found.status == "unresolved", party
                assert parse_person(party, authority) is not None, party
            else:
                assert found.entry.label == party or "mbass" in party, party


def test_names_that_count_as_one_lead_to_one_label_where_any_table_knows_them() -> None:
    authority = Authority.shipped()
    for line in shared("truth", "aliases.tsv").read_text(encoding="utf-8").splitlines():
        canonical, *variants = line.split("\t")
        meant = authority.resolve(canonical, "1961").entry
        if line.startswith("#") or meant is None or meant.kind == "place":
            continue
        for variant in variants:
            found = authority.resolve(variant, "1961")
            labels = {found.entry.label} if found.entry else {e.label for e in found.candidates}
            assert not labels or meant.label in labels, (canonical, variant, labels)


def test_a_surname_is_no_country() -> None:
    assert not Authority.shipped().find("Mr Jordan and Sir Chad agreed")


def test_who_held_an_office_on_a_day() -> None:
    authority = Authority.shipped()
    held = authority.office_holder("The President", "United States", "1961-10-04")
    assert held is not None
    assert held.label == "Kennedy"
    assert authority.office_holder("President", None, "1961-10-04") is None


@given(st.text(max_size=60))
def test_any_words_are_looked_up_without_failing(words: str) -> None:
    authority = Authority.shipped()
    authority.resolve(words, "1968")
    for mention in authority.find(words):
        assert words[mention.start : mention.end] == mention.surface


def test_a_corpuss_own_table_comes_first_and_its_mistakes_are_told(tmp_path: Path) -> None:
    table = tmp_path / "bodies.tsv"
    table.write_text("Club of Friends\tgroup\t1960\t1970\t\t\tFriends\n", encoding="utf-8")
    own = Authority.with_tables(tmp_path)
    assert own.resolve("Friends", "1965").status == "resolved"
    assert own.resolve("Friends", "1975").status == "outside lifespan"
    table.write_text("# names\nClub\tcrowd\t1970\t1960\t\t\t\n", encoding="utf-8")
    with pytest.raises(BadTable, match=r"bodies\.tsv, line 2: .*ends .*before it begins"):
        Authority.with_tables(tmp_path)

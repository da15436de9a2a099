"""Tables of a corpus: what they add and override, and how their mistakes are told."""

from __future__ import annotations

import pytest

from vermerk.authority import Authority, meaning
from vermerk.authority.successions import successions
from vermerk.authority.tables import read_states
from vermerk.model import BadTable

STATE = "Ruritania\t1900\t2000\t\t\t\t{names}\tRuritanian\tRuritanians\tRUR\tStrelsau\n"


def own(tmp_path, **tables):
    for name, text in tables.items():
        (tmp_path / f"{name}.tsv").write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return Authority.with_tables(tmp_path)


@pytest.mark.parametrize("name", ["RUR", "the Republic", "Ruritanian Embassy", "Strelsau", "Ruritanians"])
def test_a_state_of_ones_own_is_found_in_all_its_forms(tmp_path, name):
    authority = own(tmp_path, states=STATE.format(names="the Republic"))
    assert authority.resolve(name, "1938").entry.label == "Ruritania"
    assert authority.resolve(name, "1890").status == "outside lifespan"


def test_ones_own_meaning_of_a_name_goes_before_the_packages_while_it_holds(tmp_path):
    authority = own(tmp_path, states="Georgia\t1732\t1776\t\t\t\tGOC\nCanada\t\t\t\t\t\tGOC\n")
    assert authority.resolve("GOC", "1750").entry.label == "Georgia"
    assert authority.resolve("GOC", "1968").entry.label == "Canada"
    assert authority.resolve("Georgia", "1968").status == "outside lifespan"
    assert authority.resolve("Georgia", "1995").entry.gw == 372


def test_a_name_is_added_to_a_state_of_the_package_by_its_label_alone(tmp_path):
    authority = own(tmp_path, states="USSR\t\t\t\t\t\tSovdepia\nChina\t\t\t\t\t\tthe Middle Kingdom\n")
    for name in ("Sovdepia", "USSR", "Soviet Union"):
        found = authority.resolve(name, "1968").entry
        assert (found.label, found.gw, found.start) == ("USSR", 365, "1917")
    assert authority.resolve("the Middle Kingdom", "1900").entry.wikidata == "Q8733"
    assert authority.resolve("the Middle Kingdom", "1968").entry.wikidata == "Q148"


def test_years_of_ones_own_stand_and_the_rest_is_filled_up(tmp_path):
    found = own(tmp_path, states="Mongolia\t1924\n").resolve("Mongolia", "1968").entry
    assert (found.start, found.gw, found.iso) == ("1924", 712, "MN")


def test_ones_own_office_holders_and_bodies(tmp_path):
    authority = own(
        tmp_path,
        offices="DPRK\tAmbassador\tRi Hong\t1965\t1969\tYi Hong\n",
        bodies="Sun League\tbody\t1950\t\tDPRK\t\tSL,1950-1960;Solar League\n",
    )
    held = meaning(authority, "Yi Hong", "1968")
    assert (held.status, held.entry.label, held.entry.parent) == ("resolved", "Ri Hong", "DPRK")
    assert authority.resolve("SL", "1955").entry.label == "Sun League"
    assert authority.resolve("SL", "1968").status == "outside lifespan"


MISTAKES = [
    ("states", "Ruritania\t1900\t20x0\n", r"line 1: '20x0' is no year or day"),
    ("states", "# own\nRuritania\t1950\t1900\n", r"line 2: it ends \(1900\) before it begins \(1950\)"),
    ("states", "Ruritania\t1900\t2000\ta\n", r"line 1: 'a' in column 4 is no number; write digits"),
    ("states", "A" + "\t1" * 14 + "\n", r"line 1: 15 columns, of which 12 at most are known; part them by tabs"),
    ("states", "Ruritania 1900 2000\n", r"line 1: its columns are parted by spaces; part them by tabs"),
    ("states", "\t1900\n", r"line 1: the first column is empty"),
    ("states", b"A\n" + b"M\xfcritania\t1900\n", r"line 2: not written in UTF-8; save the table as UTF-8"),
    ("states", "A\t1900\t\t\t\t\tX;Y\nB\t1900\t\t\t\t\tY\n", r"line 2: 'Y' means both A \(states\.tsv, line 1\) and B"),
    ("states", "A\t1900\nB\nA\t1900\n", r"line 3: A from 1900 stands in line 1 already; make them one line"),
    ("states", "A\t1900\t\t\t\t\tX,19-3\n", r"line 1: 'X,19-3' has no years of four digits"),
    ("bodies", "Club\tcrowd\t1960\n", r"line 1: 'crowd' is no kind; write body or group"),
    ("bodies", "Club\tbody\t1960\t\tNorwey\n", r"line 1: 'Norwey' is no state of the tables; write Norway"),
    ("places", "Hentzau\tFrance\tx\t10\n", r"line 1: coordinates are no numbers"),
    ("places", "Hentzau\tFrance\t99\t10\n", r"line 1: coordinates lie outside the globe"),
    ("offices", "France\tKing\n", r"line 1: office or holder is missing"),
    ("offices", "Franze\tKing\tLouis\t1960\n", r"line 1: 'Franze' is no state of the tables; write France"),
    ("sates", "A\t1900\n", r"no table of this name is read; call it states\.tsv"),
]


@pytest.mark.parametrize(("table", "text", "told"), MISTAKES, ids=[told[:40] for _, _, told in MISTAKES])
def test_a_mistake_is_told_with_file_line_and_what_to_do(tmp_path, table, text, told):
    with pytest.raises(BadTable, match=rf"{table}\.tsv, .*{told}"):
        own(tmp_path, **{table: text})


def test_a_name_of_two_tables_is_a_conflict_unless_its_years_part_it(tmp_path):
    with pytest.raises(BadTable, match=r"bodies\.tsv, line 1: 'RUR' means both Ruritania \(states\.tsv, line 1\)"):
        own(tmp_path, states=STATE.format(names=""), bodies="Union\tbody\t1950\t\t\t\tRUR\n")
    own(tmp_path, states=STATE.format(names=""), bodies="Union\tbody\t2005\t\t\t\tRUR\n")


def test_a_folder_in_place_of_a_table_is_told(tmp_path):
    (tmp_path / "states.tsv").mkdir()
    with pytest.raises(BadTable, match=r"states\.tsv, line 1"):
        Authority.with_tables(tmp_path)


def test_the_packages_own_tables_keep_the_rules(tmp_path):
    labels = set(Authority.shipped().names())
    assert len(labels) > 3000
    stated = {name.entry.label for name in read_states(_packages("states.tsv"))}
    for step in successions():
        assert {step.predecessor, step.successor} <= stated, step


def _packages(table):
    from importlib.resources import files
    from pathlib import Path

    return Path(str(files("vermerk.authority") / "tables" / table))

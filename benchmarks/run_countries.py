"""U.S. representation in each country on 1 January of five years, answered by a corpus of the rdcr articles.

    uv run python -m benchmarks.run_countries [--misses] [--corpus DIR] [--write]

The truth is what the headings of the same articles tell, one after the other: missions opened, raised, closed, relations
severed. A country-year is right where the highest mission in force is of the same class: none, consular, mission (liaison
office, interests section), legation, embassy; a heading that says "mission" and no more is met by any of the last three.

Headings leave the class open where they tell that relations were established or resumed and name no mission that began
then: such a country-year (*open*) is right by neither answer and is counted apart; the last column of the table takes it
as "none" all the same. A presence that a heading dates from one year to another ends with the later one, and so does an interruption. Relations that
*ended* (the state was annexed, united, dissolved) end the consular presence too; relations severed do not.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.gold import SHARED
from vermerk.corpus import Folder, add, build
from vermerk.inquiry import OpenCorpus, Scope
from vermerk.model import BadRequest

YEARS = (1900, 1938, 1950, 1975, 2000)
CLASSES = {
    "embassy": "embassy", "ambassadorship": "embassy", "ambassadorial": "embassy", "legation": "legation",
    "consulate": "consular", "consulate general": "consular", "consular agency": "consular", "mission": "diplomatic",
    "liaison_office": "mission", "liaison office": "mission", "interests_section": "mission",
}  # fmt: skip
DIPLOMATIC = frozenset({"mission", "legation", "embassy"})
OPENED = ("mission_opened", "mission_reopened", "mission_elevated", "mission_downgraded", "mission_moved")
CONSULAR = ("consular_presence", "consular_relations_established")
ENDED = ("mission_closed", "mission_suspended", "relations_severed", "relations_ended", "relations_interrupted")
BEGUN = ("relations_established", "relations_reestablished")
OPEN_QUESTION = object()
TABLE = Path(__file__).parent / "countries.tsv"
HEAD = """# U.S. representation by country on 1 January of five years: by the headings of the articles, and as a corpus of
# the same articles answers from their paragraphs. Written by: uv run python -m benchmarks.run_countries --write
"""
COLUMNS = "# country\tyear\tby the headings\tanswer\tverdict (right, wrong, open)"


def truth(rows: Sequence[Mapping[str, Any]], year: int) -> object:
    """The class of the mission in force on 1 January by the headings; ``OPEN_QUESTION`` where they leave it open."""
    diplomatic: object = None
    consular: str | None = None  # the year in which the presence ends, or "9999"
    for row in sorted(rows, key=lambda r: r["day_edtf"] or r["date_edtf"] or ""):
        told = row["day_edtf"] or row["date_edtf"]
        if not told or told[:4].lstrip("~?{") >= str(year):
            continue
        kind, named = row["event_type"], CLASSES.get(row["level"] or "")
        if kind in CONSULAR or (kind in OPENED and named == "consular"):
            consular = max(consular or "", _last_year(row))
        elif kind in OPENED and named:
            moved = kind == "mission_moved" and isinstance(diplomatic, str)  # it moves at the level that it has
            diplomatic = diplomatic if moved else named
        elif kind == "relations_interrupted" and _last_year(row) < str(year):
            continue  # over by then
        elif kind == "mission_closed" and named == "consular":
            consular = None
        elif kind in ENDED:
            diplomatic = None
            consular = None if kind == "relations_ended" else consular
        elif kind in BEGUN and diplomatic is None and not any(_mission_with(row, r) for r in rows):
            diplomatic = OPEN_QUESTION
    held = consular is not None and consular >= str(year)
    return diplomatic or ("consular" if held else "none")


def _last_year(row: Mapping[str, Any]) -> str:
    """The last year of a presence or break that its heading dates from one year to another, else "9999"."""
    _, parted, last = (row["date_edtf"] or "").partition("/")
    passing = row["event_type"] in {"consular_presence", "relations_interrupted"}
    return last[:4] if parted and passing else "9999"


def _mission_with(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if other["event_type"] not in OPENED or CLASSES.get(other["level"] or "") in {None, "consular"}:
        return False
    return (other["date_edtf"] or "")[:4] == (row["date_edtf"] or "")[:4]


def answer(corpus: OpenCorpus, country: str, year: int) -> tuple[str, tuple[str, ...]]:
    """The class of the highest mission that the corpus holds to be in force, with the statements it rests on."""
    try:
        sheet = corpus.sheet("United States", country, Scope(on=f"{year}-01-01"))
    except BadRequest:  # a name that may be several states, "Korea"
        return "none", ()
    found: list[tuple[str, tuple[str, ...]]] = []
    for cell in sheet.facets:
        if cell.facet == "representation" and cell.holder_party == "United States":
            if cell.status in {"ended", "planned", "wished", "hypothetical"} or cell.polarity == "negated":
                continue
            named = CLASSES.get(cell.level or "")
            if named:
                found.append((named, cell.statements))
    return next((one for one in found if one[0] in DIPLOMATIC), found[0] if found else ("none", ()))


def country_years(corpus: OpenCorpus) -> Iterator[tuple[str, int, object, str, tuple[str, ...]]]:
    """Every country and year with the truth and the answer."""
    by_country: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for line in (SHARED / "truth" / "rdcr_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by_country[row["country"]].append(row)
    for country, rows in sorted(by_country.items()):
        for year in YEARS:
            yield country, year, truth(rows, year), *answer(corpus, country, year)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the corpus, ask, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--misses", action="store_true", help="show each country-year that is wrong")
    parser.add_argument("--corpus", type=Path, help="a built corpus of the articles; made anew without it")
    parser.add_argument("--write", action="store_true", help=f"write every country-year to {TABLE.name}")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        root = options.corpus
        if root is None:
            folder = Folder.begin(Path(place) / "rdcr", "U.S. relations by country")
            list(add(folder, [SHARED / "records" / "rdcr"]))
            build(folder)
            root = folder.root
        asked = list(country_years(OpenCorpus.open(root)))
    print("\n".join(_table(asked)))
    if options.misses:
        for country, year, true, told, evidence in asked:
            if not _agree(true, told):
                print(
                    f"{year} {country}: {told}, by the headings {_said(true)} {' '.join(evidence[:2])}", file=sys.stderr
                )
    if options.write:
        rows = [f"{c}\t{year}\t{_said(true)}\t{told}\t{_verdict(true, told)}" for c, year, true, told, _ in asked]
        TABLE.write_text(
            HEAD + "\n".join([*(f"# {line}" for line in _table(asked)), COLUMNS, *rows]) + "\n", encoding="utf-8"
        )
    return 0


def _said(true: object) -> str:
    return "open" if true is OPEN_QUESTION else str(true)


def _verdict(true: object, told: str) -> str:
    return "open" if true is OPEN_QUESTION else "right" if _agree(true, told) else "wrong"


def _agree(true: object, told: str) -> bool:
    return true == told or (true == "diplomatic" and told in DIPLOMATIC)


def _table(asked: Sequence[tuple[str, int, object, str, tuple[str, ...]]]) -> list[str]:
    """The figures of each year and of all."""
    lines = [f"{'year':<5} {'right':<18} {'right, with a mission':<22} {'left open':<10} right, open as none"]
    for year in (*YEARS, None):
        own = [(true, told) for _, one, true, told, _ in asked if year in {one, None}]
        settled = [(true, told) for true, told in own if true is not OPEN_QUESTION]
        held = [(true, told) for true, told in settled if true != "none"]
        wide = sum(_agree("none" if true is OPEN_QUESTION else true, told) for true, told in own)
        lines.append(
            f"{year or 'all':<5} {_share(sum(_agree(*one) for one in settled), len(settled)):<18} "
            f"{_share(sum(_agree(*one) for one in held), len(held)):<22} {len(own) - len(settled):<10} {_share(wide, len(own))}"
        )
    return lines


def _share(right: int, whole: int) -> str:
    return f"{right}/{whole} = {right / max(whole, 1):.3f}"


if __name__ == "__main__":
    sys.exit(main())

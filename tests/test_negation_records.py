"""Negation in real records: sentences whose contrary must not be told."""

from __future__ import annotations

import pytest

from tests.places import shared
from tests.test_statements import about, engine
from vermerk.reading import read

UK, NAVY = "mr-s-m-bruce-high-commissioner-in-the-united-kingdom", "admiral-sir-roger-backhouse-u-k-first-sea-lord"
RECORDS = [
    ("volume-9-1946-january-june/173-ball-to-evatt.md", "implied any restrictions", "negated"),
    ("volume-27-australia-and-the-united-kingdom-1960-1975/399-letter-bowen-to-mcmahon.md", "is an efficient system", "negated"),
    (f"volume-5-1941-july-1942-june/400-{UK}-to-mr-john-curtin-prime-minister.md", "me to send you an official", "negated"),
    (
        f"volume-2-1939/41-{NAVY}-to-admiral-sir-ragnar-colvin-first-naval-member-naval-board.md",
        "there has never been doubt that a force of Capital Ships",
        "affirmed",
    ),
    (
        "volume-1-1937-38/134-mr-n-chamberlain-u-k-prime-minister-to-mr-j-a-lyons-prime-minister.md",
        "in the event of war we may not depend",
        "affirmed",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "words", "polarity"), RECORDS, ids=[words for _, words, _ in RECORDS])
def test_what_a_record_denies_and_what_it_affirms(name: str, words: str, polarity: str) -> None:
    (record,) = read(shared("records", "dfat", *name.split("/")))
    found = about(engine().statements(record), words)
    assert {s.polarity.value for s in found} <= {polarity}  # told rightly, or left out

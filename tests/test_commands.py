"""The commands as a user runs them: output in each format, bad input in one line, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import EXAMPLES
from vermerk.cli.header import FIELDS


def vermerk(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "vermerk.cli.main", *words], input=given, capture_output=True, check=False
    )


def test_statements_as_json_lines_carry_the_codebooks_fields() -> None:
    done = vermerk("statements", "--format", "jsonl", str(EXAMPLES / "cable-suva-1962.md"))
    assert done.returncode == 0
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    wanted = {
        "record",
        "quote",
        "start",
        "kind",
        "actor",
        "toward",
        "via",
        "what",
        "time",
        "status",
        "polarity",
        "chain",
    }
    assert rows
    assert all(wanted | {"certainty", "quantities", "editorial"} <= row.keys() for row in rows)
    text = (EXAMPLES / "cable-suva-1962.md").read_text(encoding="utf-8")
    assert all(text[row["start"] : row["start"] + len(row["quote"])] == row["quote"] for row in rows)


def test_headers_read_from_standard_input() -> None:
    raw = (EXAMPLES / "note-ulan-bator-1971.txt").read_bytes()
    done = vermerk("header", "--format", "jsonl", "-", given=raw)
    row = json.loads(done.stdout)
    assert tuple(row) == FIELDS
    assert row["translator"] is None
    assert row["original_language"] == "Czech"


def test_a_table_of_headers_as_csv() -> None:
    done = vermerk("header", "--format", "csv", str(EXAMPLES))
    lines = done.stdout.decode().splitlines()
    assert lines[0].split(",") == list(FIELDS)
    assert len(lines) == 4


def test_reading_for_the_eye_shows_chain_and_doubt() -> None:
    done = vermerk("read", str(EXAMPLES / "note-ulan-bator-1971.txt"))
    shown = done.stdout.decode()
    assert "└─ Szabo" in shown
    assert "possibly?" in shown
    assert "does not know" in shown


def test_a_low_score_can_be_left_out() -> None:
    path = str(EXAMPLES / "note-ulan-bator-1971.txt")
    few = vermerk("statements", "--format", "jsonl", "--min-score", "0.6", path).stdout.splitlines()
    many = vermerk("statements", "--format", "jsonl", path).stdout.splitlines()
    assert 0 < len(few) < len(many)


def test_who_tells_what_a_name_means_at_a_date() -> None:
    done = vermerk("who", "UAR", "Atlantis", "--on", "1968", "--format", "jsonl")
    first, second = (json.loads(line) for line in done.stdout.decode().splitlines())
    assert (first["status"], first["label"]) == ("resolved", "United Arab Republic")
    assert second["status"] == "unresolved"


def test_the_schema_is_json() -> None:
    assert "Statement" in json.loads(vermerk("schema").stdout)["$defs"]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("empty.txt", b""),
        ("binary.bin", bytes(range(256)) * 20),
        ("broken.xml", b"<TEI><text><body><p>no end"),
        ("entity.xml", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
        ("broken.pdf", b"%PDF-1.7 nothing more"),
        ("broken.docx", b"PK\x03\x04 nothing more"),
    ],
)
def test_bad_input_is_one_clear_line_and_the_other_files_are_read(tmp_path: Path, name: str, raw: bytes) -> None:
    bad = tmp_path / name
    bad.write_bytes(raw)
    done = vermerk("header", "--format", "jsonl", str(bad), str(EXAMPLES / "cable-suva-1962.md"))
    told = [line for line in done.stderr.decode().splitlines() if line.strip()]
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert name in " ".join(told)
    assert len(done.stdout.splitlines()) == 1


def test_a_missing_file_and_a_wrong_option_end_with_two() -> None:
    missing = vermerk("header", "nowhere.txt")
    assert missing.returncode == 2
    assert b"Traceback" not in missing.stderr
    assert b"nowhere.txt" in missing.stderr
    assert vermerk("header", "--format", "poem", str(EXAMPLES)).returncode == 2

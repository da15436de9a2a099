"""Attributions: source, cue and content as character spans."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from vermerk.cli.main import app
from vermerk.extraction.attributions import Attribution, Runs, find_attributions
from vermerk.extraction.attributions_cues import adjectives, nouns, verbs
from vermerk.extraction.attributions_quotes import even_marks, find_quotes, stands_alone, take_out
from vermerk.model import UnreadableSource

DEV = Path(__file__).parents[2] / "shared" / "records" / "polnear" / "dev" / "text"


def words(text: str, runs: Runs) -> str:
    return " | ".join(text[start:end] for start, end in runs)


def roles(text: str) -> list[tuple[str, str, str]]:
    return [(words(text, a.source), words(text, a.cue), words(text, a.content)) for a in find_attributions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The ambassador said that the treaty would be signed in May.",
            ("The ambassador", "said", "that the treaty would be signed in May"),
        ),
        (
            '"We shall not withdraw our troops," said the minister, a general.',
            ("the minister, a general", "said", '"We shall not withdraw our troops,"'),
        ),
        (
            "According to the embassy, the talks have failed.",
            ("the embassy", "According to", "the talks have failed"),
        ),
        ("The chancellor criticized the plan.", ("The chancellor", "criticized", "the plan")),
        (
            "The delegation hoped to reach an agreement.",
            ("The delegation", "hoped", "to reach an agreement"),
        ),
        (
            "The government has not confirmed that the envoy resigned.",
            ("The government", "has not confirmed", "that the envoy resigned"),
        ),
        ("Minister: No talks before spring", ("Minister", ":", "No talks before spring")),
    ],
)
def test_one_attribution(text: str, expected: tuple[str, str, str]) -> None:
    assert roles(text) == [expected]


def test_a_quotation_round_its_cue_has_two_fragments() -> None:
    text = "“We were told nothing,” the envoy said. “Nobody answered our letters. We left.”"
    assert roles(text) == [("the envoy", "said", "“We were told nothing,” | “Nobody answered our letters. We left.”")]


def test_a_quotation_that_runs_over_paragraphs_is_one_content() -> None:
    text = "“We were told nothing,” the envoy said.\n\n“Nobody answered our letters.”"
    assert [a.content for a in find_attributions(text)] == [((0, 23), (41, len(text)))]


def test_what_a_speaker_reports_is_left_out_unless_asked_for() -> None:
    text = "“The king told us that he agreed to the terms,” the envoy said."
    assert len(find_attributions(text)) == 1
    assert len(find_attributions(text, nested=True)) > 1


def test_turns_of_an_interview_have_their_speakers() -> None:
    text = "\n\n".join(["SMITH: Is there a treaty?", "JONES: There is none at all.", "SMITH: Why not?"])
    assert [s for s, cue, _ in roles(text) if cue == ":"] == ["SMITH", "JONES", "SMITH"]


def test_a_text_without_attribution_has_none() -> None:
    assert find_attributions("The train left at noon. It rained.") == []
    assert find_attributions("") == []


def test_doubled_marks_keep_the_length() -> None:
    text = "He said, ''We agree,'' and left."
    assert even_marks(text) == 'He said, "\u0020We agree, " and left.'.replace('"\u0020W', '" W')
    assert len(even_marks(text)) == len(text)


def test_tables_are_read() -> None:
    assert verbs()["say"].clause
    assert verbs()["accuse"].beside == {"of"}
    assert "that" in nouns()["claim"].words
    assert adjectives()["eager"].infinitive


@given(st.lists(st.sampled_from(['"', "“", "”", "''", "He said", " ", ",", ".", "no", "\n\n", "The king", ": "])))
@settings(max_examples=60, deadline=None)
def test_spans_lie_in_the_text_and_do_not_overlap(pieces: list[str]) -> None:
    text = "".join(pieces)
    for attribution in find_attributions(text, nested=True):
        assert attribution.content
        for runs in (attribution.source, attribution.cue, attribution.content):
            assert all(0 <= start < end <= len(text) for start, end in runs)
            assert all(a[1] <= b[0] for a, b in pairwise(runs))


@given(st.text(alphabet='ab ."“”,', max_size=60), st.integers(0, 9))
def test_offsets_of_a_skeleton_lead_back(text: str, base: int) -> None:
    quotes = [q for q in find_quotes(text, base) if stands_alone(text, q, base)]
    skeleton = take_out(text, base, quotes)
    for at, letter in enumerate(skeleton.text):
        start, end = skeleton.origin(at, at + 1)
        if skeleton.quote_at(at) is None:
            assert (text[start - base], end) == (letter, start + 1)
        else:
            assert any((q.start, q.end) == (start, end) for q in quotes)


def test_command_writes_both_formats(tmp_path: Path) -> None:
    text = tmp_path / "note.txt"
    text.write_text("The king denied the report.\r\n", encoding="utf-8", newline="")
    out = tmp_path / "out"
    run = CliRunner().invoke(app, ["attributions", str(text), "--format", "polnear", "--out", str(out)])
    assert run.exit_code == 0, run.output
    assert json.loads((out / "note.json").read_text(encoding="utf-8")) == [
        {"source": [[0, 8]], "cue": [[9, 15]], "content": [[16, 26]]}
    ]
    shown = CliRunner().invoke(app, ["attributions", str(text)])
    assert json.loads(shown.stdout)["content_text"] == "the report"


def test_command_tells_what_is_wrong(tmp_path: Path) -> None:
    for args in (["/nowhere.txt"], [str(tmp_path)], [str(tmp_path), "--format", "polnear"]):
        run = CliRunner().invoke(app, ["attributions", *args])
        assert isinstance(run.exception, UnreadableSource)


def test_real_articles_are_read_with_offsets_in_order() -> None:
    if not DEV.is_dir():
        pytest.skip("PolNeAR's texts are not beside the checkout")
    for file in sorted(DEV.glob("*.txt"))[:3]:
        text = file.read_bytes().decode("utf-8")
        found: list[Attribution] = find_attributions(text)
        assert len(found) >= 3
        assert all(end <= len(text) for a in found for _, end in a.content)

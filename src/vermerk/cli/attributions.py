"""`vermerk attributions`: flat spans of source, cue and content."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vermerk.model import UnreadableSource

if TYPE_CHECKING:
    from vermerk.extraction.attributions import Attribution, Runs

ROLES = ("source", "cue", "content")


class SpanFormat(StrEnum):
    """How the spans are written: JSON Lines, or one JSON list for each text as PolNeAR's scorer reads it."""

    JSONL = "jsonl"
    POLNEAR = "polnear"


def attributions(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Plain texts or folders of them (*.txt).")],
    format: Annotated[SpanFormat, typer.Option(help="How to write them.")] = SpanFormat.JSONL,
    out: Annotated[
        Path | None, typer.Option(help="Folder to write to: NAME.json for each text, or attributions.jsonl.")
    ] = None,
) -> None:
    """Show who is quoted in plain texts: character spans of source, cue and content, each as runs [start, end)."""
    if format is SpanFormat.POLNEAR and out is None:
        raise UnreadableSource("--format polnear", "writes one file for each text", "name a folder with --out DIR")
    files = [file for path in paths for file in _texts(path)]
    _no_namesakes(files, format)
    if out is not None:
        _folder(out)
    if format is SpanFormat.POLNEAR and out is not None:
        for file in files:
            rows = [_spans(a) for a in _found(_read(file))]
            _write(out / f"{file.stem}.json", [json.dumps(rows) + "\n"])
        return
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for file in files for row in _rows(file))
    if out is None:
        sys.stdout.writelines(lines)
        return
    _write(out / "attributions.jsonl", lines)


def _write(target: Path, lines: Iterable[str]) -> None:
    try:
        with target.open("w", encoding="utf-8") as written:
            written.writelines(lines)
    except OSError as error:
        raise UnreadableSource(str(target), error.strerror or "cannot be written", "name another folder") from error


def _texts(path: str) -> Iterator[Path]:
    """The plain texts a path stands for: itself, or those below a folder."""
    named = Path(path)
    if named.is_file():
        yield named
        return
    if not named.is_dir():
        raise UnreadableSource(path, "no such file or folder", "check the path")
    found = sorted(named.rglob("*.txt"))
    if not found:
        raise UnreadableSource(path, "holds no *.txt", "name a folder of plain texts, or the files themselves")
    yield from found


def _no_namesakes(files: list[Path], form: SpanFormat) -> None:
    if form is not SpanFormat.POLNEAR:
        return
    seen: dict[str, Path] = {}
    for file in files:
        other = seen.setdefault(file.stem, file)
        if other != file:
            raise UnreadableSource(str(file), f"would be written over {other}", "run them into folders of their own")


def _folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableSource(str(out), error.strerror or "cannot be made", "name another folder") from error


def _read(file: Path) -> str:
    """The text with its line ends as they stand, so that offsets hold."""
    try:
        with file.open(encoding="utf-8", newline="") as opened:
            return opened.read()
    except UnicodeDecodeError as error:
        raise UnreadableSource(str(file), "is not UTF-8", "convert it to UTF-8") from error
    except OSError as error:
        raise UnreadableSource(str(file), error.strerror or "cannot be read", "check the file") from error


def _found(text: str) -> Iterable[Attribution]:
    from vermerk.extraction.attributions import find_attributions  # the parser takes its time to load

    return find_attributions(text)


def _spans(attribution: Attribution) -> dict[str, list[list[int]]]:
    return {role: [list(run) for run in getattr(attribution, role)] for role in ROLES}


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    """One row for each attribution: record, runs and words of each role, and the rule that found it."""
    text = _read(file)
    for attribution in _found(text):
        row: dict[str, Any] = {"record": file.stem}
        for role, spans in _spans(attribution).items():
            row[role] = spans
            row[f"{role}_text"] = _words(text, getattr(attribution, role))
        yield {**row, "rule": attribution.rule}


def _words(text: str, runs: Runs) -> str | None:
    return " … ".join(" ".join(text[start:end].split()) for start, end in runs) or None

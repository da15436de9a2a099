"""`vermerk attributions`: flat spans of source, cue and content."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from vermerk.extraction.attributions import Attribution, Runs, find_attributions
from vermerk.model import BadRequest

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
        raise BadRequest("--format polnear", "writes one file for each text", "name a folder with --out DIR")
    files = list(_texts(paths))
    _no_namesakes(files, format)
    if out is not None:
        _folder(out)
    if format is SpanFormat.POLNEAR and out is not None:
        for file in files:
            rows = [_spans(a) for a in find_attributions(_read(file))]
            (out / f"{file.stem}.json").write_text(json.dumps(rows) + "\n", encoding="utf-8")
        return
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for file in files for row in _rows(file))
    if out is None:
        sys.stdout.writelines(lines)
        return
    with (out / "attributions.jsonl").open("w", encoding="utf-8") as written:
        written.writelines(lines)

"""`vermerk schema`: the JSON Schema of a record and a statement."""

from __future__ import annotations

import json

import msgspec
import typer

from vermerk.model import Record, Statement


def schema() -> None:
    """Print the JSON Schema (2020-12) of records and statements."""
    found, components = msgspec.json.schema_components([Record, Statement], ref_template="#/$defs/{name}")
    names = ("record", "statement")
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Vermerk records and statements",
        "properties": dict(zip(names, found, strict=True)),
        "$defs": components,
    }
    typer.echo(json.dumps(whole, indent=1, ensure_ascii=False))

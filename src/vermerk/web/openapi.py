"""The description of the JSON twins at ``/openapi.json`` (OpenAPI 3.1), made from the pages themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import msgspec

from vermerk import __version__
from vermerk.web.page import Page

PART = re.compile(r"\{(\w+)(?::\w+)?\}")


@lru_cache(maxsize=2)
def description(pages: Sequence[Page]) -> bytes:
    """The OpenAPI description of the JSON twins of pages."""
    schemas, components = msgspec.json.schema_components(
        [page.view for page in pages], ref_template="#/components/schemas/{name}"
    )
    paths = {
        PART.sub(r"{\1}", page.path) + ".json": {"get": _get(page, schema)}
        for page, schema in zip(pages, schemas, strict=True)
    }
    whole = {
        "openapi": "3.1.0",
        "info": {
            "title": "Vermerk",
            "version": __version__,
            "description": "Every page of the site as data: the same address with .json behind it.",
        },
        "paths": paths,
        "components": {"schemas": {**components, "Mistake": MISTAKE}},
    }
    return msgspec.json.encode(whole)


MISTAKE = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}


def _get(page: Page, schema: dict[str, Any]) -> dict[str, Any]:
    refused = {"application/json": {"schema": {"$ref": "#/components/schemas/Mistake"}}}
    return {
        "operationId": page.name,
        "summary": page.says,
        "parameters": [
            *(
                {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
                for name in PART.findall(page.path)
            ),
            *(
                {
                    "name": q.name,
                    "in": "query",
                    "description": q.says,
                    "schema": {"type": "integer" if q.whole else "string"},
                }
                for q in page.asks
            ),
        ],
        "responses": {
            "200": {"description": "as on the page", "content": {"application/json": {"schema": schema}}},
            "400": {"description": "cannot be understood; the words say what to do", "content": refused},
            "401": {"description": "sign in first", "content": refused},
            "404": {"description": "not in the corpus", "content": refused},
        },
    }

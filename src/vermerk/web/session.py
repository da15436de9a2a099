"""The session of a reader: a name that nobody can guess, signed into his cookie."""

from __future__ import annotations

import secrets

from starlette.requests import Request


def session_of(request: Request) -> str:
    """The name of a reader's session, made when first asked for."""
    if "id" not in request.session:
        request.session["id"] = secrets.token_urlsafe(16)
    return str(request.session["id"])

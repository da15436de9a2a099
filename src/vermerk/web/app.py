"""The site as an ASGI application."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from vermerk.model import VermerkError
from vermerk.web import deciding
from vermerk.web.access import Access
from vermerk.web.desk import Desk, asked_query, marked
from vermerk.web.guard import Shield, peer_of
from vermerk.web.holdings import Holdings
from vermerk.web.openapi import description
from vermerk.web.page import Asked, NotThere, Page, Reader
from vermerk.web.pages import PAGES
from vermerk.web.rendering import STATIC, as_csv

KEY = "site.key"


Endpoint = Callable[[Request], Response]


def _reading(desk: Desk, page: Page, *, as_json: bool) -> Endpoint:
    """The endpoint of a page, or of its JSON twin."""

    def answer(request: Request) -> Response:
        reader = desk.reader(request)
        if reader is None:
            return _sign_in_first(request, as_json=as_json)
        if desk.limited and not desk.rates.reading.allows(reader.name or peer_of(request)):
            return desk.mistake(request, reader, 429, "Too many pages at once. Wait a moment.", as_json=as_json)
        try:
            view = page.make(Asked(desk.holdings, request.path_params, asked_query(request), reader))
        except NotThere as gone:
            return desk.mistake(request, reader, 404, str(gone), as_json=as_json)
        except VermerkError as mistake:
            return desk.mistake(request, reader, 400, str(mistake), as_json=as_json)
        if as_json:
            body = msgspec.json.encode(view)
            return marked(request, Response(body, media_type="application/json"))
        twin = f"{request.url.path}.json" + (f"?{request.url.query}" if request.url.query else "")
        table = f"{request.url.path}.csv" + twin[len(request.url.path) + 5 :] if page.rows is not None else None
        return desk.page(request, f"{page.name}.html", reader, view=view, twin=twin, table=table)

    return answer


def _table(desk: Desk, page: Page) -> Endpoint:
    """The endpoint of a page's table as CSV (RFC 4180)."""

    def answer(request: Request) -> Response:
        reader = desk.reader(request)
        if reader is None:
            return _sign_in_first(request, True)
        if desk.limited and not desk.rates.reading.allows(reader.name or peer_of(request)):
            return desk.mistake(request, reader, 429, "Too many pages at once. Wait a moment.")
        assert page.rows is not None
        try:
            rows = page.rows(Asked(desk.holdings, request.path_params, asked_query(request), reader))
        except (NotThere, VermerkError) as mistake:
            return desk.mistake(request, reader, 400, str(mistake))
        headers = {"content-disposition": f'attachment; filename="{page.name}.csv"'}
        return marked(request, Response(as_csv(rows), media_type="text/csv; charset=utf-8", headers=headers))

    return answer


def _sign_in_first(request: Request, as_json: bool) -> Response:
    if as_json:
        return Response(b'{"error":"sign in first"}', 401, media_type="application/json")
    request.session["to"] = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse("/sign-in", 303)


class _Kept(StaticFiles):
    """Files whose address changes with their content, so that a browser may keep them for good."""

    def file_response(
        self, full_path: os.PathLike[str] | str, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, to be kept where its address carries the mark of its content."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        if scope.get("query_string"):
            response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


ALONE = Access()


def site(
    holdings: Holdings,
    access: Access = ALONE,
    hosts: Iterable[str] = ("127.0.0.1", "localhost", "::1"),
    *,
    tls: bool = False,
) -> Starlette:
    """The application of a corpus.

    Args:
        holdings: the corpus.
        access: who may read and decide.
        hosts: names under which the site answers; any other is refused, so that no page elsewhere can reach it
            through a name of its own (DNS rebinding).
        tls: whether readers reach it over TLS, by a proxy before it; then their cookies go that way alone.
    """
    secret = _secret(holdings.folder.built / KEY)
    desk = Desk(holdings, access, secret)
    routes: list[Route | Mount] = []
    for page in PAGES:
        routes.append(Route(f"{page.path}.json", _reading(desk, page, as_json=True), name=f"{page.name}.json"))
        if page.rows is not None:
            routes.append(Route(f"{page.path}.csv", _table(desk, page), name=f"{page.name}.csv"))
    for page in PAGES:
        routes.append(Route(page.path, _reading(desk, page, as_json=False), name=page.name))
    routes += [
        *deciding.routes(desk),
        Route("/", lambda request: RedirectResponse("/corpus", 307)),
        Route("/openapi.json", _openapi),
        Mount("/static", _Kept(directory=STATIC, check_dir=False)),
    ]
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Shield),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(
                SessionMiddleware,
                secret_key=secret.hex(),
                session_cookie="vermerk",
                same_site="lax",
                max_age=14 * 86400,
                https_only=tls,
            ),
        ],
        exception_handlers={HTTPException: _not_found(desk), Exception: _broken},
    )


def warm(holdings: Holdings) -> None:
    """Work out what the first pages show, so that the first reader does not wait for it."""
    named = holdings.ask("SELECT name FROM named GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 2")
    query = {side: (row["name"],) for side, row in zip("ab", named, strict=False)}
    for page in PAGES:
        if page.name in FIRST or (page.name == "pair" and len(query) == 2):
            page.make(Asked(holdings, {}, query if page.name == "pair" else {}, Reader()))


FIRST = frozenset(("corpus", "search", "parties", "network", "map"))


def _openapi(request: Request) -> Response:
    return Response(description(PAGES), media_type="application/json")


def _not_found(desk: Desk) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        words = "There is no such page." if status == 404 else "That cannot be done here."
        reader = desk.reader(request) if "session" in request.scope else None
        return desk.mistake(request, reader or Reader(), status, words, as_json=request.url.path.endswith(".json"))

    return answer


def _broken(request: Request, error: Exception) -> Response:
    return Response("This page could not be made. The reason stands in the terminal of the site.\n", 500)


def _secret(path: Path) -> bytes:
    """The key that signs sessions, made once and kept beside the builds for its owner alone."""
    try:
        found = path.read_bytes()
        if len(found) == 32:
            return found
    except OSError:
        pass
    made = secrets.token_bytes(32)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(made)
    except OSError:
        pass  # a corpus that cannot be written is read with a key of this run
    return made

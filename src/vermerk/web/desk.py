"""What every page needs beside its own: the corpus in use, who may do what, the templates."""

from __future__ import annotations

import shlex
from hashlib import blake2b
from threading import Lock
from typing import Any

import jinja2
import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from vermerk.web.access import Access
from vermerk.web.guard import Rates, peer_of, token
from vermerk.web.holdings import Holdings
from vermerk.web.page import Reader
from vermerk.web.pages import PAGES
from vermerk.web.rendering import changed, templates
from vermerk.web.session import session_of
from vermerk.web.words import WAYS

ADDRESSES = frozenset(page.path for page in PAGES)
MENU = tuple((page.menu, page.path) for page in PAGES if page.menu)


class Desk:
    """What every page needs beside its own: the corpus in use, who may do what, the templates."""

    def __init__(self, holdings: Holdings, access: Access, secret: bytes) -> None:
        self._holdings, self._lock = holdings, Lock()
        self.access, self.secret, self.rates = access, secret, Rates()
        self.templates: jinja2.Environment = templates()
        self.limited = access.way != "alone"

    @property
    def holdings(self) -> Holdings:
        """The corpus with the build in use; a newer build is opened when one was put in place."""
        now = self._holdings.folder.current()
        if now is not None and now != self._holdings.build:
            with self._lock:
                if now != self._holdings.build:
                    self._holdings = Holdings(self._holdings.folder)
        return self._holdings

    def reader(self, request: Request) -> Reader | None:
        """Who is looking; null where he has to sign in first."""
        return self.access.reader(request.session.get("name"), request.headers, peer_of(request))

    def page(self, request: Request, template: str, reader: Reader, status: int = 200, **values: Any) -> Response:
        """A template as an answer that is not kept by others, with a mark by which a browser keeps it."""
        told = {
            "reader": reader, "access": self.access, "title": self._holdings.settings.title, "menu": MENU, "addresses": ADDRESSES,
            "path": request.url.path, "title_of": self._holdings.title_of, "hollow": not self._holdings.record_count,
            "root": shlex.quote(str(self._holdings.folder.root)) if self.access.way == "alone" else "DIR", "ways": WAYS, "query": _Values(request.query_params),
            "changed": lambda **to: changed(asked_query(request), **to),
            "form_token": self._token(request) if reader.reviews or template == "sign-in.html" else None, "twin": None, "table": None,
            "notice": request.session.pop("notice", None) if "notice" in request.session else None,
        }  # fmt: skip
        body = self.templates.get_template(template).render({**told, **values}).encode("utf-8", "replace")
        return marked(request, HTMLResponse(body, status))

    def mistake(self, request: Request, reader: Reader, status: int, words: str, *, as_json: bool = False) -> Response:
        """A page, or its JSON twin, that says in one line what went wrong and what to do."""
        if as_json:
            return Response(msgspec.json.encode({"error": words}), status, media_type="application/json")
        return self.page(request, "mistake.html", reader, status, words=words, status_code=status)

    def _token(self, request: Request) -> str:
        return token(self.secret, session_of(request))


class _Values(dict[str, str]):
    """What the address carries; a name that it does not carry is empty."""

    def __missing__(self, name: str) -> str:
        return ""


def asked_query(request: Request) -> dict[str, tuple[str, ...]]:
    """What stands behind the question mark, with all values of each name."""
    return {name: tuple(request.query_params.getlist(name)) for name in request.query_params}


def marked(request: Request, response: Response) -> Response:
    """An answer with a mark of its content, or the word that a browser has it already."""
    mark = '"' + blake2b(bytes(response.body), digest_size=12).hexdigest() + '"'
    response.headers["etag"] = mark
    response.headers["cache-control"] = "private, no-cache"
    response.headers["vary"] = "Cookie"
    if response.status_code == 200 and request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers={"etag": mark})
    return response

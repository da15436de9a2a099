"""What a reader sends: decisions on statements, statements added, and signing in and out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from vermerk.corpus.decisions import Action
from vermerk.model import BadRequest, Passage, VermerkError
from vermerk.web.fields import changes, mark_of, names_in
from vermerk.web.guard import is_own, peer_of
from vermerk.web.page import Reader
from vermerk.web.pages.review import shown_to, undoable
from vermerk.web.rendering import at
from vermerk.web.session import session_of

if TYPE_CHECKING:
    from vermerk.web.desk import Desk

Form = Mapping[str, str]
FILTERS = ("record", "kind", "party", "holder", "year", "below")


class Refused(Exception):
    """A form that is not taken: its status, and words that say why."""

    def __init__(self, status: int, words: str) -> None:
        self.status, self.words = status, words
        super().__init__(words)


class Came(msgspec.Struct, frozen=True):
    """What came of a form: where to go on, and what to tell there."""

    to: str
    notice: str


def routes(desk: Desk) -> list[Route]:
    """The addresses to which forms are sent."""
    return [
        Route("/review/decide", _deciding(desk, decide), methods=["POST"]),
        Route("/review/accept-shown", _deciding(desk, accept_shown), methods=["POST"]),
        Route("/review/add", _deciding(desk, add), methods=["POST"]),
        Route("/sign-in", _signing_in(desk), methods=["GET", "POST"]),
        Route("/sign-out", _signing_out(desk), methods=["POST"]),
    ]


Deed = Callable[["Desk", Reader, Form], Came]


def _deciding(desk: Desk, deed: Deed) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        reader = desk.reader(request)
        try:
            form = await _form(request)
            _check(desk, request, reader, form)
            assert reader is not None
            came = await run_in_threadpool(deed, desk, reader, form)
        except Refused as refused:
            return desk.mistake(request, reader or Reader(), refused.status, refused.words)
        except VermerkError as mistake:
            return desk.mistake(
                request, reader or Reader(), 400, f"{mistake}. Nothing was decided; go back and try again."
            )
        request.session["notice"] = came.notice
        return RedirectResponse(came.to, 303)

    return answer


async def _form(request: Request) -> Form:
    if not request.headers.get("content-type", "").startswith(
        ("application/x-www-form-urlencoded", "multipart/form-data")
    ):
        raise Refused(415, "Only forms are taken here.")
    try:
        async with request.form(max_files=0, max_fields=2000) as form:
            return {name: value for name, value in form.items() if isinstance(value, str)}
    except ClientDisconnect:
        raise Refused(413, "What was sent is too large.") from None


def _check(desk: Desk, request: Request, reader: Reader | None, form: Form) -> None:
    """Refuse what does not come from a page of this site, from nobody, or too fast."""
    if reader is None or not reader.reviews:
        raise Refused(403, "Only reviewers decide. Sign in with a name that may.")
    if not is_own(request, form.get("token"), desk.secret, session_of(request)):
        raise Refused(403, "This form is too old, or was not sent from this site. Open the page again.")
    if not desk.rates.deciding.allows(reader.name or ""):
        raise Refused(429, "That was too fast. Wait a moment, then go back and send it again.")


def decide(desk: Desk, reader: Reader, form: Form) -> Came:
    """Accept, correct, reject, comment on or skip the statement shown, or take back the last decision.

    Raises:
        BadRequest: a value that the codebook does not know.
        Refused: the statement is not the one that was shown.
    """
    action, name = form.get("action", ""), form.get("statement", "")
    chosen = {key: form[f"only-{key}"] for key in FILTERS if form.get(f"only-{key}")}
    back = at("review", "records", form["desk"], leaf=form.get("leaf")) if form.get("desk") else None
    if action == "skip":
        return Came(back or at("review", after=name, **chosen), "Skipped.")
    if action == "undo":
        return _undo(desk, reader, back)
    held, who = desk.holdings, reader.name or ""
    shown = shown_to(held, who, name)
    if mark_of(shown) != form.get("mark"):
        raise Refused(409, "This statement has changed since it was shown. Nothing was decided; look at it again.")
    record = held.record(shown.record)
    assert record is not None
    comment = " ".join(form.get("comment", "").split()) or None
    changed = changes(shown, form, record) if action in {"accept", "correct"} else {}
    if action == "reject":
        held.decide(who, Action.REJECT, name, comment=comment)
    elif action == "comment" and comment:
        held.decide(who, Action.COMMENT, name, comment=comment)
    elif changed:
        held.decide(who, Action.CORRECT, name, fields=changed, comment=comment)
    elif action == "accept":
        held.decide(who, Action.ACCEPT, name, comment=comment)
    else:
        raise Refused(400, "Nothing was changed. Change a field to correct the statement, or accept it as it is.")
    done = {"reject": "Rejected", "comment": "Comment kept"}.get(action, "Corrected" if changed else "Accepted")
    told = f": {', '.join(changed)}" if changed else ""
    return Came(back or at("review", after=name, **chosen), f"{done}{told}.")


def _undo(desk: Desk, reader: Reader, back: str | None) -> Came:
    held, who = desk.holdings, reader.name or ""
    last = undoable(held, who)
    if last is None:
        return Came(back or "/review", "There is nothing to take back.")
    taken = held.undo(who, last)
    return Came(back or at("review", statement=taken.statement), "Taken back.")


def accept_shown(desk: Desk, reader: Reader, form: Form) -> Came:
    """Accept all statements that a page showed as open, each under the mark of what was shown.

    Raises:
        Refused: one of them has changed since; then none is accepted.
    """
    held, who = desk.holdings, reader.name or ""
    shown = {name.removeprefix("mark-"): mark for name, mark in form.items() if name.startswith("mark-")}
    if not shown:
        raise Refused(400, "No open statement was shown.")
    for name, mark in shown.items():
        if mark_of(shown_to(held, who, name)) != mark:
            raise Refused(
                409, "A statement has changed since it was shown. Nothing was decided; look at the page again."
            )
    for name in shown:
        held.decide(who, Action.ACCEPT, name)
    return Came(at("review", "records", form.get("desk", "")), f"{len(shown)} statements accepted.")


def add(desk: Desk, reader: Reader, form: Form) -> Came:
    """Add a statement at the words that were selected.

    Raises:
        BadRequest: a value that the codebook does not know.
        Refused: the words do not stand at that place.
    """
    held = desk.holdings
    record = held.record(form.get("record", ""))
    start, end = form.get("start", ""), form.get("end", "")
    if record is None or not (start.isdigit() and end.isdigit()) or not int(start) < int(end) <= len(record.text):
        raise Refused(400, "No words were selected.")
    place = Passage(int(start), int(end))
    if "".join(place.of(record.text).split()) != "".join(form.get("quote", "").split()):
        raise Refused(
            409, "The selected words do not stand at that place in the text. Nothing was added; select them again."
        )
    fields = {
        "kind": form.get("kind", ""),
        "quote": place.of(record.text),
        "start": place.start,
        "end": place.end,
        "actor": names_in(form.get("actor", "")),
        "toward": names_in(form.get("toward", "")),
        "what": " ".join(form.get("what", "").split()) or None,
        "time": form.get("time", "").strip() or None,
        "chain": _author_of(desk, record.id),
    }
    if fields["time"]:
        changes_time(str(fields["time"]))
    added = held.add_statement(reader.name or "", record.id, place.start, place.end, fields)
    return Came(f"{at('records', record.id)}#s-{added.statement}", "Added. Open it on the desk to fill in the rest.")


def changes_time(value: str) -> None:
    """Refuse words that are no date.

    Raises:
        BadRequest: with what to write.
    """
    from vermerk.model import BadPeriod
    from vermerk.model.period import Period

    try:
        Period.parse(value)
    except BadPeriod as error:
        raise BadRequest("time", str(error), "or leave it empty") from None


def _author_of(desk: Desk, record: str) -> list[dict[str, str]]:
    """The first rung of the chain of a record's statements: its author, who writes."""
    read = desk.holdings.machine_of(record)
    found = desk.holdings.record(record)
    told = found.description if found is not None else None
    author = read[0].chain[0].holder if read and read[0].chain else (told and (told.author or told.author_body))
    return [{"holder": author, "mode": "writes"}] if author else []


def _signing_in(desk: Desk) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        if desk.access.way != "passwords":
            return RedirectResponse("/corpus", 303)
        if request.method == "GET":
            return desk.page(request, "sign-in.html", Reader(), wrong=False)
        try:
            form = await _form(request)
        except Refused as refused:
            return desk.mistake(request, Reader(), refused.status, refused.words)
        if not is_own(request, form.get("token"), desk.secret, session_of(request)):
            return desk.mistake(
                request, Reader(), 403, "This form is too old, or was not sent from this site. Open the page again."
            )
        name, password = form.get("name", "").strip(), form.get("password", "")
        if not (desk.rates.signing_in.allows(peer_of(request)) and desk.rates.signing_in.allows(f"name {name}")):
            return desk.mistake(request, Reader(), 429, "Too many tries. Wait a minute.")
        if not await run_in_threadpool(desk.access.check, name, password[:1024]):
            return desk.page(request, "sign-in.html", Reader(), 403, wrong=True)
        to = str(request.session.get("to", "/corpus"))
        request.session.clear()
        request.session["name"] = name
        return RedirectResponse(to if _is_here(to) else "/corpus", 303)

    return answer


def _is_here(to: str) -> bool:
    parts = urlsplit(to)
    return to.startswith("/") and not to.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme


def _signing_out(desk: Desk) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        form = await _form(request)
        if is_own(request, form.get("token"), desk.secret, session_of(request)):
            request.session.clear()
        return RedirectResponse("/corpus", 303)

    return answer

"""What stands before every page: sizes, rates, the headers that keep a hostile record harmless, and forged forms refused."""

from __future__ import annotations

import hmac
import time
from collections import OrderedDict
from threading import Lock

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 256 * 1024  # bytes of a form
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "x-frame-options": "DENY",
}


class Shield:
    """Adds the headers to each answer and refuses bodies that are too large."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdigit() or int(length) > LARGEST:
            await PlainTextResponse("What was sent is too large.\n", 413)(scope, receive, self._with_headers(send))
            return
        await self._app(scope, _bounded(receive), self._with_headers(send))

    @staticmethod
    def _with_headers(send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        return sending


def _bounded(receive: Receive) -> Receive:
    """The body up to its largest size; one sent in pieces without a length ends there."""
    taken = 0

    async def receiving() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST:
            return {"type": "http.disconnect"}
        return message

    return receiving


class Rate:
    """A bucket for each caller that fills with time and is emptied by asking.

    Args:
        burst: how many may come at once.
        per_second: how fast the bucket fills again.
    """

    KEPT = 4096

    def __init__(self, burst: float, per_second: float) -> None:
        self._burst, self._per_second = burst, per_second
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def allows(self, caller: str, now: float | None = None) -> bool:
        """True where the caller may ask once more; ``now`` in seconds of a steady clock."""
        moment = time.monotonic() if now is None else now
        with self._lock:
            left, before = self._left.pop(caller, (self._burst, moment))
            left = min(self._burst, left + (moment - before) * self._per_second)
            allowed = left >= 1
            self._left[caller] = (left - 1 if allowed else left, moment)
            while len(self._left) > self.KEPT:
                self._left.popitem(last=False)
        return allowed


class Rates:
    """The rates of a site: reading, deciding, and trying passwords."""

    def __init__(self) -> None:
        self.reading = Rate(400, 80)
        self.deciding = Rate(120, 8)
        self.signing_in = Rate(8, 1 / 20)


def token(secret: bytes, session: str) -> str:
    """The word that a form of a session must carry, so that no other site can send it."""
    return hmac.new(secret, b"form:" + session.encode(), "sha256").hexdigest()


def is_own(request: Request, given: str | None, secret: bytes, session: str) -> bool:
    """True where a form comes from a page of this site: by the browser's word on its origin, and by its token."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    if origin is not None and origin.split("://")[-1] != request.headers.get("host"):
        return False
    return given is not None and hmac.compare_digest(token(secret, session), given)


def peer_of(request: Request) -> str:
    """The address that asks."""
    return request.client.host if request.client else "unknown"

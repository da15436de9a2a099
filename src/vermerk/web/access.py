"""Who may read and who may decide: one reader on his own machine, a team with passwords, or a proxy that knows them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from vermerk.corpus.decisions import NAME
from vermerk.model import BadRequest, BadTable
from vermerk.web.page import Reader, Role

Way = Literal["alone", "passwords", "header", "guests"]
LINE = re.compile(r"^(?P<name>[^:]+):(?P<role>reviewer|guest):(?P<hash>\$argon2\w+\$\S+)$")


class Account(msgspec.Struct, frozen=True):
    """A person of a team: name, what he may do, and the Argon2 hash of his password (RFC 9106)."""

    name: str
    role: Role
    hash: str


class Access(msgspec.Struct, frozen=True):
    """How readers are told apart.

    Attributes:
        way: ``alone`` (whoever reaches the site is ``name``), ``passwords`` (sign-in), ``header`` (a reverse proxy
            names the reader), or ``guests`` (everybody reads, nobody decides).
        name: the reviewer's name where he is alone.
        accounts: people who sign in, by name.
        header: header in which a proxy names the reader.
        proxies: addresses whose header is believed.
        guests: whether those who did not sign in may read.
    """

    way: Way = "alone"
    name: str = "reader"
    accounts: Mapping[str, Account] = {}
    header: str = ""
    proxies: frozenset[str] = frozenset({"127.0.0.1", "::1"})
    guests: bool = False

    def reader(self, signed_in: str | None, headers: Mapping[str, str], peer: str | None) -> Reader | None:
        """Who is looking; null where he has to sign in first."""
        if self.way == "alone":
            return Reader(self.name, "reviewer")
        if self.way == "header" and peer in self.proxies:
            name = headers.get(self.header.lower(), "").strip()
            if NAME.match(name):
                return Reader(name, "reviewer")
        if self.way == "passwords" and signed_in is not None and signed_in in self.accounts:
            account = self.accounts[signed_in]
            return Reader(account.name, account.role)
        return Reader() if self.guests or self.way == "guests" else None

    def check(self, name: str, password: str) -> bool:
        """True where the password is that person's. It takes as long for a name that nobody has."""
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        account = self.accounts.get(name)
        try:
            return PasswordHasher().verify(account.hash if account else _nobody(), password) and account is not None
        except (VerificationError, InvalidHashError):
            return False


_NOBODY: list[str] = []


def _nobody() -> str:
    """A hash that no password fits, made once."""
    if not _NOBODY:
        _NOBODY.append(hashed(secrets.token_urlsafe(32)))
    return _NOBODY[0]


def hashed(password: str) -> str:
    """The Argon2id hash of a password, with the parameters of RFC 9106's second recommended option."""
    from argon2 import PasswordHasher

    return PasswordHasher().hash(password)


def read_accounts(path: Path) -> dict[str, Account]:
    """The people of a password file: ``NAME:reviewer:HASH`` or ``NAME:guest:HASH`` a line, ``#`` before a comment.

    Raises:
        BadRequest: the file cannot be read, or names nobody.
        BadTable: a line that is none of these.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BadRequest(str(path), f"cannot be read ({error.strerror})", "name a file of passwords") from None
    found: dict[str, Account] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        told = LINE.match(line.strip())
        if told is None or not NAME.match(told["name"]):
            raise BadTable(
                str(path), number, "no line NAME:ROLE:HASH", "write it with: vermerk password NAME --users FILE"
            )
        if told["name"] in found:
            raise BadTable(str(path), number, f"{told['name']} is there twice", "remove one of the lines")
        role: Role = "reviewer" if told["role"] == "reviewer" else "guest"
        found[told["name"]] = Account(told["name"], role, told["hash"])
    if not found:
        raise BadRequest(str(path), "names nobody", f"add a person: vermerk password NAME --users {path}")
    return found
